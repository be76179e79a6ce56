import { javaTrim } from './javaTrim';

/** A parsed number, or the message of Java's NumberFormatException. */
export type ParsedNumber<T> =
  | { readonly kind: 'number'; readonly value: T }
  | { readonly kind: 'error'; readonly message: string };

/** `Integer.MAX_VALUE`. */
export const javaIntMax = 2147483647;
/** `Long.MAX_VALUE`. */
export const javaLongMax = 9223372036854775807n;
/** `Long.MIN_VALUE`. */
export const javaLongMin = -9223372036854775808n;

/** `Integer.parseInt` of JDK 17 (so too Scala's `toInt`); only ASCII digits are known. */
export function parseJavaInt(text: string, radix = 10): ParsedNumber<number> {
  const parsed = parseWhole(text, 32, radix);
  return parsed.kind === 'error' ? parsed : { kind: 'number', value: Number(parsed.value) };
}

/** `Short.parseShort` of JDK 17. */
export function parseJavaShort(text: string, radix = 10): ParsedNumber<number> {
  const parsed = parseJavaInt(text, radix);
  if (parsed.kind === 'error' || (parsed.value >= -32768 && parsed.value <= 32767)) return parsed;
  return { kind: 'error', message: `Value out of range. Value:"${text}" Radix:${radix}` };
}

/** `Long.parseLong` of JDK 17, as a bigint so that the limits stay exact. */
export function parseJavaLong(text: string, radix = 10): ParsedNumber<bigint> {
  return parseWhole(text, 64, radix);
}

function parseWhole(text: string, bits: number, radix: number): ParsedNumber<bigint> {
  const limit = 1n << BigInt(bits - 1);
  const isNegative = text.startsWith('-');
  const digits = /^[+-]/.test(text) ? text.slice(1) : text;
  let value = 0n;
  for (const character of digits) {
    const digit = /[0-9a-zA-Z]/.test(character) ? parseInt(character, radix) : NaN;
    value = Number.isNaN(digit) ? limit + 1n : value * BigInt(radix) + BigInt(digit);
    if (value > limit) break;
  }
  if (digits === '' || value > (isNegative ? limit : limit - 1n)) {
    return { kind: 'error', message: `For input string: "${text}"${radix === 10 ? '' : ` under radix ${radix}`}` };
  }
  return { kind: 'number', value: isNegative ? -value : value };
}

/** `Double.parseDouble` of JDK 17, without its hexadecimal notation. */
export function parseJavaDouble(text: string): ParsedNumber<number> {
  const trimmed = javaTrim(text);
  const decimal = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[fFdD]?$/.exec(trimmed);
  if (decimal !== null) return { kind: 'number', value: Number(decimal[1]) };
  if (/^[+-]?NaN$/.test(trimmed)) return { kind: 'number', value: NaN };
  if (/^[+-]?Infinity$/.test(trimmed)) return { kind: 'number', value: trimmed.startsWith('-') ? -Infinity : Infinity };
  if (trimmed === '') return { kind: 'error', message: 'empty String' };
  if (/^[+-]?\d*\.\d*\./.test(trimmed)) return { kind: 'error', message: 'multiple points' };
  return { kind: 'error', message: `For input string: "${trimmed}"` };
}

/**
 * `Double.toString`: "0.5", "2.0", "1.0E-5". The digits are the shortest that mean this number; JDK 17 prints one more
 * for some beyond 1E16 (3.039653702888685E16 as 3.0396537028886848E16) and for the smallest of all (4.9E-324).
 */
export function javaDoubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) return sign + size + (Number.isInteger(size) ? '.0' : '');
  const [mantissa, exponent] = size.toExponential().split('e');
  return `${sign}${mantissa}${mantissa!.includes('.') ? '' : '.0'}E${Number(exponent)}`;
}
