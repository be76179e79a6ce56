import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../src/store/connection';
import { planText, walks, type Step } from './commands';
import { Console } from './console';

const isLong = process.env.KAFKA_LAB_LONG !== undefined;
const [numRuns, length] = isLong ? [300, 50] : [12, 30];
const seed = process.env.KAFKA_LAB_SEED === undefined ? undefined : Number(process.env.KAFKA_LAB_SEED);

/** Who gives way to other clients does so for a second of wall time: here for ten looks at the clock. */
const wallTickMs = 100;
/** A live clock would move on between two looks at the same moment; nobody waits for weeks: all is done twice. */
const standing = (text: string) =>
  text
    .replace(' --clock live', '')
    .replace('clock live', 'clock manual')
    .replace('timeout-ms 2147483647', 'timeout-ms 9');

/** What undo and redo keep for themselves. */
const undoTables = /^(?:command|before_image|undone_\w+|sqlite_\w+)$/;

/** All that is in the cluster's file, but what is there for undo and redo, and when it was written last. */
function dumpOf(db: Connection): Readonly<Record<string, string>> {
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    names
      .filter((name) => !undoTables.test(name))
      .map((name) => {
        const keys = (db.pragma(`table_info("${name}")`) as { name: string; pk: number }[])
          .filter(({ pk }) => pk > 0)
          .map((column) => column.name);
        return [
          name,
          JSON.stringify(
            db
              .prepare(
                `SELECT * FROM "${name}" ${name === 'meta' ? "WHERE name <> 'wallMs'" : ''} ORDER BY ${keys.join()}`,
              )
              .all(),
          ),
        ];
      }),
  );
}

class Walker {
  readonly console = new Console(planText, Number.POSITIVE_INFINITY, wallTickMs);

  dump(): Readonly<Record<string, string>> {
    return this.console.look((session) => session.read(({ db }) => dumpOf(db)));
  }

  /** Where the commands began that can be taken back: what changes very much is not kept, nor is what was before it. */
  starts(): readonly string[] {
    return this.console.look((session) =>
      session.read(
        ({ db }) => db.prepare('SELECT start FROM command WHERE changes = 1 ORDER BY id').pluck().all() as string[],
      ),
    );
  }

  async take({ line, input }: Step): Promise<string> {
    const { out, err, exitCode } = await this.console.run(line, input);
    expect(err, line).not.toContain('fault of kafka-lab');
    return `${out}${err}= ${exitCode}`;
  }

  async done(line: string): Promise<void> {
    expect(await this.console.run(line), line).toMatchObject({ err: '', exitCode: 0 });
  }
}

interface Change {
  readonly start: string;
  /** Which step made it. */
  readonly step: number;
  readonly before: Readonly<Record<string, string>>;
}

describe('whatever is typed', () => {
  it('can be taken back, brought back, and done again, with the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(walks(length), fc.nat(), async ({ init, steps: typed }, choice) => {
        const steps = typed.map((step) => ({ ...step, line: standing(step.line) }));
        const walker = new Walker();
        try {
          if ((await walker.console.run(standing(init))).exitCode === 2) return;
          let changes: Change[] = [];
          const answers: string[] = [];
          for (const [index, step] of steps.entries()) {
            const before = walker.dump();
            answers.push(await walker.take(step));
            const known = new Map(changes.map((change) => [change.start, change]));
            changes = walker.starts().map((start) => known.get(start) ?? { start, step: index, before });
            expect(changes.filter((change) => change.step === index).length, step.line).toBeLessThan(2);
          }
          const end = walker.dump();
          for (const { step, before } of [...changes].reverse()) {
            await walker.done('kafka-lab undo');
            expect(walker.dump(), `undo ${steps[step]!.line}`).toEqual(before);
          }
          expect((await walker.console.run('kafka-lab undo')).err).toBe('There is nothing to take back\n');
          for (const [index, { step }] of changes.entries()) {
            await walker.done('kafka-lab redo');
            expect(walker.dump(), `redo ${steps[step]!.line}`).toEqual(changes[index + 1]?.before ?? end);
          }
          await walker.done('kafka-lab verify');
          if (changes.length === 0) return;
          // From somewhere on, all is typed again.
          const from = choice % changes.length;
          await walker.done(`kafka-lab undo ${changes.length - from}`);
          await walker.done('kafka-lab verify');
          const { step } = changes[from]!;
          for (const [index, each] of steps.slice(step).entries())
            expect(await walker.take(each), each.line).toBe(answers[step + index]);
          expect(walker.dump()).toEqual(end);
        } finally {
          walker.console.remove();
        }
      }),
      { numRuns, ...(seed !== undefined && { seed, endOnFailure: true }) },
    );
  }, 7_200_000);
});
