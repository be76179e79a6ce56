import { CallFailed } from '../clients/adminClient';
import type { JavaException } from '../clients/exceptions';
import type { ParseOutcome } from '../parsing/parseOutcome';
import { Thrown } from './adminSession';
import { takeOptions } from './failures';
import type { ToolContext } from './tool';

/**
 * The way of every tool: parse, ask, print, fail. Returns the exit code.
 * @param run asks and prints; a number is its exit code, nothing is 0
 * @param fail shows what reading the options ('options'), or all that comes after it ('command'), threw
 */
export function runCommand<O>(
  context: ToolContext,
  parsed: ParseOutcome<O>,
  run: ((options: O) => number) | ((options: O) => void),
  fail: (context: ToolContext, thrown: JavaException, thrownIn: 'options' | 'command') => number,
): number {
  const taken = takeOptions(context, parsed, (thrown, thrownIn) => fail(context, thrown, thrownIn));
  if ('exitCode' in taken) return taken.exitCode;
  try {
    const exitCode = run(taken.options);
    return typeof exitCode === 'number' ? exitCode : 0;
  } catch (error) {
    if (error instanceof Thrown || error instanceof CallFailed) return fail(context, error.thrown, 'command');
    throw error;
  }
}
