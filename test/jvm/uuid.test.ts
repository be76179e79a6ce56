import { expect, test } from 'vitest';
import { metadataTopicUuid, parseUuid, randomUuid, uuidHash, uuidText, zeroUuid } from '../../src/jvm/uuid';
// What Uuid.fromString of Kafka 2.8.2, 3.9.2 and 4.3.1 answered on JDK 17, all the same: [input, text, hash, bits] or [input, message].
import facts from './facts/uuid.json';

test('parsing, as every Kafka does it', () => {
  for (const [input, answer, hash, bits] of facts as [string, string, number?, [string, string]?][]) {
    const parsed = parseUuid(input);
    if (parsed.kind === 'error') {
      expect([input, parsed.message]).toEqual([input, answer]);
      continue;
    }
    expect([input, parsed.text, uuidHash(parsed.bytes)]).toEqual([input, answer, hash]);
    expect(Buffer.from(parsed.bytes).toString('hex')).toBe(bits!.map((half) => half.padStart(16, '0')).join(''));
  }
});

test('reserved ids', () => {
  expect(uuidText(new Uint8Array(16))).toBe(zeroUuid);
  expect(uuidText(Uint8Array.from({ length: 16 }, (_, i) => (i === 15 ? 1 : 0)))).toBe(metadataTopicUuid);
});

test('random ids are version 4, and start with a dash only in 2.8', () => {
  const draws = [new Uint8Array(16).fill(0xfb), new Uint8Array(16).fill(0x13)];
  const next = () => draws.shift()!;
  expect(randomUuid(next, true)).toBe('-_v7-_v7S_u7-_v7-_v7-w');
  draws.unshift(new Uint8Array(16).fill(0xfb));
  expect(randomUuid(next, false)).toBe('ExMTExMTQxOTExMTExMTEw');
});
