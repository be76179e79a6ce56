import { brokerConfigMs } from '../model/effectiveConfig';
import type { Partition } from '../model/cluster';
import type { ClusterView, Turn } from '../model/turn';
import { orderedIsr } from './isr';
import { commonEndOffset } from '../log/lineage';
import { emptyLog } from '../model/log';
import { batchesOf } from '../log/read';
import { isServed } from '../log/replication';

/**
 * When (ms) leaders drop a slow follower next, who has not had all that they have for replica.lag.time.max.ms; null
 * while none is due to.
 */
export function nextLagShrinkMs(view: ClusterView, brokerId: number): number | null {
  const lagMs = brokerConfigMs(view, view.node(brokerId), 'replica.lag.time.max.ms');
  const sinces = laggingPartitions(view, brokerId).map(({ sinceMs }) => sinceMs);
  return sinces.length === 0 ? null : nextLookMs(Math.min(...sinces), lagMs);
}

/** Leaders drop the follower where it has lagged for too long (Partition.maybeShrinkIsr). */
export function dropSlowFollower(turn: Turn, brokerId: number): void {
  const lagMs = brokerConfigMs(turn, turn.node(brokerId), 'replica.lag.time.max.ms');
  const write = turn.controller.partitions.isrWriter(turn);
  for (const { partition, sinceMs } of laggingPartitions(turn, brokerId)) {
    if (nextLookMs(sinceMs, lagMs) <= turn.nowMs)
      write(
        partition,
        orderedIsr(
          turn,
          partition.isr.filter((id) => id !== brokerId),
        ),
      );
  }
}

/** Leaders look every half of the lag that they allow. */
function nextLookMs(sinceMs: number, lagMs: number): number {
  const periodMs = Math.max(1, Math.floor(lagMs / 2));
  return Math.ceil((sinceMs + lagMs) / periodMs) * periodMs;
}

/**
 * In-sync partitions where the follower lacks records, and since when: the first record that it lacks, or the fault, is
 * so old.
 */
function laggingPartitions(
  view: ClusterView,
  brokerId: number,
): { readonly partition: Partition; readonly sinceMs: number }[] {
  const faultMs = view.faultSinceMs('slow-follower', String(brokerId)) ?? view.nowMs;
  return view.partitionsWithLogsOn(brokerId).flatMap((partition) => {
    if (partition.leader === brokerId || !partition.isr.includes(brokerId) || !isServed(view, partition)) return [];
    const logs = view.replicaLogs(partition);
    const leader = logs.get(partition.leader);
    if (!leader) return [];
    const from = commonEndOffset(leader, logs.get(brokerId) ?? emptyLog(brokerId));
    for (const batch of batchesOf(view, partition, leader, from))
      return [{ partition, sinceMs: Math.max(faultMs, batch.maxTimestampMs) }];
    return [];
  });
}
