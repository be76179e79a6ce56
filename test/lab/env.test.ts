import {
  chmodSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LabContext } from '../../src/lab/context';
import { lab } from '../../src/lab/lab';
import { isRoot } from '../process/sandbox';

let folder: string;
let home: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kafka-lab-test-'));
  home = join(folder, 'home');
  mkdirSync(home);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** `kafka-lab env` of an installation in which no folder of links can be made, so that it stands beside the cluster. */
async function env(): Promise<{ readonly exitCode: number; readonly text: string }> {
  const lines: string[] = [];
  const context = {
    argv: ['env'],
    path: join(home, 'cluster.db'),
    installedAt: '/dev/null/kafka-lab',
    out: (line: string) => lines.push(line),
    err: (line: string) => lines.push(line),
  } as unknown as LabContext;
  const exitCode = await lab(context);
  return { exitCode, text: lines.join('\n') };
}

describe('links beside the cluster', () => {
  test('are made in a folder of their own', async () => {
    const { exitCode, text } = await env();
    expect(exitCode).toBe(0);
    expect(text).toContain(join(home, 'path'));
    expect(readdirSync(join(home, 'path'))).toContain('kafka-topics.sh');
  });

  test('leave what else is there, and are not made where something of their name is', async () => {
    mkdirSync(join(home, 'path'));
    writeFileSync(join(home, 'path', 'thesis.txt'), 'hi');
    expect((await env()).exitCode).toBe(0);
    expect(readFileSync(join(home, 'path', 'thesis.txt'), 'utf8')).toBe('hi');
    rmSync(join(home, 'path', 'kafka-topics'));
    writeFileSync(join(home, 'path', 'kafka-topics'), 'hi');
    expect((await env()).exitCode).toBe(1);
    expect(readFileSync(join(home, 'path', 'kafka-topics'), 'utf8')).toBe('hi');
  });

  test('replace links to another installation, and no others', async () => {
    mkdirSync(join(home, 'path'));
    symlinkSync('/elsewhere/bin/kafka-lab.cjs', join(home, 'path', 'kafka-topics'));
    expect((await env()).exitCode).toBe(0);
    expect(readlinkSync(join(home, 'path', 'kafka-topics'))).toBe('/dev/null/kafka-lab/bin/kafka-lab.cjs');
    for (const name of readdirSync(join(home, 'path'))) rmSync(join(home, 'path', name));
    symlinkSync('/opt/kafka/bin/kafka-topics.sh', join(home, 'path', 'kafka-topics.sh'));
    const { exitCode, text } = await env();
    expect(exitCode).toBe(1);
    expect(text).toContain(`${join(home, 'path', 'kafka-topics.sh')} is none of kafka-lab's links`);
    expect(readdirSync(join(home, 'path'))).toEqual(['kafka-topics.sh']);
    expect(readlinkSync(join(home, 'path', 'kafka-topics.sh'))).toBe('/opt/kafka/bin/kafka-topics.sh');
  });

  test('are not made where a terminal would show another path', async () => {
    home = join(folder, 'a\u001b[2Jb');
    mkdirSync(home);
    const { exitCode, text } = await env();
    expect(exitCode).toBe(1);
    expect(text).not.toContain('PATH=');
    expect(readdirSync(home)).toEqual([]);
  });

  test('are not made where PATH would take a colon for the end of the folder', async () => {
    home = join(folder, 'a:b');
    mkdirSync(home);
    const { exitCode, text } = await env();
    expect(exitCode).toBe(1);
    expect(text).toContain('because of its colon');
    expect(text).not.toContain('PATH=');
    expect(readdirSync(home)).toEqual([]);
  });

  test('are not made where others may write', async () => {
    for (const mode of [0o777, 0o1777]) {
      mkdirSync(join(home, 'path'), { recursive: true });
      chmodSync(join(home, 'path'), mode);
      const { exitCode, text } = await env();
      expect(exitCode).toBe(1);
      expect(text).toContain(`${join(home, 'path')} may be written by other users`);
      expect(text).not.toContain('PATH=');
      expect(readdirSync(join(home, 'path'))).toEqual([]);
    }
  });

  test('are not made where others may put another folder in the place of one', async () => {
    chmodSync(folder, 0o777);
    expect((await env()).text).toContain(`${folder} may be written by other users`);
    expect(readdirSync(home)).toEqual([]);
    chmodSync(folder, 0o1777);
    expect((await env()).exitCode).toBe(0);
  });

  test.runIf(isRoot)('are not made in the folder of somebody else', async () => {
    lchownSync(home, 4321, 4321);
    const { exitCode, text } = await env();
    expect(exitCode).toBe(1);
    expect(text).toMatch(/home belongs to another user \(uid 4321\)/);
    expect(text).not.toContain('PATH=');
    expect(readdirSync(home)).toEqual([]);
  });
});
