import { expect, test } from 'vitest';
import { javaDoubleText, parseJavaDouble, parseJavaInt, parseJavaLong, parseJavaShort } from '../../src/jvm/numbers';
import type { ParsedNumber } from '../../src/jvm/numbers';
// What JDK 17 answered: a value's text, or the message of the NumberFormatException.
import facts from './facts/numbers.json';

type Answer = string | { error: string };
const answer = <T>(parsed: ParsedNumber<T>, text: (value: T) => string = String): Answer =>
  parsed.kind === 'error' ? { error: parsed.message } : text(parsed.value);

test('Short, Integer and Long, in decimal and hexadecimal', () => {
  for (const [input, short, int, long, hexInt, hexLong] of facts.integers as [string, ...Answer[]][]) {
    expect([
      input,
      answer(parseJavaShort(input)),
      answer(parseJavaInt(input)),
      answer(parseJavaLong(input)),
      answer(parseJavaInt(input, 16)),
      answer(parseJavaLong(input, 16)),
    ]).toEqual([input, short, int, long, hexInt, hexLong]);
  }
});

test('Double', () => {
  for (const [input, expected] of facts.doubles as [string, Answer][]) {
    // Hexadecimal notation and the smallest number of all are left out.
    if (/0x.*p-?\d/i.test(input) || input === '4.9e-324') continue;
    expect([input, answer(parseJavaDouble(input), javaDoubleText)]).toEqual([input, expected]);
  }
});

test('the text of a Double', () => {
  for (const [bits, text] of facts.texts as [string, string][]) {
    const value = Buffer.from(bits.padStart(16, '0'), 'hex').readDoubleBE();
    if (value !== 5e-324) expect(javaDoubleText(value)).toBe(text);
  }
});
