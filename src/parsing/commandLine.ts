import { joptHelp } from './joptHelp';
import type { JoptOption } from './joptOption';
import { parseJopt, type JoptError, type JoptValue, type OptionSet } from './joptSimple';
import type { OutputLine, ParseOutcome } from './parseOutcome';
import { readToEnd, ToolEnd } from './toolEnd';
import { combinationTexts, versionLines, type ToolProfile, type ToolVersion } from './toolVersion';

/** What printUsageAndExit prints (printUsageAndDie in 2.8): a message, then the usage text. */
export function usageLines(message: string, options: readonly JoptOption[]): readonly OutputLine[] {
  return [...message.split('\n'), ...joptHelp(options)].map((text) => ({ stream: 'stderr', text }));
}

/** A parsed command line with the checks that Kafka's tools make of it (CommandDefaultOptions and CommandLineUtils). */
export class CommandLine<N extends string> extends ToolEnd {
  constructor(
    readonly argv: readonly string[],
    private readonly options: readonly JoptOption<N>[],
    private readonly found: OptionSet,
    readonly version: ToolVersion,
    private exceptionsShowUsage: boolean,
  ) {
    super();
  }

  /** Whether an option was given. */
  has(name: N): boolean {
    return this.found.has(name);
  }

  /** How many of these options were given. */
  count(...names: readonly N[]): number {
    return names.filter((name) => this.has(name)).length;
  }

  /** Names of the given options in the order they were met, with repetitions. */
  detectedNames(): readonly string[] {
    return this.found.detectedNames();
  }

  /**
   * The one value of an option, its default without one; a second value, or one that cannot be converted, is an
   * exception.
   */
  text(name: N): string | undefined {
    const value = this.read(this.found.valueOf(name));
    return value === undefined ? undefined : String(value);
  }

  /** All values of an option. */
  texts(name: N): readonly string[] {
    return this.read(this.found.valuesOf(name)).map(String);
  }

  /** The one value of an option, as a number. */
  number(name: N): number | undefined {
    const value = this.read(this.found.valueOf(name));
    return value === undefined ? undefined : Number(value);
  }

  override fail(exception: string, message: string): never {
    if (this.exceptionsShowUsage && !this.isInCommand) this.usage(message);
    return super.fail(exception, message);
  }

  /** Reads something, where the tool catches any exception of it to show its usage. */
  orUsage<T>(read: () => T): T {
    const before = this.exceptionsShowUsage;
    this.exceptionsShowUsage = true;
    const value = read();
    this.exceptionsShowUsage = before;
    return value;
  }

  /** printUsageAndExit: the message, the usage text, status 1. */
  usage(message: string): never {
    this.lines.push(...usageLines(message, this.options));
    this.exit(1);
  }

  /** maybePrintHelpOrVersion: usage when there is no argument at all or `--help`, else the version for `--version`. */
  helpOrVersion(this: CommandLine<N | 'help' | 'version'>, message: string): void {
    if (this.argv.length === 0 || this.has('help')) this.usage(message);
    if (this.has('version')) {
      this.print(versionLines[this.version]);
      this.exit(0);
    }
  }

  /** checkRequiredArgs */
  require(...names: readonly N[]): void {
    for (const name of names) {
      if (!this.has(name)) this.usage(`Missing required argument "[${name}]"`);
    }
  }

  /** checkInvalidArgs: `invalid` in the order in which the real tool looks through its set. */
  reject(used: N, invalid: readonly N[]): void {
    const name = this.has(used) ? invalid.find((each) => this.has(each)) : undefined;
    if (name !== undefined) this.usage(`Option "[${used}]" can't be used with option "[${name}]"`);
  }

  /** checkInvalidArgsSet: `used` in the order in which the real tool prints its set. */
  rejectCombination(used: readonly N[], invalid: readonly N[], trailing = ''): void {
    const name = this.count(...used) === used.length ? invalid.find((each) => this.has(each)) : undefined;
    if (name === undefined) return;
    this.usage(
      `Option combination "${combinationTexts[this.version](used)}" can't be used with option "[${name}]"${trailing}`,
    );
  }

  /** checkOneOfArgs (4.3) */
  requireOneOf(...names: readonly N[]): void {
    if (this.count(...names) === 1) return;
    this.usage(`Exactly one of the following arguments is required: ${names.map((name) => `[${name}]`).join(', ')}`);
  }

  private read<V extends JoptValue | undefined | readonly JoptValue[]>(value: V | JoptError): V {
    return isJoptError(value) ? this.fail(value.exception, value.message) : value;
  }
}

function isJoptError(value: unknown): value is JoptError {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** A tool that uses joptsimple: its options, and what it makes of their values. */
export interface Command<N extends string, O> {
  readonly options: readonly JoptOption<N>[];
  /** Printed before anything is parsed. */
  readonly banner?: OutputLine;
  /**
   * What comes of an exception of the parser: joptsimple's own, unless the tool catches it to show its usage or to
   * throw another.
   */
  readonly onParserException?: 'usage' | { readonly exception: string };
  /** Whether exceptions that come before the command begins end in the usage too. */
  readonly exceptionsShowUsage?: boolean;
  /** Checks the options and reads the values that the command uses, in the order in which the real tool does. */
  readonly read: (line: CommandLine<N>) => O;
}

/** Parses, checks and reads the arguments of a tool that uses joptsimple. */
export function parseCommandLine<N extends string, O>(
  argv: readonly string[],
  profile: ToolProfile,
  command: Command<N, O>,
): ParseOutcome<O> {
  const banner = command.banner === undefined ? [] : [command.banner];
  const found = parseJopt(command.options, argv);
  if (isJoptError(found)) {
    if (command.onParserException === 'usage') {
      return { kind: 'usage', lines: [...banner, ...usageLines(found.message, command.options)], exitCode: 1 };
    }
    const exception = command.onParserException?.exception ?? found.exception;
    return { kind: 'error', lines: banner, exception, message: found.message, thrownIn: 'options' };
  }
  const line = new CommandLine(argv, command.options, found, profile.toolVersion, command.exceptionsShowUsage ?? false);
  line.lines.push(...banner);
  return readToEnd(line, command.read);
}
