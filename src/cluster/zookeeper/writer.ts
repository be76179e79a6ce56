import { uncleanElectionEnabled } from '../../model/effectiveConfig';
import { aliveBrokerIds, noteLaggards } from '../../model/liveness';
import { noLeader, type Partition } from '../../model/cluster';
import type { Turn } from '../../model/turn';

/** Changes partitions as ZooKeeper's controller does, with what a batch of changes needs read once. */
export interface Writer {
  readonly alive: ReadonlySet<number>;
  /** A new LeaderAndIsr: every write by the controller starts a new leader epoch. */
  write(
    partition: Partition,
    to: { readonly leader?: number; readonly isr?: readonly number[]; readonly unclean?: boolean },
  ): void;
  /**
   * OfflinePartitionLeaderElectionStrategy: the first replica in assignment order that lives and is in sync, or if
   * allowed any that lives.
   */
  electOnline(partition: Partition, unclean?: boolean): boolean;
  /** PreferredReplicaPartitionLeaderElectionStrategy: the first replica, if it lives and is in sync. */
  electPreferred(partition: Partition): boolean;
  /** ReplicaStateMachine, OfflineReplica: out of an ISR it is not alone in, and no longer leader. */
  removeFromIsr(partition: Partition, brokerId: number): void;
  /** Partitions with a replica on the broker; those of topics that wait for deletion are let alone. */
  forEachOn(brokerId: number, visit: (partition: Partition) => void): void;
}

/** Reads what a batch of changes needs once: who lives, and what is being deleted. */
export function writer(turn: Turn): Writer {
  const alive = aliveBrokerIds(turn);
  const { epoch } = turn.activeController();
  const deleting = new Set(turn.deletingTopics().map(({ key }) => key));
  const marksRecovery = turn.profile.znodes.hasLeaderRecoveryState;
  const write: Writer['write'] = (partition, to) => {
    noteLaggards(turn, alive, to.leader ?? partition.leader, partition.replicas, to.isr ?? partition.isr);
    turn.emit(
      {
        type: 'PartitionChangeRecord',
        topicId: partition.topicId,
        partitionId: partition.partition,
        ...to,
        ...(to.unclean && marksRecovery && { recovering: true }),
        leaderEpoch: partition.leaderEpoch + 1,
        partitionEpoch: partition.partitionEpoch + 1,
        controllerEpoch: epoch,
      },
      partition,
    );
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

/** Replicas of a broker that is gone leave their ISRs. */
export function removeReplicas(turn: Turn, brokerId: number): void {
  const state = writer(turn);
  state.forEachOn(brokerId, (partition) => state.removeFromIsr(partition, brokerId));
}

/** PartitionStateMachine.triggerOnlinePartitionStateChange: every partition without a leader is tried. */
export function electOffline(turn: Turn, topic?: string): void {
  const state = writer(turn);
  const deleting = new Set(turn.deletingTopics().map(({ name }) => name));
  for (const page of turn.partitionsWithoutLeader()) {
    for (const partition of page) {
      if (deleting.has(partition.topic) || (topic !== undefined && partition.topic !== topic)) continue;
      state.electOnline(partition);
    }
  }
}
