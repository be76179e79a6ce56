import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../lab/helpTexts';
import { Sandbox } from './sandbox';

const isLong = process.env.KAFKA_LAB_LONG === '1';
/** `npm run test:long` measures what README promises; `npm test` a smaller cluster, where what is quadratic shows. */
const topics = isLong ? 20 : 2;
const partitionsOfTopic = isLong ? 5000 : 2000;
const records = isLong ? 3_000_000 : 300_000;
/** Processor time, which a busy machine changes least, in seconds; and the greatest memory, in megabytes. */
const limits = isLong ? { seconds: 3, megabytes: 300 } : { seconds: 1.5, megabytes: 200 };
/** One topic of many, whatever their number. */
const limitsOfOneTopic = { seconds: 0.3, megabytes: 150 };

const bootstrap = '--bootstrap-server localhost:9092,localhost:9093,localhost:9094';
const kafkaTopics = `kafka-topics ${bootstrap}`;

/** A command, and where it is allowed more or less than the others, how much. */
type Step = string | readonly [command: string, limits: Partial<typeof limits>];

/**
 * What happens to a cluster with that many partitions, in order; each command of kafka-lab is in one of the two, and
 * tools that look at all partitions. What reads the whole log comes after the first failover: it grows with the log.
 */
const kraft: readonly Step[] = [
  'kafka-lab broker kill 2',
  'kafka-lab clock advance 30s',
  'kafka-lab status',
  'kafka-lab status --all',
  'kafka-lab status --format json',
  'kafka-lab status --all --format json',
  'kafka-lab status --topic t1',
  'kafka-lab broker start 2',
  'kafka-lab settle',
  ['kafka-lab events', limitsOfOneTopic],
  ['kafka-lab events --format json', limitsOfOneTopic],
  ['kafka-lab events --last 5', limitsOfOneTopic],
  ['kafka-lab events --topic t1', limitsOfOneTopic],
  'kafka-lab events --all --topic t1',
  'kafka-lab events --all',
  'kafka-lab events --all --format json',
  ['kafka-lab explain t1-7', limitsOfOneTopic],
  ['kafka-lab explain t1-7 --format json', limitsOfOneTopic],
  ["kafka-lab assert 't1-7 leader some'", limitsOfOneTopic],
  'kafka-lab metadata log',
  'kafka-lab metadata log --format json',
  'kafka-lab metadata log --from 1000',
  'kafka-lab verify',
  'kafka-lab verify --format json',
  `${kafkaTopics} --list`,
  `${kafkaTopics} --describe`,
  `kafka-get-offsets ${bootstrap}`,
  `kafka-log-dirs ${bootstrap} --describe`,
  `kafka-metadata-quorum ${bootstrap} describe --status`,
  `kafka-leader-election ${bootstrap} --election-type preferred --all-topic-partitions`,
  `kafka-console-consumer ${bootstrap} --topic t1 --from-beginning --timeout-ms 1000`,
  `kafka-consumer-groups ${bootstrap} --describe --all-groups`,
  'kafka-lab produce t1 a b c --acks all',
  ['kafka-lab replication show t1-0', limitsOfOneTopic],
  'kafka-lab replication stepwise',
  'kafka-lab produce t1 d --acks 1',
  'kafka-lab clock step',
  'kafka-lab replication settled',
  'kafka-lab ledger',
  'kafka-lab ledger --format json',
  'kafka-lab ledger --summary',
  ['kafka-lab ledger t1', limitsOfOneTopic],
  'kafka-lab broker list',
  'kafka-lab controller list',
  'kafka-lab clock show',
  'kafka-lab clock manual',
  'kafka-lab broker stop 3',
  'kafka-lab undo',
  'kafka-lab redo',
  'kafka-lab broker start 3',
  'kafka-lab broker add',
  'kafka-lab broker remove 4',
  'kafka-lab controller kill 101',
  'kafka-lab controller start 101',
  'kafka-lab controller stop 102',
  'kafka-lab controller start 102',
  'kafka-lab fault slow-follower 1',
  'kafka-lab clock advance 1m',
  'kafka-lab fault clear',
  'kafka-lab fault lose-ack t1-0',
  'kafka-lab fault pause 1',
  'kafka-lab clock advance 10m',
  'kafka-lab fault resume 1',
  'kafka-lab broker kill 2',
  'kafka-lab fault lose-disk 2',
  'kafka-lab clock advance 30s',
  'kafka-lab broker start 2',
  'kafka-lab ledger --summary',
  'kafka-lab compact',
  'kafka-lab snapshot save s',
  'kafka-lab snapshot list',
  'kafka-lab snapshot restore s',
  'kafka-lab snapshot delete s',
  'kafka-lab export --force whole.klab',
  'kafka-lab import --force whole.klab',
  'kafka-lab clock live',
  'kafka-lab env',
  'kafka-lab tour',
  'kafka-lab reset --yes',
  'kafka-lab init --force --seed 1',
  'kafka-lab destroy --yes',
];

/** Three brokers are restarted one after the other. */
const rollingRestart = { seconds: 3 * limits.seconds };
const zooKeeper: readonly Step[] = [
  'kafka-lab broker kill 1',
  'kafka-lab clock advance 30s',
  'kafka-lab broker start 1',
  'kafka-lab settle',
  ['kafka-lab events', limitsOfOneTopic],
  'kafka-lab events --all',
  ['kafka-lab explain t1-7', limitsOfOneTopic],
  'kafka-lab status',
  'kafka-lab verify',
  'kafka-lab broker stop 2',
  'kafka-lab broker start 2',
  'kafka-lab migrate status',
  'kafka-lab migrate next',
  ['kafka-lab migrate next', rollingRestart],
  ['kafka-lab migrate rollback', rollingRestart],
];

const reads = /^kafka-lab (?:status|events|explain|metadata|verify|ledger|replication show|\w+ list)\b/;
const attempts = 3;

/** The environment of a command that leaves behind what it has used. */
function measuredIn({ folder }: Sandbox): Readonly<Record<string, string>> {
  const watch = join(import.meta.dirname, 'resources.cjs');
  return { NODE_OPTIONS: `--require=${watch}`, RESOURCES: join(folder, 'resources.json') };
}

function usedIn({ folder }: Sandbox): typeof limits {
  return JSON.parse(readFileSync(join(folder, 'resources.json'), 'utf8')) as typeof limits;
}

test('every command of kafka-lab is measured', () => {
  const steps = [...kraft, ...zooKeeper].map((step) => (typeof step === 'string' ? step : step[0]));
  // A lab has a small cluster of its own.
  const leaves = commands
    .filter((name) => !commands.some((other) => other.startsWith(`${name} `)))
    .filter((name) => !name.startsWith('lab '));
  expect(leaves.length).toBeGreaterThan(25);
  expect(leaves.filter((name) => !steps.some((step) => `${step} `.startsWith(`kafka-lab ${name} `)))).toEqual([]);
});

describe.each([
  ['4.3-kraft', kraft],
  ['3.9-zk', zooKeeper],
])(`${topics * partitionsOfTopic} partitions, %s`, (profile, steps) => {
  const sandbox = new Sandbox();
  beforeAll(() => {
    expect(sandbox.run(`kafka-lab init --seed 1 --profile ${profile}`).exitCode).toBe(0);
    for (let topic = 0; topic < topics; topic++)
      sandbox.run(`${kafkaTopics} --create --topic t${topic} --partitions ${partitionsOfTopic} --replication-factor 3`);
  }, 600_000);
  afterAll(() => sandbox.remove());

  test.each(steps.map((step) => (typeof step === 'string' ? ([step, {}] as const) : step)))(
    '%s',
    (command, own) => {
      const allowed = { ...limits, ...own };
      let used = { seconds: Number.POSITIVE_INFINITY, megabytes: Number.POSITIVE_INFINITY };
      // A machine that others work on takes more of a processor's time, too: who only reads can be asked again.
      for (let attempt = reads.test(command) ? attempts : 1; attempt > 0; attempt--) {
        const { stderr, exitCode } = sandbox.shell(command, measuredIn(sandbox));
        expect([exitCode, command.startsWith('kafka-lab') ? stderr : '']).toEqual([0, '']);
        used = usedIn(sandbox);
        if (isLong) console.log(`${used.seconds.toFixed(2)} s ${used.megabytes.toFixed(0)} MB ${command}`);
        if (used.seconds < allowed.seconds && used.megabytes < allowed.megabytes) break;
      }
      expect(used.seconds, 'seconds of processor time').toBeLessThan(allowed.seconds);
      expect(used.megabytes, 'megabytes').toBeLessThan(allowed.megabytes);
    },
    600_000,
  );
});

describe(`a topic with ${records} records`, () => {
  const sandbox = new Sandbox();
  afterAll(() => sandbox.remove());

  test('the ledger goes through them one by one', () => {
    sandbox.run('kafka-lab init --seed 1');
    sandbox.run(`${kafkaTopics} --create --topic many --partitions 6 --replication-factor 3`);
    const atOnce = 300_000;
    for (let count = 0; count < records; count += atOnce)
      sandbox.run(
        `kafka-producer-perf-test --topic many --num-records ${atOnce} --record-size 20 --throughput -1 ` +
          '--producer-props bootstrap.servers=localhost:9092',
      );
    for (const command of ['ledger --format json', 'ledger', 'ledger --summary']) {
      // What it prints is longer than a string may be.
      const { exitCode, stdout } = sandbox.shell(`kafka-lab ${command} | tail -n 12`, measuredIn(sandbox));
      expect([exitCode, stdout]).toEqual([0, expect.stringContaining(String(records))]);
      expect(usedIn(sandbox).megabytes).toBeLessThan(150);
    }
  }, 600_000);
});
