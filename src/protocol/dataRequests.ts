import type { ApiError } from './apiError';
import type { Appended, ProducedBatch } from '../log/append';
import type { CommittedOffset, GroupMember } from '../coordinators/groupRecords';
import type { PartitionName } from '../model/cluster';
import type { GroupState } from '../coordinators/groups';
import type { ProducerState } from '../log/producers';
import type { ProducerIdentity, TransactionMetadata } from '../model/transactions';
import type { Acks } from '../model/log';
import type { Isolation } from '../log/read';
import type { LogRecord } from './records';

export type { ProducerState } from '../log/producers';

/** Requests of producers, consumers and of the admin client about records; part of Requests. */
export interface DataRequests {
  /** Metadata of named topics, which the broker creates where they are missing, if it may. */
  TopicMetadata: {
    readonly request: {
      readonly kind: 'TopicMetadata';
      readonly topics: readonly string[];
      readonly allowAutoTopicCreation: boolean;
    };
    readonly response: readonly TopicMetadata[];
  };
  Produce: { readonly request: ProduceRequest; readonly response: Appended | ApiError };
  Fetch: { readonly request: FetchRequest; readonly response: FetchResponse };
  ListOffsets: { readonly request: ListOffsetsRequest; readonly response: readonly ListedOffset[] };
  OffsetForLeaderEpoch: {
    readonly request: {
      readonly kind: 'OffsetForLeaderEpoch';
      readonly topic: string;
      readonly partition: number;
      readonly leaderEpoch: number;
    };
    readonly response: { readonly endOffset: number } | ApiError;
  };
  DeleteRecords: { readonly request: DeleteRecordsRequest; readonly response: readonly DeletedRecords[] };
  FindCoordinator: {
    readonly request: FindCoordinatorRequest;
    readonly response: { readonly node: number } | ApiError;
  };
  /** Joins and is given partitions at once: Kafka's JoinGroup and SyncGroup in one. */
  JoinGroup: {
    readonly request: JoinGroupRequest;
    readonly response: { readonly assignment: readonly PartitionName[]; readonly generation: number } | ApiError;
  };
  LeaveGroup: {
    readonly request: { readonly kind: 'LeaveGroup'; readonly group: string; readonly memberId: string };
    readonly response: ApiError | undefined;
  };
  OffsetCommit: { readonly request: OffsetCommitRequest; readonly response: ApiError | undefined };
  OffsetFetch: {
    readonly request: { readonly kind: 'OffsetFetch'; readonly group: string };
    readonly response: readonly (PartitionName & CommittedOffset)[] | ApiError;
  };
  ListGroups: { readonly request: { readonly kind: 'ListGroups' }; readonly response: readonly GroupListing[] };
  DescribeGroups: {
    readonly request: { readonly kind: 'DescribeGroups'; readonly groups: readonly string[] };
    readonly response: readonly GroupDescription[];
  };
  DeleteGroups: {
    readonly request: { readonly kind: 'DeleteGroups'; readonly groups: readonly string[] };
    readonly response: readonly { readonly group: string; readonly error?: ApiError }[];
  };
  OffsetDelete: {
    readonly request: {
      readonly kind: 'OffsetDelete';
      readonly group: string;
      readonly partitions: readonly PartitionName[];
    };
    readonly response: ApiError | readonly (ApiError | undefined)[];
  };
  /** InitProducerId with a transactional id. */
  InitTransactions: {
    readonly request: {
      readonly kind: 'InitTransactions';
      readonly transactionalId: string;
      readonly timeoutMs: number;
    };
    readonly response: ProducerIdentity | ApiError;
  };
  AddPartitionsToTxn: {
    readonly request: {
      readonly kind: 'AddPartitionsToTxn';
      readonly transactionalId: string;
      readonly producer: ProducerIdentity;
      readonly partitions: readonly PartitionName[];
    };
    readonly response: ApiError | undefined;
  };
  EndTxn: {
    readonly request: {
      readonly kind: 'EndTxn';
      readonly transactionalId: string;
      readonly producer: ProducerIdentity;
      readonly outcome: 'commit' | 'abort';
    };
    readonly response: ProducerIdentity | ApiError;
  };
  ListTransactions: {
    readonly request: { readonly kind: 'ListTransactions' };
    readonly response: readonly CoordinatedTransaction[];
  };
  DescribeTransactions: {
    readonly request: { readonly kind: 'DescribeTransactions'; readonly transactionalId: string };
    readonly response: CoordinatedTransaction | ApiError;
  };
  DescribeProducers: {
    readonly request: { readonly kind: 'DescribeProducers'; readonly topic: string; readonly partition: number };
    readonly response: readonly ProducerState[] | ApiError;
  };
  WriteTxnMarkers: { readonly request: WriteTxnMarkersRequest; readonly response: ApiError | undefined };
  InitProducerId: {
    readonly request: { readonly kind: 'InitProducerId' };
    readonly response: { readonly producerId: number; readonly producerEpoch: number };
  };
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

export interface JoinGroupRequest {
  readonly kind: 'JoinGroup';
  readonly group: string;
  readonly memberId: string;
  readonly clientId: string;
  readonly topics: readonly string[];
}

export interface OffsetCommitRequest {
  readonly kind: 'OffsetCommit';
  readonly group: string;
  readonly offsets: readonly (PartitionName & { readonly offset: number; readonly leaderEpoch: number })[];
}

export interface GroupListing {
  readonly group: string;
  readonly state: GroupState;
  readonly protocolType: string;
}

export interface GroupDescription {
  readonly group: string;
  readonly error?: ApiError;
  readonly state: GroupState | 'Dead';
  /** Broker id; noLeader with an error. */
  readonly coordinator: number;
  readonly assignor: string;
  readonly members: readonly GroupMember[];
}

export interface CoordinatedTransaction extends TransactionMetadata {
  /** Broker id. */
  readonly coordinator: number;
}

/** An administrator aborts a hanging transaction. */
export interface WriteTxnMarkersRequest {
  readonly kind: 'WriteTxnMarkers';
  readonly topic: string;
  readonly partition: number;
  readonly producer: ProducerIdentity;
  readonly coordinatorEpoch: number;
}
