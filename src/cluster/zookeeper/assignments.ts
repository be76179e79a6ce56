import { LimitReached } from '../../jvm/limit';
import { scalaSetOrder } from '../../jvm/scalaOrder';
import type { Assignments } from '../../model/turn';
import { failure, type Failure } from '../../protocol/errors';

/** jute.maxbuffer without what stands around the partitions in a topic's znode. */
const maxAssignmentBytes = 0xfffff - 300;
/** Partitions with one replica each that this holds: `"12345":[1],` */
const maxPartitions = 88_000;

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
    if (replicas.length === 0)
      return failure(
        'INVALID_REPLICA_ASSIGNMENT',
        `Cannot have replication factor of 0 for partition id ${first + index}.`,
      );
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

/** What AdminZkClient.validateTopicCreate says of a new topic's replicas. */
export function newAssignmentProblem(assignments: Assignments): Failure | undefined {
  const sizes = new Set(assignments.map(({ length }) => length));
  // A list that was not even placed has holes, which are not visited.
  if (assignments.length === 0 || sizes.size > 1)
    return failure('INVALID_REPLICA_ASSIGNMENT', 'All partitions should have the same number of replicas');
  return gapProblem(assignments.length);
}

/**
 * Kafka adds up the numbers of a topic's partitions in an int to see whether one is missing, so it takes 46,342 and
 * more for gaps, except where both of its sums overflow alike.
 */
function gapProblem(count: number): Failure | undefined {
  const expected = Math.imul(count, count - 1) / 2;
  const sum = BigInt.asIntN(32, (BigInt(count) * BigInt(count - 1)) / 2n);
  return BigInt(expected) === sum
    ? undefined
    : failure('INVALID_REPLICA_ASSIGNMENT', 'partitions should be a consecutive 0-based integer sequence');
}

/**
 * Replicas of a new topic, from `place`. So many partitions that they will be refused are not placed, but counted.
 * @throws LimitReached where they would be taken, and not fit into a znode
 */
export function placeNew(partitions: number, place: () => Assignments): Assignments {
  if (gapProblem(partitions)) return new Array(partitions);
  requirePlace(partitions);
  return place();
}

/** @param partitions of a topic, old and new ones @throws LimitReached where they cannot fit into a znode */
export function requirePlace(partitions: number): void {
  if (partitions > maxPartitions) throw noRoom();
}

/** @throws LimitReached where the partitions, old and new ones, do not fit into a znode */
export function requireRoom(assignments: Iterable<readonly [partition: number, replicas: readonly number[]]>): void {
  let bytes = 0;
  for (const [partition, replicas] of assignments) bytes += `"${partition}":[${replicas}],`.length;
  if (bytes > maxAssignmentBytes) throw noRoom();
}

/** ZooKeeper hangs up on who sends more than jute.maxbuffer, and Kafka tries again for ever. */
function noRoom(): LimitReached {
  return new LimitReached(
    'So many partitions of one topic do not fit into a znode of 1 MB (jute.maxbuffer), and Kafka would try to write ' +
      'it ' +
      'for ever. Nothing was changed: make several topics with fewer partitions each.',
  );
}
