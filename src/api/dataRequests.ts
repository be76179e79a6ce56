import type { ApiError } from '../cluster/apiError';
import type { Appended, ProducedBatch } from '../log/append';
import type { Acks } from '../log/model';
import type { Isolation } from '../log/read';
import type { LogRecord } from '../log/recordBatch';

/** Requests of producers, consumers and of the admin client about records; part of Requests. */
export interface DataRequests {
  /** Metadata of named topics, which the broker creates where they are missing, if it may. */
  TopicMetadata: { readonly request: { readonly kind: 'TopicMetadata'; readonly topics: readonly string[]; readonly allowAutoTopicCreation: boolean }; readonly response: readonly TopicMetadata[] };
  Produce: { readonly request: ProduceRequest; readonly response: Appended | ApiError };
  Fetch: { readonly request: FetchRequest; readonly response: FetchResponse };
  ListOffsets: { readonly request: ListOffsetsRequest; readonly response: readonly ListedOffset[] };
  DeleteRecords: { readonly request: DeleteRecordsRequest; readonly response: readonly DeletedRecords[] };
  FindCoordinator: { readonly request: FindCoordinatorRequest; readonly response: { readonly node: number } | ApiError };
  InitProducerId: { readonly request: { readonly kind: 'InitProducerId' }; readonly response: { readonly producerId: number; readonly producerEpoch: number } };
}

export interface PartitionMetadata {
  readonly partition: number;
  /** Broker id, or noLeader. */
  readonly leader: number;
  readonly leaderEpoch: number;
}

export interface TopicMetadata {
  readonly name: string;
  readonly error?: ApiError;
  readonly partitions: readonly PartitionMetadata[];
}

export interface ProduceRequest {
  readonly kind: 'Produce';
  readonly topic: string;
  readonly partition: number;
  /** Whom the producer takes for the leader. */
  readonly leader: number;
  readonly acks: Acks;
  readonly batch: ProducedBatch;
}

export interface FetchRequest {
  readonly kind: 'Fetch';
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly isolation: Isolation;
}

export interface FetchResponse {
  readonly error?: ApiError;
  readonly logStartOffset: number;
  /** Where reading ends for this isolation level. */
  readonly endOffset: number;
  /** Read while it is iterated over. */
  readonly records: Iterable<LogRecord>;
}

export interface ListOffsetsRequest {
  readonly kind: 'ListOffsets';
  readonly isolation: Isolation;
  readonly partitions: readonly { readonly topic: string; readonly partition: number; readonly at: OffsetSpec }[];
}

/** A place of the log, or the first record at or after a timestamp (ms). */
export type OffsetSpec = 'earliest' | 'latest' | 'max-timestamp' | number;

export interface ListedOffset {
  readonly topic: string;
  readonly partition: number;
  readonly error?: ApiError;
  /** -1 where no record is that young. */
  readonly offset: number;
  readonly timestampMs: number;
  readonly leaderEpoch: number;
}

export interface DeleteRecordsRequest {
  readonly kind: 'DeleteRecords';
  /** beforeOffset -1: up to the high watermark. */
  readonly partitions: readonly { readonly topic: string; readonly partition: number; readonly beforeOffset: number }[];
}

export interface DeletedRecords {
  readonly topic: string;
  readonly partition: number;
  readonly error?: ApiError;
  readonly lowWatermark: number;
}

export interface FindCoordinatorRequest {
  readonly kind: 'FindCoordinator';
  readonly keyType: 'group' | 'transaction';
  readonly key: string;
}
