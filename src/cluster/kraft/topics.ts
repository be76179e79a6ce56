import { failure, type Failure } from '../../protocol/errors';
import { aliveBrokerIds, isBroker, registeredBrokerIds } from '../../model/liveness';
import type { Assignments, TopicControl, Turn } from '../../model/turn';
import { placeStriped } from '../placement/stripedPlacer';
import { resign } from './quorum';
import { replicaListProblem } from './replicaLists';

/** QuorumController.MAX_RECORDS_PER_USER_OP */
const recordsPerRequest = 10_000;
/** Partitions that a controller with the stock heap of 1 GB can place before it is full: 3 to 5 million, measured. */
const maxPlacedPartitions = 4_000_000;

/**
 * Topics as the quorum's active controller makes and deletes them (ReplicationControlManager.createTopic,
 * createPartitions).
 */
export const kraftTopics: TopicControl = {
  creationChecks: ['count', 'name', 'existing', 'configs', 'replicas', 'assignment'],
  creationWaitsForLeaders: false,
  recordsPerRequest,

  // ReplicationControlManager.validateTotalNumberOfPartitions
  countProblem: (partitions) =>
    partitions > recordsPerRequest
      ? failure('POLICY_VIOLATION', 'Excessively large number of partitions per request.')
      : undefined,

  // The topic's record, those of its configurations, and one for each partition (BoundedListTooLongException).
  assignmentProblem: ({ length }, configs) =>
    1 + configs + length > recordsPerRequest
      ? failure('POLICY_VIOLATION', 'Unable to perform excessively large batch operation.')
      : undefined,

  isOverloaded(turn, partitions) {
    const isOverloaded = partitions > maxPlacedPartitions;
    if (isOverloaded) resign(turn);
    return isOverloaded;
  },

  newReplicas(turn, byHand, partitions, replicationFactor) {
    if (byHand) return manualProblem(turn, byHand, undefined, 0) ?? { ok: byHand };
    const outcome = place(turn, partitions, replicationFactor);
    return 'errorCode' in outcome && outcome.errorMessage !== null
      ? failure(
          outcome.errorCode,
          `Unable to replicate the partition ${replicationFactor} time(s): ${outcome.errorMessage}`,
        )
      : outcome;
  },

  growthProblem: () => undefined,

  addedReplicas(turn, byHand, existing, added) {
    const replicationFactor = existing[0]!.replicas.length;
    if (!byHand) return place(turn, added, replicationFactor);
    if (byHand.length !== added)
      return failure('INVALID_REPLICA_ASSIGNMENT', turn.profile.words.assignmentCount(added, byHand.length));
    return manualProblem(turn, byHand, replicationFactor, existing.length) ?? { ok: byHand };
  },

  delete(turn, topic) {
    turn.emit({ type: 'RemoveTopicRecord', topicId: topic.topicId, name: topic.name });
  },

  unannounced: () => new Map(),

  // The controller's refusal does not reach who asked, except that the name is none.
  answerOnDemand: (refusal) =>
    refusal?.errorCode === 'INVALID_TOPIC_EXCEPTION' ? refusal : failure('UNKNOWN_TOPIC_OR_PARTITION'),
};

/** Replicas on any registered brokers; fenced ones are taken last. */
function place(turn: Turn, partitions: number, replicationFactor: number): { readonly ok: Assignments } | Failure {
  const { words } = turn.profile;
  const brokers = turn
    .nodes()
    .filter((node) => isBroker(node) && node.registered)
    .map(({ id, rack, fenced }) => ({ id, rack, fenced }));
  if (brokers.every(({ fenced }) => fenced)) return failure('INVALID_REPLICATION_FACTOR', words.allBrokersFenced);
  if (replicationFactor > brokers.length)
    return failure('INVALID_REPLICATION_FACTOR', words.tooFewBrokers(replicationFactor, brokers.length));
  return { ok: placeStriped(brokers, partitions, replicationFactor, turn.chance) };
}

/**
 * Replicas by hand: what the controller checks; the tools check more before they send.
 * @param firstPartition number of the first list
 */
function manualProblem(
  turn: Turn,
  assignments: Assignments,
  expectedReplicas: number | undefined,
  firstPartition: number,
): Failure | undefined {
  const alive = aliveBrokerIds(turn);
  const registered = registeredBrokerIds(turn);
  const refuse = (message: string) => failure('INVALID_REPLICA_ASSIGNMENT', message);
  let replicationFactor = expectedReplicas;
  for (const [index, replicas] of assignments.entries()) {
    const problem = replicaListProblem(replicas, registered);
    if (problem) return problem;
    replicationFactor ??= replicas.length;
    if (replicas.length !== replicationFactor) {
      return refuse(
        `The manual partition assignment includes a partition with ${replicas.length} replica(s), ` +
          `but this is not consistent with previous partitions, which have ${replicationFactor} replica(s).`,
      );
    }
    if (!replicas.some((id) => alive.has(id))) {
      const which = `in the manual partition assignment for partition ${firstPartition + index}`;
      return refuse(`All brokers specified ${which} are fenced or in controlled shutdown.`);
    }
  }
  return undefined;
}
