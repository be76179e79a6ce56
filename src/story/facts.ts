import type { ActiveController, ClusterNode } from '../model/cluster';
import type { MigrationPhase } from '../model/records';
import type { PartitionState } from './partitionStory';

/** What a story has to know of the cluster as it was before a record. */
export interface StoryFacts {
  nodes(): readonly Pick<ClusterNode, 'id' | 'role' | 'process' | 'registered'>[];
  activeController(): Pick<ActiveController, 'id' | 'epoch'>;
  topicName(topicId: string): string;
  /** By partition number. */
  partitionsOf(topicId: string): Iterable<PartitionState>;
  /** The controller tells brokers by requests what it has decided, as with ZooKeeper. */
  hasControlRequests(): boolean;
}

/**
 * Whether a cluster lives by a controller's requests: it was born with ZooKeeper, and its brokers have not gone over to
 * KRaft.
 */
export function livesByControlRequests(isBornWithZooKeeper: boolean, phase: MigrationPhase): boolean {
  return isBornWithZooKeeper && phase !== 'brokers-in-kraft' && phase !== 'finalised';
}
