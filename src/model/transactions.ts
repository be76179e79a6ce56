import type { PartitionName } from './cluster';

/** kafka.coordinator.transaction.TransactionState, as kafka-transactions prints it. */
export type TransactionState =
  | 'Empty'
  | 'Ongoing'
  | 'PrepareCommit'
  | 'PrepareAbort'
  | 'CompleteCommit'
  | 'CompleteAbort';

/**
 * A transactional id as its coordinator knows it. Kept as state of its own; the coordinator's log gets the same
 * records.
 */
export interface TransactionMetadata {
  readonly transactionalId: string;
  readonly producerId: number;
  readonly producerEpoch: number;
  /** After that (ms) the coordinator aborts an open transaction. */
  readonly timeoutMs: number;
  readonly state: TransactionState;
  /** When (ms) the transaction began; -1 before the first one. */
  readonly startMs: number;
  /** Partitions that wait for an end marker. */
  readonly partitions: readonly PartitionName[];
}

/** The id and epoch that a producer's batches carry. */
export interface ProducerIdentity {
  readonly producerId: number;
  readonly producerEpoch: number;
}
