import { CallFailed } from '../clients/adminClient';
import type { JavaException } from '../clients/exceptions';
import type { OutputLine, ParseOutcome } from '../parsing/parseOutcome';
import { failUncaught } from './failures';
import { Ended, Thrown, type ThrownIn } from './thrown';
import type { ToolContext } from './tool';

/** Shows what a tool threw, and returns the exit code; without options where reading them failed. */
export type Fail<O> = (context: ToolContext, thrown: JavaException, thrownIn: ThrownIn, options?: O) => number;

/**
 * The way of every tool: parse, ask, print, fail. Returns the exit code.
 * @param run asks and prints; a number is its exit code, nothing is 0
 * @param fail shows what reading the options, or all that comes after it, threw
 */
export function runCommand<O>(
  context: ToolContext,
  parsed: ParseOutcome<O>,
  run: ((options: O) => number) | ((options: O) => void),
  fail?: Fail<O>,
): number;
export function runCommand<O>(
  context: ToolContext,
  parsed: ParseOutcome<O>,
  run: (options: O) => Promise<number>,
  fail?: Fail<O>,
): number | Promise<number>;
export function runCommand<O>(
  context: ToolContext,
  parsed: ParseOutcome<O>,
  run: (options: O) => unknown,
  fail: Fail<O> = failUncaught,
): number | Promise<number> {
  print(context, parsed.lines);
  if (parsed.kind === 'usage') return parsed.exitCode;
  if (parsed.kind !== 'ok') return fail(context, parsed, parsed.thrownIn);
  const { options } = parsed;
  const end = (error: unknown): number => {
    if (error instanceof Thrown) return fail(context, error.thrown, error.thrownIn, options);
    if (error instanceof CallFailed) return fail(context, error.thrown, 'command', options);
    if (!(error instanceof Ended)) throw error;
    print(context, error.lines);
    return error.exitCode;
  };
  try {
    const exitCode = run(options);
    if (exitCode instanceof Promise) return (exitCode as Promise<number>).catch(end);
    return typeof exitCode === 'number' ? exitCode : 0;
  } catch (error) {
    return end(error);
  }
}

function print(context: ToolContext, lines: readonly OutputLine[]): void {
  for (const line of lines) {
    if (line.stream === 'stdout') context.out(line.text);
    else context.err(line.text, line.unterminated ? '' : '\n');
  }
}
