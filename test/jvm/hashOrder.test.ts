import { expect, test } from 'vitest';
import {
  javaHashMapOrder,
  javaIntHashSetOrder,
  javaLongHash,
  javaMapCopyCapacity,
  javaStringHash,
  javaTopicPartitionOrder,
  topicPartitionHash,
} from '../../src/jvm/hashOrder';
// What JDK 17 answered.
import facts from './facts/hashOrder.json';

test('hash codes', () => {
  for (const [text, hash, withPartition3] of facts.hashes as [string, number, number][]) {
    expect(javaStringHash(text)).toBe(hash);
    expect(topicPartitionHash(text, 3)).toBe(withPartition3);
  }
  for (const [value, hash] of facts.longs as [number, number][]) expect(javaLongHash(value)).toBe(hash);
});

test('sets of strings, with several first capacities', () => {
  for (const { in: keys, capacity, out } of facts.strings) expect(javaHashMapOrder(keys, capacity)).toEqual(out);
});

test('sets of integers, with chains that grow a small table early', () => {
  for (const { in: ids, out } of facts.ints) expect(javaIntHashSetOrder(ids)).toEqual(out);
});

test('a repeated key keeps its place', () => {
  expect(javaIntHashSetOrder([16, 0, 16])).toEqual([16, 0]);
});

test('sets of topic-partitions', () => {
  for (const { topics, partitions, order } of facts.topicPartitions) {
    const items = Array.from({ length: topics * partitions }, (_, i) => ({
      topic: `topic-${Math.floor(i / partitions)}`,
      partition: i % partitions,
      i,
    }));
    expect(javaTopicPartitionOrder(items).map(({ i }) => i)).toEqual(order);
  }
});

test('the table of a copied map', () => {
  for (const [size, map] of facts.copies as [number, number][]) {
    if (size > 0) expect([size, javaMapCopyCapacity(size)]).toEqual([size, map]);
  }
});

test('many names, fast', () => {
  for (const [n, digest] of facts.many as [number, number][]) {
    const names = Array.from({ length: n }, (_, i) => `topic-${(i * 7919) % 1000003}`);
    const place = new Map(names.map((name, i) => [name, i]));
    const start = performance.now();
    const ordered = javaHashMapOrder(names);
    expect(performance.now() - start).toBeLessThan(1000);
    let seen = 7n;
    for (const name of ordered) seen = (seen * 1000003n + BigInt(place.get(name)!)) % 2147483647n;
    expect(Number(seen)).toBe(digest);
  }
});
