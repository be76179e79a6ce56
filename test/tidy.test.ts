import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tools } from '../src/tools/registry';
import { projectFolder } from './process/sandbox';

/**
 * Who may know whom, by folder of src (docs/ARCHITECTURE.md draws it). A name with a slash opens one corner of a room only.
 * main.ts puts everything together and is not in the table.
 */
const allowedImports: Readonly<Record<string, readonly string[]>> = {
  jvm: [],
  text: ['jvm'],
  parsing: ['jvm'],
  profiles: [],
  protocol: ['cluster', 'coordinators', 'log', 'model', 'profiles'],
  // The simulation: shapes and views, records in logs, decisions about metadata, coordinators, and what falls due on top.
  model: ['jvm', 'profiles', 'protocol'],
  log: ['jvm', 'model', 'profiles', 'protocol'],
  cluster: ['jvm', 'log', 'model', 'profiles', 'protocol'],
  coordinators: ['cluster', 'jvm', 'log', 'model', 'profiles', 'protocol'],
  due: ['cluster', 'coordinators', 'log', 'model', 'profiles'],
  // The seam: what brokers answer, and what Kafka's clients ask.
  broker: ['clients', 'cluster', 'coordinators', 'jvm', 'log', 'model', 'profiles', 'protocol'],
  clients: ['broker', 'cluster', 'coordinators', 'jvm', 'log', 'model', 'profiles', 'protocol', 'text'],
  // Kafka's tools: what they know of the simulation itself is what the real ones know without asking a broker.
  tools: [
    'broker/',
    'clients',
    'jvm',
    'parsing',
    'profiles',
    'protocol',
    'text',
    'cluster/configs/',
    'model/cluster',
    'model/topicNames',
    'coordinators/groupRecords',
    'log/recordBatch',
  ],
  store: ['cluster', 'jvm', 'log', 'model', 'profiles'],
  runtime: ['cluster', 'due', 'jvm', 'model', 'profiles', 'store'],
  // kafka-lab looks at the simulated world from outside, so it may see all of it; of the tools it knows the names.
  lab: [
    'broker',
    'clients',
    'cluster',
    'coordinators',
    'jvm',
    'log',
    'model',
    'profiles',
    'protocol',
    'runtime',
    'store',
    'text',
    'tools/registry',
  ],
};

/** Rooms of which only types may be imported as well: what responses are made of. */
const allowedTypeImports: Readonly<Record<string, readonly string[]>> = {
  tools: ['cluster', 'coordinators', 'log', 'model'],
};

const longestFile = 460;

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
      const types = importsOf(path, typeImports(text)).filter((target) => isIn(target, allowedTypeImports[room]));
      return values.filter((target) => !types.includes(target)).map((target) => `${path} -> ${target}`);
    });
    expect(wrong).toEqual([]);
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

  test('only main.ts and runtime touch the process, the wall clock and unseeded chance', () => {
    expect(
      offenders(
        ({ path, room }) => path !== 'main.ts' && room !== 'runtime',
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
      /(?:toolVersion|kafkaVersion|profile\.id)\s*[!=<>]==?|[!=]==?\s*'(?:2\.8|3\.9|4\.3)[^']*'|case '(?:2\.8|3\.9|4\.3)/;
    expect(
      files
        .filter(({ room, text }) => room !== 'profiles' && room !== 'store' && comparison.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  test('files are short, named after what they hold, and export by name', () => {
    expect(files.filter(({ text }) => text.split('\n').length > longestFile).map(({ path }) => path)).toEqual([]);
    expect(files.filter(({ path }) => /util|helper|manager|index\.ts/i.test(path)).map(({ path }) => path)).toEqual([]);
    expect(offenders(() => true, /^export default|^export \*/m)).toEqual([]);
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

function typeImports(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.startsWith('import type '))
    .join('\n');
}

function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/gm, '$1');
}
