import type { JavaException } from './exceptions';

export type Properties = ReadonlyMap<string, string>;

const int32Max = 2147483647;
const int64Max = 2n ** 63n - 1n;

/** A client's configuration that org.apache.kafka.common.config.ConfigDef refuses. */
export class ConfigRefused extends Error {
  readonly thrown: JavaException;

  constructor(message: string) {
    super(message);
    this.thrown = { exception: 'org.apache.kafka.common.config.ConfigException', message };
  }
}

function refusedValue(name: string, value: string, why: string): ConfigRefused {
  return new ConfigRefused(`Invalid value ${value} for configuration ${name}: ${why}`);
}

/** A number of a client's configuration (ConfigDef.Type INT or LONG, Range.atLeast). @throws ConfigRefused */
export function readNumber(
  properties: Properties,
  name: string,
  fallback: number,
  type: 'INT' | 'LONG' = 'INT',
  least = 0,
): number {
  const text = properties.get(name)?.trim();
  if (text === undefined) return fallback;
  const limit = type === 'INT' ? BigInt(int32Max) : int64Max;
  if (!/^[-+]?\d+$/.test(text) || BigInt(text.replace('+', '')) > limit || BigInt(text.replace('+', '')) < -limit - 1n)
    throw refusedValue(name, text, `Not a number of type ${type}`);
  const value = Number(text);
  if (value < least) throw refusedValue(name, text, `Value must be at least ${least}`);
  return value;
}

/** A boolean of a client's configuration. @throws ConfigRefused */
export function readFlag(properties: Properties, name: string, fallback: boolean): boolean {
  const text = properties.get(name)?.trim();
  if (text === undefined) return fallback;
  if (!/^(?:true|false)$/i.test(text)) throw refusedValue(name, text, 'Expected value to be either true or false');
  return text.toLowerCase() === 'true';
}

/** One of some words (ConfigDef.ValidString, or CaseInsensitiveValidString). @throws ConfigRefused */
export function checkWord(properties: Properties, name: string, words: readonly string[], ignoringCase = false): void {
  const text = properties.get(name)?.trim();
  if (text === undefined || words.includes(ignoringCase ? text.toUpperCase() : text)) return;
  throw refusedValue(
    name,
    text,
    `String must be one of${ignoringCase ? ' (case insensitive)' : ''}: ${words.join(', ')}`,
  );
}
