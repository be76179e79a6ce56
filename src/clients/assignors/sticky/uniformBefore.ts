import type { PartitionCounts, TopicPartition } from '../assignor';
import type { Ownership } from './owned';
import { removeFrom, type Partitions } from './partitions';
import type { StickyAssignment } from './uniform';

/**
 * AbstractStickyAssignor.constrainedAssign of 2.8: everybody keeps up to the larger share; those below the smaller one
 * are filled from what is free, then from the first of those who have the larger share.
 */
export function assignUniformlyBefore(
  { owned, contested }: Ownership,
  counts: PartitionCounts,
  names: Partitions,
): StickyAssignment {
  const free = new Set(names.all([...counts.keys()].sort(), counts));
  const [least, most] = [Math.floor(free.size / owned.size), Math.ceil(free.size / owned.size)];
  const assignment = new Map([...owned.keys()].map((memberId) => [memberId, [] as TopicPartition[]]));
  const revoked = new Set<TopicPartition>();
  const moved = new Map<TopicPartition, string>();
  const [below, withLeast, withMost]: [string[], string[], string[]] = [[], [], []];

  for (const [memberId, claimed] of owned) {
    for (const partition of contested) removeFrom(claimed, partition);
    const mine = assignment.get(memberId)!;
    mine.push(...claimed.slice(0, most));
    for (const partition of mine) free.delete(partition);
    for (const partition of claimed.slice(most)) revoked.add(partition);
    if (claimed.length < least) below.push(memberId);
    else {
      if (mine.length === least) withLeast.push(memberId);
      if (mine.length === most) withMost.push(memberId);
    }
  }

  const give = (partition: TopicPartition, memberId: string) => {
    assignment.get(memberId)!.push(partition);
    free.delete(partition);
    if (revoked.has(partition) || contested.has(partition)) moved.set(partition, memberId);
  };
  below.sort();
  while (below.length > 0 && free.size > 0) {
    for (const memberId of [...below]) {
      const [partition] = free;
      if (!partition) break;
      give(partition, memberId);
      if (assignment.get(memberId)!.length !== least) continue;
      withLeast.push(memberId);
      removeFrom(below, memberId);
    }
  }
  for (const memberId of below) {
    const mine = assignment.get(memberId)!;
    while (mine.length < least) {
      const partition = assignment.get(withMost.shift() ?? '')?.shift();
      if (!partition) throw new Error('sticky assignment: nobody has a partition to give away');
      mine.push(partition);
      moved.set(partition, memberId);
    }
    withLeast.push(memberId);
  }
  for (const partition of [...free]) give(partition, withLeast.shift() ?? '');
  return { assignment, moved };
}
