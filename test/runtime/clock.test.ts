import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Console } from '../property/console';

let console: Console;
beforeEach(async () => {
  console = new Console();
  await console.run('kafka-lab init --seed 7');
});
afterEach(() => {
  console.remove();
});

const startMs = Date.UTC(2026, 0, 1);
const nowMs = async () =>
  JSON.parse((await console.run('kafka-lab clock show --format json')).out).data.nowMs as number;
const broken = async () =>
  (await console.run('kafka-lab verify')).out.split('\n').filter((line) => /^broken/.test(line));

function change(sql: string): void {
  const db = new Database(console.file);
  db.exec(sql);
  db.close();
}

describe('how much time passes', () => {
  test.each(['99999999999h', `${'9'.repeat(400)}ms`, '876601h', '876600.01h'])('not %s', async (duration) => {
    const answer = await console.run(`kafka-lab clock advance ${duration}`);
    expect(answer.err).toMatch(/a hundred years at most: 876600h/);
    expect(answer.err.trimEnd().split('\n')).toHaveLength(1);
    expect(answer.exitCode).toBe(2);
    expect(await nowMs()).toBe(startMs);
  });

  test('a hundred years, and no more than up to the end of the year 9999', async () => {
    await console.run('kafka-topics --bootstrap-server localhost:9092 --create --topic a --replication-factor 3');
    await console.run('kafka-lab broker kill 1');
    const answer = await console.run('kafka-lab clock advance 876600h');
    expect(answer).toMatchObject({ exitCode: 0, err: '' });
    expect(answer.tookMs).toBeLessThan(2000);
    expect(await nowMs()).toBe(startMs + 876_600 * 3_600_000);
    change(`UPDATE meta SET value = '${Date.UTC(9999, 0, 1)}' WHERE name = 'nowMs'`);
    const ending = await console.run('kafka-lab clock advance 10000h');
    expect(ending.err).toMatch(/time ends with 9999-12-31T23:59:59.999Z.*kafka-lab init --force/);
    expect(ending.exitCode).toBe(1);
    expect(await nowMs()).toBe(Date.UTC(9999, 0, 1));
    expect(await broken()).toEqual([]);
  });

  test('a clock that follows the wall stops at the end of the year 9999', async () => {
    change(`UPDATE meta SET value = '${Date.UTC(9999, 11, 31)}' WHERE name = 'nowMs'`);
    await console.run('kafka-lab clock live');
    console.wallMs += 10 * 86_400_000;
    expect(await nowMs()).toBe(Date.UTC(9999, 11, 31, 23, 59, 59, 999));
    expect((await console.run('kafka-lab status')).exitCode).toBe(0);
  });

  test('a tool that would wait for longer than that waits for a hundred years', async () => {
    await console.run('kafka-topics --bootstrap-server localhost:9092 --create --topic a');
    const consumer = 'kafka-console-consumer --bootstrap-server localhost:9092 --topic a --timeout-ms';
    for (const timeout of [2147483647, '9223372036854775807']) {
      const answer = await console.run(`${consumer} ${timeout}`);
      expect(answer.err).not.toContain('fault of kafka-lab');
      expect(answer.tookMs).toBeLessThan(2000);
    }
    expect(await nowMs()).toBeLessThanOrEqual(startMs + 876_600 * 3_600_000 + 2147483647);
    expect(await broken()).toEqual([]);
  });
});

describe('a clock that is none', () => {
  test.each(['NaN', '', 'soon', '-1', '1.5', '1e300', 'Infinity'])('"%s" in the file is damage', async (value) => {
    change(`UPDATE meta SET value = '${value}' WHERE name = 'nowMs'`);
    for (const command of ['kafka-lab status', 'kafka-lab verify', 'kafka-lab clock advance 1s']) {
      const answer = await console.run(command);
      expect(answer.err).toMatch(/is damaged.*kafka-lab init --force/);
      expect(answer.exitCode).toBe(1);
    }
    expect((await console.run('kafka-lab init --force')).exitCode).toBe(0);
    expect((await console.run('kafka-lab status')).exitCode).toBe(0);
  });

  test('verify finds records later than the clock, and time that goes back', async () => {
    await console.run('kafka-topics --bootstrap-server localhost:9092 --create --topic a');
    expect(await broken()).toEqual([]);
    change(`UPDATE record SET time_ms = ${startMs + 1} WHERE offset = 3`);
    expect(await broken()).toEqual([expect.stringContaining('Time never goes back')]);
  });
});

describe('deadlines that can never come', () => {
  const long = '9223372036854775807';
  test.each([
    `replica.lag.time.max.ms=${long}`,
    'broker.session.timeout.ms=2147483647',
    `leader.imbalance.check.interval.seconds=${long}`,
    `unclean.leader.election.interval.ms=${long}`,
    'replica.fetch.wait.max.ms=0',
    'replica.lag.time.max.ms=0',
  ])('%s: time settles and the clock stays a clock', async (config) => {
    await console.run(`kafka-lab init --force --seed 7 --broker-config ${config}`);
    const steps = [
      'kafka-topics --bootstrap-server localhost:9092 --create --topic a --replica-assignment 1:2:3',
      'kafka-lab fault slow-follower 3',
      'kafka-lab replication stepwise',
      'kafka-lab produce a x --acks 1',
      'kafka-lab broker kill 1 2',
      'kafka-lab settle',
      'kafka-lab broker start 1',
      'kafka-lab settle',
    ];
    for (const step of steps) {
      const answer = await console.run(step);
      expect(answer.err, step).not.toContain('fault of kafka-lab');
      expect(answer.tookMs, step).toBeLessThan(3000);
    }
    expect(await nowMs()).toBeLessThan(startMs + 100 * 86_400_000);
    expect(await broken()).toEqual([]);
  });

  test.each([
    'replica.lag.time.max.ms=abc',
    'broker.session.timeout.ms=99999999999',
    'leader.imbalance.check.interval.seconds=0',
  ])('init refuses what Kafka refuses: %s', async (config) => {
    const answer = await console.run(`kafka-lab init --force --broker-config ${config}`);
    expect(answer.err).toMatch(/^error: .*--broker-config.*Invalid value .* for configuration/);
    expect(answer.exitCode).toBe(2);
    expect(await nowMs()).toBe(startMs);
  });
});
