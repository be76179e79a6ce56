import type { Topic } from '../model/cluster';
import type { ClusterView } from '../model/turn';
import { isStarted } from '../cluster/zookeeper/znodeTree';

/**
 * Partitions that brokers have not been told of yet, by topic id: a ZooKeeper controller sends leaders and ISRs, and there are none as long as
 * no replica has lived (recorded: such a topic is not listed).
 */
export function unannouncedPartitions(view: ClusterView): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  if (view.profile.mode !== 'zookeeper') return found;
  for (const page of view.partitionsWithoutLeader()) {
    for (const partition of page) {
      if (isStarted(partition)) continue;
      const numbers = found.get(partition.topicId) ?? new Set();
      found.set(partition.topicId, numbers.add(partition.partition));
    }
  }
  return found;
}

/** Topics that brokers know: one that waits for deletion is known to none any more. */
export function announcedTopics(view: ClusterView): readonly Topic[] {
  const unannounced = unannouncedPartitions(view);
  return view
    .topics()
    .filter((topic) => !topic.deleting && (unannounced.get(topic.topicId)?.size ?? -1) !== view.partitionCount(topic));
}
