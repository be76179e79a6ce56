import { InvalidArgumentError, Option, type Command } from 'commander';
import { profiles } from '../../profiles/profiles';
import type { LabContext } from '../context';
import { example, formatOption, type FormatOption } from '../format';

/** The commands of who takes a lab. */
export function addTakingCommands(lab: Command, context: LabContext): void {
  const add = (name: string, description: string, ...examples: readonly string[]) =>
    lab
      .command(name)
      .description(description)
      .addOption(formatOption())
      .addHelpText('after', example(...(examples.length > 0 ? examples : [`kafka-lab lab ${name}`])));
  const language = () =>
    new Option('--lang <language>', 'language of the text, such as ko; else that of the locale').argParser((text) => {
      if (!/^[a-z]{2}$/.test(text)) throw new InvalidArgumentError('It takes two letters, such as ko.');
      return text;
    });
  add('list', 'the labs that there are, and how far you are')
    .addOption(language())
    .action(async (options) => (await import('./start')).list(context, options));
  add('start', 'begin a lab, or go on with it: from now on commands work on its cluster', 'kafka-lab lab start 1')
    .argument('<lab>', 'its number in the list, its id, or a file')
    .addOption(
      new Option('--profile <profile>', "Kafka's version, where the lab has several").choices(Object.keys(profiles)),
    )
    .addOption(language())
    .option('--variant <n>', 'which of its variants, where the lab has several', wholeNumber)
    .option('--again', 'begin anew, also where it was begun')
    .option('--yes', 'run what prepares it without asking')
    .option('--shell', 'let that be whatever a shell can')
    .action(async (name: string, options) => (await import('./start')).start(context, name, options));
  add('status', 'the step that is on, and what to do').action(async (options: FormatOption) =>
    (await import('./take')).status(context, options),
  );
  add(
    'check',
    'look whether the step is done: exit code 0, or 1 and why not',
    'kafka-lab lab check || echo not yet',
  ).action(async (options: FormatOption) => (await import('./take')).check(context, options));
  add('hint', 'the next hint').action(async (options: FormatOption) => (await import('./take')).hint(context, options));
  add('solution', 'a way to the goal of the step').action(async (options: FormatOption) =>
    (await import('./take')).solution(context, options),
  );
  add('answer', 'answer the question of the step', 'kafka-lab lab answer 2')
    .argument('[answer...]', 'the number of a choice, or a value')
    .action(async (words: readonly string[], options) => (await import('./take')).answer(context, words, options));
  add('next', 'go on to the next step, if this one is done')
    .option('--shell', 'let what prepares it be whatever a shell can')
    .action(async (options) => (await import('./take')).next(context, options));
  add('back', 'go back to the step before, as its beginning was').action(async (options: FormatOption) =>
    (await import('./take')).turnTo(context, options, (taken) => taken.back()),
  );
  add('goto', 'go to a step that you have reached, as its beginning was', 'kafka-lab lab goto 1')
    .argument('<step>', 'its number', wholeNumber)
    .action(async (number: number, options) =>
      (await import('./take')).turnTo(context, options, (taken) => taken.goTo(number)),
    );
  add('reset', 'bring back the beginning of the step').action(async (options: FormatOption) =>
    (await import('./take')).turnTo(context, options, (taken) => taken.reset()),
  );
  add('quit', 'leave the lab: commands work on your own cluster again').action(async (options: FormatOption) =>
    (await import('./take')).quit(context, options),
  );
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 1.');
  return Number(text);
}
