import { failure, type Failure } from '../../protocol/errors';

/**
 * What is wrong with one partition's replicas by hand (ReplicationControlManager.validateManualPartitionAssignment,
 * which goes through the ids in order).
 */
export function replicaListProblem(replicas: readonly number[], registered: ReadonlySet<number>): Failure | undefined {
  const refuse = (what: string) => failure('INVALID_REPLICA_ASSIGNMENT', `The manual partition assignment ${what}`);
  if (replicas.length === 0) return refuse('includes an empty replica list.');
  let before: number | undefined;
  for (const id of [...replicas].sort((a, b) => a - b)) {
    if (!registered.has(id)) return refuse(`includes broker ${id}, but no such broker is registered.`);
    if (id === before) return refuse(`includes the broker ${id} more than once.`);
    before = id;
  }
  return undefined;
}
