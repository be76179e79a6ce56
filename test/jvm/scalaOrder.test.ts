import { expect, test } from 'vitest';
import { javaStringHash, topicPartitionHash } from '../../src/jvm/hashOrder';
import { scalaMutableOrder, scalaSetOrder, scalaSetText, scalaTrieOrder } from '../../src/jvm/scalaOrder';
// What Scala 2.13.5 (Kafka 2.8.2) and 2.13.15 (Kafka 3.9.2) answered, both the same.
import facts from './facts/scalaOrder.json';

test.each([
  ['strings', facts.strings, javaStringHash as (item: unknown) => number],
  ['integers', facts.ints, (item: unknown) => item as number],
] as const)('sets of %s', (_, cases, hash) => {
  for (const { in: items, set, trie, mutable, sized, text } of cases) {
    expect(scalaSetOrder<unknown>(items, hash)).toEqual(set);
    expect(scalaTrieOrder<unknown>(items, hash)).toEqual(trie);
    expect(scalaMutableOrder<unknown>(items, hash)).toEqual(mutable);
    expect(scalaMutableOrder<unknown>(set, hash, set.length === 0 ? 16 : Math.floor((set.length + 1) / 0.75))).toEqual(
      sized,
    );
    expect(scalaSetText(set)).toBe(text);
  }
});

test('sets of topic-partitions, some with equal hashes', () => {
  for (const { topics, partitions, set, mutable } of facts.topicPartitions) {
    const items = Array.from({ length: topics * partitions }, (_, i) => i);
    const hash = (i: number) => topicPartitionHash(`topic-${Math.floor(i / partitions)}`, i % partitions);
    expect(scalaSetOrder(items, hash)).toEqual(set);
    expect(scalaMutableOrder(items, hash)).toEqual(mutable);
  }
});

test('the set of partitions in the recording of kafka-preferred-replica-election 2.8', () => {
  const inZooKeeper = ['rep', 'pair', 'solo']
    .flatMap((topic) => [0, 1, 2].map((partition) => [topic, partition] as const))
    .filter(([topic, partition]) => topic === 'rep' || partition < (topic === 'pair' ? 1 : 2));
  const ordered = scalaSetOrder(inZooKeeper, ([topic, partition]) => topicPartitionHash(topic, partition)).map((tp) =>
    tp.join('-'),
  );
  expect(scalaSetText(ordered)).toBe('HashSet(rep-1, solo-1, pair-0, rep-0, rep-2, solo-0)');
});

test('a set that shrank', () => {
  expect(
    scalaSetText(
      scalaTrieOrder([2, 3, 4, 5], (id) => id),
      true,
    ),
  ).toBe(facts.shrunkText);
});

test('100,000 items, fast', () => {
  const names = Array.from({ length: 100_000 }, (_, i) => `topic-${i}`);
  const start = performance.now();
  scalaSetOrder(names, javaStringHash);
  scalaMutableOrder(names, javaStringHash);
  expect(performance.now() - start).toBeLessThan(2000);
});
