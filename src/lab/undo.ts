import { InvalidArgumentError, type Command } from 'commander';
import type { Taken } from '../store/takeBack';
import { shellText } from '../text/shell';
import { LabRefusal, type LabContext } from './context';
import { example } from './format';

/** `kafka-lab undo`: takes the latest changes back, as Kafka itself can not. */
export function addUndoCommand(program: Command, context: LabContext): void {
  program
    .command('undo')
    .argument('[n]', 'so many commands that changed something', atLeastOne, 1)
    .description('take back the last command that changed the cluster, with the time since; Kafka itself has no undo')
    .addHelpText('after', example('kafka-lab broker kill 1', 'kafka-lab undo'))
    .action((count: number) => {
      const session = context.open();
      const nowMs = session.presentTimeMs;
      const taken = session.undo(count);
      for (const { words, startMs } of required(taken, 'take back', 'undo'))
        context.out(`Took back: ${shellText(words)}, ${ageText(nowMs - startMs)}`);
    });
}

/** `kafka-lab redo`: brings back what undo took. */
export function addRedoCommand(program: Command, context: LabContext): void {
  program
    .command('redo')
    .argument('[n]', 'so many commands', atLeastOne, 1)
    .description('bring back what undo took back last, as long as nothing else has changed')
    .addHelpText('after', example('kafka-lab broker kill 1', 'kafka-lab undo', 'kafka-lab redo'))
    .action((count: number) => {
      for (const { words } of required(context.open().redo(count), 'bring back', 'redo'))
        context.out(`Brought back: ${shellText(words)}`);
    });
}

function required(taken: Taken, deed: string, command: string) {
  if (taken.kind === 'taken') return taken.commands;
  const { available } = taken;
  if (available === 0) throw new LabRefusal(`There is nothing to ${deed}`);
  throw new LabRefusal(
    `There ${available === 1 ? 'is 1 command' : `are ${available} commands`} to ${deed}, not more: kafka-lab ` +
      `${command} ${available}`,
  );
}

const units = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** How long ago, in the greatest unit that fits (cluster time, ms): "20 s ago". */
function ageText(ms: number): string {
  const unit = units.find(([, unitMs]) => ms >= unitMs);
  return unit ? `${Math.floor(ms / unit[1])} ${unit[0]} ago` : 'just now';
}

function atLeastOne(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 1.');
  return Number(text);
}
