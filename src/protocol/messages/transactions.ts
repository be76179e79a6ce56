import type { ErrorCode } from '../errors';

/** A producer starts: with a transactional id, whoever had it before is fenced. */
export interface InitProducerIdRequest {
  readonly transactionalId: string | null;
  readonly transactionTimeoutMs: number;
  readonly producerId?: number;
  readonly producerEpoch?: number;
  readonly enable2Pc?: boolean;
  readonly keepPreparedTxn?: boolean;
}

export interface InitProducerIdResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly producerId?: number;
  readonly producerEpoch: number;
  readonly ongoingTxnProducerId?: number;
  readonly ongoingTxnProducerEpoch?: number;
}

/** A transaction reaches partitions. */
export interface AddPartitionsToTxnRequest {
  readonly transactions: readonly AddPartitionsToTxnTransaction[];
}

export interface AddPartitionsToTxnTransaction {
  readonly transactionalId: string;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly verifyOnly?: boolean;
  readonly topics: readonly AddPartitionsToTxnTopic[];
}

export interface AddPartitionsToTxnTopic {
  readonly name: string;
  readonly partitions: readonly number[];
}

export interface AddPartitionsToTxnResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode?: ErrorCode;
  readonly resultsByTransaction: readonly AddPartitionsToTxnResult[];
}

export interface AddPartitionsToTxnResult {
  readonly transactionalId: string;
  readonly topicResults: readonly AddPartitionsToTxnTopicResult[];
}

export interface AddPartitionsToTxnTopicResult {
  readonly name: string;
  readonly resultsByPartition: readonly AddPartitionsToTxnPartitionResult[];
}

export interface AddPartitionsToTxnPartitionResult {
  readonly partitionIndex: number;
  readonly partitionErrorCode: ErrorCode;
}

/** Commits or aborts. */
export interface EndTxnRequest {
  readonly transactionalId: string;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly committed: boolean;
}

/** With transactions of version 2 (KIP-890) the producer goes on with the epoch answered. */
export interface EndTxnResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly producerId?: number;
  readonly producerEpoch?: number;
}

/** End markers for partitions that the asked broker leads; transactionResult true: commit. */
export interface WriteTxnMarkersRequest {
  readonly markers: readonly WritableTxnMarker[];
}

export interface WritableTxnMarker {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly transactionResult: boolean;
  readonly topics: readonly WritableTxnMarkerTopic[];
  readonly coordinatorEpoch: number;
  readonly transactionVersion?: number;
}

export interface WritableTxnMarkerTopic {
  readonly name: string;
  readonly partitionIndexes: readonly number[];
}

export interface WriteTxnMarkersResponse {
  readonly markers: readonly WritableTxnMarkerResult[];
}

export interface WritableTxnMarkerResult {
  readonly producerId: number;
  readonly topics: readonly WritableTxnMarkerTopicResult[];
}

export interface WritableTxnMarkerTopicResult {
  readonly name: string;
  readonly partitions: readonly WritableTxnMarkerPartitionResult[];
}

export interface WritableTxnMarkerPartitionResult {
  readonly partitionIndex: number;
  readonly errorCode: ErrorCode;
}

/** Producers that the leaders of partitions remember. */
export interface DescribeProducersRequest {
  readonly topics: readonly TopicRequest[];
}

export interface TopicRequest {
  readonly name: string;
  readonly partitionIndexes: readonly number[];
}

/** Times in ms; currentTxnStartOffset -1 without an open transaction. */
export interface DescribeProducersResponse {
  readonly throttleTimeMs?: number;
  readonly topics: readonly TopicResponse[];
}

export interface TopicResponse {
  readonly name: string;
  readonly partitions: readonly PartitionResponse[];
}

export interface PartitionResponse {
  readonly partitionIndex: number;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
  readonly activeProducers: readonly ProducerState[];
}

export interface ProducerState {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly lastSequence?: number;
  readonly lastTimestamp?: number;
  readonly coordinatorEpoch: number;
  readonly currentTxnStartOffset?: number;
}

/** Transactions as their coordinator knows them. */
export interface DescribeTransactionsRequest {
  readonly transactionalIds: readonly string[];
}

/** Times in ms. */
export interface DescribeTransactionsResponse {
  readonly throttleTimeMs?: number;
  readonly transactionStates: readonly TransactionState[];
}

export interface TransactionState {
  readonly errorCode: ErrorCode;
  readonly transactionalId: string;
  readonly transactionState: string;
  readonly transactionTimeoutMs: number;
  readonly transactionStartTimeMs: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly topics: readonly TopicData[];
}

export interface TopicData {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** Transactions of the asked coordinator. */
export interface ListTransactionsRequest {
  readonly stateFilters: readonly string[];
  readonly producerIdFilters: readonly number[];
  readonly durationFilter?: number;
  readonly transactionalIdPattern?: string | null;
}

export interface ListTransactionsResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly unknownStateFilters: readonly string[];
  readonly transactionStates: readonly ListTransactionsTransactionState[];
}

export interface ListTransactionsTransactionState {
  readonly transactionalId: string;
  readonly producerId: number;
  readonly transactionState: string;
}
