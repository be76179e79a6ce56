import { parseJavaDouble, parseJavaInt, parseJavaLong, type ParsedNumber } from '../jvm/numbers';
import type { JoptArgument, JoptOption } from './joptOption';
import { javaOptionOrder } from './optionOrder';

/** An exception of joptsimple, as a value. */
export interface JoptError {
  readonly kind: 'jopt-error';
  /** Full name of the Java class. */
  readonly exception: string;
  readonly message: string;
}

function joptError(name: string, message: string): JoptError {
  return { kind: 'jopt-error', exception: `joptsimple.${name}`, message };
}

/** One option met on the command line; arguments that a separator divides make one each. */
interface Detection {
  readonly name: string;
  readonly argument?: string;
}

/** An argument of an option, converted. */
export type JoptValue = string | number;

/** The options found on a command line; their arguments are converted when they are read (joptsimple.OptionSet). */
export class OptionSet {
  constructor(
    private readonly options: ReadonlyMap<string, JoptOption>,
    private readonly detections: readonly Detection[],
  ) {}

  /** Whether an option was met, with or without an argument. */
  has(name: string): boolean {
    return this.detections.some((found) => found.name === name);
  }

  /** Names of the options in the order they were met, with repetitions. */
  detectedNames(): readonly string[] {
    return this.detections.map((found) => found.name);
  }

  /**
   * All values of an option, its default if it was not given a value; or the exception of the first that cannot be
   * converted.
   */
  valuesOf(name: string): readonly JoptValue[] | JoptError {
    const argument = this.options.get(name)?.argument;
    const texts = this.detections.flatMap((found) =>
      found.name === name && found.argument !== undefined ? [found.argument] : [],
    );
    if (argument === undefined || texts.length === 0)
      return argument?.defaultValue === undefined ? [] : [argument.defaultValue];
    const values: JoptValue[] = [];
    for (const text of texts) {
      const value = convert(argument, text);
      if (value === undefined)
        return joptError('OptionArgumentConversionException', `Cannot parse argument '${text}' of option ${name}`);
      values.push(value);
    }
    return values;
  }

  /** The one value of an option, undefined when there is none; or the exception that reading it throws. */
  valueOf(name: string): JoptValue | undefined | JoptError {
    const values = this.valuesOf(name);
    if ('kind' in values) return values;
    return values.length > 1
      ? joptError(
          'MultipleArgumentsForOptionException',
          `Found multiple arguments for option ${name}, but you asked for only one`,
        )
      : values[0];
  }
}

function convert(argument: JoptArgument, text: string): JoptValue | undefined {
  if (argument.oneOf !== undefined) return argument.oneOf.find((name) => name.toLowerCase() === text.toLowerCase());
  switch (argument.type) {
    case 'String':
      return text;
    case 'Integer':
      return numberOf(parseJavaInt(text));
    case 'Long':
      return numberOf(parseJavaLong(text));
    case 'Double':
      return numberOf(parseJavaDouble(text));
  }
}

/** Beyond 2^53 a Long becomes the nearest number that JavaScript holds. */
function numberOf(parsed: ParsedNumber<number | bigint>): number | undefined {
  return parsed.kind === 'number' ? Number(parsed.value) : undefined;
}

/** `StringTokenizer`: empty pieces vanish, and a text of nothing but separators stays whole. */
function tokens(argument: JoptArgument, text: string): readonly string[] {
  const pieces =
    argument.separator === undefined ? [text] : text.split(argument.separator).filter((piece) => piece !== '');
  return pieces.length === 0 ? [text] : pieces;
}

function looksLikeAnOption(text: string): boolean {
  return text.startsWith('-') && text !== '-';
}

/**
 * Whether an option whose argument is optional takes the next word: not one that looks like an option, unless a number
 * is expected.
 */
function takes(argument: JoptArgument, word: string): boolean {
  const convertible = tokens(argument, word).every((token) => convert(argument, token) !== undefined);
  const expectsNumber = argument.type !== 'String' && argument.oneOf === undefined;
  return convertible && (expectsNumber || !looksLikeAnOption(word));
}

/**
 * Parses a command line as `new OptionParser(false).parse(args)` does: `--name`, `--name value`, `--name=value`, the
 * same with one hyphen, no abbreviations, `--` ends the options, and words that belong to no option are passed over.
 *
 * Returns UnrecognizedOptionException, OptionMissingRequiredArgumentException, MissingRequiredOptionsException or
 * UnavailableOptionException as a value.
 */
export function parseJopt(options: readonly JoptOption[], args: readonly string[]): OptionSet | JoptError {
  const known = new Map(options.map((option) => [option.name, option]));
  const detections: Detection[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!;
    if (word === '--') break;
    if (!looksLikeAnOption(word)) continue;
    const [, body, inline] = /^--?([^=]*)(?:=(.*))?$/s.exec(word) as unknown as [string, string, string | undefined];
    const option = known.get(body);
    if (option === undefined) {
      // One hyphen announces a cluster of one-letter options, of which the first is already unknown.
      const unknown = word.startsWith('--') ? body : word.charAt(1);
      return joptError('UnrecognizedOptionException', `${unknown} is not a recognized option`);
    }
    const { name, argument } = option;
    if (argument === undefined) {
      detections.push({ name });
      continue;
    }
    let value = inline;
    if (value === undefined) {
      const next = args[i + 1];
      if (argument.required && next === undefined) {
        return joptError('OptionMissingRequiredArgumentException', `Option ${name} requires an argument`);
      }
      if (next !== undefined && (argument.required || takes(argument, next))) {
        value = next;
        i++;
      }
    }
    if (value === undefined) detections.push({ name });
    else detections.push(...tokens(argument, value).map((token) => ({ name, argument: token })));
  }
  const found = new OptionSet(known, detections);
  return found.has('help') || found.has('version') ? found : (unmetCondition(options, found) ?? found);
}

function unmetCondition(options: readonly JoptOption[], found: OptionSet): JoptError | undefined {
  const missing = options.filter(({ name, conditions }) => {
    return conditions?.requiredUnless !== undefined && !found.has(conditions.requiredUnless) && !found.has(name);
  });
  if (missing.length > 0) {
    return joptError(
      'MissingRequiredOptionsException',
      `Missing required option(s) [${missing.map(({ name }) => name).join(', ')}]`,
    );
  }
  const conditional = new Map(
    options.flatMap(({ name, conditions }) => (conditions?.availableIf ? [[name, conditions.availableIf]] : [])),
  );
  const refused = javaOptionOrder([...conditional.keys()]).filter((name) => {
    return found.has(name) && !conditional.get(name)!.some((condition) => found.has(condition));
  });
  if (refused.length === 0) return undefined;
  return joptError(
    'UnavailableOptionException',
    `Option(s) [${refused.join(', ')}] are unavailable given other options on the command line`,
  );
}
