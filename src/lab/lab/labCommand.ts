import type { Command } from 'commander';
import type { LabContext } from '../context';
import { addClassCommands } from './classCommands';
import { addTakingCommands } from './takingCommands';
import { example, formatOption, type FormatOption } from '../format';
import type { ConsentOptions } from './consent';

/** `kafka-lab lab`: labs, taken and made. Their libraries are loaded by who calls one of these. */
export function addLabCommand(program: Command, context: LabContext): void {
  const lab = program.command('lab').description('take a lab, or make one; alone: where you are');
  // Its own --format stands before the name of another command.
  lab
    .enablePositionalOptions()
    .addOption(formatOption())
    .addHelpText('after', example('kafka-lab lab list', 'kafka-lab lab start 1', 'kafka-lab lab'))
    .action(async (options: FormatOption) => (await import('./start')).overview(context, options));
  addTakingCommands(lab, context);
  addClassCommands(lab, context);
  lab
    .command('new')
    .argument('<name>', 'its id and the name of its file: small letters, digits and -')
    .description('for who makes one: write the file of a lab to begin with')
    .addHelpText('after', example('kafka-lab lab new my-lab'))
    .action(async (name: string) => (await import('./new')).makeNew(context, name));
  lab
    .command('lint')
    .argument('<file...>', 'labs, or translations of labs')
    .description('for who makes one: whether it does what it says, in each of its profiles')
    .option('--yes', 'run its commands without asking')
    .option('--shell', 'let it run whatever a shell can')
    .addOption(formatOption())
    .addHelpText('after', example('kafka-lab lab lint my-lab.md --yes'))
    .action(async (files: readonly string[], options: ConsentOptions & FormatOption) =>
      (await import('./lint')).lint(context, files, options),
    );
  lab
    .command('run')
    .argument('<file>', 'any Markdown file with console blocks')
    .description('play the console blocks of a file in a scratch folder, and compare their answers')
    .option('--update', 'write what is printed into the file')
    .option('--yes', 'run its commands without asking')
    .option('--shell', 'let it run whatever a shell can')
    .addOption(formatOption())
    .addHelpText('after', example('kafka-lab lab run my-lab.md --yes', 'kafka-lab lab run my-lab.md --yes --update'))
    .action(async (file: string, options: ConsentOptions & FormatOption) =>
      (await import('./run')).run(context, file, options),
    );
}
