/** Puts items under their keys, in the order in which keys first appear, in time linear in the items. */
export function perKey<T, K, P>(
  items: Iterable<T>,
  keyOf: (item: T) => K,
  part: (item: T) => P,
): readonly (readonly [key: K, parts: P[]])[] {
  const keys = new Map<K, P[]>();
  for (const item of items) {
    const key = keyOf(item);
    const parts = keys.get(key);
    if (parts) parts.push(part(item));
    else keys.set(key, [part(item)]);
  }
  return [...keys];
}

/**
 * Puts what is told of partitions under the names of their topics, as Kafka's requests and responses nest it; topics
 * stand in the order in which they first appear.
 */
export function perTopic<T extends { readonly topic: string }, P>(
  items: Iterable<T>,
  part: (item: T) => P,
): readonly (readonly [topic: string, parts: readonly P[]])[] {
  return perKey(items, ({ topic }) => topic, part);
}
