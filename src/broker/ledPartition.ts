import { isServed } from '../log/replication';
import type { Partition, PartitionName } from '../model/cluster';
import { findPartition } from '../model/findPartition';
import type { ClusterView } from '../model/turn';
import type { ErrorCode } from '../protocol/errors';

/**
 * A partition, where this node leads it; else why the node does not answer for it
 * (ReplicaManager.getPartitionOrException).
 */
export function ledPartition(view: ClusterView, nodeId: number, name: PartitionName): Partition | ErrorCode {
  const partition = findPartition(view, name);
  if (!partition) return 'UNKNOWN_TOPIC_OR_PARTITION';
  return partition.leader === nodeId && isServed(view, partition) ? partition : 'NOT_LEADER_OR_FOLLOWER';
}
