import { expect, test } from 'vitest';
import { coordinatorPartition, murmur2, partitionOfKey } from '../../src/jvm/murmur2';
// What Kafka 2.8.2, 3.9.2 and 4.3.1 answered, all the same: [text, murmur2 of its bytes, that over 3 partitions,
// coordinator of 50].
import facts from './facts/murmur2.json';

const bytes = (text: string) => new TextEncoder().encode(text);

test('hashes, partitions of keys, partitions of coordinators', () => {
  for (const [text, hash, ofThree, ofFifty] of facts as [string, number, number, number][]) {
    expect([text, murmur2(bytes(text)), partitionOfKey(bytes(text), 3), coordinatorPartition(text, 50)]).toEqual([
      text,
      hash,
      ofThree,
      ofFifty,
    ]);
  }
});

test('the keys of the recording of offsets', () => {
  const ends = [0, 0, 0];
  for (const key of ['k1', 'k2', 'k3', 'k1', 'k4']) ends[partitionOfKey(bytes(key), 3)]!++;
  expect(ends).toEqual([1, 2, 2]);
  expect(partitionOfKey(bytes('k1'), 3)).toBe(2);
});
