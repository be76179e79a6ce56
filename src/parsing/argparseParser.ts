/** Java types that argparse4j converts a value to; without one it stays text. */
export type ArgparseType = 'String' | 'Integer' | 'Long' | 'Short' | 'Double';

/** An option of an argparse4j parser, as data. Kafka's tools use no positional arguments but commands. */
export interface ArgparseArgument {
  readonly flags: readonly [string, ...string[]];
  readonly help: string;
  readonly action?: 'store' | 'append' | 'store-true' | 'version' | 'help';
  readonly type?: ArgparseType;
  /** Takes one value or more, `nargs("+")`. */
  readonly many?: true;
  readonly metavar?: string;
  readonly required?: true;
  readonly defaultValue?: string | number;
}

/** Arguments under a title of their own, or of which only one may be given. */
export interface ArgparseGroup {
  readonly title?: string;
  readonly description?: string;
  /** At most one of the arguments may be given. */
  readonly exclusive?: true;
  /** One of them must be. */
  readonly required?: true;
  readonly arguments: readonly ArgparseArgument[];
}

/** An argparse4j parser, as data. */
export interface ArgparseParser {
  readonly description?: string;
  /** Help texts end in "(default: x)". */
  readonly defaultHelp?: true;
  /** In the order in which the real tool adds them, which its usage line keeps; help comes first of itself. */
  readonly arguments: readonly (ArgparseArgument | ArgparseGroup)[];
  readonly commands?: ArgparseCommands;
}

/** The commands of a parser, in the order in which its help lists them. */
export interface ArgparseCommands {
  readonly title?: string;
  readonly metavar?: string;
  readonly parsers: readonly ArgparseCommand[];
}

/** A command, which has a parser of its own. */
export interface ArgparseCommand extends ArgparseParser {
  readonly name: string;
  /** What the help of the tool says about the command. */
  readonly help: string;
}

/** A parser or the parser of a command, with those above it. */
export interface ParserPath {
  readonly prog: string;
  readonly above: readonly (ArgparseParser | ArgparseCommand)[];
  readonly parser: ArgparseParser | ArgparseCommand;
}

const helpArgument: ArgparseArgument = {
  flags: ['-h', '--help'],
  action: 'help',
  help: 'show this help message and exit',
};

const isGroup = (entry: ArgparseArgument | ArgparseGroup): entry is ArgparseGroup => 'arguments' in entry;

/** Groups of a parser, in order. */
export function groupsOf(parser: ArgparseParser): readonly ArgparseGroup[] {
  return parser.arguments.filter(isGroup);
}

/** All arguments of a parser, help first, those in groups included. */
export function argumentsOf(parser: ArgparseParser): readonly ArgparseArgument[] {
  return [helpArgument, ...parser.arguments.flatMap((entry) => (isGroup(entry) ? entry.arguments : [entry]))];
}

/** The group whose other arguments an argument excludes. */
export function exclusiveGroupOf(parser: ArgparseParser, argument: ArgparseArgument): ArgparseGroup | undefined {
  return groupsOf(parser).find((group) => group.exclusive && group.arguments.includes(argument));
}

/** Name under which a value is kept: that of the first long flag. */
export function argumentName({ flags }: ArgparseArgument): string {
  return (flags.find((flag) => flag.startsWith('--')) ?? flags[0]).replace(/^-+/, '');
}

/** Whether a value follows the option. */
export const takesValue = ({ action = 'store' }: ArgparseArgument): boolean =>
  action === 'store' || action === 'append';
