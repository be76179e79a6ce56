import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SeededChance } from '../../src/runtime/seededChance';
import { Sandbox } from './sandbox';

/** `npm run test:long` runs it in full: 500 kills. */
const isLong = process.env.KAFKA_LAB_LONG === '1';
const kills = isLong ? 250 : 12;
/** Looking at the whole cluster costs more than a kill: several are judged together. */
const killsPerLook = 5;
const cluster = '--seed 1 --profile 3.9-zk';
const brokers = '--bootstrap-server localhost:9092,localhost:9093';

let sandbox: Sandbox;
let chance: SeededChance;
let longestMs: number;
beforeEach(async () => {
  sandbox = new Sandbox();
  chance = SeededChance.fromSeed(7n);
  const start = performance.now();
  await sandbox.start(`kafka-lab init ${cluster}`).answer;
  longestMs = performance.now() - start;
});
afterEach(() => {
  sandbox.remove();
});

interface Outcome {
  readonly wasKilled: boolean;
  readonly isDone: boolean;
  readonly stdout: string;
}

/** Kills the process somewhere between its first moment and its last. */
async function runAndKill(command: string, input = ''): Promise<Outcome> {
  const { child, answer } = sandbox.start(command, input);
  const timer = setTimeout(() => child.kill('SIGKILL'), chance.nextInt(Math.ceil(longestMs * 1.3)));
  const { exitCode, stdout } = await answer;
  clearTimeout(timer);
  return { wasKilled: exitCode === null, isDone: exitCode === 0, stdout };
}

function verify(): void {
  const { stdout, exitCode } = sandbox.run('kafka-lab verify');
  expect(stdout).not.toContain('broken');
  expect(exitCode).toBe(0);
}

/** Numbers of partitions, by topic. */
function partitionCounts(): ReadonlyMap<string, number> {
  const status = JSON.parse(sandbox.run('kafka-lab status --all --format json').stdout) as {
    data: { partitions: { topic: string }[] };
  };
  const counts = new Map<string, number>();
  for (const { topic } of status.data.partitions) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return counts;
}

test(
  `${kills} kills of commands that change a cluster: the invariants hold, and what was acknowledged is there whole`,
  async () => {
    /** Partitions that a topic may have now. */
    const expected = new Map<string, readonly number[]>();
    /** What a producer sent before it was killed, and whether it heard that all is stored. */
    const sent: { readonly words: readonly string[]; readonly isDone: boolean }[] = [];
    sandbox.run(`kafka-topics ${brokers} --create --topic log --replica-assignment 1:2`);
    const steps: readonly ((n: number) => Promise<Outcome>)[] = [
      async (n) => {
        const topic = `t-${n}`;
        const outcome = await runAndKill(
          `kafka-topics ${brokers} --create --topic ${topic} --partitions 40 --replication-factor 2`,
        );
        expected.set(topic, outcome.stdout.includes('Created topic') ? [40] : [0, 40]);
        return outcome;
      },
      async () => {
        const topic = [...expected.keys()].find((name) => expected.get(name)![0] === 40);
        if (topic === undefined) return runAndKill('kafka-lab settle');
        const outcome = await runAndKill(`kafka-topics ${brokers} --alter --topic ${topic} --partitions 90`);
        expected.set(topic, outcome.isDone ? [90] : [40, 90]);
        return outcome;
      },
      async (n) => {
        const words = Array.from({ length: 400 }, (_, index) => `${n}:${index}`);
        const outcome = await runAndKill(
          `kafka-console-producer ${brokers} --topic log --batch-size 200`,
          `${words.join('\n')}\n`,
        );
        sent.push({ words, isDone: outcome.isDone });
        return outcome;
      },
      async (n) => {
        const outcome = await runAndKill(`kafka-lab produce log ${n}:0 --transactional-id t${n}`);
        sent.push({ words: [`${n}:0`], isDone: outcome.isDone });
        return outcome;
      },
      // Broker 3, which leads a third of everything, is stopped, killed and started by processes that may die over it.
      (n) => runAndKill(`kafka-lab broker ${n % 2 === 0 ? 'stop' : 'kill'} 3`),
      () => runAndKill('kafka-lab broker start 3'),
      () => runAndKill('kafka-lab clock advance 30s'),
      () => runAndKill('kafka-lab compact'),
      () =>
        runAndKill(
          `kafka-configs ${brokers} --alter --entity-type topics --entity-name log --add-config ` +
            'retention.ms=1000000000',
        ),
      () => runAndKill(`kafka-console-consumer ${brokers} --topic log --group g --from-beginning --timeout-ms 500`),
      () =>
        runAndKill(`kafka-consumer-groups ${brokers} --group g --reset-offsets --to-earliest --topic log --execute`),
    ];
    const look = () => {
      const counts = partitionCounts();
      for (const [topic, allowed] of expected) expect(allowed, topic).toContain(counts.get(topic) ?? 0);
      const log = sandbox.run(
        `kafka-console-consumer ${brokers} --topic log --partition 0 --offset earliest --timeout-ms 500`,
      ).stdout;
      expectPrefixes(log.split('\n').slice(0, -1), sent);
      verify();
    };
    let killed = 0;
    for (let n = 0; killed < kills; n++) {
      const { wasKilled } = await steps[n % steps.length]!(n);
      if (!wasKilled) continue;
      if (++killed % killsPerLook === 0) look();
    }
    look();
  },
  kills * 5000,
);

/** What stands in a log is what each producer sent from its first record on, in order; all of it where it heard so. */
function expectPrefixes(
  log: readonly string[],
  sent: readonly { readonly words: readonly string[]; readonly isDone: boolean }[],
): void {
  let at = 0;
  for (const { words, isDone } of sent) {
    const from = at;
    while (at - from < words.length && log[at] === words[at - from]) at++;
    if (isDone) expect(at - from, `records of ${words[0]}`).toBe(words.length);
  }
  expect(log.slice(at)).toEqual([]);
}

/**
 * What may be there after each command, the last where it was done: the old cluster, a new one without topics, or none.
 */
const wholeFileSteps: readonly { readonly command: string; readonly allowed: readonly (string | undefined)[] }[] = [
  { command: 'kafka-lab destroy --yes', allowed: ['old', undefined] },
  { command: `kafka-lab init ${cluster}`, allowed: [undefined, ''] },
  { command: `kafka-lab init --force ${cluster}`, allowed: ['old', ''] },
  { command: 'kafka-lab migrate next', allowed: ['old'] },
  { command: 'kafka-lab compact', allowed: ['old'] },
];

test(
  `${kills} kills of commands about the whole file: there is the old cluster, a new one or none, and nothing else`,
  async () => {
    const files = () => (existsSync(sandbox.home) ? readdirSync(sandbox.home) : []);
    /**
     * The topics of the cluster, of which one tells the old cluster from one made anew; undefined where there is none.
     */
    const state = () =>
      existsSync(sandbox.file) ? sandbox.run(`kafka-topics ${brokers} --list`).stdout.trim() : undefined;
    const makeOld = () => {
      expect(sandbox.run(`kafka-lab init --force ${cluster}`).exitCode).toBe(0);
      expect(files()).toEqual(['cluster.db']);
      expect(sandbox.run(`kafka-topics ${brokers} --create --topic old`).exitCode).toBe(0);
    };
    let killed = 0;
    for (let n = 0; killed < kills; n++) {
      const { command, allowed } = wholeFileSteps[n % wholeFileSteps.length]!;
      if (!allowed.includes('old')) sandbox.run('kafka-lab destroy --yes');
      else if (state() !== 'old') makeOld();
      const { wasKilled, isDone } = await runAndKill(command);
      const after = state();
      expect(isDone ? allowed.slice(-1) : allowed, command).toContain(after);
      if (!wasKilled) continue;
      // A draft is all that a kill may leave beside a cluster and its journals.
      expect(files().filter((name) => !/^(?:cluster\.db(?:-wal|-shm)?|\.new-\d+)$/.test(name))).toEqual([]);
      if (after === undefined) expect(sandbox.run('kafka-lab status').stderr).toContain('There is no cluster here');
      else if (killed % killsPerLook === 0) verify();
      if (after !== undefined) expect(readFileSync(sandbox.file).subarray(18, 20)).toEqual(Buffer.from([2, 2]));
      killed++;
    }
    makeOld();
  },
  kills * 5000,
);
