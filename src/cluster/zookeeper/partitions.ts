import { failure } from '../../protocol/errors';
import { controllerConfig } from '../../model/effectiveConfig';
import { aliveBrokerIds } from '../../model/liveness';
import { noLeader, type Partition } from '../../model/cluster';
import type { PartitionControl } from '../../model/turn';
import { requireRoom } from './assignments';
import { resumeDeletions } from './deletions';
import {
  cancelReassignment,
  carryOut,
  hasReassignment,
  isBeingReassigned,
  isInSync,
  startReassignment,
} from './reassignment';
import { electOffline, writer } from './writer';

/**
 * The controller looks at the balance of leaders first after this. It is 5 s in KafkaController
 * (autoLeaderRebalanceTask); here it is shorter, since commands take no time of the cluster: a broker that somebody
 * starts again after a failover is too late for that look.
 */
const firstBalanceDelayMs = 2000;

/**
 * Partitions as the controller among the brokers decides about them (kafka.controller.KafkaController and its two state
 * machines).
 */
export const zooKeeperPartitions: PartitionControl = {
  start(turn, topic, assignments) {
    const known = turn.topic(topic.name);
    const before = known ? turn.partitions(known) : [];
    requireRoom([...before.map(({ partition, replicas }) => [partition, replicas] as const), ...assignments]);
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
      if (partition.leader === partition.replicas[0]) return failure('ELECTION_NOT_NEEDED');
      if (state.electPreferred(partition)) return undefined;
      return failure(
        'PREFERRED_LEADER_NOT_AVAILABLE',
        words.preferredLeaderUnavailable(partition.topic, partition.partition),
      );
    }
    if (partition.leader !== noLeader && state.alive.has(partition.leader)) return failure('ELECTION_NOT_NEEDED');
    if (state.electOnline(partition, true)) return undefined;
    return failure(
      'ELIGIBLE_LEADERS_NOT_AVAILABLE',
      words.eligibleLeadersUnavailable(partition.topic, partition.partition),
    );
  },

  balance(turn) {
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

  firstBalanceMs: (view) => view.activeController().sinceMs + firstBalanceDelayMs,

  electUnclean(turn, topic) {
    electOffline(turn, topic);
  },

  isrWriter(turn) {
    const { epoch } = turn.activeController();
    let hasResumedDeletions = false;
    return (partition, isr) => {
      if (hasResumedDeletions && !turn.topic(partition.topic)) return;
      turn.emit(
        {
          type: 'PartitionChangeRecord',
          topicId: partition.topicId,
          partitionId: partition.partition,
          isr,
          ...(partition.recovering && { recovering: false }),
          leaderEpoch: partition.leaderEpoch,
          partitionEpoch: partition.partitionEpoch + 1,
          controllerEpoch: epoch,
        },
        partition,
      );
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
};
