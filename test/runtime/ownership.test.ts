import { chmodSync, chownSync, lchownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { distrust, distrustCommands, type Who } from '../../src/runtime/ownership';

const isRoot = process.getuid!() === 0;
/** Root's files are everybody's to trust, so as root they are given to somebody. */
const owner = isRoot ? 4321 : process.getuid!();
const stranger: Who = { uid: owner + 1, trusted: [] };
const me: Who = { uid: owner, trusted: [] };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kafka-lab-it's-"));
  if (isRoot) chownSync(folder, owner, owner + 1);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a folder', () => {
  test('of mine is fine, and so is one that is not there', () => {
    expect(distrust(folder, me)).toBeUndefined();
    expect(distrust(join(folder, 'nothing'), stranger)).toBeUndefined();
  });

  test('of another user is not, in one line that says how to trust it', () => {
    const reason = distrust(folder, stranger)!;
    expect(reason).toContain(`${folder} belongs to another user (uid ${owner})`);
    expect(reason).toContain(`export KAFKA_LAB_TRUST='${folder.replace("'", String.raw`'\''`)}'`);
    expect(reason).not.toContain('\n');
  });

  test('of root is fine, as is that of the user who became root by sudo', () => {
    expect(distrust('/', stranger)).toBeUndefined();
    expect(distrust(folder, { uid: 0, trusted: [] })).toContain('another user');
    expect(distrust(folder, { uid: 0, sudoUid: owner, trusted: [] })).toBeUndefined();
  });

  test('that everybody may write is not, nor one of a shared group', () => {
    chmodSync(folder, 0o777);
    expect(distrust(folder, me)).toContain('chmod go-w');
    chmodSync(folder, 0o775);
    const reason = distrust(folder, me);
    if (isRoot) expect(reason).toContain('may be written by other users');
  });

  test.runIf(isRoot)('that only the own group of its user may write is fine', () => {
    chownSync(folder, owner, owner);
    chmodSync(folder, 0o2775);
    expect(distrust(folder, me)).toBeUndefined();
    chmodSync(folder, 0o777);
    expect(distrust(folder, me)).toContain('chmod go-w');
  });

  test('in which others may only add, as in /tmp, is fine; a file of such rights is not', () => {
    chmodSync(folder, 0o1777);
    expect(distrust(folder, me)).toBeUndefined();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o1666);
    expect(distrust(file, me)).toContain('chmod go-w');
  });

  test('that is trusted is fine, with what is below it', () => {
    for (const trusted of [folder, tmpdir(), '/'])
      expect(distrust(folder, { ...stranger, trusted: [trusted] })).toBeUndefined();
    expect(distrust(folder, { ...stranger, trusted: [`${folder}-2`, `${folder}/below`] })).toContain('another user');
  });
});

test('commands in a folder are trusted with all folders above it, and where nobody can add one', () => {
  const commands = join(folder, 'a', 'path');
  mkdirSync(commands, { recursive: true, mode: 0o755 });
  if (isRoot) for (const each of [join(folder, 'a'), commands]) chownSync(each, owner, owner + 1);
  expect(distrustCommands(commands, me)).toBeUndefined();
  chmodSync(join(folder, 'a'), 0o777);
  expect(distrustCommands(commands, me)).toContain(`${join(folder, 'a')} may be written`);
  chmodSync(join(folder, 'a'), 0o1777);
  expect(distrustCommands(commands, me)).toBeUndefined();
  chmodSync(commands, 0o1777);
  expect(distrustCommands(commands, me)).toContain(`${commands} may be written`);
  expect(distrustCommands(commands, { ...me, trusted: [folder] })).toBeUndefined();
});

test.runIf(isRoot)('a link of another user is not followed, wherever it leads', () => {
  const link = join(folder, 'link');
  symlinkSync('/', link);
  expect(distrust(link, me)).toBeUndefined();
  lchownSync(link, owner + 1, 0);
  expect(distrust(link, me)).toContain('another user');
});
