import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Everybody who reads the log of records, and has to say something of each type. */
const readers = [
  'src/cluster/invariants.ts',
  'src/cluster/kraft/metadataFields.ts',
  'src/cluster/zookeeper/writeFold.ts',
  'src/due/settle.ts',
  'src/store/beforeImages.ts',
  'src/store/replay.ts',
  'src/story/controlRequests.ts',
  'src/story/memory.ts',
  'src/story/story.ts',
];

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'kafka-lab-readers-'));
  cpSync('src', join(project, 'src'), { recursive: true });
  cpSync('package.json', join(project, 'package.json'));
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
  const { compilerOptions } = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as { compilerOptions: object };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

it('the readers of the log do not compile, each of them, when there is a record more', () => {
  const records = join(project, 'src/model/records.ts');
  const text = readFileSync(records, 'utf8');
  const more = text.replace('export type ClusterRecord =\n', "$&  | { readonly type: 'DummyRecord' }\n");
  expect(more).not.toBe(text);
  writeFileSync(records, more);
  const { stdout } = spawnSync(resolve('node_modules/.bin/tsc'), ['--noEmit', '--pretty', 'false'], {
    cwd: project,
    encoding: 'utf8',
  });
  const missing = stdout.split('\n').filter((line) => line.includes("'DummyRecord'"));
  const files = new Set(missing.map((line) => line.slice(0, line.indexOf('('))));
  expect([...files].filter((file) => !file.startsWith('src/model/')).sort()).toEqual(readers);
}, 120_000);
