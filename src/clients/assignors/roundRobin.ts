import { nobodyHasAnything, sortedMembers, subscribedTopics, type Assignor } from './assignor';

/** RoundRobinAssignor: partitions of all topics in order, dealt out in turn to members in their order. */
export const roundRobinAssignor: Assignor = {
  name: 'roundrobin',
  isCooperative: false,
  userData: () => null,
  assign: (subscriptions, partitionCounts) => {
    const assignment = nobodyHasAnything(subscriptions);
    const members = sortedMembers(subscriptions);
    let next = 0;
    for (const topic of [...subscribedTopics(subscriptions)].sort()) {
      for (let partition = 0; partition < (partitionCounts.get(topic) ?? 0); partition++) {
        while (!subscriptions.get(members[next % members.length]!)!.topics.includes(topic)) next++;
        assignment.get(members[next++ % members.length]!)!.push({ topic, partition });
      }
    }
    return assignment;
  },
};
