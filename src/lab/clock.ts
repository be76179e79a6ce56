import { InvalidArgumentError, type Command } from 'commander';
import type { LabContext } from './lab';

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

export function addClockCommand(program: Command, context: LabContext): void {
  const clock = program.command('clock').description("the cluster's time");
  clock
    .command('show')
    .description('show time and mode')
    .action(() => {
      const session = context.open();
      const { mode, nowMs } = session.read((view) => ({ mode: session.clock().mode, nowMs: view.nowMs }));
      context.out(`${new Date(nowMs).toISOString()} (${mode}${mode === 'manual' ? ': stands still until told' : ''})`);
    });
  clock
    .command('advance <duration>')
    .description('let time pass: 500ms, 22s, 5m, 2h')
    .action((duration: string) => {
      context.open().advance(durationMs(duration));
    });
  for (const mode of ['manual', 'live'] as const) {
    clock
      .command(mode)
      .description(mode === 'manual' ? 'time moves only when told' : 'time follows the wall clock')
      .action(() => {
        context.open().setClockMode(mode);
      });
  }
  program
    .command('settle')
    .description('let time pass until nothing more happens by itself')
    .action(() => {
      context.open().settle();
    });
}

/** "22s" in ms. */
function durationMs(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
  const factor = unitMs[match?.[2] ?? ''];
  if (!match || factor === undefined) throw new InvalidArgumentError(`'${text}' is not a duration: say 500ms, 22s, 5m or 2h.`);
  return Math.round(Number(match[1]) * factor);
}
