import { nobodyHasAnything, type Assignor } from './assignor';

/** RoundRobinAssignor: partitions of all topics in order, dealt out in turn to members in the order of their ids. */
export const roundRobinAssignor: Assignor = (subscriptions, partitionCounts) => {
  const assignment = nobodyHasAnything(subscriptions);
  const members = [...subscriptions.keys()].sort();
  const topics = [...new Set([...subscriptions.values()].flat())].sort();
  let next = 0;
  for (const topic of topics) {
    for (let partition = 0; partition < (partitionCounts.get(topic) ?? 0); partition++) {
      while (!subscriptions.get(members[next % members.length]!)!.includes(topic)) next++;
      assignment.get(members[next++ % members.length]!)!.push({ topic, partition });
    }
  }
  return assignment;
};
