import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Sandbox } from './sandbox';

const sandbox = new Sandbox();
const whole = join(sandbox.folder, 'whole.db');
const bootstrap = '--bootstrap-server localhost:9092';
const secondsAtMost = 20;

beforeAll(() => {
  sandbox.run('kafka-lab init --seed 7');
  sandbox.run(`kafka-topics ${bootstrap} --create --topic a --replica-assignment 1:2:3`);
  for (const value of ['one', 'two', 'three']) sandbox.run(`kafka-lab produce a ${value}`);
  copyFileSync(sandbox.file, whole);
});
afterAll(() => sandbox.remove());

/** What happens to the second batch, and what a record in it is then. */
const damages: readonly (readonly [name: string, sql: string])[] = [
  ['a byte of a record is another', "records = CAST(replace(CAST(records AS TEXT), 'two', 'twO') AS BLOB)"],
  ['the length of a record has no end', `records = x'${'ff'.repeat(40)}'`],
  ['the length of a record is nothing', `records = x'${'00'.repeat(40)}'`],
  ['the length of a value is negative', "records = x'12000001010d'"],
  ['half of the records is gone', 'records = substr(records, 1, bytes / 2)'],
  ['all records are gone', "records = x''"],
  ['there is text instead of bytes', "records = 'two'"],
  ['it ends before it starts', 'last_offset = 0'],
  ['it has more offsets than records', 'last_offset = 5'],
  ['its time is another', 'base_timestamp_ms = base_timestamp_ms + 1'],
  ['its time is none', "max_timestamp_ms = 'never'"],
  ['its producer is another', 'producer_epoch = 70000'],
  ['its checksum is another', 'checksum = checksum + 1'],
];

function damage(sql: string): void {
  copyFileSync(whole, sandbox.file);
  const db = new Database(sandbox.file);
  db.exec(sql);
  db.close();
}

function run(command: string): { readonly stdout: string; readonly stderr: string; readonly exitCode: number | null } {
  const answer = sandbox.shell(`timeout ${secondsAtMost} ${command}`);
  expect(answer.exitCode, `${command} comes to an end`).not.toBe(124);
  expect(answer.stderr).not.toContain('fault of kafka-lab itself');
  return answer;
}

describe.each(damages)('a batch of which %s', (_name, change) => {
  beforeAll(() =>
    damage(`UPDATE batch SET ${change} WHERE base_offset = 1 AND topic = (SELECT key FROM topic WHERE name = 'a')`),
  );

  test('is named by verify and ledger', () => {
    const verified = run('kafka-lab verify');
    expect(verified.stdout).toMatch(/^broken {2}Every batch of records .*\n {10}a-0 at offset 1: /m);
    expect(verified.exitCode).toBe(1);
    const ledger = run('kafka-lab ledger');
    expect(ledger.stdout).toMatch(/^a-0 {6}0 .* one\n$/);
    expect(ledger.stderr).toMatch(/^a-0 is damaged at offset 1: .*\n$/);
    expect(ledger.exitCode).toBe(1);
    for (const options of ['--summary', '--format json']) expect(run(`kafka-lab ledger ${options}`).exitCode).toBe(1);
  });

  test('ends a consumer as it ends the real one', () => {
    const consumed = run(`kafka-console-consumer ${bootstrap} --topic a --from-beginning --timeout-ms 1000`);
    expect(consumed.stdout).toBe('one\n');
    expect(consumed.stderr).toContain('Received exception when fetching the next record from a-0.');
    expect(consumed.exitCode).toBe(0);
    const group = '--topic a --partition 0 --offset 2 --timeout-ms 1000';
    expect(run(`kafka-console-consumer ${bootstrap} ${group}`).stdout).toBe('three\n');
    run(`kafka-console-consumer ${bootstrap} ${group.replace('2', '0')} --consumer-property check.crcs=false`);
  });

  test('is shown by dump-log as invalid', () => {
    const file = '/var/kafka/data-1/a-0/00000000000000000000.log';
    const dumped = run(`kafka-dump-log --files ${file}`);
    expect(dumped.stdout).toMatch(/^baseOffset: 0 .* isvalid: true\nbaseOffset: 1 .* isvalid: false$/m);
    run(`kafka-dump-log --files ${file} --print-data-log`);
  });
});

test('a batch that is not there is a hole', () => {
  damage("DELETE FROM batch WHERE base_offset = 1 AND topic = (SELECT key FROM topic WHERE name = 'a')");
  expect(run('kafka-lab verify').stdout).toContain('a-0 on broker 1: 1 of 3 records are not there');
  expect(run(`kafka-console-consumer ${bootstrap} --topic a --from-beginning --timeout-ms 1000`).stdout).toBe(
    'one\nthree\n',
  );
});
