import { javaIntHashSetOrder, javaTopicPartitionOrder, topicPartitionHash } from '../../jvm/hashOrder';
import { scalaSetOrder, scalaTrieOrder } from '../../jvm/scalaOrder';
import type { ReassignVersion } from './versions';

/** TopicPartition, as plans and messages name it. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** TopicPartitionReplica */
export interface Replica extends TopicPartition {
  readonly broker: number;
}

/** TopicPartition.toString. */
export function partitionText({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

/** TopicPartitionReplica.toString. */
export function replicaText(replica: Replica): string {
  return `${partitionText(replica)}-${replica.broker}`;
}

/** By topic, then number: compareTopicPartitions. */
export function sortedPartitions<T extends TopicPartition>(partitions: readonly T[]): readonly T[] {
  return [...partitions].sort(comparePartitions);
}

/** By broker first: compareTopicPartitionReplicas. */
export function sortedReplicas<T extends Replica>(replicas: readonly T[]): readonly T[] {
  return [...replicas].sort((a, b) => a.broker - b.broker || comparePartitions(a, b));
}

function comparePartitions(a: TopicPartition, b: TopicPartition): number {
  if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1;
  return a.partition - b.partition;
}

const hashOf = ({ topic, partition }: TopicPartition) => topicPartitionHash(topic, partition);

/** The order of a map or set of partitions, each given once. */
export function partitionSetOrder<T extends TopicPartition>(
  words: ReassignVersion,
  partitions: readonly T[],
): readonly T[] {
  return words.collections === 'scala' ? scalaSetOrder(partitions, hashOf) : javaTopicPartitionOrder(partitions);
}

/** The order of a set of broker ids. */
export function brokerSetOrder(words: ReassignVersion, ids: readonly number[]): readonly number[] {
  const distinct = [...new Set(ids)];
  return words.collections === 'scala' ? scalaSetOrder(distinct, (id) => id) : javaIntHashSetOrder(distinct);
}

/**
 * What stands in a list more than once, in the order of the set that the tool collects it in (CoreUtils.duplicates,
 * ToolsUtils.duplicates).
 */
export function duplicates<T>(
  words: ReassignVersion,
  items: readonly T[],
  hash: (item: T) => number,
  javaOrder: (items: readonly T[]) => readonly T[],
): readonly T[] {
  const seen = new Set<T>();
  const again = new Set<T>();
  for (const item of items) (seen.has(item) ? again : seen).add(item);
  const twice = [...again];
  return words.collections === 'scala' ? scalaTrieOrder(twice, hash) : javaOrder(twice);
}

/** By a key, groups and members in the order they come. */
export function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
