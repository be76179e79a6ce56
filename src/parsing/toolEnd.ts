import { parseProperties } from '../jvm/properties';
import type { Properties } from './keyValues';
import type { OutputLine, ParseError, ParseOutcome } from './parseOutcome';

/** The bytes of a file as ISO-8859-1 text, or undefined when there is none. */
export type ReadFile = (path: string) => string | undefined;

type End = Exclude<ParseOutcome<never>, { kind: 'ok' }>;

/**
 * Carries the end of a tool out of nested checks, as `Exit.exit` and exceptions do in Java; it never leaves this file.
 */
class Ended extends Error {
  constructor(readonly end: End) {
    super(end.kind);
  }
}

/** What reading arguments may print, and the ways in which it may end the tool. */
export class ToolEnd {
  readonly lines: OutputLine[] = [];
  private phase: ParseError['thrownIn'] = 'options';

  /** Prints a line, now or when the tool ends. */
  print(text: string, stream: OutputLine['stream'] = 'stdout'): void {
    this.lines.push({ stream, text });
  }

  /** From here on exceptions come out of the command rather than out of its options; see ParseOutcome. */
  enterCommand(): void {
    this.phase = 'command';
  }

  get isInCommand(): boolean {
    return this.phase === 'command';
  }

  /** Throws a Java exception. */
  fail(exception: string, message: string): never {
    throw new Ended({ kind: 'error', lines: this.lines, exception, message, thrownIn: this.phase });
  }

  /** Throws an IllegalArgumentException. */
  illegalArgument(message: string): never {
    this.fail('java.lang.IllegalArgumentException', message);
  }

  /** `Exit.exit` after whatever has been printed. */
  exit(exitCode: number): never {
    throw new Ended({ kind: 'usage', lines: this.lines, exitCode });
  }

  /** Utils.loadProps; empty without a path. */
  loadProperties(path: string | undefined, readFile: ReadFile): Properties {
    if (path === undefined) return new Map();
    const parsed = parseProperties(readFile(path) ?? this.fail('java.nio.file.NoSuchFileException', path));
    return parsed.kind === 'properties' ? parsed.properties : this.illegalArgument(parsed.message);
  }
}

/** Runs the reading of arguments to its end, whichever it is. */
export function readToEnd<T extends ToolEnd, O>(line: T, read: (line: T) => O): ParseOutcome<O> {
  try {
    const options = read(line);
    return { kind: 'ok', lines: line.lines, options };
  } catch (ended) {
    if (ended instanceof Ended) return ended.end;
    throw ended;
  }
}
