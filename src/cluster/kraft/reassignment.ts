import { failure, type Failure } from '../../protocol/errors';
import { registeredBrokerIds } from '../../model/liveness';
import type { Partition } from '../../model/cluster';
import type { Turn } from '../../model/turn';
import type { Changer } from './changer';
import { replicaListProblem } from './replicaLists';

/**
 * Adds the new replicas and marks those to go; changePartition completes it as soon as the ISR allows, at once where
 * nothing is added (ReplicationControlManager.changePartitionReassignment, PartitionReassignmentReplicas). What is new
 * or gone is reckoned from all present replicas, those of a reassignment under way included, and an empty list keeps
 * what it had: both are Kafka's.
 */
export function startReassignment(
  turn: Turn,
  partition: Partition,
  target: readonly number[],
  allowsReplicationFactorChange: boolean,
  change: Changer,
): Failure | undefined {
  const problem =
    replicaListProblem(target, registeredBrokerIds(turn)) ??
    (allowsReplicationFactorChange ? undefined : replicationFactorProblem(partition, target));
  if (problem) return problem;
  const removing = ascending(partition.replicas.filter((id) => !target.includes(id)));
  const adding = ascending(target.filter((id) => !partition.replicas.includes(id)));
  change(partition, {
    replicas: [...target, ...removing],
    ...(removing.length > 0 && { removingReplicas: removing }),
    ...(adding.length > 0 && { addingReplicas: adding }),
  });
  return undefined;
}

/**
 * Takes the added replicas out again, also out of the ISR (cancelPartitionReassignment, PartitionReassignmentRevert).
 */
export function cancelReassignment(partition: Partition, change: Changer): Failure | undefined {
  const { addingReplicas, removingReplicas } = partition;
  if (addingReplicas.length === 0 && removingReplicas.length === 0) return failure('NO_REASSIGNMENT_IN_PROGRESS');
  const replicas = partition.replicas.filter((id) => !addingReplicas.includes(id));
  const isr = partition.isr.filter((id) => !addingReplicas.includes(id));
  const election = change.allowedElection(partition);
  // Only added replicas are in sync: going back makes an old one leader that is not.
  if (isr.length === 0 && election !== 'unclean') {
    return failure(
      'INVALID_REPLICA_ASSIGNMENT',
      `Unable to revert partition assignment for ${partition.topic}:${partition.partition} ` +
        'because it would require an unclean leader election.',
    );
  }
  change(partition, {
    replicas,
    isr: isr.length === 0 ? replicas.slice(0, 1) : isr,
    addingReplicas: [],
    removingReplicas: [],
    election,
  });
  return undefined;
}

/** KIP-860; a reassignment under way counts as if it were complete. */
function replicationFactorProblem(
  { replicas, removingReplicas }: Partition,
  target: readonly number[],
): Failure | undefined {
  const current = replicas.filter((id) => !removingReplicas.includes(id)).length;
  if (current === target.length) return undefined;
  return failure('INVALID_REPLICATION_FACTOR', `The replication factor is changed from ${current} to ${target.length}`);
}

function ascending(ids: readonly number[]): readonly number[] {
  return [...ids].sort((a, b) => a - b);
}
