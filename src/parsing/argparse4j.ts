import { parseJavaDouble, parseJavaInt, parseJavaLong, parseJavaShort } from '../jvm/numbers';
import { argparseHelp, argparseUsage } from './argparseHelp';
import {
  argumentName,
  argumentsOf,
  exclusiveGroupOf,
  groupsOf,
  takesValue,
  type ArgparseArgument,
  type ArgparseGroup,
  type ArgparseParser,
  type ArgparseType,
  type ParserPath,
} from './argparseParser';
import { suggestions } from './argparseSuggestions';
import { fillText } from './argparseText';

/** What an option holds once it is converted; a list for options that are repeated or take several values. */
export type ArgparseValue = string | number | boolean | readonly string[];

/** What a command line comes to. Lines are for standard output (help) or standard error (error). */
export type ArgparseResult =
  | {
      readonly kind: 'parsed';
      readonly command: string | undefined;
      readonly values: ReadonlyMap<string, ArgparseValue>;
    }
  | { readonly kind: 'help'; readonly lines: readonly string[] }
  | { readonly kind: 'version' }
  | ArgparseError;

/** An ArgumentParserException: its message, and the lines that the parser shows for it. */
export interface ArgparseError {
  readonly kind: 'error';
  readonly message: string;
  readonly lines: readonly string[];
}

class Stopped extends Error {
  constructor(readonly result: Exclude<ArgparseResult, { kind: 'parsed' }>) {
    super(result.kind);
  }
}

/**
 * An ArgumentParserException as `ArgumentParser.handleError` shows it: usage, message, and what may have been meant.
 */
export function argparseError(path: ParserPath, message: string, meant: readonly string[] = []): ArgparseError {
  const did = meant.length === 0 ? [] : ['', 'Did you mean:', ...meant.map((word) => `\t${word}`)];
  // The line end belongs to the last word when the text is filled.
  const errorLines = fillText(`${path.prog}: error: ${message}\n`).slice(0, -1);
  return { kind: 'error', message, lines: [...argparseUsage(path), ...errorLines, ...did] };
}

const negativeNumber = /^-\d+$|^-\d*\.\d+$/;
const looksLikeFlag = (word: string): boolean => word === '--' || (/^-+[^-]/.test(word) && !negativeNumber.test(word));
const textualName = ({ flags }: ArgparseArgument): string => flags.join('/');

const converters: Readonly<
  Record<ArgparseType, (text: string) => ReturnType<typeof parseJavaInt | typeof parseJavaLong> | string>
> = {
  String: (text) => text,
  Integer: parseJavaInt,
  Long: parseJavaLong,
  Short: parseJavaShort,
  Double: parseJavaDouble,
};

/** One run over the words of a command line (ArgumentParserImpl.parseArgs). */
class Parsing {
  private index = 0;
  private isAfterSeparator = false;
  /** A missing argument of a parser above is reported only when its command finds nothing wrong. */
  private deferred: ArgparseError | undefined;
  private command: string | undefined;
  private readonly values = new Map<string, ArgparseValue>();

  constructor(private readonly words: readonly string[]) {}

  run(path: ParserPath): ArgparseResult {
    this.parse(path);
    return this.deferred ?? { kind: 'parsed', command: this.command, values: this.values };
  }

  private parse(path: ParserPath): void {
    const { parser } = path;
    const used = new Set<ArgparseArgument>();
    for (const argument of argumentsOf(parser)) {
      if (argument.action === 'store-true') this.values.set(argumentName(argument), false);
      if (argument.defaultValue !== undefined) this.values.set(argumentName(argument), argument.defaultValue);
    }
    while (this.index < this.words.length) {
      const word = this.words[this.index]!;
      if (word === '--' && !this.isAfterSeparator) {
        this.isAfterSeparator = true;
        this.index++;
      } else if (this.isFlag()) {
        this.parseFlag(path, used);
      } else if (parser.commands !== undefined && !this.isAfterSeparator) {
        this.defer(path, used);
        this.parseCommand(path, word);
        return;
      } else {
        this.stop(argparseError(path, `unrecognized arguments: '${this.words.slice(this.index).join(' ')}'`));
      }
    }
    if (parser.commands !== undefined) this.stop(argparseError(path, 'too few arguments'));
    this.defer(path, used);
  }

  private isFlag(): boolean {
    return this.index < this.words.length && !this.isAfterSeparator && looksLikeFlag(this.words[this.index]!);
  }

  private stop(result: Exclude<ArgparseResult, { kind: 'parsed' }>): never {
    throw new Stopped(result);
  }

  private parseCommand(path: ParserPath, word: string): void {
    const commands = path.parser.commands!.parsers;
    const exact = commands.find(({ name }) => name === word);
    const matches =
      exact !== undefined ? [exact] : word === '' ? [] : commands.filter(({ name }) => name.startsWith(word));
    const names = commands.map(({ name }) => name);
    if (matches.length > 1) {
      const could = matches
        .map(({ name }) => name)
        .sort()
        .join(', ');
      this.stop(argparseError(path, `ambiguous command: ${word} could match ${could}`));
    }
    const [parser] = matches;
    if (parser === undefined) {
      const choices = names.map((name) => `'${name}'`).join(', ');
      const meant = suggestions(word, names, (name) => name);
      return this.stop(argparseError(path, `invalid choice: '${word}' (choose from ${choices})`, meant));
    }
    this.index++;
    this.command = parser.name;
    this.parse({ prog: path.prog, above: [...path.above, path.parser], parser });
  }

  private parseFlag(path: ParserPath, used: Set<ArgparseArgument>): void {
    const word = this.words[this.index]!;
    const equals = word.indexOf('=');
    const flag = equals === -1 ? word : word.slice(0, equals);
    const argument = this.findFlag(path, flag);
    if (argument !== undefined) {
      this.index++;
      this.take(path, used, argument, equals === -1 ? undefined : word.slice(equals + 1));
    } else {
      this.parseCluster(path, used, word);
    }
  }

  /** A flag, or an unmistakable beginning of one. */
  private findFlag(path: ParserPath, flag: string): ArgparseArgument | undefined {
    const known = argumentsOf(path.parser);
    const exact = known.find(({ flags }) => flags.includes(flag));
    if (exact !== undefined) return exact;
    const matches = known.flatMap(({ flags }) => flags.filter((each) => each.startsWith(flag)));
    if (matches.length > 1)
      this.stop(argparseError(path, `ambiguous option: ${flag} could match ${matches.sort().join(', ')}`));
    return known.find(({ flags }) => flags.some((each) => each === matches[0]));
  }

  /** "-abc": short flags in one word, of which the first that takes a value takes the rest. */
  private parseCluster(path: ParserPath, used: Set<ArgparseArgument>, word: string): void {
    const letters = word.startsWith('--') ? [] : [...word.slice(1)];
    for (const [i, letter] of letters.entries()) {
      const argument = argumentsOf(path.parser).find(({ flags }) => flags.includes(`-${letter}`));
      if (argument === undefined) break;
      const rest = letters.slice(i + 1).join('');
      if (takesValue(argument) || rest === '') this.index++;
      this.take(path, used, argument, takesValue(argument) && rest !== '' ? rest : undefined);
      if (takesValue(argument) || rest === '') return;
    }
    const body = word.replace(/^-+/, '');
    const flags = argumentsOf(path.parser).flatMap((argument) =>
      argument.flags.filter((flag) => flag.replace(/^-+/, '').length > 1),
    );
    const meant = body.length < 2 ? [] : suggestions(body, flags, (flag) => flag.replace(/^-+/, ''));
    this.stop(argparseError(path, `unrecognized arguments: '${word}'`, meant));
  }

  private take(
    path: ParserPath,
    used: Set<ArgparseArgument>,
    argument: ArgparseArgument,
    inline: string | undefined,
  ): void {
    const refuse = (message: string): never =>
      this.stop(argparseError(path, `argument ${textualName(argument)}: ${message}`));
    const group = exclusiveGroupOf(path.parser, argument);
    const rival = group?.arguments.find((each) => each !== argument && used.has(each));
    if (rival !== undefined) refuse(`not allowed with argument ${textualName(rival)}`);
    used.add(argument);
    if (!takesValue(argument)) {
      if (inline !== undefined) refuse(`ignore implicit argument '${inline}'`);
      if (argument.action === 'help') this.stop({ kind: 'help', lines: argparseHelp(path) });
      if (argument.action === 'version') this.stop({ kind: 'version' });
      this.values.set(argumentName(argument), true);
      return;
    }
    const given: string[] = inline === undefined ? [] : [inline];
    while (
      inline === undefined &&
      (argument.many || given.length === 0) &&
      this.index < this.words.length &&
      !this.isFlag()
    ) {
      given.push(this.words[this.index++]!);
    }
    if (given.length === 0) refuse(argument.many ? 'expected 1 argument(s)' : 'expected one argument');
    this.store(argument, given, refuse);
  }

  private store(argument: ArgparseArgument, given: readonly string[], refuse: (message: string) => never): void {
    const name = argumentName(argument);
    const type = argument.type ?? 'String';
    const [value] = given.map((text) => {
      const converted = converters[type](text);
      if (typeof converted === 'string') return converted;
      return converted.kind === 'number'
        ? Number(converted.value)
        : refuse(`could not convert '${text}' to ${type} (${converted.message})`);
    });
    if (argument.many) this.values.set(name, given);
    else if (argument.action === 'append')
      this.values.set(name, [...((this.values.get(name) as readonly string[] | undefined) ?? []), String(value)]);
    else this.values.set(name, value!);
  }

  /** checkRequiredArgument and checkRequiredMutex, where the last thing missing is the one that is told. */
  private defer(path: ParserPath, used: ReadonlySet<ArgparseArgument>): void {
    const missing = argumentsOf(path.parser)
      .filter((argument) => argument.required && !used.has(argument))
      .at(-1);
    if (missing !== undefined) this.deferred ??= argparseError(path, `argument ${textualName(missing)} is required`);
    const isOpen = (group: ArgparseGroup): boolean =>
      group.required === true && !group.arguments.some((argument) => used.has(argument));
    const open = groupsOf(path.parser)
      .filter((group) => group.exclusive && isOpen(group))
      .at(-1);
    if (open !== undefined) {
      this.deferred ??= argparseError(
        path,
        `one of the arguments ${open.arguments.map((each) => `${textualName(each)} `).join('')}is required`,
      );
    }
  }
}

/**
 * Parses the arguments of a tool that uses argparse4j 0.7.0; flags and commands may be shortened as long as they stay
 * unmistakable.
 */
export function parseArgparse(prog: string, parser: ArgparseParser, args: readonly string[]): ArgparseResult {
  try {
    return new Parsing(args).run({ prog, above: [], parser });
  } catch (stopped) {
    if (stopped instanceof Stopped) return stopped.result;
    throw stopped;
  }
}
