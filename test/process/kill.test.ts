import { afterEach, expect, test } from 'vitest';
import { Sandbox } from './sandbox';

/** `npm run test:long` runs it in full. */
const kills = process.env.KAFKA_LAB_LONG === '1' ? 200 : 20;
/** Looking at the whole cluster costs more than a kill: several are judged together. */
const killsPerLook = 5;
const partitionsAtFirst = 40;
const partitionsLater = 90;

const sandbox = new Sandbox();
afterEach(() => {
  sandbox.remove();
});

test(
  `${kills} kills at random moments: the file opens, the invariants hold, and every acknowledged change is there whole`,
  async () => {
    sandbox.run('kafka-lab init --seed 1');
    const longestMs = await millisecondsOf(() => sandbox.start('kafka-lab clock advance 1ms').answer);
    /** Partitions that a topic may have now. */
    const expected = new Map<string, readonly number[]>();
    let killed = 0;
    for (let n = 0; killed < kills; n++) {
      const topic = `t-${n}`;
      const create = `kafka-topics --bootstrap-server localhost:9092 --create --topic ${topic} --partitions ${partitionsAtFirst} --replication-factor 3`;
      const alter = `kafka-topics --bootstrap-server localhost:9092 --alter --topic ${topic} --partitions ${partitionsLater}`;
      const created = await runAndKill(create, longestMs);
      if (created.wasKilled) killed++;
      expected.set(topic, created.acknowledged ? [partitionsAtFirst] : [0, partitionsAtFirst]);
      if (created.acknowledged) {
        const altered = await runAndKill(alter, longestMs);
        if (altered.wasKilled) killed++;
        expected.set(topic, altered.acknowledged ? [partitionsLater] : [partitionsAtFirst, partitionsLater]);
      }
      // A broker that leads a third of everything is stopped or started by a process that may die over it.
      if ((await runAndKill(`kafka-lab broker ${n % 2 === 0 ? 'stop' : 'start'} 3`, longestMs)).wasKilled) killed++;
      if (n % killsPerLook === 0) look(expected);
    }
    look(expected);
  },
  kills * 3000,
);

function look(expected: ReadonlyMap<string, readonly number[]>): void {
  const status = JSON.parse(sandbox.run('kafka-lab status --all --format json').stdout) as {
    data: { partitions: { topic: string }[] };
  };
  const counts = new Map<string, number>();
  for (const { topic } of status.data.partitions) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  for (const [topic, allowed] of expected) expect(allowed, topic).toContain(counts.get(topic) ?? 0);
  const verified = sandbox.run('kafka-lab verify');
  expect(verified.stdout).not.toContain('broken');
  expect(verified.exitCode).toBe(0);
}

/** Kills the process somewhere between its first moment and its last; acknowledged is what it said before that. */
async function runAndKill(command: string, longestMs: number): Promise<{ wasKilled: boolean; acknowledged: boolean }> {
  const { child, answer } = sandbox.start(command);
  const timer = setTimeout(() => child.kill('SIGKILL'), Math.random() * longestMs * 1.3);
  const { exitCode, stdout } = await answer;
  clearTimeout(timer);
  return { wasKilled: exitCode === null, acknowledged: exitCode === 0 || stdout.includes('Created topic') };
}

async function millisecondsOf(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}
