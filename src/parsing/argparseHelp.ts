import {
  argumentName,
  argumentsOf,
  exclusiveGroupOf,
  groupsOf,
  takesValue,
  type ArgparseArgument,
  type ArgparseGroup,
  type ArgparseParser,
  type ParserPath,
} from './argparseParser';
import { fillText, formatWidth, helpRow } from './argparseText';

function metavar(argument: ArgparseArgument): string {
  if (!takesValue(argument)) return '';
  const name = argument.metavar ?? argumentName(argument).replaceAll('-', '_').toUpperCase();
  return argument.many ? ` ${name} [${name} ...]` : ` ${name}`;
}

const shortSyntax = (argument: ArgparseArgument): string => argument.flags[0] + metavar(argument);
const bracketed = (argument: ArgparseArgument): string =>
  argument.required ? shortSyntax(argument) : `[${shortSyntax(argument)}]`;

/** "(--a | --b)" or "[--a | --b]", each part apart because a line may end between them. */
function groupSyntax(group: ArgparseGroup): readonly string[] {
  const [open, close] = group.required ? ['(', ')'] : ['[', ']'];
  const syntaxes = group.arguments.map(shortSyntax);
  return syntaxes.flatMap((syntax, i) => {
    const part = (i === 0 ? open : '') + syntax + (i === syntaxes.length - 1 ? close : '');
    return i === 0 ? [part] : ['|', part];
  });
}

const exclusiveGroups = (parser: ArgparseParser): readonly ArgparseGroup[] =>
  groupsOf(parser).filter((group) => group.exclusive);
const nameOf = (parser: ArgparseParser): readonly string[] => ('name' in parser ? [String(parser.name)] : []);

function commandSyntax({ commands }: ArgparseParser): string {
  return commands?.metavar ?? `{${commands?.parsers.map((command) => command.name).join(',')}}`;
}

/** The parts of a usage line: what the parsers above demand, then all of this parser's own. */
function usageParts({ above, parser }: ParserPath): readonly string[] {
  const demanded = above.flatMap((each) => [
    ...nameOf(each),
    ...argumentsOf(each)
      .filter((argument) => argument.required)
      .map(bracketed),
    ...exclusiveGroups(each)
      .filter((group) => group.required)
      .flatMap(groupSyntax),
  ]);
  const own = argumentsOf(parser).filter((argument) => exclusiveGroupOf(parser, argument) === undefined);
  return [
    ...demanded,
    ...nameOf(parser),
    ...own.map(bracketed),
    ...exclusiveGroups(parser).flatMap(groupSyntax),
    ...(parser.commands === undefined ? [] : [commandSyntax(parser), '...']),
  ];
}

/** "usage: prog [-h] ...", wrapped between its parts (ArgumentParserImpl.printUsage). */
export function argparseUsage(path: ParserPath): readonly string[] {
  const head = `usage: ${path.prog}`;
  const isLong = head.length > 30;
  const lines = isLong ? [head] : [];
  const indent = ' '.repeat(isLong ? 6 : head.length);
  let line = isLong ? indent : head;
  // A long head leaves its indentation uncounted twice over: six columns are counted for it and six for the line's own.
  let width = isLong ? indent.length * 2 : head.length;
  for (const [i, part] of usageParts(path).entries()) {
    if (i > 0 && width + part.length + 1 > formatWidth) {
      lines.push(line);
      line = indent;
      width = indent.length;
    }
    line += ` ${part}`;
    width += part.length + 1;
  }
  return [...lines, line];
}

function argumentRow(parser: ArgparseParser, argument: ArgparseArgument): readonly string[] {
  const title = argument.flags.map((flag) => flag + metavar(argument)).join(', ');
  const fallback = argument.action === 'store-true' ? false : argument.defaultValue;
  const shown = parser.defaultHelp && fallback !== undefined ? `(default: ${fallback})` : '';
  return helpRow(title, [argument.help, shown].filter((text) => text !== '').join(' '));
}

function commandRows(parser: ArgparseParser): readonly string[] {
  const rows = parser.commands?.parsers.flatMap(({ name, help }) => helpRow(`  ${name}`, help)) ?? [];
  return [`  ${commandSyntax(parser)}`, ...rows];
}

/** Groups without heading and text are shown among the other arguments, if they are exclusive. */
const hasOwnSection = (group: ArgparseGroup): boolean =>
  !group.exclusive || group.title !== undefined || group.description !== undefined;

function groupSection(parser: ArgparseParser, group: ArgparseGroup): readonly string[] {
  const heading = group.title === undefined ? [] : [`${group.title}:`];
  const description =
    group.description === undefined ? [] : [`  ${fillText(group.description, 2, '  ').join('\n')}`, ''];
  return ['', ...heading, ...description, ...group.arguments.flatMap((argument) => argumentRow(parser, argument))];
}

/** The help text of a parser, as lines (ArgumentParserImpl.printHelp). */
export function argparseHelp(path: ParserPath): readonly string[] {
  const { parser } = path;
  const sections = groupsOf(parser).filter(hasOwnSection);
  const others = argumentsOf(parser).filter(
    (argument) => !sections.some((group) => group.arguments.includes(argument)),
  );
  const commands = parser.commands === undefined ? [] : commandRows(parser);
  const commandsTitle = parser.commands?.title;
  return [
    ...argparseUsage(path),
    ...(parser.description === undefined ? [] : ['', ...fillText(parser.description)]),
    ...(commands.length > 0 && commandsTitle === undefined ? ['', 'positional arguments:', ...commands] : []),
    '',
    'optional arguments:',
    ...others.flatMap((argument) => argumentRow(parser, argument)),
    ...(commands.length > 0 && commandsTitle !== undefined ? ['', `${commandsTitle}:`, ...commands] : []),
    ...sections.flatMap((group) => groupSection(parser, group)),
  ].flatMap((line) => line.split('\n'));
}
