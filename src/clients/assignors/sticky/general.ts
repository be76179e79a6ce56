import { javaTopicPartitionOrder } from '../../../jvm/hashOrder';
import type { PartitionCounts, TopicPartition } from '../assignor';
import { Balance } from './balance';
import { noGeneration, type Claimant, type Ownership } from './owned';
import { byTopic, unassignedOf, type Partitions } from './partitions';

/** Who had a partition in which generation. */
interface Owner {
  readonly memberId: string;
  readonly generation: number;
}

/** What a general assignment starts from: who has what, and who had it in an earlier generation. */
interface Start {
  readonly current: Map<string, TopicPartition[]>;
  readonly previous: ReadonlyMap<TopicPartition, string>;
}

/** AbstractStickyAssignor.GeneralAssignmentBuilder (since 3.2) */
export function startOfOwned({ owned, maxGeneration }: Ownership, claimants: readonly Claimant[], names: Partitions) {
  const previous = new Map<TopicPartition, Owner>();
  for (const { memberId, claim } of claimants) {
    const generation = claim.generation ?? noGeneration;
    if (generation >= maxGeneration) continue;
    for (const partition of claim.partitions.map((each) => names.of(each))) {
      const before = previous.get(partition);
      if (!before || generation > before.generation) previous.set(partition, { memberId, generation });
    }
  }
  return {
    current: new Map([...owned].map(([memberId, partitions]) => [memberId, [...partitions]])),
    previous: new Map([...previous].map(([partition, { memberId }]) => [partition, memberId])),
  };
}

/** AbstractStickyAssignor.prepopulateCurrentAssignments of 2.8: the highest generation has it, the next had it. */
export function startOfClaims(claimants: readonly Claimant[], names: Partitions): Start {
  const owners = new Map<TopicPartition, Map<number, string>>();
  for (const { memberId, claim } of claimants) {
    for (const partition of claim.partitions.map((each) => names.of(each))) {
      const known = owners.get(partition) ?? new Map<number, string>();
      owners.set(partition, known);
      if (claim.generation === null || !known.has(claim.generation))
        known.set(claim.generation ?? noGeneration, memberId);
    }
  }
  const current = new Map<string, TopicPartition[]>();
  const previous = new Map<TopicPartition, string>();
  for (const partition of javaTopicPartitionOrder([...owners.keys()])) {
    const [last, before] = [...owners.get(partition)!].sort(([a], [b]) => b - a).map(([, memberId]) => memberId);
    if (last === undefined) continue;
    const mine = current.get(last);
    if (mine) mine.push(partition);
    else current.set(last, [partition]);
    if (before !== undefined) previous.set(partition, before);
  }
  return { current, previous };
}

/**
 * For members that read different topics: everybody keeps what it has and may read, the rest goes to whoever has least,
 * and then partitions move from those with more to those with less.
 * @param isEarlier as 2.8 does: a partition that is no longer there is nobody's, and the group counts as unbalanced as
 * soon as another has more
 */
export function assignGenerally(
  claimants: readonly Claimant[],
  { current, previous }: Start,
  counts: PartitionCounts,
  names: Partitions,
  isEarlier: boolean,
): Map<string, TopicPartition[]> {
  const readers = new Map([...counts.keys()].map((topic) => [topic, [] as string[]]));
  for (const { memberId, subscription } of claimants) {
    for (const topic of subscription.topics) readers.get(topic)?.push(memberId);
    if (!current.has(memberId)) current.set(memberId, []);
  }
  const readersOf = ({ topic }: TopicPartition) => readers.get(topic)?.length ?? 0;
  const byReaders = (a: TopicPartition, b: TopicPartition) => readersOf(a) - readersOf(b) || byTopic(a, b);
  const owners = new Map([...current].flatMap(([id, partitions]) => partitions.map((each) => [each, id] as const)));
  const all = names.all(counts.keys(), counts).sort(byReaders);
  const assigned: TopicPartition[] = [];
  let hasRevoked = false;
  for (const { memberId, subscription } of claimants) {
    const kept = current.get(memberId)!.filter((partition) => {
      if (!readers.has(partition.topic)) return false;
      if (isEarlier && partition.partition >= counts.get(partition.topic)!) return false;
      const mayRead = subscription.topics.includes(partition.topic);
      hasRevoked ||= !mayRead;
      return mayRead;
    });
    current.set(memberId, kept);
    assigned.push(...kept);
  }
  const unassigned = unassignedOf(all, assigned.sort(byReaders));
  const balance = new Balance({ current, previous, owners, readers, counts, slack: isEarlier ? 0 : 1 });
  balance.run(all, unassigned, hasRevoked);
  return current;
}
