import { failure, type Failure } from '../../protocol/errors';
import { aliveBrokerIds, isAlive, isBroker } from '../../model/liveness';
import type { Assignments, ClusterView, TopicControl, Turn } from '../../model/turn';
import { placeShifted, type ShiftStart } from '../placement/shiftedPlacer';
import { resumeDeletions } from './deletions';
import {
  addedAssignmentProblem,
  newAssignmentProblem,
  placeNew,
  requirePlace,
  unknownBrokersProblem,
} from './assignments';
import { isBeingReassigned } from './reassignment';
import { isStarted } from './znodeTree';

/** Partitions that a broker with the stock heap of 1 GB can place before it is full: each takes some 150 bytes. */
const maxPlacedPartitions = 6_000_000;

/**
 * Topics as ZooKeeper's brokers make them, and its controller deletes them (kafka.server.ZkAdminManager,
 * kafka.zk.AdminZkClient).
 */
export const zooKeeperTopics: TopicControl = {
  creationChecks: ['existing', 'replicas', 'name', 'assignment', 'configs'],
  creationWaitsForLeaders: true,
  countProblem: () => undefined,
  assignmentProblem: newAssignmentProblem,
  recordsPerRequest: Number.POSITIVE_INFINITY,
  isOverloaded: () => false,

  newReplicas(turn, byHand, partitions, replicationFactor) {
    // Replicas by hand are taken as they are, also on brokers that do not exist.
    if (byHand) return { ok: byHand };
    const racks = liveBrokers(turn).map(({ rack }) => rack);
    if (replicationFactor <= racks.length && racks.includes(null) && racks.some((rack) => rack !== null))
      return failure('UNKNOWN_SERVER_ERROR');
    return place(turn, partitions, replicationFactor);
  },

  growthProblem: ({ name }, existing) =>
    existing.some(isBeingReassigned)
      ? failure('REASSIGNMENT_IN_PROGRESS', `A partition reassignment is in progress for the topic '${name}'.`)
      : undefined,

  addedReplicas(turn, byHand, existing, added) {
    const first = existing[0]!;
    if (byHand) {
      const alive = aliveBrokerIds(turn);
      const unknown = unknownBrokersProblem(byHand, alive);
      if (unknown) return unknown;
      if (byHand.length !== added)
        return failure('INVALID_REPLICA_ASSIGNMENT', turn.profile.words.assignmentCount(added, byHand.length));
      return addedAssignmentProblem(byHand, existing.length, first.replicas.length, alive) ?? { ok: byHand };
    }
    const startIndex = Math.max(
      0,
      liveBrokers(turn).findIndex(({ id }) => id >= first.replicas[0]!),
    );
    return place(turn, added, first.replicas.length, { startIndex, startPartition: existing.length });
  },

  delete(turn, topic) {
    if (!topic.deleting) turn.emit({ type: 'TopicDeletionRecord', topicId: topic.topicId });
    resumeDeletions(turn);
  },

  // The controller sends brokers leaders and ISRs, and there are none as long as no replica has lived (recorded: such a
  // topic is not listed).
  unannounced(view) {
    const found = new Map<string, Set<number>>();
    for (const page of view.partitionsWithoutLeader()) {
      for (const partition of page) {
        if (isStarted(partition)) continue;
        const numbers = found.get(partition.topicId) ?? new Set();
        found.set(partition.topicId, numbers.add(partition.partition));
      }
    }
    return found;
  },

  answerOnDemand: (refusal) => refusal ?? failure('LEADER_NOT_AVAILABLE'),
};

function liveBrokers(view: ClusterView) {
  return view.nodes().filter((node) => isBroker(node) && isAlive(node));
}

function place(
  turn: Turn,
  partitions: number,
  replicationFactor: number,
  start?: ShiftStart,
): { readonly ok: Assignments } | Failure {
  const brokers = liveBrokers(turn).map(({ id, rack }) => ({ id, rack }));
  if (replicationFactor > brokers.length)
    return failure('INVALID_REPLICATION_FACTOR', turn.profile.words.tooFewBrokers(replicationFactor, brokers.length));
  if (partitions > maxPlacedPartitions) return failure('UNKNOWN_SERVER_ERROR');
  const placed = () => placeShifted(brokers, partitions, replicationFactor, turn.chance, start);
  if (!start) return { ok: placeNew(partitions, placed) };
  requirePlace(start.startPartition + partitions);
  return { ok: placed() };
}
