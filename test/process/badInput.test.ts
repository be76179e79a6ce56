import {
  chmodSync,
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectRefusal } from './refusal';
import { canMountDisks, canRunWithoutRights, Sandbox } from './sandbox';

const list = 'kafka-topics --bootstrap-server localhost:9092 --list';
const create = 'kafka-topics --bootstrap-server localhost:9092 --create --topic';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => {
  sandbox.remove();
});

const readers = [list, 'kafka-lab status', 'kafka-lab broker stop 1'];

describe("a cluster's file", () => {
  test.each(readers)('is not there: %s', (command) => {
    expectRefusal(sandbox.run(command), /There is no cluster here .*kafka-lab init/);
  });

  test.each(readers)('is no database: %s', (command) => {
    mkdirSync(sandbox.home);
    writeFileSync(sandbox.file, 'not a database, but long enough to look like one\n'.repeat(100));
    expectRefusal(sandbox.run(command), /not a cluster of kafka-lab, or too damaged to tell.*Move it away/);
  });

  test('is empty', () => {
    mkdirSync(sandbox.home);
    writeFileSync(sandbox.file, '');
    expectRefusal(sandbox.run(list), /not a cluster.*Move it away/);
  });

  test('is cut short or overwritten in the middle', () => {
    sandbox.run('kafka-lab init --seed 1');
    const { size } = statSync(sandbox.file);
    const file = openSync(sandbox.file, 'r+');
    ftruncateSync(file, Math.floor(size / 2));
    expectRefusal(sandbox.run(list), /damaged.*kafka-lab init --force/);
    writeSync(file, Buffer.alloc(8192, 0xab), 0, 8192, 4096);
    closeSync(file);
    expectRefusal(sandbox.run('kafka-lab status'), /damaged.*kafka-lab init --force/);
    expect(sandbox.run('kafka-lab init --force').exitCode).toBe(0);
    expect(sandbox.run(list).exitCode).toBe(0);
  });

  test('is a folder', () => {
    mkdirSync(sandbox.file, { recursive: true });
    expectRefusal(sandbox.run(list), /is a folder.*Move it away/);
  });

  test("is another program's database", () => {
    mkdirSync(sandbox.home);
    const db = new Database(sandbox.file);
    db.exec('CREATE TABLE meta (a); PRAGMA user_version = 1');
    db.close();
    expectRefusal(sandbox.run(list), /not a cluster of kafka-lab/);
  });

  test('is of a newer release', () => {
    sandbox.run('kafka-lab init');
    const db = new Database(sandbox.file);
    db.pragma('user_version = 99');
    db.close();
    const before = readFileSync(sandbox.file);
    expectRefusal(sandbox.run(list), /newer kafka-lab.*Update kafka-lab/);
    expect(readFileSync(sandbox.file)).toEqual(before);
  });

  test.each([0, -1])('says of itself that it is of version %s', (version) => {
    sandbox.run('kafka-lab init');
    const db = new Database(sandbox.file);
    db.pragma(`user_version = ${version}`);
    db.close();
    expectRefusal(sandbox.run(list), /damaged/);
    expect(sandbox.run('kafka-lab init --force').exitCode).toBe(0);
  });

  test.each(['meta', 'cause', 'record', 'batch', 'partition', 'controller', 'node', 'fault', 'counter'])(
    'lacks the table %s',
    (table) => {
      sandbox.run('kafka-lab init --seed 1');
      sandbox.run(`${create} a`);
      const db = new Database(sandbox.file);
      db.exec(`DROP TABLE "${table}"`);
      db.close();
      for (const command of ['kafka-lab verify', `${create} b`, 'kafka-lab produce a x']) {
        const answer = sandbox.run(command);
        if (answer.exitCode !== 0) expectRefusal(answer, /is damaged/);
      }
    },
  );

  test('says that it is of an early layout, and is not', () => {
    sandbox.run('kafka-lab init');
    const db = new Database(sandbox.file);
    db.exec('DROP TABLE meta; DROP TABLE record; PRAGMA user_version = 1');
    db.close();
    for (const command of [...readers, 'kafka-lab verify']) expectRefusal(sandbox.run(command), /is damaged/);
  });

  test('is a pipe', () => {
    sandbox.shell('mkdir home && mkfifo home/cluster.db');
    for (const command of [...readers, 'kafka-lab init --force', 'kafka-lab destroy --yes'])
      expectRefusal(sandbox.run(command), /no ordinary file.*Move it away/);
  });

  test('is a link that leads back to itself', () => {
    mkdirSync(sandbox.home);
    symlinkSync('cluster.db', sandbox.file);
    for (const command of [...readers, 'kafka-lab init', 'kafka-lab init --force', 'kafka-lab destroy --yes'])
      expectRefusal(sandbox.run(command), /symbolic link/);
    expect(readlinkSync(sandbox.file)).toBe('cluster.db');
  });

  test.runIf(canRunWithoutRights())('may be read only', () => {
    sandbox.run('kafka-lab init --seed 1');
    chmodSync(sandbox.file, 0o444);
    expect(sandbox.runWithoutRights(list).exitCode).toBe(0);
    for (const command of ['kafka-lab broker stop 1', 'kafka-lab init --force', 'kafka-lab destroy --yes'])
      expectRefusal(sandbox.runWithoutRights(command), /may not be written/);
    expect(sandbox.runWithoutRights(list).exitCode).toBe(0);
  });

  test.runIf(canRunWithoutRights())('may not be read', () => {
    sandbox.run('kafka-lab init --seed 1');
    chmodSync(sandbox.file, 0o000);
    for (const command of [...readers, 'kafka-lab init --force', 'kafka-lab destroy --yes'])
      expectRefusal(sandbox.runWithoutRights(command), /may not be read/);
    expect(existsSync(sandbox.file)).toBe(true);
  });

  test.runIf(canRunWithoutRights())('may not be written', () => {
    sandbox.run('kafka-lab init --seed 1');
    chmodSync(sandbox.file, 0o444);
    chmodSync(sandbox.home, 0o555);
    expectRefusal(sandbox.runWithoutRights('kafka-lab broker stop 1'), /may not be written/);
    chmodSync(sandbox.home, 0o755);
    expect(sandbox.run('kafka-lab verify', { KAFKA_LAB_TRUST: sandbox.home }).exitCode).toBe(0);
  });
});

describe('the folder of the cluster', () => {
  test('is a file', () => {
    writeFileSync(sandbox.home, '');
    expectRefusal(sandbox.run(list), /There is no cluster here/);
    expectRefusal(sandbox.run('kafka-lab init'), /KAFKA_LAB_HOME/);
    expect(readFileSync(sandbox.home, 'utf8')).toBe('');
  });

  test.runIf(canRunWithoutRights())('may not be read', () => {
    sandbox.run('kafka-lab init --seed 1');
    chmodSync(sandbox.home, 0o000);
    for (const command of [...readers, 'kafka-lab init', 'kafka-lab init --force', 'kafka-lab destroy --yes'])
      expectRefusal(sandbox.runWithoutRights(command), /may not be (?:read|written)/);
    chmodSync(sandbox.home, 0o755);
    expect(existsSync(sandbox.file)).toBe(true);
  });

  test.each(['', '.kafka-lab'])('is a link that leads back to itself: KAFKA_LAB_HOME=%s', (home) => {
    symlinkSync('.kafka-lab', join(sandbox.folder, '.kafka-lab'));
    for (const command of [...readers, 'kafka-lab init', 'kafka-lab init --force', 'kafka-lab destroy --yes'])
      expectRefusal(sandbox.run(command, { KAFKA_LAB_HOME: home }), /a symbolic link in its path leads back to itself/);
  });

  test.each([
    ['too long a name', 'x'.repeat(300), /path is too long/],
    ['too long a path', 'x/'.repeat(3000), /path is too long/],
    ['in a file', '/dev/null/x', /no cluster here|a part of its path is a file/],
    ['in /proc, where no folder can be made', '/proc/x/y', /no cluster here|can not be made/],
    ['of several lines', 'one\ntwo\u001b[31m', /one\\ntwo\\x1b\[31m/],
  ])('has an invalid path: %s', (_, home, words) => {
    for (const command of [...readers, 'kafka-lab destroy --yes'])
      expectRefusal(sandbox.run(command, { KAFKA_LAB_HOME: home }), words);
    if (!home.includes('\n')) expectRefusal(sandbox.run('kafka-lab init', { KAFKA_LAB_HOME: home }), words);
  });

  test('cannot be told because the working directory was removed', () => {
    // The shell that starts the launcher has a line of its own about that.
    const inRemoved = (command: string) => {
      const answer = sandbox.shell(`mkdir gone; cd gone; rmdir ../gone; ${command}`);
      return { ...answer, stderr: answer.stderr.replace(/^\S+: .*getcwd.*\n/gm, '') };
    };
    for (const home of ['unset KAFKA_LAB_HOME', 'export KAFKA_LAB_HOME=relative'])
      for (const command of [...readers, 'kafka-lab init', 'kafka-lab destroy --yes'])
        expectRefusal(inRemoved(`${home}; ${command}`), /working directory was removed/);
    expect(inRemoved('unset KAFKA_LAB_HOME; kafka-lab --help').exitCode).toBe(0);
    expect(inRemoved('unset KAFKA_LAB_HOME; kafka-lab tour').exitCode).toBe(0);
    expect(inRemoved(`kafka-lab init && ${list}`).exitCode).toBe(0);
  });

  test.runIf(canMountDisks())('is on a disk that may only be read', () => {
    sandbox.mountHome('size=4m');
    sandbox.run('kafka-lab init --seed 1');
    sandbox.mountHome('remount,ro');
    for (const command of [list, 'kafka-lab broker stop 1', 'kafka-lab init --force', 'kafka-lab destroy --yes'])
      expectRefusal(sandbox.run(command), /on a disk that may only be read/);
  });

  test('is full: all of a change or nothing', () => {
    sandbox.run('kafka-lab init --seed 1');
    sandbox.run(`${create} small --partitions 1 --replication-factor 3`);
    const blocks = Math.ceil(statSync(sandbox.file).size / 1024) + 64;
    const answer = sandbox.shell(`ulimit -f ${blocks}; ${create} big --partitions 2000 --replication-factor 3`);
    expectRefusal(answer, /No room.*nothing was changed/);
    expect(sandbox.run(list).stdout).toBe('small\n');
    expect(sandbox.run('kafka-lab verify').exitCode).toBe(0);
    expect(sandbox.run(`${create} big --partitions 2000 --replication-factor 3`).exitCode).toBe(0);
  });

  test.runIf(canMountDisks())('is full: the cluster can be removed at once, and the room is free', () => {
    sandbox.mountHome('size=2m');
    sandbox.run('kafka-lab init --seed 1');
    sandbox.run(`${create} a --partitions 500 --replication-factor 3`);
    sandbox.shell('cat /dev/zero > home/ballast 2> /dev/null');
    expectRefusal(sandbox.run(`${create} b --partitions 500 --replication-factor 3`), /No room.*nothing was changed/);
    expectRefusal(sandbox.run('kafka-lab init --force'), /No room/);
    expect(readdirSync(sandbox.home).filter((name) => name.startsWith('.'))).toEqual([]);
    const start = performance.now();
    expect(sandbox.run('kafka-lab destroy --yes')).toMatchObject({ stderr: '', exitCode: 0 });
    expect(performance.now() - start).toBeLessThan(5000);
    expect(readdirSync(sandbox.home)).toEqual(['ballast']);
  });

  test('is full from the start: nothing is left behind', () => {
    expectRefusal(sandbox.shell('ulimit -f 4; kafka-lab init'), /No room/);
    expect(readdirSync(sandbox.home)).toEqual([]);
  });
});

describe('kafka-lab init', () => {
  test('refuses to replace a cluster, and does with --force', () => {
    expect(sandbox.run('kafka-lab init --profile 2.8-zk').exitCode).toBe(0);
    expectRefusal(sandbox.run('kafka-lab init'), /already.*--force/);
    expect(sandbox.run('kafka-lab init --force').stdout).toContain('4.3.1');
    expect(readdirSync(sandbox.home)).toEqual(['cluster.db']);
  });

  test.each(['kafka-lab init', 'kafka-lab init --force'])('several at once: %s', async (command) => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => sandbox.start(command).answer));
    const made = answers.filter(({ exitCode }) => exitCode === 0).length;
    if (command.endsWith('--force')) expect(made).toBe(4);
    else expect(made).toBe(1);
    for (const answer of answers) if (answer.exitCode !== 0) expectRefusal(answer, /already/);
    expect(sandbox.run('kafka-lab verify').exitCode).toBe(0);
    expect(readdirSync(sandbox.home).filter((name) => name.startsWith('.new'))).toEqual([]);
  });

  test('--force waits for nobody who only lost his process', () => {
    sandbox.run('kafka-lab init');
    sandbox.run(`${create} left --partitions 1 --replication-factor 1`);
    expect(sandbox.run('kafka-lab init --force').exitCode).toBe(0);
    expect(sandbox.run(list).stdout).toBe('\n');
  });
});

describe('wrong usage', () => {
  test.each([
    ['kafka-lab statsu', /unknown command.*status/],
    ['kafka-lab --nope', /unknown option/],
    ['kafka-lab init --profile 1.0', /Allowed choices/],
    ['kafka-lab init --brokers 0', /whole number/],
    ['kafka-lab init --brokers 3.5', /whole number/],
    ['kafka-lab init --seed -1', /--seed/],
    ['kafka-lab init --broker-config nonsense', /KEY=VALUE/],
    ['kafka-lab init --profile 2.8-zk --controllers 3', /broker is the controller/],
    ['kafka-lab init extra', /too many arguments/],
    ['kafka-lab clock advance 5x', /22s/],
    ['kafka-lab clock advance -5s', /unknown option|22s/],
    ['kafka-lab broker stop', /missing required argument/],
    ['kafka-lab broker stop one', /ids such as 1/],
    ['kafka-lab events --last 0', /whole number/],
    ['kafka-lab status --format yaml', /Allowed choices/],
    ['kafka-lab explain orders', /orders-0/],
  ])('%s', (command, words) => {
    const answer = sandbox.run(command);
    expect(answer.stderr).toMatch(words);
    expect(answer.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(answer.exitCode).toBe(2);
    expect(() => statSync(dirname(sandbox.file))).toThrow();
  });

  test('what does not exist is refused', () => {
    sandbox.run('kafka-lab init --profile 2.8-zk');
    expectRefusal(sandbox.run('kafka-lab broker stop 9'), /no broker 9: there are 1, 2, 3/);
    expectRefusal(sandbox.run('kafka-lab controller stop 101'), /ZooKeeper elects a broker/);
    expectRefusal(sandbox.run('kafka-lab explain nope-0'), /no partition nope-0/);
    expectRefusal(sandbox.run('kafka-lab status --topic nope'), /no topic nope/);
    expectRefusal(sandbox.run('kafka-lab broker start 1'), /running already/);
    expectRefusal(sandbox.run('kafka-lab destroy'), /--yes/);
    expect(sandbox.run('kafka-lab destroy --yes').exitCode).toBe(0);
    expectRefusal(sandbox.run('kafka-lab destroy --yes'), /no cluster here/);
  });
});

describe('output', () => {
  test('may be cut by its reader', () => {
    sandbox.run('kafka-lab init --seed 1');
    sandbox.run(`${create} big --partitions 3000 --replication-factor 3`);
    for (const command of [
      'kafka-topics --bootstrap-server localhost:9092 --describe',
      'kafka-lab status --all',
      'kafka-lab status --all --format json',
    ]) {
      const answer = sandbox.shell(`${command} | head -1; echo "\${PIPESTATUS[0]}"`);
      expect(answer.stderr).toBe('');
      expect(answer.stdout.trimEnd().split('\n').at(-1)).toBe('0');
    }
  });

  test('has no colour away from a terminal', () => {
    sandbox.run('kafka-lab init');
    expect(sandbox.run('kafka-lab status').stdout).not.toContain('\u001b');
    expect(sandbox.run('kafka-lab status', { FORCE_COLOR: '1' }).stdout).not.toContain('\u001b');
  });

  test.each(['2.8-zk', '4.3-kraft'])('--format json is one object with version and kind: %s', (profile) => {
    sandbox.run(`kafka-lab init --seed 1 --profile ${profile}`);
    sandbox.run(`${create} orders --partitions 2 --replication-factor 3`);
    const kinds = {
      status: 'status',
      events: 'events',
      'explain orders-0': 'explain',
      verify: 'verify',
      'broker list': 'brokers',
      'controller list': 'controllers',
      'clock show': 'clock',
    };
    for (const [command, kind] of Object.entries(kinds)) {
      const answer = sandbox.run(`kafka-lab ${command} --format json`);
      expect(JSON.parse(answer.stdout)).toMatchObject({ version: 1, kind, data: expect.anything() });
      expect(answer.exitCode).toBe(0);
    }
  });
});
