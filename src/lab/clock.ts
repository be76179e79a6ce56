import { InvalidArgumentError, type Command } from 'commander';
import { printEnvelope } from '../text/envelope';
import { stepOnce } from '../log/steps';
import { longestDurationMs } from '../model/time';
import { causeOf, LabRefusal, type LabContext } from './context';
import { stepText } from './replication';
import { timeText } from './events';
import { example, formatOption, type FormatOption } from './format';

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `kafka-lab clock` and `kafka-lab settle`: the cluster's time. */
export function addClockCommand(program: Command, context: LabContext): void {
  const clock = program
    .command('clock')
    .description("the cluster's time: show it, move it, or let it stand still")
    .addHelpText('after', example('kafka-lab clock advance 22s'));
  clock
    .command('show')
    .description('show time and mode')
    .addOption(formatOption())
    .addHelpText('after', example('kafka-lab clock show'))
    .action((options: FormatOption) => {
      const session = context.open();
      const { mode, nowMs } = session.read((view) => ({ mode: session.clock().mode, nowMs: view.nowMs }));
      if (options.format === 'json') printEnvelope(context.print, 'clock', { mode, nowMs });
      else
        context.out(
          `${timeText(nowMs)} ` +
            `(${mode === 'manual' ? 'manual: stands still until told' : 'live: follows the wall clock'})`,
        );
    });
  clock
    .command('advance')
    .argument('<duration>', '500ms, 22s, 5m or 2h', durationMs)
    .description('let time pass, with all that falls due in it')
    .addHelpText('after', example('kafka-lab clock advance 22s'))
    .action((ms: number) => {
      context.open().advance(ms);
    });
  clock
    .command('step')
    .description('let one follower make one fetch, where followers fetch stepwise')
    .addHelpText(
      'after',
      example('kafka-lab replication stepwise', 'kafka-lab clock step', 'kafka-lab replication show orders-0'),
    )
    .action(() => {
      const step = context.open().change(causeOf(context), (turn) => {
        if (turn.faultSinceMs('stepwise', '') === undefined)
          throw new LabRefusal(
            'Followers fetch at once: there is nothing to step through. Let them wait with: kafka-lab replication ' +
              'stepwise',
          );
        return stepOnce(turn);
      });
      context.out(
        step
          ? stepText(step)
          : 'Nothing to fetch: every follower has all that its leader has, and knows its high watermark',
      );
    });
  for (const mode of ['manual', 'live'] as const) {
    clock
      .command(mode)
      .description(
        mode === 'manual' ? 'from now on time moves only when told' : 'from now on time follows the wall clock',
      )
      .addHelpText('after', example(`kafka-lab clock ${mode}`))
      .action(() => {
        context.open().setClockMode(mode);
      });
  }
  program
    .command('settle')
    .description('let time pass until nothing more happens by itself')
    .addHelpText('after', example('kafka-lab broker kill 1 && kafka-lab settle'))
    .action(() => {
      context.open().settle();
    });
}

/** "22s" in ms. */
function durationMs(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
  const factor = unitMs[match?.[2] ?? ''];
  if (!match || factor === undefined) throw new InvalidArgumentError('Say 500ms, 22s, 5m or 2h.');
  const ms = Math.round(Number(match[1]) * factor);
  if (ms > longestDurationMs)
    throw new InvalidArgumentError(`Time passes by a hundred years at most: ${longestDurationMs / unitMs.h!}h.`);
  return ms;
}
