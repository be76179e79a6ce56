import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { projectFolder, Sandbox } from '../process/sandbox';
import { commands, helps, sections } from './helpTexts';

const readme = readFileSync(join(projectFolder, 'README.md'), 'utf8');
/** README's table of kafka-lab's commands: the words in code of each row. */
const rows = [
  ...readme.slice(readme.indexOf('## kafka-lab, '), readme.indexOf('## Profiles')).matchAll(/^\| `.*$/gm),
].map(([row]) => [...row.matchAll(/`([^`]+)`/g)].map((code) => code[1]!.replaceAll('\\|', '|')));
const isIn = (word: string, codes: readonly string[]) => codes.some((code) => code.split(/[ |]/).includes(word));

const makeOrders =
  'kafka-topics --bootstrap-server localhost:9092 --create --topic orders --partitions 3 --replication-factor 3';
/** What an example needs that a cluster with two topics does not have. */
const before: Readonly<Record<string, string>> = {
  'broker start': 'kafka-lab broker kill 1',
  'controller start': 'kafka-lab controller kill 101',
  'fault resume': 'kafka-lab fault pause 2',
  'broker remove': 'kafka-topics --bootstrap-server localhost:9092 --delete --topic orders,payments',
  'migrate rollback': 'kafka-lab migrate next',
  init: 'kafka-lab destroy --yes',
  'lab lint': 'kafka-lab lab new my-lab',
  ...Object.fromEntries(
    ['status', 'hint', 'solution', 'reset', 'quit', 'hand-in'].map((name) => [`lab ${name}`, 'kafka-lab lab start 1']),
  ),
  'lab answer': `kafka-lab lab start 1; ${makeOrders}; kafka-lab lab next`,
  'lab next': `kafka-lab lab start 1; ${makeOrders}`,
  'lab back': `kafka-lab lab start 1; ${makeOrders}; kafka-lab lab next`,
  'lab goto': 'kafka-lab lab start 1',
  'lab check': `kafka-lab lab start 1; ${makeOrders}`,
  'lab report': 'kafka-lab lab start 1; kafka-lab lab hand-in --name kim',
  'lab run': 'kafka-lab lab new my-lab',
};
const profileOf = (name: string) => (name.startsWith('migrate') ? '3.9-zk' : '4.3-kraft');

describe('kafka-lab --help', () => {
  const sandboxes: Sandbox[] = [];
  const sandbox = (): Sandbox => {
    sandboxes.push(new Sandbox());
    return sandboxes.at(-1)!;
  };
  afterAll(() => {
    for (const each of sandboxes) each.remove();
  });
  const run = (lines: readonly string[], where = sandbox()) =>
    where.shell(['set -e', ...lines].join('\n').replaceAll('npx kafka-lab', 'kafka-lab'));

  const born = new Map<string, Sandbox>();
  /** A cluster of the profile with the topics that the examples name. */
  const withTopics = (profile: string): Sandbox => {
    if (!born.has(profile)) {
      const first = sandbox();
      const create = 'kafka-topics --bootstrap-server localhost:9092 --create --replica-assignment 1:2:3 --topic';
      const lines = [`kafka-lab init --seed 7 --profile ${profile}`, `${create} orders`, `${create} payments`];
      expect(run(lines, first)).toMatchObject({ stderr: '', exitCode: 0 });
      born.set(profile, first);
    }
    const copy = sandbox();
    cpSync(born.get(profile)!.home, copy.home, { recursive: true });
    return copy;
  };

  test('lists the commands that README lists', () => {
    expect(rows.length).toBeGreaterThan(10);
    const missing = commands.filter((name) => !rows.some((row) => name.split(' ').every((word) => isIn(word, row))));
    expect(missing).toEqual([]);
    expect(rows.map((row) => row[0]!.split(' ')[0]!).filter((name) => !commands.includes(name))).toEqual([]);
  });

  test('is what help says, and the version is told', () => {
    const where = sandbox();
    expect(where.run('kafka-lab help broker stop')).toEqual(where.run('kafka-lab broker stop --help'));
    expect(where.run('kafka-lab help').stdout).toContain('kafka-lab --version');
    expect(where.run('kafka-lab --version').stdout).toMatch(/^kafka-lab \d+\.\d+\.\d+, which simulates Kafka .*4\.3/);
  });

  test('its first lesson works, and so does what README begins with', () => {
    const lesson = sections(helps.get('')!).get('A first lesson:')!;
    const typed = lesson.map((line) => line.trim().split('  ')[0]!);
    expect(typed.length).toBeGreaterThan(4);
    // A lesson is read on a terminal, where the fresh cluster's clock runs.
    expect(run(typed)).toMatchObject({ exitCode: 0 });
    const tryIt = /## Try it\n\n((?: {4}.*\n)+)/.exec(readme)![1]!.split('\n');
    expect(run(tryIt)).toMatchObject({ stderr: '', exitCode: 0 });
  });

  test.each(commands)('%s: its examples work', (name) => {
    const examples = [...sections(helps.get(name)!)].find(([heading]) => /^Examples?:/.test(heading))?.[1] ?? [];
    expect(examples.filter((line) => line.includes(`kafka-lab ${name}`) || name === 'env')).not.toEqual([]);
    // A cluster is born once: each init is an example of its own.
    for (const lines of name === 'init' ? examples.map((line) => [line]) : [examples]) {
      const { stderr, exitCode } = run([before[name] ?? '', ...lines], withTopics(profileOf(name)));
      expect(exitCode, `${lines.join('\n')}\n${stderr}`).toBe(0);
      // What an example shows being refused says so.
      if (!lines.some((line) => line.includes('||'))) expect(stderr, lines.join('\n')).toBe('');
    }
  });

  test.each(commands)('%s: every option and argument has a description', (name) => {
    const parts = sections(helps.get(name)!);
    const entries = [...(parts.get('Options:') ?? []), ...(parts.get('Arguments:') ?? [])];
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.filter((line) => !/^ {2}\S.*? {2,}\S/.test(line))).toEqual([]);
  });
});

describe('options that README names', () => {
  const known = (name: string) => [...(helps.get(name) ?? '').matchAll(/--[a-z-]+/g)].map(([option]) => option);
  const inTable = rows.flatMap((row) => {
    const [name] = row[0]!.split(/[ |]/) as [string];
    return row.filter((code) => code.startsWith('--')).map((option) => [name, option] as const);
  });
  const inCode = [...readme.matchAll(/kafka-lab ([a-z]+)((?: [^\n`&|#]*)?)/g)].flatMap(([, name, words]) =>
    [...words!.matchAll(/--[a-z-]+/g)].map(([option]) => [name!, option] as const),
  );

  test.each([...new Map([...inTable, ...inCode].map((each) => [each.join(' '), each])).values()])(
    '%s %s exists',
    (name, option) => {
      const inner = [...helps.keys()].filter((command) => command === name || command.startsWith(`${name} `));
      expect(inner.flatMap(known)).toContain(option);
    },
  );

  test('are found', () => expect(inTable.length + inCode.length).toBeGreaterThan(8));
});
