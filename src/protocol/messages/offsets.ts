import type { ErrorCode } from '../errors';
import type { Uuid } from '../fields';

/** Offsets of a group, from a member (generation 0 and up) or from outside (-1). */
export interface OffsetCommitRequest {
  readonly groupId: string;
  readonly generationIdOrMemberEpoch?: number;
  readonly memberId?: string;
  readonly groupInstanceId?: string | null;
  readonly topics: readonly OffsetCommitRequestTopic[];
}

export interface OffsetCommitRequestTopic {
  readonly name?: string;
  readonly topicId?: Uuid;
  readonly partitions: readonly OffsetCommitRequestPartition[];
}

export interface OffsetCommitRequestPartition {
  readonly partitionIndex: number;
  readonly committedOffset: number;
  readonly committedLeaderEpoch?: number;
  readonly committedMetadata: string | null;
}

export interface OffsetCommitResponse {
  readonly throttleTimeMs?: number;
  readonly topics: readonly OffsetCommitResponseTopic[];
}

export interface OffsetCommitResponseTopic {
  readonly name?: string;
  readonly topicId?: Uuid;
  readonly partitions: readonly OffsetCommitResponsePartition[];
}

export interface OffsetCommitResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: ErrorCode;
}

/** Committed offsets; topics null: all of the group. */
export interface OffsetFetchRequest {
  readonly groups: readonly OffsetFetchRequestGroup[];
  readonly requireStable?: boolean;
}

export type OffsetFetchRequestTopic = Readonly<Record<never, never>>;

export interface OffsetFetchRequestGroup {
  readonly groupId: string;
  readonly memberId?: string | null;
  readonly memberEpoch?: number;
  readonly topics: readonly OffsetFetchRequestTopics[] | null;
}

export interface OffsetFetchRequestTopics {
  readonly name?: string;
  readonly topicId?: Uuid;
  readonly partitionIndexes: readonly number[];
}

export interface OffsetFetchResponse {
  readonly throttleTimeMs?: number;
  readonly groups: readonly OffsetFetchResponseGroup[];
}

export type OffsetFetchResponseTopic = Readonly<Record<never, never>>;

export type OffsetFetchResponsePartition = Readonly<Record<never, never>>;

export interface OffsetFetchResponseGroup {
  readonly groupId: string;
  readonly topics: readonly OffsetFetchResponseTopics[];
  readonly errorCode?: ErrorCode;
}

export interface OffsetFetchResponseTopics {
  readonly name?: string;
  readonly topicId?: Uuid;
  readonly partitions: readonly OffsetFetchResponsePartitions[];
}

export interface OffsetFetchResponsePartitions {
  readonly partitionIndex: number;
  readonly committedOffset: number;
  readonly committedLeaderEpoch?: number;
  readonly metadata: string | null;
  readonly errorCode: ErrorCode;
}

export interface OffsetDeleteRequest {
  readonly groupId: string;
  readonly topics: readonly OffsetDeleteRequestTopic[];
}

export interface OffsetDeleteRequestTopic {
  readonly name: string;
  readonly partitions: readonly OffsetDeleteRequestPartition[];
}

export interface OffsetDeleteRequestPartition {
  readonly partitionIndex: number;
}

export interface OffsetDeleteResponse {
  readonly errorCode: ErrorCode;
  readonly throttleTimeMs?: number;
  readonly topics: readonly OffsetDeleteResponseTopic[];
}

export interface OffsetDeleteResponseTopic {
  readonly name: string;
  readonly partitions: readonly OffsetDeleteResponsePartition[];
}

export interface OffsetDeleteResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: ErrorCode;
}
