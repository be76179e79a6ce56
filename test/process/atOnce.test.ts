import { afterEach, expect, test } from 'vitest';
import { Sandbox, type Answer } from './sandbox';

/** `npm run test:long` runs it in full. */
const isLong = process.env.KAFKA_LAB_LONG === '1';
const writers = 8;
const topicsEach = isLong ? 50 : 4;
const brokers = 'localhost:9092,localhost:9093,localhost:9094';

const sandbox = new Sandbox();
afterEach(() => {
  sandbox.remove();
});

test(
  `${writers} processes create and alter ${topicsEach} topics each while another stops and starts brokers: none is ` +
    'lost',
  async () => {
    expect(sandbox.run('kafka-lab init --seed 1 --clock live').exitCode).toBe(0);
    const failed: Answer[] = [];
    const run = async (command: string) => {
      const answer = await sandbox.start(command).answer;
      if (answer.exitCode !== 0) failed.push(answer);
    };
    let writing = writers;
    const write = async (writer: number) => {
      for (let n = 0; n < topicsEach; n++) {
        await run(
          `kafka-topics --bootstrap-server ${brokers} --create --topic t-${writer}-${n} --partitions 2 ` +
            '--replication-factor 2',
        );
        await run(
          `kafka-topics --bootstrap-server ${brokers} --alter --topic t-${writer}-${n} --partitions ${3 + (n % 3)}`,
        );
      }
      writing--;
    };
    const stopAndStart = async () => {
      for (let n = 0; writing > 0; n++) {
        const broker = 1 + (n % 3);
        await run(`kafka-lab broker stop ${broker}`);
        await run(`kafka-lab broker start ${broker}`);
      }
    };
    await Promise.all([...Array.from({ length: writers }, (_, writer) => write(writer)), stopAndStart()]);

    expect(failed).toEqual([]);
    const expected = Array.from({ length: writers * topicsEach }, (_, index) => ({
      topic: `t-${Math.floor(index / topicsEach)}-${index % topicsEach}`,
      count: 3 + ((index % topicsEach) % 3),
    }));
    const status = JSON.parse(sandbox.run('kafka-lab status --all --format json').stdout) as {
      data: { partitions: { topic: string }[] };
    };
    const counts = new Map<string, number>();
    for (const { topic } of status.data.partitions) counts.set(topic, (counts.get(topic) ?? 0) + 1);
    expect([...counts].map(([topic, count]) => ({ topic, count })).sort(byTopic)).toEqual(expected.sort(byTopic));
    const verified = sandbox.run('kafka-lab verify');
    expect(verified.stdout).not.toContain('broken');
    expect(verified.exitCode).toBe(0);
  },
  isLong ? 600_000 : 120_000,
);

function byTopic(a: { topic: string }, b: { topic: string }): number {
  return a.topic < b.topic ? -1 : 1;
}
