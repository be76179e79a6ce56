import { nobodyHasAnything, type Assignor } from './assignor';

/** RangeAssignor: for each topic, members in the order of their ids get runs of partitions. */
export const rangeAssignor: Assignor = (subscriptions, partitionCounts) => {
  const assignment = nobodyHasAnything(subscriptions);
  const topics = [...new Set([...subscriptions.values()].flat())].sort();
  for (const topic of topics) {
    const count = partitionCounts.get(topic) ?? 0;
    const members = [...subscriptions]
      .filter(([, subscribed]) => subscribed.includes(topic))
      .map(([memberId]) => memberId)
      .sort();
    const [each, extra] = [Math.floor(count / members.length), count % members.length];
    for (const [index, memberId] of members.entries()) {
      const first = each * index + Math.min(index, extra);
      const end = first + each + (index < extra ? 1 : 0);
      for (let partition = first; partition < end; partition++) assignment.get(memberId)!.push({ topic, partition });
    }
  }
  return assignment;
};
