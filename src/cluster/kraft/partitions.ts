import { failure } from '../../protocol/errors';
import { aliveBrokerIds } from '../../model/liveness';
import { noLeader } from '../../model/cluster';
import type { PartitionControl } from '../../model/turn';
import { changer, forEach } from './changer';
import { cancelReassignment, startReassignment } from './reassignment';

/** QuorumController.MAX_ELECTIONS_PER_IMBALANCE. */
const maxElectionsPerImbalance = 1000;

/**
 * Partitions as the quorum's active controller decides about them
 * (org.apache.kafka.controller.ReplicationControlManager).
 */
export const kraftPartitions: PartitionControl = {
  start(turn, topic, assignments) {
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
    if (needless) return failure('ELECTION_NOT_NEEDED');
    if (changer(turn)(partition, { election: type })) return undefined;
    const { words } = turn.profile;
    return type === 'preferred'
      ? failure(
          'PREFERRED_LEADER_NOT_AVAILABLE',
          words.preferredLeaderUnavailable(partition.topic, partition.partition),
        )
      : failure(
          'ELIGIBLE_LEADERS_NOT_AVAILABLE',
          words.eligibleLeadersUnavailable(partition.topic, partition.partition),
        );
  },

  balance(turn) {
    const change = changer(turn);
    let elections = 0;
    forEach(turn.partitionsAwayFromPreferred(), (partition) => {
      if (elections < maxElectionsPerImbalance && change(partition, { election: 'preferred' })) elections++;
    });
  },

  firstBalanceMs(view, intervalMs) {
    const sinceMs =
      view.profile.leaderRebalanceClock === 'since-imbalance'
        ? (view.imbalancedSinceMs() ?? view.nowMs)
        : view.activeController().sinceMs;
    return sinceMs + intervalMs;
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
};
