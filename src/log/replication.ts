import { minInsyncReplicas } from '../model/effectiveConfig';
import { isAlive, isHeartbeating } from '../model/liveness';
import { noLeader, type Partition } from '../model/cluster';
import { isInternalTopic } from '../model/topicNames';
import type { ClusterView, Turn } from '../model/turn';
import { commonEndOffset, truncate } from './lineage';
import { emptyLog, type ReplicaLog, type Truncation } from '../model/log';
import { fetchRate } from './replicationThrottle';

/**
 * One fetch of a follower: it cuts off what the leader does not have, tells the leader where its log ends, and takes
 * what comes next (kafka.server.ReplicaFetcherThread). The high watermark in the answer is the one from before this
 * fetch.
 */
export function fetchOnce(leader: ReplicaLog, follower: ReplicaLog): ReplicaLog {
  // Below the leader's first record nothing can be fetched: the follower starts anew there.
  const from = Math.max(commonEndOffset(leader, follower), leader.startOffset);
  const { endOffset } = leader;
  return {
    broker: follower.broker,
    startOffset: leader.startOffset,
    endOffset,
    highWatermark: Math.min(endOffset, leader.highWatermark),
    fetchedOffset: from,
    lineage: truncate(leader.lineage, endOffset),
  };
}

/**
 * The leader's high watermark (Partition.maybeIncrementLeaderHW): the lowest end of the logs in sync, as far as the
 * leader was told. It never goes back, and since KIP-966 it stands still while the ISR is too small.
 */
export function nextHighWatermark(leader: ReplicaLog, inSyncFollowers: readonly ReplicaLog[], isHeld: boolean): number {
  if (isHeld) return leader.highWatermark;
  return Math.max(
    leader.highWatermark,
    Math.min(leader.endOffset, ...inSyncFollowers.map(({ fetchedOffset }) => fetchedOffset)),
  );
}

/** The number of in-sync replicas that a write with acks=all needs; since KIP-966 not more than there are replicas. */
export function effectiveMinIsr(view: ClusterView, partition: Partition): number {
  const configured = minInsyncReplicas(view, partition.topic);
  return view.profile.strictMinIsr ? Math.min(configured, partition.replicas.length) : configured;
}

/** The leader answers: it is alive to the cluster and its process runs. */
export function isServed(view: ClusterView, partition: Partition): boolean {
  return partition.leader !== noLeader && isFetching(view, partition.leader);
}

/** Whether a broker takes part in replication now. */
export function isFetching(view: ClusterView, brokerId: number): boolean {
  const node = view.node(brokerId);
  return node !== undefined && isAlive(node) && isHeartbeating(node);
}

/** Whether a replica is a follower that fetches from its leader now. */
export function isFetchingFrom(view: ClusterView, partition: Partition, brokerId: number): boolean {
  return (
    brokerId !== partition.leader &&
    isFetching(view, brokerId) &&
    view.faultSinceMs('slow-follower', String(brokerId)) === undefined
  );
}

/**
 * Followers fetch one at a time, when told, instead of at once (`kafka-lab replication stepwise`); internal topics are
 * left out.
 */
function isStepwise(view: ClusterView, partition: Pick<Partition, 'topic'>): boolean {
  return view.faultSinceMs('stepwise', '') !== undefined && !isInternalTopic(partition.topic);
}

function isHighWatermarkHeld(view: ClusterView, partition: Partition): boolean {
  return view.profile.strictMinIsr && partition.isr.length < effectiveMinIsr(view, partition);
}

/** One fetch happened: the follower's log is as given, and the leader's high watermark follows what it was told. */
export function recordFetch(turn: Turn, partition: Partition, follower: ReplicaLog): void {
  const before = turn.replicaLogs(partition);
  const leader = before.get(partition.leader) ?? emptyLog(partition.leader);
  const logs = new Map(before).set(follower.broker, follower);
  const inSync = partition.isr.filter((id) => id !== partition.leader).map((id) => logs.get(id) ?? emptyLog(id));
  logs.set(leader.broker, {
    ...leader,
    highWatermark: nextHighWatermark(leader, inSync, isHighWatermarkHeld(turn, partition)),
  });
  writeLogs(turn, partition, before, logs);
}

/**
 * Whether a follower has what a leader demands of a member of the ISR: all below its high watermark, and all from
 * before its epoch (Partition.isFollowerInSync). The leader asks when the follower fetches; a slow follower, whom no
 * fetch brings a record, has to have it all: it would have to leave again at once where the high watermark stands
 * still.
 */
export function isCaughtUp(view: ClusterView, partition: Partition, brokerId: number): boolean {
  const logs = view.replicaLogs(partition);
  const leader = logs.get(partition.leader);
  if (!leader) return true;
  const follower = logs.get(brokerId) ?? emptyLog(brokerId);
  const epochStart =
    leader.lineage.find(({ epoch }) => epoch === partition.leaderEpoch)?.startOffset ?? leader.endOffset;
  const demanded = isFetchingFrom(view, partition, brokerId)
    ? Math.max(leader.highWatermark, epochStart)
    : leader.endOffset;
  return follower.endOffset >= demanded && commonEndOffset(leader, follower) === follower.endOffset;
}

/**
 * Lets the followers of a partition fetch until they have it all, and the high watermark follow. Hands out one record
 * with the logs that changed. Followers that a throttle holds back wait until their time has come (`throttleServed`),
 * and then have it all at once.
 */
export function replicate(turn: Turn, partition: Partition, throttleServed?: number): void {
  if (!isServed(turn, partition)) return;
  const before = turn.replicaLogs(partition);
  if (before.size === 0) return;
  const logs = new Map(before);
  const held = isHighWatermarkHeld(turn, partition);
  const isHeldBack = (id: number) => id !== throttleServed && fetchRate(turn, partition, id) !== undefined;
  const followers = isStepwise(turn, partition)
    ? []
    : partition.replicas.filter((id) => isFetchingFrom(turn, partition, id) && !isHeldBack(id));
  let leader = logs.get(partition.leader) ?? emptyLog(partition.leader);
  for (let moved = true; moved; ) {
    moved = false;
    for (const id of followers) {
      const follower = logs.get(id) ?? emptyLog(id);
      const fetched = fetchOnce(leader, follower);
      if (!sameLog(fetched, follower)) moved = true;
      logs.set(id, fetched);
    }
    const inSync = partition.isr.filter((id) => id !== partition.leader).map((id) => logs.get(id) ?? emptyLog(id));
    const highWatermark = nextHighWatermark(leader, inSync, held);
    if (highWatermark !== leader.highWatermark) moved = true;
    leader = { ...leader, highWatermark };
  }
  logs.set(partition.leader, leader);
  writeLogs(turn, partition, before, logs);
}

/** Hands out the logs that changed, with what was cut off. */
function writeLogs(
  turn: Turn,
  partition: Partition,
  before: ReadonlyMap<number, ReplicaLog>,
  after: ReadonlyMap<number, ReplicaLog>,
): void {
  const changed = [...after.values()].filter((log) => !sameLog(log, before.get(log.broker) ?? emptyLog(log.broker)));
  if (changed.length === 0) return;
  const truncations = changed.flatMap((log) => truncationOf(before.get(log.broker), log));
  turn.emit({
    type: 'ReplicaLogsRecord',
    topicId: partition.topicId,
    partitionId: partition.partition,
    logs: changed,
    ...(truncations.length > 0 && { truncations }),
  });
}

function truncationOf(before: ReplicaLog | undefined, after: ReplicaLog): Truncation[] {
  if (!before) return [];
  const kept = commonEndOffset(after, before);
  return kept < before.endOffset ? [{ broker: after.broker, fromOffset: kept, endOffset: before.endOffset }] : [];
}

/** Whether two states of a replica's log hold and know the same. */
export function sameLog(a: ReplicaLog, b: ReplicaLog): boolean {
  return (
    a.endOffset === b.endOffset &&
    a.highWatermark === b.highWatermark &&
    a.fetchedOffset === b.fetchedOffset &&
    a.startOffset === b.startOffset &&
    a.lineage.length === b.lineage.length &&
    a.lineage.every(
      ({ epoch, startOffset }, index) =>
        epoch === b.lineage[index]!.epoch && startOffset === b.lineage[index]!.startOffset,
    )
  );
}

/**
 * Deletes a partition's records below an offset (DeleteRecords): -1 stands for the high watermark, beyond which nothing
 * is deleted. Returns the low watermark, the lowest log start among living replicas; undefined where the offset is out
 * of range.
 */
export function raiseLogStart(turn: Turn, partition: Partition, beforeOffset: number): number | undefined {
  const before = turn.replicaLogs(partition);
  const leader = before.get(partition.leader) ?? emptyLog(partition.leader);
  const target = beforeOffset === -1 ? leader.highWatermark : beforeOffset;
  if (target < 0 || target > leader.highWatermark) return undefined;
  if (target > leader.startOffset) {
    writeLogs(turn, partition, before, new Map([[leader.broker, { ...leader, startOffset: target }]]));
    replicate(turn, partition);
  }
  const logs = turn.replicaLogs(partition);
  return Math.min(
    ...partition.replicas.filter((id) => isFetching(turn, id)).map((id) => logs.get(id)?.startOffset ?? 0),
  );
}
