import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectRefusal } from './refusal';
import { canMountDisks, Sandbox } from './sandbox';

/** Between commands a cluster is one file, whole. */

const brokers = '--bootstrap-server localhost:9092';
const list = `kafka-topics ${brokers} --list`;
const create = `kafka-topics ${brokers} --create --topic`;

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
  sandbox.run('kafka-lab init --seed 1 --profile 3.9-zk');
});
afterEach(() => {
  sandbox.remove();
});

const expectOneFile = (what: string) => expect(readdirSync(sandbox.home), what).toEqual(['cluster.db']);

test('the last command leaves one file, however it ends', () => {
  const commands = [
    `${create} a --partitions 300 --replication-factor 2`,
    list,
    `kafka-topics ${brokers} --describe`,
    'kafka-lab status',
    'kafka-lab produce a hello',
    'kafka-lab clock advance 1m',
    'kafka-lab broker stop 2',
    'kafka-lab verify',
    // These are refused, the last two before and after they looked at the cluster.
    `${create} a`,
    'kafka-lab broker stop 2',
    'kafka-preferred-replica-election --zookeeper localhost:2181',
    'kafka-lab broker stop nine',
    'kafka-topics --nonsense',
    'kafka-lab migrate next',
    'kafka-lab migrate next',
  ];
  for (const command of commands) {
    expect(sandbox.run(command).exitCode, command).not.toBeNull();
    expectOneFile(command);
  }
});

test('so does one whose reader has seen enough', () => {
  sandbox.run(`${create} a --partitions 3000 --replication-factor 1`);
  const looks = [
    `kafka-topics ${brokers} --describe`,
    'kafka-lab events',
    'kafka-lab events --format json',
    'kafka-lab status --all',
  ];
  for (const look of looks) {
    expect(sandbox.shell(`${look} | head -c 10`), look).toMatchObject({ stderr: '', exitCode: 0 });
    expectOneFile(look);
  }
});

test('and a consumer that is interrupted', async () => {
  sandbox.run('kafka-lab clock live');
  sandbox.run(`${create} a`);
  sandbox.run('kafka-lab produce a hello');
  const { child, answer } = sandbox.start(`kafka-console-consumer ${brokers} --topic a --from-beginning`);
  child.stdout!.once('data', () => child.kill('SIGINT'));
  expect((await answer).stdout).toBe('hello\n');
  expectOneFile('consumer');
});

test('a copy of the file is the whole cluster', () => {
  sandbox.run(`${create} a --partitions 3 --replication-factor 2`);
  sandbox.run('kafka-lab produce a one two');
  const copy = join(sandbox.folder, 'copy');
  mkdirSync(copy);
  copyFileSync(sandbox.file, join(copy, 'cluster.db'));
  const looks = [list, `kafka-topics ${brokers} --describe`, 'kafka-lab ledger', 'kafka-lab verify'];
  for (const look of looks) expect(sandbox.run(look, { KAFKA_LAB_HOME: copy })).toEqual(sandbox.run(look));
});

test('one that others have open is let alone, and who comes last makes it whole', () => {
  const other = new Database(sandbox.file);
  other.prepare('SELECT * FROM meta').all();
  sandbox.run(`${create} a`);
  expect(readdirSync(sandbox.home)).toContain('cluster.db-wal');
  expect(sandbox.run(list).stdout).toBe('a\n');
  other.close();
  sandbox.run(list);
  expectOneFile('after the last');
});

test('what a killed command left is folded in by the next', async () => {
  sandbox.run(`${create} a`);
  const { child, answer } = sandbox.start(`kafka-console-consumer ${brokers} --topic a --from-beginning`);
  child.stdout!.once('data', () => child.kill('SIGKILL'));
  sandbox.run('kafka-lab produce a hello');
  await answer;
  expect(readdirSync(sandbox.home)).toContain('cluster.db-wal');
  expect(sandbox.run('kafka-lab verify').exitCode).toBe(0);
  expectOneFile('after a kill');
});

describe('kafka-lab compact', () => {
  test('gives back the room of what is no longer there, and changes nothing', () => {
    sandbox.run(`${create} big --partitions 3000 --replication-factor 3`);
    sandbox.run(`kafka-topics ${brokers} --delete --topic big`);
    sandbox.run('kafka-lab settle');
    sandbox.run(`${create} small`);
    const looks = [`kafka-topics ${brokers} --describe`, 'kafka-lab events --format json', 'kafka-lab verify'];
    const before = looks.map((look) => sandbox.run(look));
    const { size } = statSync(sandbox.file);
    const answer = sandbox.run('kafka-lab compact');
    expect(answer).toMatchObject({ stderr: '', exitCode: 0 });
    expect(answer.stdout).toMatch(/^Compacted .*cluster\.db: [\d.]+ MB -> [\d.]+ MB\n$/);
    expect(statSync(sandbox.file).size).toBeLessThan(size * 0.8);
    expectOneFile('compact');
    expect(looks.map((look) => sandbox.run(look))).toEqual(before);
  });

  test.runIf(canMountDisks())('without room changes nothing', () => {
    sandbox.mountHome('size=3m');
    sandbox.run('kafka-lab init --seed 1');
    sandbox.run(`${create} a --partitions 1500 --replication-factor 3`);
    spawnSync('bash', ['--norc', '-c', 'cat /dev/zero > ballast 2> /dev/null'], { cwd: sandbox.home });
    expectRefusal(sandbox.run('kafka-lab compact'), /No room.*nothing was changed/);
    sandbox.shell('rm home/ballast');
    expect(sandbox.run(list).stdout).toBe('a\n');
    expect(sandbox.run('kafka-lab verify').exitCode).toBe(0);
  });

  test('needs a cluster', () => {
    sandbox.run('kafka-lab destroy --yes');
    expectRefusal(sandbox.run('kafka-lab compact'), /no cluster here/);
  });
});
