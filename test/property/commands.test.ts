import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterViolations } from '../../src/cluster/invariants';
import { planText, walks, type Walk } from './commands';
import { Console } from './console';

/** KAFKA_LAB_LONG=1 (npm run test:long): 20,000 commands, each done twice. */
const isLong = process.env.KAFKA_LAB_LONG !== undefined;
const [numRuns, length] = isLong ? [534, 50] : [24, 40];

/** KAFKA_LAB_SEED=n repeats a run, and shows what fails as it is. */
const seed = process.env.KAFKA_LAB_SEED === undefined ? undefined : Number(process.env.KAFKA_LAB_SEED);

/** A command may take so long (ms); the machine may be busy with something else. */
const longestMs = isLong ? 10_000 : 5_000;
/** Who gives way to other clients does so for a second of wall time: here for ten looks at the clock. */
const wallTickMs = 100;
/** So many things may fall due within a second of the cluster's time. */
const eventsPerSecond = 30;

/** Walks through it and hands back what was printed. After each command the invariants hold, and none is at fault. */
async function take({ init, steps }: Walk): Promise<string> {
  const console = new Console(planText, longestMs, wallTickMs);
  const printed: string[] = [];
  try {
    for (const { line, input, waitMs } of [{ line: init, input: '', waitMs: 0 }, ...steps]) {
      console.wallMs += waitMs;
      const answer = await console.run(line, input);
      if (line === init && answer.exitCode === 2) return 'refused';
      expect(answer.err, line).not.toContain('fault of kafka-lab');
      expect(answer.tookMs, line).toBeLessThan(longestMs);
      expect(
        console.look((session) => session.read((view) => [...clusterViolations(view)])),
        line,
      ).toEqual([]);
      printed.push(`$ ${line}\n${answer.out}${answer.err}= ${answer.exitCode}\n`);
    }
    const busiest = console.look((session) =>
      session.read(
        ({ db }) =>
          db
            .prepare(
              `SELECT count(*) AS n FROM cause WHERE data ->> 'kind' = 'due'
                 GROUP BY time_ms / 1000 ORDER BY n DESC LIMIT 1`,
            )
            .get() as { n: number } | undefined,
      ),
    );
    expect(busiest?.n ?? 0).toBeLessThan(eventsPerSecond);
    const verified = await console.run('kafka-lab verify');
    expect(verified).toMatchObject({ exitCode: 0, err: '' });
    return printed.join('').replaceAll(console.home, 'HOME');
  } finally {
    console.remove();
  }
}

describe('whatever is typed', () => {
  it('ends in a bounded time, keeps what must hold, and is the same when it is typed again', async () => {
    await fc.assert(
      fc.asyncProperty(walks(length), async (walk) => {
        const first = await take(walk);
        expect(await take(walk)).toBe(first);
      }),
      { numRuns, ...(seed !== undefined && { seed, endOnFailure: true }) },
    );
  }, 7_200_000);
});
