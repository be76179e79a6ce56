import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { profiles } from '../../src/profiles/profiles';
import { Sandbox, type Answer } from './sandbox';

const broker = 'localhost:9092';
const server = `--bootstrap-server ${broker}`;
/** What a command may take of memory, MB, and of time, ms: it takes a tenth of that on a quiet machine. */
const heap = { NODE_OPTIONS: '--max-old-space-size=200' };
const slowest = 10_000;

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => {
  sandbox.remove();
});

function run(command: string): Answer {
  const startMs = Date.now();
  const answer = sandbox.run(command, heap);
  expect(Date.now() - startMs, command).toBeLessThan(slowest);
  expect(answer.exitCode, command).not.toBeNull();
  expect(answer.stderr, command).not.toMatch(/fault of kafka-lab|heap out of memory/);
  return answer;
}

const counts = () =>
  run(`kafka-topics ${server} --describe`).stdout.match(/Topic: \S+(?=\tTopicId)|(?<=PartitionCount: )\d+/g) ?? [];

describe.each(Object.keys(profiles))('%s: numbers of any size', (profile) => {
  test('partitions', () => {
    run(`kafka-lab init --seed 1 --profile ${profile}`);
    run(`kafka-topics ${server} --create --topic a --partitions 2 --replication-factor 3`);
    for (const count of [1_000_000, 2_147_483_647]) {
      expect(run(`kafka-topics ${server} --create --topic b --partitions ${count}`).exitCode).toBe(1);
      // A request of KRaft leaves the first ten thousand.
      if (profile.endsWith('zk') || count > 1_000_000)
        expect(run(`kafka-topics ${server} --alter --topic a --partitions ${count}`).exitCode).toBe(1);
    }
    expect(counts()).toEqual(['Topic: a', '2']);
    expect(run(`kafka-topics ${server} --create --topic b --partitions 3`).exitCode).toBe(0);
    expect(run('kafka-lab verify').exitCode).toBe(0);
  }, 60_000);

  test('partitions by default, of internal topics too', () => {
    const all = ['num.partitions', 'offsets.topic.num.partitions', 'transaction.state.log.num.partitions'];
    const configs = all.map((name) => `--broker-config ${name}=2147483647`).join(' ');
    run(`kafka-lab init --seed 1 --profile ${profile} ${configs}`);
    expect(run(`kafka-topics ${server} --create --topic a`).exitCode).toBe(1);
    expect(run(`kafka-topics ${server} --create --topic b --partitions 1`).exitCode).toBe(0);
    run(`kafka-console-consumer ${server} --topic b --timeout-ms 1000`);
    run('kafka-lab produce b x --transactional-id t');
    expect(counts()).toEqual(['Topic: b', '1']);
    expect(run('kafka-lab verify').exitCode).toBe(0);
  }, 60_000);
});

describe.each(['2.8-zk', '4.3-kraft'])('%s: what would go on for ever', (profile) => {
  test('records of kafka-producer-perf-test', () => {
    run(`kafka-lab init --seed 1 --profile ${profile}`);
    run(`kafka-topics ${server} --create --topic a --partitions 1 --replication-factor 1`);
    const perf = (records: string, size: string, throughput: string) =>
      run(
        `kafka-producer-perf-test --topic a --num-records ${records} --record-size ${size} ` +
          `--throughput ${throughput} --producer-props bootstrap.servers=${broker}`,
      );
    for (const [records, size, throughput] of [
      ['9223372036854775807', '10', '-1'],
      ['2147483647', '10', '-1'],
      ['1000000', '1000000', '-1'],
      ['100000', '10', '1'],
    ] as const) {
      const { stderr, exitCode } = perf(records, size, throughput);
      expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^kafka-lab: This asks for .*Nothing was written/);
      expect(exitCode).toBe(1);
    }
    expect(perf('1', '2147483647', '-1').stderr).toContain('OutOfMemoryError: Requested array size exceeds VM limit');
    expect(perf('1', '1000000000', '-1').stderr).toContain('OutOfMemoryError: Java heap space');
    expect(perf('1', '400000000', '-1').stderr).toMatch(/RecordTooLargeException: The message is 40000\d+ bytes/);
    expect(perf('-1', '10', '-1').exitCode).toBe(1);
    const read = run(`kafka-console-consumer ${server} --topic a --from-beginning --timeout-ms 10`);
    expect(read.stderr).toContain('Processed a total of 0 messages');
  }, 60_000);

  test('patterns', () => {
    run(`kafka-lab init --seed 1 --profile ${profile}`);
    const name = 'a'.repeat(200);
    run(`kafka-topics ${server} --create --topic ${name} --partitions 1 --replication-factor 1`);
    run(`kafka-topics ${server} --create --topic ${name}! --partitions 1 --replication-factor 1`);
    const list = (pattern: string) => run(`kafka-topics ${server} --list --topic ${pattern}`);
    expect(list('(a+)+$')).toMatchObject({ stdout: `${name}\n`, exitCode: 0 });
    expect(list('(a+)+b')).toMatchObject({ stdout: '\n', exitCode: 0 });
    expect(list('(.*)(.*)(.*)(.*)(.*)(.*)b').exitCode).toBe(0);
    expect(list('(a+)+\\1b')).toMatchObject({
      stdout: '',
      stderr: 'kafka-lab: The pattern takes too long: it was given up after ten million steps. Make it simpler.\n',
      exitCode: 1,
    });
    const deep = `${'('.repeat(20_000)}${')'.repeat(20_000)}`;
    const refused = list(deep);
    expect(refused.stdout).toBe(`Error while executing topic command : ${deep} is an invalid regex.\n`);
    expect(refused.exitCode).toBe(1);
    const option = profile.startsWith('2') ? '--whitelist' : '--include';
    run(`kafka-console-consumer ${server} ${option} ${deep} --timeout-ms 1`);
    run(`kafka-get-offsets ${server} --topic ${deep}`);
  }, 60_000);
});

test.each(Object.keys(profiles))('%s: a thousand brokers', (profile) => {
  expect(run(`kafka-lab init --seed 1 --brokers 1000 --profile ${profile}`).exitCode).toBe(0);
  expect(run(`kafka-topics ${server} --create --topic a --partitions 1 --replication-factor 1000`).exitCode).toBe(0);
  expect(run('kafka-lab verify').exitCode).toBe(0);
});
