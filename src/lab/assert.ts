import type { Command } from 'commander';
import { printEnvelope } from '../text/envelope';
import { loadPaint } from '../text/paint';
import { LabRefusal, type LabContext } from './context';
import { example, formatOption, type FormatOption } from './format';

/** `kafka-lab assert`: the checks of labs, for scripts. */
export function addAssertCommand(program: Command, context: LabContext): void {
  program
    .command('assert')
    .argument('<check...>', "such as 'orders-0 leader 1', 'orders-0 isr at least 2', 'no record lost'")
    .description('exit with 0 if all of these hold, with 1 and the reason if not')
    .addOption(formatOption())
    .addHelpText('after', example("kafka-lab assert 'orders-0 leader 1' 'orders-0 isr 1,2,3' 'no record lost'"))
    .action(async (texts: readonly string[], options: FormatOption, command: Command) => {
      const { judge, parseCheck, verdictText } = await import('../lessons/checks/check');
      const checks = texts.map((text) => {
        const check = parseCheck(text);
        return 'problem' in check ? command.error(`error: ${check.problem}`) : check;
      });
      const verdicts = context.open().read((view) => checks.map((check) => judge(view, check)));
      const failed = verdicts.filter(({ holds }) => !holds);
      if (options.format === 'json') printEnvelope(context.print, 'assert', verdicts);
      else {
        const paint = await loadPaint(context.colour);
        for (const verdict of failed) context.out(`${paint.bad('not so')}  ${verdictText(verdict)}`);
      }
      if (failed.length > 0) throw new LabRefusal(`${failed.length} of ${verdicts.length} do not hold`);
    });
}
