/** Scala's `##`: what its collections hash by. For a string, an `Int` and Kafka's Java classes it is `hashCode()`. */
export type ScalaHash<T> = (item: T) => number;

/**
 * The order of an immutable Scala 2.13 `Set` or the keys of a `Map` (or of `.toSet`, `.toMap`, `Set.newBuilder`) built
 * from different items in the given order: up to 4 stay as they came, more become a hash trie.
 *
 * A trie stays one when it shrinks: for a `Set` that once had 5 members, and for `groupBy`, ask `scalaTrieOrder`.
 */
export function scalaSetOrder<T>(items: readonly T[], hash: ScalaHash<T>): T[] {
  return items.length <= 4 ? [...items] : scalaTrieOrder(items, hash);
}

/**
 * The order of `scala.collection.immutable.HashSet` and `HashMap` (2.13), whatever its size: of every node the entries
 * first, by 5 bits of the hash, then its sub-nodes. Only items with the same hash keep the order of insertion.
 */
export function scalaTrieOrder<T>(items: readonly T[], hash: ScalaHash<T>): T[] {
  const hashes = Int32Array.from(items, (item) => improve(hash(item)));
  const ordered: T[] = [];
  const visit = (members: readonly number[], shift: number): void => {
    if (shift >= 32 + 3) {
      for (const member of members) ordered.push(items[member]!);
      return;
    }
    const slots: (number[] | undefined)[] = new Array(32);
    for (const member of members) (slots[(hashes[member]! >>> shift) & 31] ??= []).push(member);
    for (const slot of slots) if (slot?.length === 1) ordered.push(items[slot[0]!]!);
    for (const slot of slots) if (slot !== undefined && slot.length > 1) visit(slot, shift + 5);
  };
  visit(Array.from(items.keys()), 0);
  return ordered;
}

/** `scala.collection.Hashing.improve`. */
function improve(hash: number): number {
  let h = (hash + ~(hash << 9)) | 0;
  h ^= h >>> 14;
  h = (h + (h << 4)) | 0;
  return h ^ (h >>> 10);
}

/**
 * The order of `scala.collection.mutable.HashSet`, `HashMap` and what `mutable.Set()` and `mutable.Map()` make (2.13):
 * by bucket of the table, inside a bucket by hash, and only with the same hash by insertion. The items must differ.
 *
 * Putting a key that is already there can grow the table too: with 11 keys in a table of 16. Name the greater capacity
 * then.
 * @param capacity as the constructor takes it, 16 for an empty collection; after `from` or `addAll` of n items
 * (n + 1) / 0.75
 */
export function scalaMutableOrder<T>(items: readonly T[], hash: ScalaHash<T>, capacity = 16): T[] {
  let table = 2 * 2 ** (31 - Math.clz32(Math.max(capacity - 1, 4)));
  while (items.length >= Math.floor(table * 0.75)) table *= 2;
  const entries = items.map((item) => {
    const h = hash(item);
    return { item, hash: h ^ (h >>> 16) };
  });
  const mask = table - 1;
  return entries.sort((a, b) => (a.hash & mask) - (b.hash & mask) || a.hash - b.hash).map(({ item }) => item);
}

/**
 * `toString` of an immutable Scala `Set` of items already in its order: "Set(a, b)", and as a trie "HashSet(a, b, c, d,
 * e)".
 */
export function scalaSetText(ordered: readonly unknown[], isTrie = ordered.length > 4): string {
  return `${isTrie ? 'HashSet' : 'Set'}(${ordered.join(', ')})`;
}
