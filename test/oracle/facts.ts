import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clusterFacts } from './questions/cluster';
import { jvmFacts } from './questions/jvm';
import { toolFacts } from './questions/tools';

const facts = [...jvmFacts, ...clusterFacts, ...toolFacts];
const usage = `npm run facts -- NAME... [--check]

Asks the releases' own classes and tools again, and writes what they answer into the fact file. --check writes
nothing and says where the file holds something else. NAME is all, or some of:
${[...new Set(facts.map(({ name }) => name))].join(', ')}.
Needs JDK 17, and Maven for what is not in the cache yet (ORACLE_DIR, ~/.cache/kafka-oracle).`;

const project = join(import.meta.dirname, '..', '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean' }, help: { type: 'boolean' } },
});
const wanted = positionals.includes('all') ? facts : facts.filter(({ name }) => positionals.includes(name));
if (values.help || wanted.length === 0 || wanted.length < positionals.length - (positionals.includes('all') ? 1 : 0)) {
  console.error(usage);
  process.exit(values.help ? 0 : 2);
}
let different = 0;
for (const { name, file, ask } of wanted) {
  const path = join(project, file);
  const standing = readFileSync(path, 'utf8');
  const now = ask(standing);
  if (now === standing) {
    console.log(`${name}: as it stands in ${file}`);
    continue;
  }
  const lines = new Set(standing.split('\n'));
  const others = now.split('\n').filter((line) => !lines.has(line));
  console.log(`${name}: ${others.length} lines are others than in ${file}`);
  if (values.check) {
    different++;
    for (const line of others.slice(0, 20)) console.log(`  ${line.slice(0, 400)}`);
  } else writeFileSync(path, now);
}
process.exit(different > 0 ? 1 : 0);
