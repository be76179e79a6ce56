import type { ErrorCode } from '../errors';
import type { Uuid } from '../fields';

/** New topics. Counts of -1 take the cluster's defaults; assignments exclude both counts. */
export interface CreateTopicsRequest {
  readonly topics: readonly CreatableTopic[];
  readonly timeoutMs?: number;
  readonly validateOnly?: boolean;
}

export interface CreatableTopic {
  readonly name: string;
  readonly numPartitions: number;
  readonly replicationFactor: number;
  readonly assignments: readonly CreatableReplicaAssignment[];
  readonly configs: readonly CreatableTopicConfig[];
}

export interface CreatableReplicaAssignment {
  readonly partitionIndex: number;
  readonly brokerIds: readonly number[];
}

export interface CreatableTopicConfig {
  readonly name: string;
  readonly value: string | null;
}

export interface CreateTopicsResponse {
  readonly throttleTimeMs?: number;
  readonly topics: readonly CreatableTopicResult[];
}

export interface CreatableTopicResult {
  readonly name: string;
  readonly topicId?: Uuid;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
  readonly topicConfigErrorCode?: ErrorCode;
  readonly numPartitions?: number;
  readonly replicationFactor?: number;
  readonly configs?: readonly CreatableTopicConfigs[] | null;
}

export interface CreatableTopicConfigs {
  readonly name: string;
  readonly value: string | null;
  readonly readOnly: boolean;
  readonly configSource?: number;
  readonly isSensitive: boolean;
}

/** More partitions for topics: `count` is the new total. */
export interface CreatePartitionsRequest {
  readonly topics: readonly CreatePartitionsTopic[];
  readonly timeoutMs: number;
  readonly validateOnly: boolean;
}

export interface CreatePartitionsTopic {
  readonly name: string;
  readonly count: number;
  readonly assignments: readonly CreatePartitionsAssignment[] | null;
}

export interface CreatePartitionsAssignment {
  readonly brokerIds: readonly number[];
}

export interface CreatePartitionsResponse {
  readonly throttleTimeMs?: number;
  readonly results: readonly CreatePartitionsTopicResult[];
}

export interface CreatePartitionsTopicResult {
  readonly name: string;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
}

export interface DeleteTopicsRequest {
  readonly topics: readonly DeleteTopicState[];
  readonly timeoutMs: number;
}

export interface DeleteTopicState {
  readonly name?: string | null;
  readonly topicId: Uuid;
}

export interface DeleteTopicsResponse {
  readonly throttleTimeMs?: number;
  readonly responses: readonly DeletableTopicResult[];
}

export interface DeletableTopicResult {
  readonly name: string | null;
  readonly topicId?: Uuid;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
}
