// npm run bench: ratios measured in one run, each against a bare program doing the least that the work takes.
// Whole processes, in turn, medians of the wall time. Run it on a quiet machine.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const work = mkdtempSync(join(tmpdir(), 'kafka-lab-bench-'));
for (const name of ['kafka-lab', 'kafka-topics']) symlinkSync(join(project, 'bin', 'kafka-lab.cjs'), join(work, name));
writeFileSync(
  join(work, 'memory.cjs'),
  "process.on('exit', () => require('node:fs').writeFileSync(process.env.BENCH_MEMORY, " +
    'String(process.resourceUsage().maxRSS)));',
);

function run(command, args, home, { memory = false } = {}) {
  const started = process.hrtime.bigint();
  const memoryFile = join(work, 'memory');
  const nodeArgs = memory ? ['--require', join(work, 'memory.cjs')] : [];
  const result = spawnSync(
    process.execPath,
    [...nodeArgs, ...(command === 'node' ? args : [join(work, command), ...args])],
    {
      env: { ...process.env, KAFKA_LAB_HOME: home ?? '', BENCH_MEMORY: memoryFile },
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${result.status}`);
  return { ms: Number(process.hrtime.bigint() - started) / 1e6, bytes: result.stdout.length };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function compare(title, goal, times, ours, bare) {
  const pairs = Array.from({ length: times }, () => [ours().ms, bare().ms]);
  const [a, b] = [median(pairs.map(([ms]) => ms)), median(pairs.map(([, ms]) => ms))];
  const ratio = median(pairs.map(([ms, other]) => ms / other));
  console.log(`${title}: ${a.toFixed(0)} ms against ${b.toFixed(0)} ms, ratio ${ratio.toFixed(2)} (goal: ${goal})`);
}

function cluster(name, partitions) {
  const home = join(work, name);
  run('kafka-lab', ['init', '--seed', '1'], home);
  for (let topic = 0; topic * 5000 < partitions; topic++) {
    const count = String(Math.min(5000, partitions - topic * 5000));
    run(
      'kafka-topics',
      [
        '--bootstrap-server',
        'localhost:9092',
        '--create',
        '--topic',
        `t${topic}`,
        '--partitions',
        count,
        '--replication-factor',
        '3',
      ],
      home,
    );
  }
  return home;
}

const growthText = (sizes, times) => {
  const each = sizes.map((size, index) => `${size}: ${times[index].toFixed(0)} ms`).join(', ');
  const ratio = (times.at(-1) / times[0]).toFixed(1);
  return `  ${each}: 100 times the partitions take ${ratio} times as long (goal: 100 or less)`;
};

const sqlite = JSON.stringify(join(project, 'node_modules', 'better-sqlite3'));
const bare = (name, body) => {
  const file = join(work, name);
  writeFileSync(file, `const db = new (require(${sqlite}))(process.env.KAFKA_LAB_HOME + '/cluster.db');\n${body}`);
  return file;
};

const describeBare = bare(
  'describe.cjs',
  `const write = require('node:fs').writeSync; let text = [];
   const rows = db.prepare(
     'SELECT t.name, p.partition, p.leader, p.replicas, p.isr, p.elr, p.last_known_elr ' +
       'FROM partition p JOIN topic t ON t.key = p.topic');
   for (const r of rows.iterate()) {
     text.push('\\tTopic: ' + r.name + '\\tPartition: ' + r.partition + '\\tLeader: ' + r.leader + '\\tReplicas: ' +
       r.replicas + '\\tIsr: ' + r.isr + '\\tElr: ' + r.elr + '\\tLastKnownElr: ' + r.last_known_elr + '\\n');
     if (text.length === 1000) { write(1, text.join('')); text = []; }
   }
   write(1, text.join(''));`,
);
const updateBare = bare(
  'update.cjs',
  `const rows = db.prepare('SELECT topic, partition, leader, isr, leader_epoch, partition_epoch FROM partition').all();
   const update = db.prepare(
     'UPDATE partition SET leader = ?, isr = ?, leader_epoch = ?, partition_epoch = ? ' +
       'WHERE topic = ? AND partition = ?');
   db.pragma('synchronous = NORMAL');
   db.transaction(() => {
     for (const r of rows)
       update.run(r.leader, r.isr, r.leader_epoch + 1, r.partition_epoch + 1, r.topic, r.partition);
   })();`,
);

try {
  const small = cluster('small', 3);
  const list = () => run('kafka-topics', ['--bootstrap-server', 'localhost:9092', '--list'], small);
  list();
  compare('kafka-topics --list, small cluster, against node -e 0', '1.5 or less', 21, list, () =>
    run('node', ['-e', '0']),
  );

  const sizes = [1000, 10_000, 100_000];
  const homes = sizes.map((size) => cluster(`p${size}`, size));
  const describe = (home, options) =>
    run('kafka-topics', ['--bootstrap-server', 'localhost:9092', '--describe'], home, options);
  const big = homes.at(-1);
  compare(
    'kafka-topics --describe, 100,000 partitions, against a bare select of the rows',
    '2 or less',
    5,
    () => describe(big),
    () => run('node', [describeBare], big),
  );
  describe(big, { memory: true });
  const { readFileSync } = await import('node:fs');
  console.log(
    `  peak memory ${(Number(readFileSync(join(work, 'memory'), 'utf8')) / 1024).toFixed(0)} MB (goal: under 200 MB)`,
  );
  const growth = homes.map((home) => median(Array.from({ length: 5 }, () => describe(home).ms)));
  console.log(growthText(sizes, growth));

  const stops = sizes.map(() => []);
  const undos = [];
  const bares = [];
  for (let round = 0; round < 3; round++) {
    homes.forEach((home, index) => {
      stops[index].push(run('kafka-lab', ['broker', 'stop', '2'], home).ms);
      if (home === big) {
        undos.push(run('kafka-lab', ['undo'], home).ms);
        run('kafka-lab', ['redo'], home);
      }
      run('kafka-lab', ['broker', 'start', '2'], home);
      run('kafka-topics', ['--bootstrap-server', 'localhost:9092', '--list'], home);
    });
    bares.push(run('node', [updateBare], big).ms);
  }
  console.log(
    `kafka-lab broker stop, leader of a third of 100,000 partitions: ${median(stops[2]).toFixed(0)} ms against ` +
      `${median(bares).toFixed(0)} ms of a bare update of the rows, ratio ` +
      `${(median(stops[2]) / median(bares)).toFixed(2)} (goal: under 3)`,
  );
  console.log(growthText(sizes, stops.map(median)));
  console.log(
    `kafka-lab undo of that: ${median(undos).toFixed(0)} ms, ratio to the change ` +
      `${(median(undos) / median(stops[2])).toFixed(2)} (goal: 2 or less)`,
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}
