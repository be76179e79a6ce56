/**
 * The data plane's state: what stands in replicas' logs. An entry is fixed by (partition, leader epoch, offset) and
 * stored once.
 */

/** From `startOffset` on, a log's entries carry this leader epoch: a line of Kafka's leader-epoch-checkpoint. */
export interface EpochStart {
  readonly epoch: number;
  readonly startOffset: number;
}

/** One replica's log. Entries are shared: what a replica holds is said by its lineage and its two ends. */
export interface ReplicaLog {
  readonly broker: number;
  /** First offset that may be read (log start offset). */
  readonly startOffset: number;
  /** Offset of the next record (LEO). */
  readonly endOffset: number;
  /** The high watermark as this replica knows it: followers learn it one fetch later than the leader. */
  readonly highWatermark: number;
  /** LEO of this follower as the leader knows it: the offset of its last fetch. */
  readonly fetchedOffset: number;
  /** Ascending in epoch and offset; only epochs in which something was appended. */
  readonly lineage: readonly EpochStart[];
}

/** What a follower cut off its log to follow its leader. */
export interface Truncation {
  readonly broker: number;
  /** Offset of the first record that is gone, and of the first that never was. */
  readonly fromOffset: number;
  readonly endOffset: number;
}

/** Which answers a producer waits for: all in-sync replicas, none, the leader. */
export type Acks = -1 | 0 | 1;

/** What a produced batch is besides its records: org.apache.kafka.common.record.DefaultRecordBatch's header. */
export interface BatchHeader {
  readonly leaderEpoch: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
  /** Greatest timestamp of its records, ms. */
  readonly maxTimestampMs: number;
  readonly baseTimestampMs: number;
  /** -1 without idempotence. */
  readonly producerId: number;
  readonly producerEpoch: number;
  /** -1 without idempotence. */
  readonly baseSequence: number;
  readonly isTransactional: boolean;
  /** A transaction's end marker. */
  readonly control: 'none' | 'commit' | 'abort';
  readonly acks: Acks;
}

/** A batch with its records, encoded as Kafka does (message format v2, without the batch's header, not compressed). */
export interface StoredBatch extends BatchHeader {
  readonly records: Uint8Array;
  /** CRC-32C of its header's fields and its records, made when it was written. */
  readonly checksum: number;
}

/** The log of a replica that holds nothing yet. */
export function emptyLog(broker: number): ReplicaLog {
  return { broker, startOffset: 0, endOffset: 0, highWatermark: 0, fetchedOffset: 0, lineage: [] };
}
