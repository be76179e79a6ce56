import type { Partition } from './cluster';
import type { GroupRebalance } from './groups';
import type { TransactionMetadata } from './transactions';
import type { BatchHeader, ReplicaLog, StoredBatch } from './log';

/** A stretch of a partition's entries that one leader epoch wrote; `endOffset` is exclusive. */
export interface EntryRange {
  readonly topicKey: number;
  readonly partition: number;
  readonly epoch: number;
  readonly startOffset: number;
  readonly endOffset: number;
}

/**
 * What somebody does to the data plane on purpose. `slow-follower`: a broker's replicas fetch nothing. `lose-ack`: the
 * answer to the next write to a partition is lost. `stepwise`: followers fetch one at a time.
 */
export type FaultKind = 'slow-follower' | 'lose-ack' | 'stepwise';

/** A fault that lasts. */
export interface Fault {
  readonly kind: FaultKind;
  /** Broker id, "topic-partition", or ''. */
  readonly target: string;
  readonly sinceMs: number;
}

/** What decisions about records may read; part of ClusterView. */
export interface LogView {
  /** Logs of a partition that have or had a record, by broker; an empty log is not kept. */
  replicaLogs(partition: Pick<Partition, 'topicKey' | 'partition'>): ReadonlyMap<number, ReplicaLog>;
  /** Nobody has written anything yet. */
  hasNoLogs(): boolean;
  /** Partitions with records, as "<topic id>-<partition>". */
  partitionsWithLogs(): ReadonlySet<string>;
  /** Partitions with records of which the broker has a replica. */
  partitionsWithLogsOn(brokerId: number): readonly Partition[];
  /** Batches that overlap the range, by offset; read while iterated over. */
  batches(range: EntryRange): Iterable<StoredBatch>;
  /** Bytes on disk of the batches that start in the range. */
  bytesOf(range: EntryRange): number;
  /** The latest batches that a producer wrote into a partition, newest first, whoever holds them. */
  producerBatches(
    partition: Pick<Partition, 'topicKey' | 'partition'>,
    producerId: number,
    limit: number,
  ): readonly StoredBatch[];
  /** Batches of transactions and their end markers in a partition, without records, by offset, whoever holds them. */
  transactionalBatches(partition: Pick<Partition, 'topicKey' | 'partition'>): readonly BatchHeader[];
  /** Ids of the idempotent producers that wrote into a partition, whoever holds that. */
  producerIds(partition: Pick<Partition, 'topicKey' | 'partition'>): readonly number[];
  /** What a group's coordinator keeps of a rebalance; undefined while the group is settled. */
  groupRebalance(group: string): GroupRebalance | undefined;
  /** All groups that are rebalancing, by id. */
  groupRebalances(): readonly { readonly group: string; readonly rebalance: GroupRebalance }[];
  transaction(transactionalId: string): TransactionMetadata | undefined;
  /** By transactional id. */
  transactions(): readonly TransactionMetadata[];
  /** Those that are open or wait for end markers. */
  unfinishedTransactions(): readonly TransactionMetadata[];
  /** Since when (ms) a fault lasts; undefined where there is none. */
  faultSinceMs(kind: FaultKind, target: string): number | undefined;
  faults(): readonly Fault[];
  /** Partitions in which something stands, by topic key and partition. */
  partitionsHoldingRecords(): readonly Partition[];
  /** Next producer id to hand out. */
  nextProducerId(): number;
}
