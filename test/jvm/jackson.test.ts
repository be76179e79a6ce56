import { expect, test } from 'vitest';
import { parseJson } from '../../src/jvm/jackson';
import type { ParsedJson } from '../../src/jvm/jackson';
import { jackson210, jackson216, jackson221 } from '../../src/jvm/jacksonRelease';
import { jacksonText, jsonNodeText } from '../../src/jvm/jacksonText';
// What readTree of Jackson 2.10.5, 2.16.2 and 2.21.2 answered: the node's text and type, or getMessage() with R for
// "REDACTED (...)". A later release's answer is left out where it is the one before.
import facts from './facts/jackson.json';

type Answer = [string, string] | { missing: true } | { text: string; end: boolean };
const numberTypes = { int: 'INT', long: 'LONG', bigInteger: 'BIG_INTEGER', double: 'DOUBLE' };

function answer(parsed: ParsedJson): Answer {
  if (parsed.kind === 'error') {
    return {
      text: parsed.text.replaceAll('REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)', 'R'),
      end: parsed.exception.endsWith('JsonEOFException'),
    };
  }
  const { value } = parsed;
  if (value.kind === 'missing') return { missing: true };
  return [
    jsonNodeText(value),
    value.kind === 'number' ? `NUMBER ${numberTypes[value.type]}` : value.kind.toUpperCase(),
  ];
}

test.each([
  ['2.10', jackson210, 0],
  ['2.16', jackson216, 1],
  ['2.21', jackson221, 2],
] as const)('Jackson %s', (_, release, index) => {
  for (const [text, ...answers] of facts as [string, ...Answer[]][]) {
    expect([text, answer(parseJson(text, release))]).toEqual([text, answers[Math.min(index, answers.length - 1)]]);
  }
});

const messageOf = (text: string, release = jackson221) => {
  const parsed = parseJson(text, release);
  return parsed.kind === 'error' ? parsed.message : parsed.value.kind;
};

test('the message alone, as in the recording of kafka-reassign-partitions', () => {
  expect(messageOf('not json')).toBe(
    "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
  );
  expect(messageOf('')).toBe("The input string shouldn't be empty");
});

test('long text is quoted in part, deep text refused', () => {
  const long = parseJson(`{"a": "${'x'.repeat(600)}", b}`, jackson210);
  expect(long.kind === 'error' && long.text).toMatch(/xxx"\[truncated 112 chars\]; line: 1, column: 612\]$/);
  expect(messageOf('['.repeat(1001))).toBe(
    'Document nesting depth (1001) exceeds the maximum allowed (1000, from ' +
      '`StreamReadConstraints.getMaxNestingDepth()`)',
  );
  expect(messageOf('['.repeat(1000) + ']'.repeat(1000))).toBe('array');
});

test('writing', () => {
  const special = 'é€😀\u2028\u007f\u0001\u001f"\\\b\f\n\r\t';
  const value = {
    'a/b': special,
    n: 1,
    l: 12345678901234,
    d: 0.5,
    e: 1e-5,
    nan: NaN,
    z: null,
    t: true,
    list: [1, 'x', new Map()],
    empty: [],
  };
  expect(jacksonText(value)).toBe(
    '{"a/b":"é€😀\u2028\u007f\\u0001\\u001F\\"\\\\\\b\\f\\n\\r\\t","n":1,"l":12345678901234,' +
      '"d":0.5,"e":1.0E-5,"nan":"NaN","z":null,"t":true,"list":[1,"x",{}],"empty":[]}',
  );
});
