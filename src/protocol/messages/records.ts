import type { ErrorCode } from '../errors';
import type { Acks, IsolationLevel, Uuid } from '../fields';

/**
 * Batches for partitions that the asked broker leads. acks: -1 all in-sync replicas, 1 the leader, 0 nobody answers.
 */
export interface ProduceRequest {
  readonly transactionalId?: string | null;
  readonly acks: Acks;
  readonly timeoutMs: number;
  readonly topicData: readonly TopicProduceData[];
}

export interface TopicProduceData {
  readonly name?: string;
  readonly topicId?: Uuid;
  readonly partitionData: readonly PartitionProduceData[];
}

export interface PartitionProduceData {
  readonly index: number;
  readonly records: Uint8Array | null;
}

export interface ProduceResponse {
  readonly responses: readonly TopicProduceResponse[];
  readonly throttleTimeMs?: number;
  readonly nodeEndpoints?: readonly NodeEndpoint[];
}

export interface TopicProduceResponse {
  readonly name?: string;
  readonly topicId?: Uuid;
  readonly partitionResponses: readonly PartitionProduceResponse[];
}

export interface PartitionProduceResponse {
  readonly index: number;
  readonly errorCode: ErrorCode;
  readonly baseOffset: number;
  readonly logAppendTimeMs?: number;
  readonly logStartOffset?: number;
  readonly recordErrors?: readonly BatchIndexAndErrorMessage[];
  readonly errorMessage?: string | null;
  readonly currentLeader?: LeaderIdAndEpoch;
}

export interface BatchIndexAndErrorMessage {
  readonly batchIndex: number;
  readonly batchIndexErrorMessage?: string | null;
}

export interface LeaderIdAndEpoch {
  readonly leaderId?: number;
  readonly leaderEpoch?: number;
}

export interface NodeEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack?: string | null;
}

/**
 * Records from offsets on. Waits for minBytes, maxWaitMs (ms) at most, and answers maxBytes at most (the first batch is
 * whole).
 */
export interface FetchRequest {
  readonly replicaId?: number;
  readonly replicaState?: ReplicaState;
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly maxBytes?: number;
  readonly isolationLevel?: IsolationLevel;
  readonly sessionId?: number;
  readonly sessionEpoch?: number;
  readonly topics: readonly FetchTopic[];
  readonly forgottenTopicsData?: readonly ForgottenTopic[];
  readonly rackId?: string;
}

export interface ReplicaState {
  readonly replicaId?: number;
  readonly replicaEpoch?: number;
}

export interface FetchTopic {
  readonly topic?: string;
  readonly topicId?: Uuid;
  readonly partitions: readonly FetchPartition[];
}

export interface FetchPartition {
  readonly partition: number;
  readonly currentLeaderEpoch?: number;
  readonly fetchOffset: number;
  readonly lastFetchedEpoch?: number;
  readonly logStartOffset?: number;
  readonly partitionMaxBytes: number;
  readonly replicaDirectoryId?: Uuid;
  readonly highWatermark?: number;
}

export interface ForgottenTopic {
  readonly topic?: string;
  readonly topicId?: Uuid;
  readonly partitions: readonly number[];
}

/** Records are batches as they stand in the log. */
export interface FetchResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode?: ErrorCode;
  readonly sessionId?: number;
  readonly responses: readonly FetchableTopicResponse[];
  readonly nodeEndpoints?: readonly FetchNodeEndpoint[];
}

export interface FetchableTopicResponse {
  readonly topic?: string;
  readonly topicId?: Uuid;
  readonly partitions: readonly PartitionData[];
}

export interface PartitionData {
  readonly partitionIndex: number;
  readonly errorCode: ErrorCode;
  readonly highWatermark: number;
  readonly lastStableOffset?: number;
  readonly logStartOffset?: number;
  readonly divergingEpoch?: EpochEndOffset;
  readonly currentLeader?: FetchLeaderIdAndEpoch;
  readonly snapshotId?: SnapshotId;
  readonly abortedTransactions?: readonly AbortedTransaction[] | null;
  readonly preferredReadReplica?: number;
  readonly records: Uint8Array | null;
}

export interface EpochEndOffset {
  readonly epoch?: number;
  readonly endOffset?: number;
}

export interface FetchLeaderIdAndEpoch {
  readonly leaderId?: number;
  readonly leaderEpoch?: number;
}

export interface SnapshotId {
  readonly endOffset?: number;
  readonly epoch?: number;
}

export interface AbortedTransaction {
  readonly producerId: number;
  readonly firstOffset: number;
}

export interface FetchNodeEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack?: string | null;
}

/** Offsets by timestamp, ms: -1 latest, -2 earliest, -3 the greatest timestamp. */
export interface ListOffsetsRequest {
  readonly replicaId: number;
  readonly isolationLevel: IsolationLevel;
  readonly topics: readonly ListOffsetsTopic[];
  readonly timeoutMs?: number;
}

export interface ListOffsetsTopic {
  readonly name: string;
  readonly partitions: readonly ListOffsetsPartition[];
}

export interface ListOffsetsPartition {
  readonly partitionIndex: number;
  readonly currentLeaderEpoch?: number;
  readonly timestamp: number;
}

export interface ListOffsetsResponse {
  readonly throttleTimeMs?: number;
  readonly topics: readonly ListOffsetsTopicResponse[];
}

export interface ListOffsetsTopicResponse {
  readonly name: string;
  readonly partitions: readonly ListOffsetsPartitionResponse[];
}

export interface ListOffsetsPartitionResponse {
  readonly partitionIndex: number;
  readonly errorCode: ErrorCode;
  readonly timestamp?: number;
  readonly offset?: number;
  readonly leaderEpoch?: number;
}

/** Where the leader's log ends for an epoch (KIP-101, KIP-320). */
export interface OffsetForLeaderEpochRequest {
  readonly replicaId?: number;
  readonly topics: readonly OffsetForLeaderTopic[];
}

export interface OffsetForLeaderTopic {
  readonly topic: string;
  readonly partitions: readonly OffsetForLeaderPartition[];
}

export interface OffsetForLeaderPartition {
  readonly partition: number;
  readonly currentLeaderEpoch?: number;
  readonly leaderEpoch: number;
}

export interface OffsetForLeaderEpochResponse {
  readonly throttleTimeMs?: number;
  readonly topics: readonly OffsetForLeaderTopicResult[];
}

export interface OffsetForLeaderTopicResult {
  readonly topic: string;
  readonly partitions: readonly OffsetForLeaderEpochEpochEndOffset[];
}

export interface OffsetForLeaderEpochEpochEndOffset {
  readonly errorCode: ErrorCode;
  readonly partition: number;
  readonly leaderEpoch?: number;
  readonly endOffset?: number;
}

/** Deletes what is below an offset; -1: below the high watermark. */
export interface DeleteRecordsRequest {
  readonly topics: readonly DeleteRecordsTopic[];
  readonly timeoutMs: number;
}

export interface DeleteRecordsTopic {
  readonly name: string;
  readonly partitions: readonly DeleteRecordsPartition[];
}

export interface DeleteRecordsPartition {
  readonly partitionIndex: number;
  readonly offset: number;
}

export interface DeleteRecordsResponse {
  readonly throttleTimeMs?: number;
  readonly topics: readonly DeleteRecordsTopicResult[];
}

export interface DeleteRecordsTopicResult {
  readonly name: string;
  readonly partitions: readonly DeleteRecordsPartitionResult[];
}

export interface DeleteRecordsPartitionResult {
  readonly partitionIndex: number;
  readonly lowWatermark: number;
  readonly errorCode: ErrorCode;
}
