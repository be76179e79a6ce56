import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Sandbox, type Answer } from './sandbox';

const isRoot = process.getuid?.() === 0;
const stranger = 4321;
/** `npm run test:long` runs it in full. */
const damagedCaches = process.env.KAFKA_LAB_LONG === '1' ? 300 : 5;

let sandbox: Sandbox;
let installed: string;
let cache: string;
beforeEach(() => {
  sandbox = new Sandbox();
  installed = sandbox.copyPackage();
  cache = join(installed, 'dist', 'cache', 'kafka-lab');
});
afterEach(() => {
  sandbox.remove();
});

function launch(environment: Readonly<Record<string, string>> = {}, from = installed): Answer {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(from, 'bin', 'kafka-lab.cjs'), '--help'], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  return { stdout, stderr, exitCode: status };
}

function expectHelp(answer: Answer): void {
  expect(answer.stderr).toBe('');
  expect(answer.stdout).toContain('Learn how Kafka');
  expect(answer.exitCode).toBe(0);
}

function expectRefusal(answer: Answer, words: RegExp): void {
  expect(answer.stderr).toMatch(words);
  expect(answer.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(answer.stdout).toBe('');
  expect(answer.exitCode).toBe(1);
}

describe('a damaged code cache goes, and the command runs', () => {
  test.each([
    ['is empty', () => Buffer.alloc(0)],
    ['is cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['is longer', (bytes: Buffer) => Buffer.concat([bytes, bytes])],
    ['is something else', (bytes: Buffer) => Buffer.alloc(bytes.length, 'no code cache, but as long as one\n')],
  ])('%s', (_, spoil) => {
    expectHelp(launch());
    const good = readFileSync(cache);
    writeFileSync(cache, spoil(good));
    expectHelp(launch());
    expect(readFileSync(cache).length).toBeGreaterThan(good.length / 2);
    expect(readFileSync(cache).equals(spoil(good))).toBe(false);
    const { mtimeMs } = statSync(cache);
    expectHelp(launch());
    expect(statSync(cache).mtimeMs, 'the new one is used').toBe(mtimeMs);
  });

  test(`with random other bits, ${damagedCaches} times`, { timeout: 60_000 + damagedCaches * 1000 }, () => {
    expectHelp(launch());
    const good = readFileSync(cache);
    let random = 7;
    const below = (limit: number) => (random = (random * 48271) % 2147483647) % limit;
    for (let n = 0; n < damagedCaches; n++) {
      const spoilt = Buffer.from(good);
      for (let bits = [1, 1, 8, 64, 1000][n % 5]!; bits > 0; bits--) spoilt[below(spoilt.length)]! ^= 1 << below(8);
      writeFileSync(cache, spoilt);
      expectHelp(launch());
      expect(readFileSync(cache).equals(spoilt), 'it is replaced').toBe(false);
    }
  });

  test('of another build of the same length', () => {
    expectHelp(launch());
    const bundle = join(installed, 'dist', 'lab.cjs');
    writeFileSync(bundle, readFileSync(bundle, 'utf8').replaceAll('Learn how Kafka', 'Teach how Kafka'));
    expect(launch().stdout).toContain('Teach how Kafka');
  });

  test('leaves nothing behind when it cannot be written whole', () => {
    const line = `ulimit -f 100; '${process.execPath}' '${join(installed, 'bin', 'kafka-lab.cjs')}' --help`;
    expect(sandbox.shell(`${line} > /dev/null`)).toEqual({ stdout: '', stderr: '', exitCode: 0 });
    expect(readdirSync(join(cache, '..'))).toEqual([]);
  });
});

/** A cache that V8 and the launcher would take, with other code in it. */
function poison(): Buffer {
  const evil = join(sandbox.folder, 'evil');
  cpSync(installed, evil, { recursive: true, filter: (path) => !path.endsWith('cache') });
  const original = join(installed, 'dist', 'lab.cjs');
  const bundle = join(evil, 'dist', 'lab.cjs');
  writeFileSync(bundle, readFileSync(bundle, 'utf8').replaceAll('Learn how Kafka', 'Hijacked, hihi!'));
  const { atimeMs, mtimeMs } = statSync(original);
  utimesSync(bundle, atimeMs / 1000, mtimeMs / 1000);
  utimesSync(original, atimeMs / 1000, mtimeMs / 1000);
  expect(launch({}, evil).stdout).toContain('Hijacked, hihi!');
  return readFileSync(join(evil, 'dist', 'cache', 'kafka-lab'));
}

describe('a code cache', () => {
  test('may be written by nobody else, whatever the umask', () => {
    sandbox.shell(`umask 000; '${process.execPath}' '${join(installed, 'bin', 'kafka-lab.cjs')}' --help`);
    expect(statSync(cache).mode & 0o777).toBe(0o644);
    expect(statSync(join(cache, '..')).mode & 0o777).toBe(0o755);
  });

  test('that anybody may have written is not used, and closed', () => {
    const bytes = poison();
    mkdirSync(join(cache, '..'));
    writeFileSync(cache, bytes);
    expect(launch().stdout, 'this one would be taken').toContain('Hijacked, hihi!');
    chmodSync(join(cache, '..'), 0o777);
    expectHelp(launch());
    expect(statSync(join(cache, '..')).mode & 0o777).toBe(0o755);
    writeFileSync(cache, bytes);
    chmodSync(cache, 0o666);
    expectHelp(launch());
    expect(statSync(cache).mode & 0o777).toBe(0o644);
    expectHelp(launch());
  });

  test.runIf(isRoot)('that another user has written is not used', () => {
    const bytes = poison();
    mkdirSync(join(cache, '..'));
    writeFileSync(cache, bytes);
    chownSync(cache, stranger, stranger);
    expectHelp(launch());
    writeFileSync(cache, bytes);
    chownSync(join(cache, '..'), stranger, stranger);
    expectHelp(launch());
    expectHelp(launch());
  });
});

const addonFolder = 'node_modules/better-sqlite3/build/Release';
const code = ['dist', 'dist/lab.cjs', addonFolder, `${addonFolder}/better_sqlite3.node`];

describe('code is not run', () => {
  test.each(code)('when everybody may change it: %s', (path) => {
    chmodSync(join(installed, path), 0o777);
    expectRefusal(launch(), new RegExp(`${path} may be written by other users and is not used.*chmod go-w`));
    expectHelp(launch({ KAFKA_LAB_TRUST: installed }));
    expect(existsSync(cache)).toBe(true);
  });

  test.runIf(isRoot).each(code)('when it is of another user: %s', (path) => {
    chownSync(join(installed, path), stranger, stranger);
    expectRefusal(launch(), new RegExp(`${path} belongs to another user \\(uid ${stranger}\\) and is not used`));
    expectHelp(launch({ KAFKA_LAB_TRUST: join(installed, path) }));
  });

  test.runIf(isRoot)('but who owns the launcher is trusted already: his code is running', () => {
    for (const path of ['.', 'bin', 'bin/kafka-lab.cjs', ...code]) chownSync(join(installed, path), stranger, stranger);
    expectHelp(launch());
  });

  test('which is not there: one line says how to make it', () => {
    rmSync(join(installed, 'node_modules'), { recursive: true });
    expectRefusal(launch(), /better-sqlite3.*missing.*npm ci/);
    rmSync(join(installed, 'dist'), { recursive: true });
    expectRefusal(launch(), /not built.*npm run build/);
  });

  test('which was compiled for something else: one line says how to mend it', () => {
    writeFileSync(join(installed, addonFolder, 'better_sqlite3.node'), 'no library');
    expectRefusal(launch(), /Cannot load .*npm rebuild/);
  });

  test('found above the package, where anybody may put it', () => {
    const shared = join(sandbox.folder, 'node_modules');
    cpSync(join(installed, 'node_modules'), shared, { recursive: true });
    rmSync(join(installed, 'node_modules'), { recursive: true });
    expectHelp(launch());
    chmodSync(shared, 0o777);
    expectRefusal(launch(), /node_modules may be written by other users/);
  });
});
