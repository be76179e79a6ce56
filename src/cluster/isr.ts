import { javaIntHashSetOrder } from '../jvm/hashOrder';
import { scalaSetOrder } from '../jvm/scalaOrder';
import { isCaughtUp } from '../log/replication';
import { brokerConfigMs } from '../model/effectiveConfig';
import { servingBrokerIds } from '../model/liveness';
import { noLeader, type ClusterNode } from '../model/cluster';
import type { ClusterView, Turn } from '../model/turn';

/**
 * A broker has fetched up to its leaders' log ends: each leader takes it into the ISR
 * (kafka.cluster.Partition.maybeExpandIsr). Leaders that do not answer take nobody.
 */
export function joinIsrs(turn: Turn, brokerId: number): void {
  const write = turn.controller.partitions.isrWriter(turn);
  const serving = servingBrokerIds(turn);
  for (const page of turn.partitionsOnBroker(brokerId)) {
    for (const partition of page) {
      if (
        partition.leader === noLeader ||
        partition.leader === brokerId ||
        partition.isr.includes(brokerId) ||
        !serving.has(partition.leader)
      )
        continue;
      if (!isCaughtUp(turn, partition, brokerId)) continue;
      write(partition, orderedIsr(turn, [...partition.isr, brokerId]));
    }
  }
}

/** Leaders drop a follower that has not fetched for replica.lag.time.max.ms (Partition.maybeShrinkIsr). */
export function leaveIsrs(turn: Turn, brokerId: number): void {
  const write = turn.controller.partitions.isrWriter(turn);
  const serving = servingBrokerIds(turn);
  for (const page of turn.partitionsOnBroker(brokerId)) {
    for (const partition of page) {
      if (partition.leader === brokerId || !partition.isr.includes(brokerId) || !serving.has(partition.leader))
        continue;
      write(
        partition,
        orderedIsr(
          turn,
          partition.isr.filter((id) => id !== brokerId),
        ),
      );
    }
  }
}

/**
 * When leaders look next whether this silent follower has to leave, ms: they look every half of
 * replica.lag.time.max.ms.
 */
export function nextShrinkMs(view: ClusterView, follower: ClusterNode): number {
  const lagMs = brokerConfigMs(view, follower, 'replica.lag.time.max.ms');
  const periodMs = Math.max(1, Math.floor(lagMs / 2));
  const earliestMs = Math.max(follower.lastContactMs + lagMs, view.nowMs + 1);
  return Math.ceil(earliestMs / periodMs) * periodMs;
}

/** The order a leader gives its ISR: its Set's, which differs between Scala's and Java's. */
export function orderedIsr(view: ClusterView, isr: readonly number[]): readonly number[] {
  return view.profile.isrOrder === 'java-hash-set' ? javaIntHashSetOrder(isr) : scalaSetOrder(isr, (id) => id);
}
