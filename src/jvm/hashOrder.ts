/** `java.lang.String.hashCode`: a signed 32-bit number over the UTF-16 units. */
export function javaStringHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

/** `org.apache.kafka.common.TopicPartition.hashCode`, the same in all profiles. */
export function topicPartitionHash(topic: string, partition: number): number {
  return (Math.imul(31, (31 + partition) | 0) + javaStringHash(topic)) | 0;
}

/** `java.lang.Long.hashCode` of a whole number that JavaScript holds exactly. */
export function javaLongHash(value: number): number {
  return Math.floor(value / 4294967296) ^ (value | 0);
}

const defaultCapacity = 16;
const maxChain = 8;
const minTreeCapacity = 64;

/** `HashMap.tableSizeFor`: the table `new HashMap<>(n)` starts with, the smallest power of two that is n or more. */
export function javaTableSizeFor(n: number): number {
  return n <= 1 ? 1 : 2 ** (32 - Math.clz32(n - 1));
}

/** The table of `new HashMap<>(otherMap)`, and of `putAll` into a map that has never held an entry. */
export function javaMapCopyCapacity(size: number): number {
  return javaTableSizeFor(Math.floor(Math.fround(Math.fround(size / 0.75) + 1)));
}

/**
 * The order in which `java.util.HashMap` and `HashSet` (JDK 8 to 25) iterate over different items inserted in the given
 * order.
 *
 * Resizing splits a bucket without changing the order inside it, so the order is a stable sort by bucket of the last
 * table. A bucket of more than 8 items in a table of 64 or more becomes a tree, whose order is not reproduced: Java
 * breaks ties between equal hashes there by memory address. Topic names do not come to that; thousands of
 * topic-partitions do, in a few buckets.
 * @param hash the item's `hashCode()`, signed 32-bit
 * @param initialCapacity the first table's size as `new HashMap<>(n)` takes it; never shrinks
 */
export function javaHashOrder<T>(
  items: readonly T[],
  hash: (item: T) => number,
  initialCapacity = defaultCapacity,
): T[] {
  const spread = new Int32Array(items.length);
  for (let i = 0; i < items.length; i++) {
    const h = hash(items[i]!);
    spread[i] = h ^ (h >>> 16);
  }
  const mask = finalCapacity(spread, javaTableSizeFor(initialCapacity)) - 1;
  // A counting sort: starts[b] is where the next item of bucket b goes.
  const starts = new Int32Array(mask + 2);
  for (const h of spread) starts[(h & mask) + 1]!++;
  for (let b = 1; b <= mask; b++) starts[b]! += starts[b - 1]!;
  const ordered = new Array<T>(items.length);
  for (let i = 0; i < items.length; i++) ordered[starts[spread[i]! & mask]!++] = items[i]!;
  return ordered;
}

/** While the table is below 64, a chain that outgrows 8 doubles it too, so its growth has to be played through. */
function finalCapacity(spread: Int32Array, first: number): number {
  let capacity = first;
  let chains = new Int32Array(Math.min(capacity, minTreeCapacity));
  let inserted = 0;
  const grow = (): void => {
    capacity *= 2;
    if (capacity >= minTreeCapacity) return;
    chains = new Int32Array(capacity);
    for (let i = 0; i < inserted; i++) chains[spread[i]! & (capacity - 1)]!++;
  };
  while (capacity < minTreeCapacity && inserted < spread.length) {
    const before = chains[spread[inserted]! & (capacity - 1)]!++;
    inserted++;
    if (before >= maxChain) grow();
    if (inserted > Math.floor(capacity * 0.75)) grow();
  }
  while (spread.length > capacity * 0.75) capacity *= 2;
  return capacity;
}

/**
 * The order of a `HashMap<String, ?>` or `HashSet<String>` after these insertions; a repeated key keeps its first
 * place.
 */
export function javaHashMapOrder(keys: readonly string[], initialCapacity?: number): string[] {
  return javaHashOrder([...new Set(keys)], javaStringHash, initialCapacity);
}

/** The same of a `HashMap` whose keys came by `computeIfAbsent`: it puts a new key first in its bucket, not last. */
export function javaComputedMapOrder(keys: readonly string[]): string[] {
  return javaHashMapOrder([...new Set(keys)].reverse());
}

/** The order of a `HashSet<Integer>` or `HashMap<Integer, ?>`, such as one of broker ids. */
export function javaIntHashSetOrder(ids: readonly number[], initialCapacity?: number): number[] {
  return javaHashOrder([...new Set(ids)], (id) => id, initialCapacity);
}

/** The order of a `HashSet<TopicPartition>` or `HashMap<TopicPartition, ?>`; the items must differ. */
export function javaTopicPartitionOrder<T extends { readonly topic: string; readonly partition: number }>(
  items: readonly T[],
  initialCapacity?: number,
): T[] {
  const hashes = new Map<string, number>();
  const hash = ({ topic, partition }: T): number => {
    let ofTopic = hashes.get(topic);
    if (ofTopic === undefined) hashes.set(topic, (ofTopic = javaStringHash(topic)));
    return (Math.imul(31, (31 + partition) | 0) + ofTopic) | 0;
  };
  return javaHashOrder(items, hash, initialCapacity);
}
