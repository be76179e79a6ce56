import { argparseError, parseArgparse, type ArgparseError, type ArgparseValue } from './argparse4j';
import { argparseHelp } from './argparseHelp';
import type { ArgparseParser } from './argparseParser';
import type { OutputLine, ParseOutcome } from './parseOutcome';
import { readToEnd, ToolEnd } from './toolEnd';

/** A tool that uses argparse4j: its parser, and what it makes of the values. */
export interface ArgparseTool<O> {
  readonly prog: string;
  readonly parser: ArgparseParser;
  /** Exit status after a help text, which most of Kafka's tools give as if something had failed. */
  readonly helpStatus: 0 | 1;
  readonly versionLine?: string;
  /**
   * How a wrong command line is told, where the tool does not leave that to argparse4j; the status is 1 in any case.
   */
  readonly showError?: (error: ArgparseError) => readonly OutputLine[];
  /** Checks the options and reads the values that the command uses, in the order in which the real tool does. */
  readonly read: (line: ArgparseLine<O>) => O;
}

const toLines = (texts: readonly string[], stream: OutputLine['stream']): readonly OutputLine[] =>
  texts.map((text) => ({ stream, text }));

/** The parsed arguments of a tool, by the names of their long flags. */
export class ArgparseLine<O> extends ToolEnd {
  constructor(
    private readonly tool: ArgparseTool<O>,
    readonly command: string | undefined,
    private readonly values: ReadonlyMap<string, ArgparseValue>,
  ) {
    super();
  }

  /** Whether an option was given or has a default; false for a flag that was not. */
  has(name: string): boolean {
    const value = this.values.get(name);
    return value !== undefined && value !== false;
  }

  /** Value of an option, its default without one. */
  text(name: string): string | undefined {
    const value = this.values.get(name);
    return value === undefined ? undefined : String(value);
  }

  /** Values of an option that takes several or may be repeated. */
  texts(name: string): readonly string[] | undefined {
    return this.values.get(name) as readonly string[] | undefined;
  }

  /** Value of an option that argparse4j has converted to a number. */
  number(name: string): number | undefined {
    const value = this.values.get(name);
    return value === undefined ? undefined : Number(value);
  }

  /** A TerseException or its like: one line on standard error. */
  refuse(message: string): never {
    this.print(message, 'stderr');
    return this.exit(1);
  }

  /** An ArgumentParserException that the tool throws itself and gives to argparse4j to show. */
  wrong(message: string): never {
    this.lines.push(...showError(this.tool, message));
    return this.exit(1);
  }
}

function showError<O>(tool: ArgparseTool<O>, message: string): readonly OutputLine[] {
  const error = argparseError({ prog: tool.prog, above: [], parser: tool.parser }, message);
  return tool.showError?.(error) ?? toLines(error.lines, 'stderr');
}

/** The help text of the whole tool, for tools that show it of their own accord. */
export function argparseToolHelp<O>({ prog, parser }: ArgparseTool<O>): readonly OutputLine[] {
  return toLines(argparseHelp({ prog, above: [], parser }), 'stdout');
}

/** Parses, checks and reads the arguments of a tool that uses argparse4j. */
export function parseArgparseTool<O>(argv: readonly string[], tool: ArgparseTool<O>): ParseOutcome<O> {
  const result = parseArgparse(tool.prog, tool.parser, argv);
  switch (result.kind) {
    case 'help':
      return { kind: 'usage', lines: toLines(result.lines, 'stdout'), exitCode: tool.helpStatus };
    case 'version':
      return { kind: 'usage', lines: toLines([tool.versionLine ?? ''], 'stdout'), exitCode: 0 };
    case 'error':
      return { kind: 'usage', lines: tool.showError?.(result) ?? toLines(result.lines, 'stderr'), exitCode: 1 };
    case 'parsed':
      return readToEnd(new ArgparseLine(tool, result.command, result.values), tool.read);
  }
}
