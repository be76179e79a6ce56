import type { Partition, PartitionName } from './cluster';
import type { ClusterState } from './clusterState';

/** The partition that a name stands for; undefined where there is none. */
export function findPartition(state: ClusterState, { topic: name, partition }: PartitionName): Partition | undefined {
  const topic = state.topic(name);
  return topic && state.partition(topic, partition);
}

/** The same, where a topic that waits for deletion counts as gone. */
export function findKeptPartition(state: ClusterState, name: PartitionName): Partition | undefined {
  return state.topic(name.topic)?.deleting ? undefined : findPartition(state, name);
}
