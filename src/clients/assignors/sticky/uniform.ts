import type { PartitionCounts, TopicPartition } from '../assignor';
import type { Ownership } from './owned';
import { byTopic, removeFrom, unassignedOf, type Partitions } from './partitions';

/** What each member is given, and what it takes over from another that has it still. */
export interface StickyAssignment {
  readonly assignment: Map<string, TopicPartition[]>;
  /** By new owner; undefined where the assignment was not made with an eye on it. */
  readonly moved: ReadonlyMap<TopicPartition, string> | undefined;
}

const byNumber = (a: TopicPartition, b: TopicPartition) => a.partition - b.partition || byTopic(a, b);

/**
 * AbstractStickyAssignor.ConstrainedAssignmentBuilder (since 3.0), for members that all read the same topics: everybody
 * keeps as much as its share allows, those with less than the share get the rest in turn.
 */
export function assignUniformly(
  { owned, contested }: Ownership,
  counts: PartitionCounts,
  names: Partitions,
): StickyAssignment {
  const all = names.all([...counts.keys()].sort(), counts);
  const [least, most] = [Math.floor(all.length / owned.size), Math.ceil(all.length / owned.size)];
  const largerShares = all.length % owned.size;
  let larger = 0;
  const assignment = new Map([...owned.keys()].map((memberId) => [memberId, [] as TopicPartition[]]));
  const assigned: TopicPartition[] = [];
  const given = new Map<TopicPartition, string>();
  const moved = new Map<TopicPartition, string>();
  const below: string[] = [];
  const atLeast: string[] = [];

  for (const [memberId, claimed] of owned) {
    const mine = [...claimed].sort(byNumber);
    for (const partition of contested) removeFrom(mine, partition);
    let kept = mine.length;
    if (mine.length < least) below.push(memberId);
    else if (mine.length >= most && larger < largerShares) {
      kept = most;
      if (++larger === largerShares) atLeast.length = 0;
    } else {
      kept = least;
      if (larger < largerShares) atLeast.push(memberId);
    }
    assignment.get(memberId)!.push(...mine.slice(0, kept));
    assigned.push(...mine.slice(0, kept));
    for (const partition of mine.slice(kept)) given.set(partition, memberId);
  }

  below.sort();
  atLeast.sort();
  let next = 0;
  for (const partition of unassignedOf(all, assigned.sort(byTopic))) {
    if (next >= below.length) next = 0;
    const memberId = below.length > 0 ? below[next++]! : atLeast.shift();
    if (memberId === undefined) throw new Error('sticky assignment: a partition is left over');
    const mine = assignment.get(memberId)!;
    mine.push(partition);
    const before = given.get(partition);
    if ((before !== undefined && before !== memberId) || contested.has(partition)) moved.set(partition, memberId);
    if (mine.length === least) {
      below.splice(--next, 1);
      atLeast.push(memberId);
    }
  }
  return { assignment, moved };
}
