import { expect, test } from 'vitest';
import { parseUuid, randomUuid, uuidText, zeroUuid } from '../../src/jvm/uuid';
// What Uuid.fromString of Kafka 2.8.2, 3.9.2 and 4.3.1 answered on JDK 17, all the same.
import facts from './facts/uuid.json';

test('parsing, as every Kafka does it', () => {
  for (const [input, answer] of facts as [string, string][]) {
    const parsed = parseUuid(input);
    expect([input, parsed.kind === 'error' ? parsed.message : parsed.text]).toEqual([input, answer]);
  }
});

test('no id', () => {
  expect(uuidText(new Uint8Array(16))).toBe(zeroUuid);
});

test('random ids are version 4, and start with a dash only in 2.8', () => {
  const draws = [new Uint8Array(16).fill(0xfb), new Uint8Array(16).fill(0x13)];
  const next = () => draws.shift()!;
  expect(randomUuid(next, true)).toBe('-_v7-_v7S_u7-_v7-_v7-w');
  draws.unshift(new Uint8Array(16).fill(0xfb));
  expect(randomUuid(next, false)).toBe('ExMTExMTQxOTExMTExMTEw');
});
