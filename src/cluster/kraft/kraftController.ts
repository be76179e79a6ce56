import { apiError } from '../../protocol/apiError';
import type { Controller } from '../controller';
import { minInsyncReplicas, uncleanElectionEnabled } from '../../model/effectiveConfig';
import { aliveBrokerIds, noteLaggards } from '../../model/liveness';
import { noLeader, type ClusterNode, type Partition } from '../../model/cluster';
import { changePartition, type PartitionChangeRules, type PartitionTarget } from '../partitionChange';
import type { PartitionPages, Turn } from '../../model/turn';
import { isElrEnabled } from './features';
import { hasQuorum } from './quorum';
import { cancelReassignment, startReassignment } from './reassignment';

/** QuorumController.MAX_ELECTIONS_PER_IMBALANCE. */
const maxElectionsPerImbalance = 1000;

/** The KRaft quorum's active controller (org.apache.kafka.controller.ReplicationControlManager). */
export const kraftController: Controller = {
  isAvailable: hasQuorum,

  brokerJoined(turn) {
    const change = changer(turn);
    forEach(turn.partitionsWithoutLeader(), (partition) =>
      change(partition, { election: change.allowedElection(partition) }),
    );
  },

  brokerLost(turn, broker) {
    removeFromIsrs(turn, broker.id, []);
  },

  controlledShutdown(turn, broker) {
    removeFromIsrs(turn, broker.id, []);
  },

  startPartitions(turn, topic, assignments) {
    const alive = aliveBrokerIds(turn);
    const { epoch } = turn.activeController();
    for (const [partitionId, replicas] of assignments) {
      const isr = replicas.filter((id) => alive.has(id));
      turn.emit({
        type: 'PartitionRecord',
        topicId: topic.topicId,
        partitionId,
        replicas,
        isr,
        leader: isr[0] ?? noLeader,
        leaderEpoch: 0,
        partitionEpoch: 0,
        controllerEpoch: epoch,
      });
    }
  },

  elect(turn, partition, type) {
    const needless = type === 'preferred' ? partition.leader === partition.replicas[0] : partition.leader !== noLeader;
    if (needless) return apiError('ELECTION_NOT_NEEDED');
    if (changer(turn)(partition, { election: type })) return undefined;
    const { words } = turn.profile;
    return type === 'preferred'
      ? apiError(
          'PREFERRED_LEADER_NOT_AVAILABLE',
          words.preferredLeaderUnavailable(partition.topic, partition.partition),
        )
      : apiError(
          'ELIGIBLE_LEADERS_NOT_AVAILABLE',
          words.eligibleLeadersUnavailable(partition.topic, partition.partition),
        );
  },

  balanceLeaders(turn) {
    const change = changer(turn);
    let elections = 0;
    forEach(turn.partitionsAwayFromPreferred(), (partition) => {
      if (elections < maxElectionsPerImbalance && change(partition, { election: 'preferred' })) elections++;
    });
  },

  electUnclean(turn, topic) {
    const change = changer(turn);
    forEach(turn.partitionsWithoutLeader(), (partition) => {
      if (topic !== undefined && partition.topic !== topic) return;
      if (change.allowedElection(partition) === 'unclean') change(partition, { election: 'unclean' });
    });
  },

  reassign(turn, partition, replicas, allowsReplicationFactorChange) {
    const change = changer(turn);
    if (replicas === null) return cancelReassignment(partition, change);
    return startReassignment(turn, partition, replicas, allowsReplicationFactorChange, change);
  },

  isrWriter(turn) {
    const change = changer(turn);
    return (partition, isr) => {
      change(partition, { isr, recovering: false, election: change.allowedElection(partition) });
    };
  },

  deleteTopic(turn, topic) {
    turn.emit({ type: 'RemoveTopicRecord', topicId: topic.topicId, name: topic.name });
  },
};

/**
 * KIP-966: a broker that comes back from an unclean shutdown may have lost what it had acknowledged, so it is no longer eligible
 * (ReplicationControlManager.handleBrokerShutdown). Without ELR, up to 3.9, nothing is done when it returns.
 */
export function cleanUpLastIncarnation(turn: Turn, { id, uncleanShutdown }: ClusterNode): void {
  if (isElrEnabled(turn)) removeFromIsrs(turn, id, uncleanShutdown ? [id] : []);
}

/** A second look at partitions that hold a broker that is no more in their ELR; Kafka leaves it there. */
export function forgetEligible(turn: Turn, brokerId: number): void {
  const change = changer(turn, brokerId);
  forEach(turn.partitionsOnBroker(brokerId), (partition) => {
    if (partition.elr.includes(brokerId)) change(partition, { election: change.allowedElection(partition) });
  });
}

function removeFromIsrs(turn: Turn, brokerId: number, unclean: readonly number[]): void {
  const change = changer(turn, brokerId);
  forEach(turn.partitionsOnBroker(brokerId), (partition) => {
    const inIsr = partition.isr.includes(brokerId);
    if (!inIsr && !(unclean.length > 0 && partition.elr.includes(brokerId))) return;
    change(partition, {
      isr: partition.isr.filter((id) => id !== brokerId),
      election: change.allowedElection(partition),
      uncleanShutdownReplicas: unclean,
    });
  });
}

export interface Changer {
  /** Changes a partition as the target says; false where nothing changed. */
  (partition: Partition, target: PartitionTarget): boolean;
  allowedElection(partition: Partition): 'unclean' | 'online';
}

/** Reads what a batch of changes needs once: who lives, and each topic's settings. */
export function changer(turn: Turn, brokerToRemove?: number): Changer {
  const alive = aliveBrokerIds(turn);
  if (brokerToRemove !== undefined) alive.delete(brokerToRemove);
  const { epoch } = turn.activeController();
  const rulesByTopic = new Map<string, PartitionChangeRules>();
  const unclean = new Map<string, boolean>();
  const rules = {
    isAcceptableLeader: (id: number) => alive.has(id),
    hasElr: isElrEnabled(turn),
    reassignmentCompletion: turn.profile.reassignmentCompletion,
    controllerEpoch: epoch,
  };
  const rulesFor = (topic: string): PartitionChangeRules => {
    let ofTopic = rulesByTopic.get(topic);
    if (!ofTopic)
      rulesByTopic.set(topic, (ofTopic = { ...rules, minIsr: rules.hasElr ? effectiveMinIsr(turn, topic) : 0 }));
    return ofTopic;
  };
  const change = (partition: Partition, target: PartitionTarget): boolean => {
    const record = changePartition(partition, target, rulesFor(partition.topic));
    if (!record) return false;
    turn.emit(record);
    noteLaggards(
      turn,
      alive,
      record.leader ?? partition.leader,
      record.replicas ?? partition.replicas,
      record.isr ?? partition.isr,
    );
    return true;
  };
  const allowedElection = ({ topic }: Partition) => {
    let allowed = unclean.get(topic);
    if (allowed === undefined) unclean.set(topic, (allowed = uncleanElectionEnabled(turn, topic)));
    return allowed ? ('unclean' as const) : ('online' as const);
  };
  return Object.assign(change, { allowedElection });
}

/** No more replicas can be demanded than partition 0 has (ReplicationControlManager.getTopicEffectiveMinIsr). */
function effectiveMinIsr(turn: Turn, name: string): number {
  const topic = turn.topic(name);
  const first = topic && turn.partition(topic, 0);
  return Math.min(minInsyncReplicas(turn, name), first?.replicas.length ?? Number.POSITIVE_INFINITY);
}

function forEach(pages: PartitionPages, visit: (partition: Partition) => void): void {
  for (const page of pages) for (const partition of page) visit(partition);
}
