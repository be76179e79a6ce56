import { apiError } from '../../protocol/apiError';
import type { Controller } from '../controller';
import { controllerConfig, uncleanElectionEnabled } from '../../model/effectiveConfig';
import { aliveBrokerIds, isAlive, isBroker, isController, isHeartbeating, noteLaggards } from '../../model/liveness';
import { noLeader, type ClusterNode, type Partition } from '../../model/cluster';
import type { Turn } from '../../model/turn';
import { unlistedRecords } from '../kraft/metadataLog';
import { followPendingOrders } from './adminZnodes';
import { kraftHasTakenOver, quorumLeader } from './migration';
import {
  cancelReassignment,
  carryOut,
  followOrder,
  hasReassignment,
  isBeingReassigned,
  isInSync,
  resumeReassignments,
  startReassignment,
} from './reassignment';
import { dropOrders, reassignmentOrders } from './reassignmentZnode';

/** The controller that ZooKeeper's brokers elect among themselves (kafka.controller.KafkaController and its two state machines). */
export const zooKeeperController: Controller = {
  isAvailable: (view) => view.node(view.activeController().id)?.process === 'running',

  brokerJoined(turn, broker) {
    electOffline(turn);
    const state = writer(turn);
    resumeReassignments(turn, state, (target) => target.includes(broker.id));
    resumeDeletions(turn);
  },

  brokerLost(turn, broker) {
    const state = writer(turn);
    // Partitions it led are elected first; only then are its replicas taken offline (onReplicasBecomeOffline).
    state.forEachOn(broker.id, (partition) => {
      if (partition.leader === broker.id) state.electOnline(partition);
    });
    removeReplicas(turn, broker.id);
  },

  controlledShutdown(turn, broker) {
    const state = writer(turn);
    state.forEachOn(broker.id, (partition) => {
      if (partition.replicas.length === 1) return;
      const isr = partition.isr.filter((id) => id !== broker.id);
      if (partition.leader === broker.id) {
        const leader = partition.replicas.find((id) => id !== broker.id && isr.includes(id) && state.alive.has(id));
        if (leader !== undefined) state.write(partition, { leader, isr: isr.filter((id) => state.alive.has(id)) });
      } else if (partition.isr.includes(broker.id) && isr.length > 0) {
        state.write(partition, { isr });
      }
    });
  },

  startPartitions(turn, topic, assignments) {
    const alive = aliveBrokerIds(turn);
    const { epoch } = turn.activeController();
    for (const [partitionId, replicas] of assignments) {
      const isr = replicas.filter((id) => alive.has(id));
      // Where no replica lives there is no state in ZooKeeper yet: the first one will have the epochs 0.
      const firstEpoch = isr.length === 0 ? -1 : 0;
      turn.emit({
        type: 'PartitionRecord',
        topicId: topic.topicId,
        partitionId,
        replicas,
        isr,
        leader: isr[0] ?? noLeader,
        leaderEpoch: firstEpoch,
        partitionEpoch: firstEpoch,
        controllerEpoch: epoch,
      });
    }
  },

  elect(turn, partition, type) {
    const state = writer(turn);
    const { words } = turn.profile;
    if (type === 'preferred') {
      if (partition.leader === partition.replicas[0]) return apiError('ELECTION_NOT_NEEDED');
      if (state.electPreferred(partition)) return undefined;
      return apiError(
        'PREFERRED_LEADER_NOT_AVAILABLE',
        words.preferredLeaderUnavailable(partition.topic, partition.partition),
      );
    }
    if (partition.leader !== noLeader && state.alive.has(partition.leader)) return apiError('ELECTION_NOT_NEEDED');
    if (state.electOnline(partition, true)) return undefined;
    return apiError(
      'ELIGIBLE_LEADERS_NOT_AVAILABLE',
      words.eligibleLeadersUnavailable(partition.topic, partition.partition),
    );
  },

  balanceLeaders(turn) {
    if (turn.profile.reassignmentStopsRebalance && hasReassignment(turn)) return;
    const state = writer(turn);
    const limit = Number(controllerConfig(turn, 'leader.imbalance.per.broker.percentage')) / 100;
    const preferredBy = new Map<number, { total: number; away: Partition[] }>();
    for (const topic of turn.topics()) {
      if (topic.deleting) continue;
      for (const partition of turn.partitions(topic)) {
        const broker = partition.replicas[0]!;
        const share = preferredBy.get(broker) ?? { total: 0, away: [] };
        share.total++;
        if (partition.leader !== broker) share.away.push(partition);
        preferredBy.set(broker, share);
      }
    }
    for (const { total, away } of preferredBy.values()) {
      if (away.length / total > limit) away.forEach(state.electPreferred);
    }
  },

  electUnclean(turn, topic) {
    electOffline(turn, topic);
  },

  isrWriter(turn) {
    const { epoch } = turn.activeController();
    let hasResumedDeletions = false;
    return (partition, isr) => {
      if (hasResumedDeletions && !turn.topic(partition.topic)) return;
      turn.emit({
        type: 'PartitionChangeRecord',
        topicId: partition.topicId,
        partitionId: partition.partition,
        isr,
        ...(partition.recovering && { recovering: false }),
        leaderEpoch: partition.leaderEpoch,
        partitionEpoch: partition.partitionEpoch + 1,
        controllerEpoch: epoch,
      });
      const changed = { ...partition, isr };
      if (!isBeingReassigned(changed) || !isInSync(changed)) return;
      carryOut(turn, writer(turn), changed, changed);
      resumeDeletions(turn);
      hasResumedDeletions = true;
    };
  },

  reassign(turn, partition, replicas) {
    const state = writer(turn);
    const problem =
      replicas === null
        ? cancelReassignment(turn, state, partition)
        : startReassignment(turn, state, partition, replicas);
    if (!problem) resumeDeletions(turn);
    return problem;
  },

  deleteTopic(turn, topic) {
    if (!topic.deleting) turn.emit({ type: 'TopicDeletionRecord', topicId: topic.topicId });
    resumeDeletions(turn);
  },
};

/**
 * /controller is gone and every broker hears of it: the first to write it again takes office. Which one that is, is chance in a real
 * cluster; here it is the one that registered last, as in the recordings. Without a living broker there is no controller.
 * @param late a broker that is slower, because it has to step down first
 */
export function electController(turn: Turn, late?: number): void {
  const isCandidate = kraftHasTakenOver(turn)
    ? (node: ClusterNode) => isController(node) && node.process === 'running'
    : (node: ClusterNode) => isBroker(node) && isAlive(node) && isHeartbeating(node);
  const candidates = turn.nodes().filter(isCandidate);
  candidates.sort((a, b) => Number(a.id === late) - Number(b.id === late) || b.brokerEpoch - a.brokerEpoch);
  if (candidates[0]) takeOffice(turn, candidates[0].id);
  else
    turn.emit({
      type: 'ControllerChangeRecord',
      controllerId: noLeader,
      epoch: turn.activeController().epoch,
      sinceMs: turn.nowMs,
    });
}

/**
 * A broker becomes controller: the epoch grows, replicas of dead brokers are taken offline, then partitions without a living leader are
 * elected (KafkaController.onControllerFailover; replica state machine before partition state machine).
 */
export function takeOffice(turn: Turn, brokerId: number): void {
  const unlisted = turn.node(brokerId)?.role === 'controller' ? unlistedRecords(quorumLeader(turn), turn.nowMs) + 1 : 0;
  turn.emit({
    type: 'ControllerChangeRecord',
    controllerId: brokerId,
    epoch: turn.activeController().epoch + 1,
    sinceMs: turn.nowMs,
    ...(unlisted > 0 && { unlisted }),
  });
  takeStock(turn);
}

/** Goes by what ZooKeeper says of brokers, partitions and orders: a new controller, or one that was frozen and is still in office. */
export function takeStock(turn: Turn): void {
  for (const node of turn.nodes()) if (!node.registered) removeReplicas(turn, node.id);
  electOffline(turn);
  resumeReassignments(turn, writer(turn), () => true);
  resumeDeletions(turn);
  followPendingOrders(turn);
}

/** Follows /admin/reassign_partitions; what is not there, or is being deleted, is taken out of it. */
export function reassignByZnode(turn: Turn): void {
  if (!zooKeeperController.isAvailable(turn)) return;
  for (const { topic: name, partition: number, replicas } of reassignmentOrders(turn) ?? []) {
    const topic = turn.topic(name);
    const partition = topic && !topic.deleting ? turn.partition(topic, number) : undefined;
    if (partition && replicas.length > 0) followOrder(turn, writer(turn), partition, replicas);
    else dropOrders(turn, (order) => order.topic === name && order.partition === number);
  }
}

export interface Writer {
  readonly alive: ReadonlySet<number>;
  /** A new LeaderAndIsr: every write by the controller starts a new leader epoch. */
  write(
    partition: Partition,
    to: { readonly leader?: number; readonly isr?: readonly number[]; readonly unclean?: boolean },
  ): void;
  /** OfflinePartitionLeaderElectionStrategy: the first replica in assignment order that lives and is in sync, or if allowed any that lives. */
  electOnline(partition: Partition, unclean?: boolean): boolean;
  electPreferred(partition: Partition): boolean;
  /** ReplicaStateMachine, OfflineReplica: out of an ISR it is not alone in, and no longer leader. */
  removeFromIsr(partition: Partition, brokerId: number): void;
  forEachOn(brokerId: number, visit: (partition: Partition) => void): void;
}

function writer(turn: Turn): Writer {
  const alive = aliveBrokerIds(turn);
  const { epoch } = turn.activeController();
  const deleting = new Set(turn.deletingTopics().map(({ key }) => key));
  const marksRecovery = turn.profile.znodes.hasLeaderRecoveryState;
  const write: Writer['write'] = (partition, to) => {
    noteLaggards(turn, alive, to.leader ?? partition.leader, partition.replicas, to.isr ?? partition.isr);
    turn.emit({
      type: 'PartitionChangeRecord',
      topicId: partition.topicId,
      partitionId: partition.partition,
      ...to,
      ...(to.unclean && marksRecovery && { recovering: true }),
      leaderEpoch: partition.leaderEpoch + 1,
      partitionEpoch: partition.partitionEpoch + 1,
      controllerEpoch: epoch,
    });
  };
  return {
    alive,
    write,
    electOnline(partition, unclean = uncleanElectionEnabled(turn, partition.topic)) {
      const neverStarted = partition.isr.length === 0;
      const safe = partition.replicas.find((id) => alive.has(id) && (neverStarted || partition.isr.includes(id)));
      const leader = safe ?? (unclean ? partition.replicas.find((id) => alive.has(id)) : undefined);
      if (leader === undefined) return false;
      if (neverStarted) write(partition, { leader, isr: partition.replicas.filter((id) => alive.has(id)) });
      else if (safe === undefined) write(partition, { leader, isr: [leader], unclean: true });
      else write(partition, { leader, isr: partition.isr.filter((id) => alive.has(id)) });
      return true;
    },
    electPreferred(partition) {
      const leader = partition.replicas[0];
      if (leader === undefined || !alive.has(leader) || !partition.isr.includes(leader)) return false;
      write(partition, { leader });
      return true;
    },
    removeFromIsr(partition, brokerId) {
      if (!partition.isr.includes(brokerId)) return;
      const leads = partition.leader === brokerId;
      const alone = partition.isr.length === 1;
      write(partition, {
        ...(leads && { leader: noLeader }),
        isr: alone ? partition.isr : partition.isr.filter((id) => id !== brokerId),
      });
    },
    forEachOn(brokerId, visit) {
      for (const page of turn.partitionsOnBroker(brokerId))
        for (const partition of page) if (!deleting.has(partition.topicKey)) visit(partition);
    },
  };
}

function removeReplicas(turn: Turn, brokerId: number): void {
  const state = writer(turn);
  state.forEachOn(brokerId, (partition) => state.removeFromIsr(partition, brokerId));
}

/** PartitionStateMachine.triggerOnlinePartitionStateChange: every partition without a leader is tried. */
function electOffline(turn: Turn, topic?: string): void {
  const state = writer(turn);
  const deleting = new Set(turn.deletingTopics().map(({ name }) => name));
  for (const page of turn.partitionsWithoutLeader()) {
    for (const partition of page) {
      if (deleting.has(partition.topic) || (topic !== undefined && partition.topic !== topic)) continue;
      state.electOnline(partition);
    }
  }
}

/** Deletion starts with the replicas that live, by broker: they leave the ISR, and the last one is left in it alone (onPartitionDeletion). */
function takeOffline(turn: Turn, state: Writer, partition: Partition): void {
  let { leader, isr } = partition;
  for (const id of [...partition.replicas].sort((a, b) => a - b)) {
    if (!state.alive.has(id) || !isr.includes(id) || (isr.length === 1 && leader === noLeader)) continue;
    const before = turn.partition(
      { key: partition.topicKey, name: partition.topic, topicId: partition.topicId, deleting: true },
      partition.partition,
    )!;
    state.removeFromIsr(before, id);
    leader = leader === id ? noLeader : leader;
    isr = isr.length === 1 ? isr : isr.filter((other) => other !== id);
  }
}

/** TopicDeletionManager: a marked topic goes as soon as every broker with one of its replicas is alive and nothing of it is being reassigned. */
function resumeDeletions(turn: Turn): void {
  const state = writer(turn);
  for (const topic of turn.deletingTopics()) {
    const partitions = turn.partitions(topic);
    if (partitions.some(isBeingReassigned)) continue;
    if (partitions.some(({ replicas }) => replicas.some((id) => !state.alive.has(id)))) {
      for (const partition of partitions) takeOffline(turn, state, partition);
      continue;
    }
    for (const name of turn.configs('topic', topic.name).keys())
      turn.emit({ type: 'ConfigRecord', resourceType: 'topic', resourceName: topic.name, name, value: null });
    turn.emit({ type: 'RemoveTopicRecord', topicId: topic.topicId, name: topic.name });
  }
}
