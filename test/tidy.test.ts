import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tools } from '../src/tools/registry';
import { projectFolder } from './process/sandbox';

/**
 * Who may know whom, by folder of src (docs/ARCHITECTURE.md draws it). A name with a slash opens one corner of a room
 * only. main.ts and commands.ts put everything together and are not in the table.
 */
const allowedImports: Readonly<Record<string, readonly string[]>> = {
  jvm: [],
  text: ['jvm'],
  parsing: ['jvm'],
  profiles: [],
  // What is said on the wire, and how records and batches are written down there.
  protocol: [],
  // The simulation: shapes and views, records in logs, decisions about metadata, coordinators, and what falls due on
  // top.
  model: ['jvm', 'profiles', 'protocol'],
  log: ['jvm', 'model', 'profiles', 'protocol'],
  cluster: ['jvm', 'log', 'model', 'profiles', 'protocol'],
  coordinators: ['cluster', 'jvm', 'log', 'model', 'profiles', 'protocol'],
  due: ['cluster', 'coordinators', 'log', 'model', 'profiles'],
  // The two ports of the simulated cluster: brokers and controllers, and ZooKeeper.
  broker: ['cluster', 'coordinators', 'jvm', 'log', 'model', 'profiles', 'protocol'],
  zookeeper: ['broker/host', 'cluster', 'model', 'profiles'],
  // Kafka's clients see no cluster. What they know of the simulation itself is what the real ones have in them too.
  clients: [
    'jvm',
    'profiles',
    'protocol',
    'text',
    'zookeeper/zooKeeper',
    'cluster/placement/',
    'cluster/zookeeper/assignments',
    'model/time',
    'model/topicNames',
  ],
  // Kafka's tools: the same, and formats that they read for themselves.
  tools: [
    'broker/disks',
    'clients',
    'jvm',
    'parsing',
    'profiles',
    'protocol',
    'text',
    'zookeeper/zooKeeper',
    'cluster/configs/',
    'cluster/placement/',
    'cluster/zookeeper/reassignmentZnode',
    'coordinators/groupRecords',
    'model/topicNames',
  ],
  // What happened, told from the records as they are written.
  story: ['model', 'text'],
  store: ['jvm', 'log', 'model', 'profiles', 'protocol', 'story'],
  runtime: ['broker', 'clients', 'cluster', 'due', 'jvm', 'model', 'profiles', 'store', 'story', 'text', 'zookeeper'],
  // Labs: files, checks, and who plays them.
  lessons: [
    'cluster',
    'coordinators',
    'log',
    'model',
    'profiles',
    'protocol',
    'runtime',
    'store',
    'story',
    'text',
    'tools/registry',
  ],
  // kafka-lab looks at the simulated world from outside, so it may see all of it; of the tools it knows the names.
  lab: [
    'broker',
    'clients',
    'cluster',
    'coordinators',
    'jvm',
    'lessons',
    'log',
    'model',
    'profiles',
    'protocol',
    'runtime',
    'store',
    'story',
    'text',
    'tools/registry',
  ],
};

/** Where the two modes may be told apart: profiles have a mode, and the controllers are what differs. */
const modesHomes = ['profiles/', 'cluster/kraft/', 'cluster/zookeeper/'];

/** Lines that a file may have. */
const mostLines = 250;

/** Files that have more, with how many they may have. This list may only shrink. */
const longFiles: Readonly<Record<string, number>> = {
  'store/stateView.ts': 459,
  'store/replay.ts': 432,
  'runtime/clusterSession.ts': 370,
  'clients/exceptionFacts.ts': 351,
  'profiles/configs/dynamicBrokerConfigs.ts': 300,
  'tools/consumer-groups/describe.ts': 293,
  'tools/transactions/run.ts': 290,
  'clients/consumer/membership.ts': 270,
  'tools/console-consumer/options.ts': 269,
  'protocol/messages/records.ts': 268,
  'tools/consumer-groups/versions.ts': 266,
  'parsing/argparse4j.ts': 265,
  'clients/adminClient.ts': 262,
  'model/turn.ts': 261,
  'story/story.ts': 258,
  'tools/consumer-groups/resetOffsets.ts': 256,
  'tools/consumer-groups/options.ts': 254,
  'tools/zookeeper-shell/shell.ts': 252,
  'tools/topics/run.ts': 252,
};

interface SourceFile {
  readonly path: string;
  readonly room: string;
  readonly text: string;
  /** Without comments and quoted texts. */
  readonly code: string;
}

const files: readonly SourceFile[] = readdirSync(join(projectFolder, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(join(projectFolder, 'src', path), 'utf8');
    return { path, room: path.includes('/') ? path.slice(0, path.indexOf('/')) : '', text, code: codeOf(text) };
  });

describe('the rooms of src', () => {
  test('import only what they may know', () => {
    const isIn = (target: string, places: readonly string[] | undefined) =>
      places?.some((place) => target.startsWith(place.includes('/') ? place : `${place}/`)) === true;
    const wrong = files.flatMap(({ path, room, text }) => {
      if (room === '') return [];
      const values = importsOf(path, text).filter(
        (target) => !isIn(target, [room]) && !isIn(target, allowedImports[room]),
      );
      return values.map((target) => `${path} -> ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  test('no file imports, by whatever way, one that imports it; types count', () => {
    expect(circles(arrows(({ path }) => path.replace(/\.ts$/, '')))).toEqual([]);
  });

  test('no room imports, by whatever way, one that imports it; types count', () => {
    expect(circles(arrows(({ room }) => room))).toEqual([]);
  });

  test('what the modes do differently is in their controllers: nobody else asks which one it is', () => {
    const question = /[!=]==?\s*'(?:kraft|zookeeper)'|'(?:kraft|zookeeper)'\s*[!=]==?|case '(?:kraft|zookeeper)'/;
    expect(
      files
        .filter(({ path, text }) => !modesHomes.some((home) => path.startsWith(home)) && question.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  test('a tool imports no other tool', () => {
    const wrong = files
      .filter(({ room, path }) => room === 'tools' && path.split('/').length > 2)
      .flatMap(({ path, text }) =>
        importsOf(path, text)
          .filter(
            (target) =>
              target.split('/').length > 2 &&
              target.startsWith('tools/') &&
              target.split('/')[1] !== path.split('/')[1],
          )
          .map((target) => `${path} -> ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test('only main.ts, commands.ts and runtime touch the process, the wall clock and unseeded chance', () => {
    expect(
      offenders(
        ({ room }) => room !== '' && room !== 'runtime',
        /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bconsole\./,
      ),
    ).toEqual([]);
  });

  test('SQL stands in store, and in runtime what keeps the log and the clock', () => {
    const inQuotes = /['"`]\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|WITH)\s/;
    expect(
      files
        .filter(({ room, text }) => room !== 'store' && room !== 'runtime' && inQuotes.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  test('versions are compared nowhere: what differs has a name in a profile', () => {
    const comparison =
      /(?:toolVersion|kafkaVersion|profile\.id)\s*[!=<>]==?|(?:[!=]==?\s*|case )'(?:2\.8|3\.9|4\.3)[^']*'/;
    expect(
      files
        .filter(({ room, text }) => room !== 'profiles' && room !== 'store' && comparison.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  /** A release or a profile by its name, in code. */
  const versionLiteral = /'(?:2\.8|3\.9|4\.3)(?:[-. ][^']*)?'/g;
  const versionHomes = /^(?:profiles\/|parsing\/toolVersion\.ts|clients\/versions\.ts|tools\/[^/]+\/versions\.ts)/;
  const versionsIn = (text: string) =>
    text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').match(versionLiteral)?.length ?? 0;

  test('names of releases stand in profiles and in versions.ts alone', () => {
    expect(versionsIn("const first = { '2.8': 1, '3.9.2': 2 }; // '4.3'")).toBe(2);
    const found = files.filter(({ path, text }) => !versionHomes.test(path) && versionsIn(text) > 0);
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  test('files are short, named after what they hold, and export by name', () => {
    expect(files.filter(({ path }) => /util|helper|manager|index\.ts/i.test(path)).map(({ path }) => path)).toEqual([]);
    expect(offenders(() => true, /^export default|^export \*/m)).toEqual([]);
  });

  test('files have at most 250 lines; longer ones stand on a list that only shrinks', () => {
    const lines = files.map(({ path, text }) => [path, text.split('\n').length - 1] as const);
    const tooLong = lines.filter(([path, count]) => count > Math.max(mostLines, longFiles[path] ?? 0));
    expect(Object.fromEntries(tooLong)).toEqual({});
    const now = new Map(lines);
    expect(Object.keys(longFiles).filter((path) => (now.get(path) ?? 0) <= mostLines)).toEqual([]);
  });

  /** Functions, classes and values that a file gives to others. */
  const exported = files.flatMap(({ path, text }) =>
    [...text.matchAll(/^export (?:async )?(?:function\*?|const|(?:abstract )?class) (\w+)/gm)].map((found) => ({
      path,
      name: found[1]!,
      before: text.slice(0, found.index),
    })),
  );

  test('every exported value has a comment', () => {
    const wrong = exported.filter(
      ({ before, name }) => !before.trimEnd().endsWith('*/') && !before.includes(`export function ${name}<`),
    );
    expect(wrong.map(({ path, name }) => `${path} ${name}`)).toEqual([]);
  });

  test('what is exported is used in src: by another file, or beside its definition where tests look at it', () => {
    // The protocol is Kafka's vocabulary: its tables are whole whoever reads them.
    const tests = readdirSync(join(projectFolder, 'test'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(projectFolder, 'test', path), 'utf8'))
      .join('\n');
    const wordsOf = (text: string): readonly string[] => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').match(/\w+/g) ?? [];
    const words = new Map(files.map(({ path, text }) => [path, wordsOf(text)] as const));
    const wrong = exported.filter(({ path, name }) => {
      if (path.startsWith('protocol/') || path === 'main.ts') return false;
      const others = files.some((file) => file.path !== path && words.get(file.path)!.includes(name));
      const uses = words.get(path)!.filter((word) => word === name).length;
      return !others && !(uses > 1 && new RegExp(`\\b${name}\\b`).test(tests));
    });
    expect(wrong.map(({ path, name }) => `${path} ${name}`)).toEqual([]);
  });

  test('lines of src and test are at most 120 columns', () => {
    const tests = readdirSync(join(projectFolder, 'test'), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:ts|mjs|java)$/.test(path))
      .map((path) => ({ path: `test/${path}`, text: readFileSync(join(projectFolder, 'test', path), 'utf8') }));
    const wrong = [...files, ...tests].flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (line.length > 120 ? [`${path}:${index + 1}`] : [])),
    );
    expect(wrong).toEqual([]);
  });
});

describe('every tool', () => {
  const manifest = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  const readme = readFileSync(join(projectFolder, 'README.md'), 'utf8');

  test.each(['kafka-lab', ...Object.keys(tools)])('%s is an executable, with .sh too, and stands in README', (name) => {
    expect(manifest.bin[name]).toBe('bin/kafka-lab.cjs');
    expect(manifest.bin[`${name}.sh`]).toBe('bin/kafka-lab.cjs');
    expect(readme.includes(`\`${name}`), 'stands in README').toBe(true);
  });

  test('no executable is without a tool', () => {
    expect(
      Object.keys(manifest.bin)
        .map((name) => name.replace(/\.sh$/, ''))
        .filter((name) => name !== 'kafka-lab' && !(name in tools)),
    ).toEqual([]);
  });
});

function offenders(concerns: (file: SourceFile) => boolean, pattern: RegExp): string[] {
  return files
    .filter((file) => concerns(file) && pattern.test(file.code))
    .map((file) => `${file.path}: ${pattern.exec(file.code)?.[0]}`);
}

/** Paths in src of what a file imports, types included: they are knowledge too. */
function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(/(?:from |import\()'(\.[^']+)'/g)].map((match) => normalize(join(dirname(path), match[1]!)));
}

/** Who imports whom, as `nameOf` calls the files; a file without a room is left out. */
function arrows(nameOf: (file: Pick<SourceFile, 'path' | 'room'>) => string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of files.filter(({ room }) => room !== '')) {
    const from = nameOf(file);
    const to = found.get(from) ?? new Set();
    found.set(from, to);
    for (const target of importsOf(file.path, file.text)) {
      const name = nameOf({ path: target, room: target.slice(0, target.indexOf('/')) });
      if (name !== from) to.add(name);
    }
  }
  return found;
}

/** The shortest way from each name back to itself, such as "a -> b -> a"; the same circle is told once. */
function circles(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const found = new Map<string, string>();
  for (const start of graph.keys()) {
    const ways: string[][] = [[start]];
    const seen = new Set<string>();
    for (const way of ways) {
      for (const next of graph.get(way.at(-1)!) ?? []) {
        if (next === start) {
          const key = [...way].sort().join();
          if (!found.has(key)) found.set(key, [...way, start].join(' -> '));
          ways.length = 0;
          break;
        }
        if (seen.has(next)) continue;
        seen.add(next);
        ways.push([...way, next]);
      }
    }
  }
  return [...found.values()];
}

function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/gm, '$1');
}
