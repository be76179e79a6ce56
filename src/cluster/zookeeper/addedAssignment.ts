import { scalaSetOrder } from '../../jvm/scalaOrder';
import { failure, type Failure } from '../../protocol/errors';

type Assignments = readonly (readonly number[])[];

/**
 * ZkAdminManager.createPartitions: brokers that are not in ZooKeeper are told before anything else about the replicas.
 */
export function unknownBrokersProblem(assignments: Assignments, alive: ReadonlySet<number>): Failure | undefined {
  const unknown = scalaSetOrder([...new Set(assignments.flat())], (id) => id).filter((id) => !alive.has(id));
  return unknown.length === 0
    ? undefined
    : failure('INVALID_REPLICA_ASSIGNMENT', `Unknown broker(s) in replica assignment: ${unknown.join(', ')}.`);
}

/**
 * What AdminZkClient.validateReplicaAssignment says of replicas by hand for partitions that are added.
 * @param first number of the first of them
 * @param alive brokers in ZooKeeper
 */
export function addedAssignmentProblem(
  assignments: Assignments,
  first: number,
  replicationFactor: number,
  alive: ReadonlySet<number>,
): Failure | undefined {
  for (const [index, replicas] of assignments.entries()) {
    const list = replicas.join(', ');
    if (new Set(replicas).size !== replicas.length)
      return failure(
        'INVALID_REPLICA_ASSIGNMENT',
        `Duplicate brokers not allowed in replica assignment: ${list} for partition id ${first + index}.`,
      );
    if (!replicas.every((id) => alive.has(id))) {
      const known = `Specified brokers: ${list}, available brokers: ${[...alive].join(', ')}.`;
      return failure(
        'BROKER_NOT_AVAILABLE',
        `Some brokers specified for partition id ${first + index} are not available. ${known}`,
      );
    }
  }
  const wrong = [...assignments.entries()].filter(([, replicas]) => replicas.length !== replicationFactor);
  if (wrong.length === 0) return undefined;
  const partitions = wrong.map(([index]) => first + index).join(', ');
  const factors = wrong.map(([, replicas]) => replicas.length).join(', ');
  const before = `partition 0 has ${replicationFactor}`;
  const after = `partitions [${partitions}] have replication factors [${factors}], respectively.`;
  return failure(
    'INVALID_REPLICA_ASSIGNMENT',
    `Inconsistent replication factor between partitions, ${before} while ${after}`,
  );
}
