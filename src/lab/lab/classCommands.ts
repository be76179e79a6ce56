import { Option, type Command } from 'commander';
import type { LabContext } from '../context';
import { example } from '../format';

/** The commands of a class: what a learner hands in, and what its trainer sees. */
export function addClassCommands(lab: Command, context: LabContext): void {
  lab
    .command('hand-in')
    .argument('[lab]', 'the id of a lab that was begun; without it the active one')
    .description('write the file that you hand in: how far you are, what the checks gave, your commands')
    .option('--name <name>', 'your name; else that of your account')
    .option('--out <file>', 'the file; else NAME-LAB.json in this folder')
    .addHelpText('after', example('kafka-lab lab hand-in --name kim'))
    .action(async (id: string | undefined, options) => (await import('./handIn')).handIn(context, id, options));
  lab
    .command('report')
    .argument('<file...>', 'files that were handed in, or folders with them')
    .description('one table of a class')
    .addOption(
      new Option('--format <format>', 'text for people, csv for tables, json for scripts')
        .choices(['text', 'csv', 'json'])
        .default('text'),
    )
    .addHelpText('after', example('kafka-lab lab report . --format csv'))
    .action(async (files: readonly string[], options) => (await import('./report')).report(context, files, options));
}
