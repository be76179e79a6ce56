const integers = /^[+-]?\d+$/;
const doubles = /^[+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?)$/;

function integerWithin(text: string, min: bigint, max: bigint): number | undefined {
  if (!integers.test(text)) return undefined;
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text);
  return value < min || value > max ? undefined : Number(value);
}

/** `Integer.valueOf`: a 32-bit integer, or undefined where Java throws NumberFormatException. */
export function parseJavaInt(text: string): number | undefined {
  return integerWithin(text, -(2n ** 31n), 2n ** 31n - 1n);
}

/** `Long.valueOf`: undefined where Java throws; beyond 2^53 the nearest number that JavaScript holds. */
export function parseJavaLong(text: string): number | undefined {
  return integerWithin(text, -(2n ** 63n), 2n ** 63n - 1n);
}

/** `Double.valueOf`, without hexadecimal floats; undefined where Java throws. */
export function parseJavaDouble(text: string): number | undefined {
  const trimmed = text.trim();
  return doubles.test(trimmed) ? Number(trimmed.replace(/[fFdD]$/, '')) : undefined;
}

/** Message of the NumberFormatException that `Integer.parseInt` and `Long.parseLong` throw (JDK 17). */
export function numberFormatMessage(text: string): string {
  return `For input string: "${text}"`;
}
