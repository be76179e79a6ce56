import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { corrupted } from './corrupted';
import { Sandbox, type Answer } from './sandbox';

/** `npm run test:long` runs it in full. */
const isLong = process.env.KAFKA_LAB_LONG === '1';
const profiles = ['4.3-kraft', '2.8-zk'];
const filesEach = isLong ? 150 : 8;
const longestMs = 10_000;

const brokers = '--bootstrap-server localhost:9092';
const makings = [
  `kafka-topics ${brokers} --create --topic orders --partitions 3 --replication-factor 3`,
  `kafka-topics ${brokers} --create --topic pay --partitions 2 --replication-factor 2 --config min.insync.replicas=2`,
  'kafka-lab produce orders a b c d',
  'kafka-lab produce pay x y --transactional-id t1 --end none',
  `kafka-console-consumer ${brokers} --topic orders --from-beginning --group g --timeout-ms 2000`,
  'kafka-lab broker kill 2',
  'kafka-lab clock advance 30s',
  'kafka-lab produce orders e --acks all',
  'kafka-lab broker start 2',
  'kafka-lab clock advance 10s',
  'kafka-lab broker stop 3',
];
const readers = [
  `kafka-topics ${brokers} --list`,
  `kafka-topics ${brokers} --describe`,
  `kafka-configs ${brokers} --describe --entity-type topics --entity-name pay`,
  `kafka-configs ${brokers} --describe --entity-type brokers --entity-name 1 --all`,
  `kafka-console-consumer ${brokers} --topic orders --from-beginning --timeout-ms 1000`,
  `kafka-consumer-groups ${brokers} --describe --all-groups`,
  `kafka-get-offsets ${brokers}`,
  `kafka-log-dirs ${brokers} --describe`,
  'kafka-dump-log --files /var/kafka/data-1/orders-0/00000000000000000000.log --print-data-log',
  `kafka-transactions ${brokers} list`,
  `kafka-cluster cluster-id ${brokers}`,
  `kafka-broker-api-versions ${brokers}`,
  'kafka-lab status',
  'kafka-lab status --all --format json',
  'kafka-lab events',
  'kafka-lab explain orders-0',
  'kafka-lab replication show orders-0',
  'kafka-lab ledger',
  'kafka-lab metadata log',
  'kafka-lab verify',
  'kafka-lab broker list',
  'kafka-lab clock show',
];

describe.each(profiles)('corrupted files of %s', (profile) => {
  const sandbox = new Sandbox();
  let good: Buffer;
  beforeAll(() => {
    expect(sandbox.run(`kafka-lab init --seed 7 --profile ${profile}`).exitCode).toBe(0);
    for (const command of makings) expect(sandbox.run(command).stderr, command).not.toContain('fault');
    good = readFileSync(sandbox.file);
  });
  afterAll(() => {
    sandbox.remove();
  });

  test(
    `${filesEach}, each read by ${isLong ? 'all' : 'a few'} reading commands: an answer, or one line that says it ` +
      'is damaged',
    async () => {
      const wrong: string[] = [];
      for (let seed = 0; seed < filesEach; seed++) {
        const { bytes, kind } = corrupted(good, seed);
        for (const command of isLong ? readers : someReaders(seed)) {
          writeFileSync(sandbox.file, bytes);
          const fault = judge(await timed(sandbox, command));
          if (fault !== undefined) wrong.push(`file ${seed} (${kind}), ${command}: ${fault}`);
        }
      }
      expect(wrong).toEqual([]);
    },
    filesEach * readers.length * 1000,
  );
});

/** In small, each command has its turn. */
function someReaders(seed: number): readonly string[] {
  const few = 4;
  return Array.from({ length: few }, (_, n) => readers[(seed * few + n) % readers.length]!);
}

async function timed(sandbox: Sandbox, command: string): Promise<Answer> {
  const { child, answer } = sandbox.start(command);
  const timer = setTimeout(() => child.kill('SIGKILL'), longestMs);
  const result = await answer;
  clearTimeout(timer);
  return result;
}

/** What is wrong with what was said about a corrupted file; undefined where nothing is. */
function judge({ stdout, stderr, exitCode }: Answer): string | undefined {
  if (exitCode === null) return `did not end in ${longestMs} ms, or crashed`;
  if (/fault of kafka-lab itself|SQLITE|in JSON|JSON at|no such (?:table|column)|malformed/i.test(stderr + stdout))
    return `shows its insides: ${stderr}`;
  // A tool may have said something of its own before.
  if (stderr.includes('damaged'))
    return exitCode === 1 && stderr.trimEnd().split('\n').at(-1)!.includes('damaged')
      ? undefined
      : `ends with ${exitCode}: ${stderr}`;
  if (/^\s+at .*(?:node:|\.cjs)/m.test(stderr)) return `shows a stack: ${stderr}`;
  // Any other answer is one: the damage may have made another cluster of it.
  return undefined;
}
