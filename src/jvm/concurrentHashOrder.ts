import { javaStringHash, javaTableSizeFor } from './hashOrder';

interface Entry<T> {
  readonly item: T;
  readonly hash: number;
}

/**
 * The order in which `java.util.concurrent.ConcurrentHashMap` (JDK 17) iterates over different items put in the given
 * order. Unlike HashMap it doubles its table with the twelfth item of sixteen places, and turns parts of a bucket round
 * while it moves them. Buckets of more than 8 items, which thousands of similar names can fill, have rules of their
 * own, left out here.
 * @param hash the item's `hashCode()`, signed 32-bit
 * @param initialCapacity as `new ConcurrentHashMap<>(n)` takes it; undefined for the constructor without arguments
 */
export function javaConcurrentHashOrder<T>(
  items: readonly T[],
  hash: (item: T) => number,
  initialCapacity?: number,
): T[] {
  let capacity = initialCapacity === undefined ? 16 : javaTableSizeFor(Math.floor(1 + initialCapacity / 0.75));
  let table: (Entry<T>[] | undefined)[] = new Array(capacity);
  for (const [i, item] of items.entries()) {
    const h = hash(item);
    const entry = { item, hash: (h ^ (h >>> 16)) & 0x7fffffff };
    (table[entry.hash & (capacity - 1)] ??= []).push(entry);
    if (i + 1 < capacity - (capacity >>> 2)) continue;
    table = doubled(table, capacity);
    capacity *= 2;
  }
  return table.flatMap((bucket) => bucket?.map(({ item }) => item) ?? []);
}

/**
 * The order of a `java.util.Properties`, which keeps its entries in a ConcurrentHashMap; a repeated key keeps its first
 * place.
 */
export function javaPropertiesOrder(keys: readonly string[]): string[] {
  return javaConcurrentHashOrder([...new Set(keys)], javaStringHash, 8);
}

/**
 * Splits each bucket: the last run of entries that stay together is moved as it is, those before it are put in front
 * one by one.
 */
function doubled<T>(table: readonly (Entry<T>[] | undefined)[], capacity: number): (Entry<T>[] | undefined)[] {
  const twice: (Entry<T>[] | undefined)[] = new Array(capacity * 2);
  for (const [index, bucket] of table.entries()) {
    if (bucket === undefined) continue;
    let lastRun = bucket.length - 1;
    while (lastRun > 0 && (bucket[lastRun - 1]!.hash & capacity) === (bucket[lastRun]!.hash & capacity)) lastRun--;
    const place = (entry: Entry<T>): number => index + (entry.hash & capacity);
    twice[place(bucket[lastRun]!)] = bucket.slice(lastRun);
    for (const entry of bucket.slice(0, lastRun)) (twice[place(entry)] ??= []).unshift(entry);
  }
  return twice;
}
