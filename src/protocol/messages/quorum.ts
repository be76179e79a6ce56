import type { ErrorCode } from '../errors';
import type { UpgradeType, Uuid } from '../fields';

/** The KRaft quorum as its leader knows it. */
export interface DescribeQuorumRequest {
  readonly topics: readonly TopicData[];
}

export interface TopicData {
  readonly topicName: string;
  readonly partitions: readonly PartitionData[];
}

export interface PartitionData {
  readonly partitionIndex: number;
}

/** Offsets of __cluster_metadata, times in ms. */
export interface DescribeQuorumResponse {
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
  readonly topics: readonly DescribeQuorumTopicData[];
  readonly nodes: readonly Node[];
}

export interface DescribeQuorumTopicData {
  readonly topicName: string;
  readonly partitions: readonly DescribeQuorumPartitionData[];
}

export interface DescribeQuorumPartitionData {
  readonly partitionIndex: number;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly highWatermark: number;
  readonly currentVoters: readonly ReplicaState[];
  readonly observers: readonly ReplicaState[];
}

export interface ReplicaState {
  readonly replicaId: number;
  readonly replicaDirectoryId: Uuid;
  readonly logEndOffset: number;
  readonly lastFetchTimestamp?: number;
  readonly lastCaughtUpTimestamp?: number;
}

export interface Node {
  readonly nodeId: number;
  readonly listeners: readonly Listener[];
}

export interface Listener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

export interface AddRaftVoterRequest {
  readonly clusterId: string | null;
  readonly timeoutMs: number;
  readonly voterId: number;
  readonly voterDirectoryId: Uuid;
  readonly listeners: readonly AddRaftVoterListener[];
  readonly ackWhenCommitted?: boolean;
}

export interface AddRaftVoterListener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

export interface AddRaftVoterResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
}

export interface RemoveRaftVoterRequest {
  readonly clusterId: string | null;
  readonly voterId: number;
  readonly voterDirectoryId: Uuid;
}

export interface RemoveRaftVoterResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
}

/** Feature levels. */
export interface UpdateFeaturesRequest {
  readonly timeoutMs?: number;
  readonly featureUpdates: readonly FeatureUpdateKey[];
  readonly validateOnly?: boolean;
}

export interface FeatureUpdateKey {
  readonly feature: string;
  readonly maxVersionLevel: number;
  readonly allowDowngrade: boolean;
  readonly upgradeType: UpgradeType;
}

/** One result for each feature up to version 1, one error for all since. */
export interface UpdateFeaturesResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
  readonly results?: readonly UpdatableFeatureResult[];
}

export interface UpdatableFeatureResult {
  readonly feature: string;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
}

/** Forgets a broker that is gone. */
export interface UnregisterBrokerRequest {
  readonly brokerId: number;
}

export interface UnregisterBrokerResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
}
