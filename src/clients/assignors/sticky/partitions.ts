import type { PartitionCounts, TopicPartition } from '../assignor';

/** One object for each partition, so that sets and maps of them work. */
export class Partitions {
  private readonly known = new Map<string, TopicPartition>();

  /** The partition's one object. */
  of({ topic, partition }: TopicPartition): TopicPartition {
    const name = `${topic}-${partition}`;
    const known = this.known.get(name);
    if (known) return known;
    const made = { topic, partition };
    this.known.set(name, made);
    return made;
  }

  /** All partitions of these topics, topic by topic. */
  all(topics: Iterable<string>, counts: PartitionCounts): TopicPartition[] {
    return [...topics].flatMap((topic) =>
      Array.from({ length: counts.get(topic) ?? 0 }, (_, partition) => this.of({ topic, partition })),
    );
  }
}

/** By topic, then by number. */
export function byTopic(a: TopicPartition, b: TopicPartition): number {
  return a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1;
}

/** Takes an item out of a list, if it is there. */
export function removeFrom<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
}

/**
 * What of all is not assigned; both in the same order. An assigned partition that is not among all hides what comes
 * after it, as in Kafka, whose walk over the two lists waits for it.
 */
export function unassignedOf(all: readonly TopicPartition[], assigned: readonly TopicPartition[]): TopicPartition[] {
  let next = 0;
  return all.filter((partition) => {
    if (assigned[next] !== partition) return true;
    next++;
    return false;
  });
}
