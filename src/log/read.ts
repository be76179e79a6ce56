import { noLeader, type Partition } from '../model/cluster';
import type { ClusterView } from '../model/turn';
import { epochRanges, holds } from './lineage';
import { emptyLog, type BatchHeader, type ReplicaLog, type StoredBatch } from '../model/log';
import { decodeRecords, type LogRecord } from '../protocol/records';

/** A consumer's isolation.level. */
export type Isolation = 'read_uncommitted' | 'read_committed';

/** The leader's log, which is what consumers read. */
export function leaderLog(view: ClusterView, partition: Partition): ReplicaLog {
  return (
    (partition.leader === noLeader ? undefined : view.replicaLogs(partition).get(partition.leader)) ??
    emptyLog(partition.leader)
  );
}

/** Batches of one log between two offsets, in order; those at the edges whole. */
export function* batchesOf(
  view: ClusterView,
  partition: Partition,
  log: ReplicaLog,
  fromOffset = log.startOffset,
  toOffset = log.endOffset,
): Iterable<StoredBatch> {
  for (const range of epochRanges(log, fromOffset, toOffset))
    yield* view.batches({ topicKey: partition.topicKey, partition: partition.partition, ...range });
}

/** Transactional batches and end markers that a log holds, by offset. */
export function transactional(view: ClusterView, partition: Partition, log: ReplicaLog): readonly BatchHeader[] {
  return view.transactionalBatches(partition).filter((batch) => holds(log, batch.leaderEpoch, batch.baseOffset));
}

/** First offset of each producer's transaction that has no end marker yet. */
export function openTransactions(batches: readonly BatchHeader[]): ReadonlyMap<number, number> {
  const open = new Map<number, number>();
  for (const { producerId, baseOffset, control } of batches) {
    if (control !== 'none') open.delete(producerId);
    else if (!open.has(producerId)) open.set(producerId, baseOffset);
  }
  return open;
}

/**
 * Where a consumer's world ends: the high watermark, or below it the first record of an open transaction (last stable
 * offset).
 */
export function readableEnd(view: ClusterView, partition: Partition, isolation: Isolation): number {
  const log = leaderLog(view, partition);
  return stableEnd(log, isolation === 'read_committed' ? transactional(view, partition, log) : []);
}

function stableEnd(log: ReplicaLog, transactions: readonly BatchHeader[]): number {
  return Math.min(log.highWatermark, ...openTransactions(transactions).values());
}

/** End markers of a partition's transactions, by producer. */
export class EndMarkers {
  private readonly byProducer = new Map<number, BatchHeader[]>();

  /** @param batches transactional batches and markers, by offset */
  constructor(batches: readonly BatchHeader[]) {
    for (const batch of batches) {
      if (batch.control === 'none') continue;
      const known = this.byProducer.get(batch.producerId);
      if (known) known.push(batch);
      else this.byProducer.set(batch.producerId, [batch]);
    }
  }

  /** Whether the transaction of a batch ended with its being aborted: the first marker after it says so. */
  isAborted({ producerId, baseOffset, isTransactional }: BatchHeader): boolean {
    const markers = isTransactional ? this.byProducer.get(producerId) : undefined;
    if (!markers) return false;
    let [low, high] = [0, markers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (markers[middle]!.baseOffset > baseOffset) high = middle;
      else low = middle + 1;
    }
    return markers[low]?.control === 'abort';
  }
}

/**
 * Aborted transactions of which something may stand between two offsets (ProducerStateManager's aborted index), by
 * their markers.
 */
export function abortedTransactions(
  view: ClusterView,
  partition: Partition,
  log: ReplicaLog,
  fromOffset: number,
  toOffset: number,
): readonly { readonly producerId: number; readonly firstOffset: number }[] {
  const open = new Map<number, number>();
  const aborted: { producerId: number; firstOffset: number }[] = [];
  for (const { producerId, baseOffset, control } of transactional(view, partition, log)) {
    if (control === 'none') {
      if (!open.has(producerId)) open.set(producerId, baseOffset);
      continue;
    }
    const firstOffset = open.get(producerId);
    open.delete(producerId);
    if (control === 'abort' && firstOffset !== undefined && baseOffset >= fromOffset && firstOffset < toOffset)
      aborted.push({ producerId, firstOffset });
  }
  return aborted;
}

/**
 * Records that a consumer gets, from an offset on: no control records, and when it reads committed ones, none that were
 * aborted.
 */
export function* readRecords(
  view: ClusterView,
  partition: Partition,
  fromOffset: number,
  isolation: Isolation,
): Iterable<LogRecord> {
  const log = leaderLog(view, partition);
  const transactions = isolation === 'read_committed' ? transactional(view, partition, log) : [];
  const end = stableEnd(log, transactions);
  const markers = new EndMarkers(transactions);
  const from = Math.max(fromOffset, log.startOffset);
  for (const batch of batchesOf(view, partition, log, from, end)) {
    if (batch.control !== 'none' || markers.isAborted(batch)) continue;
    for (const record of decodeRecords(batch)) if (record.offset >= from && record.offset < end) yield record;
  }
}
