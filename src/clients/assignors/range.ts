import { nobodyHasAnything, sortedMembers, subscribedTopics, type Assignor } from './assignor';

/** RangeAssignor: for each topic, members in their order get runs of partitions. */
export const rangeAssignor: Assignor = {
  name: 'range',
  isCooperative: false,
  userData: () => null,
  assign: (subscriptions, partitionCounts) => {
    const assignment = nobodyHasAnything(subscriptions);
    const sorted = sortedMembers(subscriptions);
    for (const topic of subscribedTopics(subscriptions)) {
      const count = partitionCounts.get(topic) ?? 0;
      const members = sorted.filter((memberId) => subscriptions.get(memberId)!.topics.includes(topic));
      const [each, extra] = [Math.floor(count / members.length), count % members.length];
      for (const [index, memberId] of members.entries()) {
        const first = each * index + Math.min(index, extra);
        const end = first + each + (index < extra ? 1 : 0);
        for (let partition = first; partition < end; partition++) assignment.get(memberId)!.push({ topic, partition });
      }
    }
    return assignment;
  },
};
