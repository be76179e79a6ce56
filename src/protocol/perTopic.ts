/**
 * Puts what is told of partitions under the names of their topics, as Kafka's requests and responses nest it; topics
 * stand in the order in which they first appear.
 */
export function perTopic<T extends { readonly topic: string }, P>(
  items: Iterable<T>,
  part: (item: T) => P,
): readonly (readonly [topic: string, parts: readonly P[]])[] {
  const topics = new Map<string, P[]>();
  for (const item of items) {
    const parts = topics.get(item.topic);
    if (parts) parts.push(part(item));
    else topics.set(item.topic, [part(item)]);
  }
  return [...topics];
}
