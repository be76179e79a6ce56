import type { ErrorCode } from '../errors';
import type { BrokerIds, ElectionType } from '../fields';

/** Elections by command; topicPartitions null: every partition, and those that need none are not answered for. */
export interface ElectLeadersRequest {
  readonly electionType: ElectionType;
  readonly topicPartitions: readonly TopicPartitions[] | null;
  readonly timeoutMs?: number;
}

export interface TopicPartitions {
  readonly topic: string;
  readonly partitions: readonly number[];
}

export interface ElectLeadersResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly replicaElectionResults: readonly ReplicaElectionResult[];
}

export interface ReplicaElectionResult {
  readonly topic: string;
  readonly partitionResult: readonly PartitionResult[];
}

export interface PartitionResult {
  readonly partitionId: number;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
}

/** Starts reassignments; replicas null takes back what is under way. KIP-860 for allowReplicationFactorChange. */
export interface AlterPartitionReassignmentsRequest {
  readonly timeoutMs?: number;
  readonly allowReplicationFactorChange?: boolean;
  readonly topics: readonly ReassignableTopic[];
}

export interface ReassignableTopic {
  readonly name: string;
  readonly partitions: readonly ReassignablePartition[];
}

export interface ReassignablePartition {
  readonly partitionIndex: number;
  readonly replicas?: readonly number[] | null;
}

export interface AlterPartitionReassignmentsResponse {
  readonly throttleTimeMs?: number;
  readonly allowReplicationFactorChange?: boolean;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
  readonly responses: readonly ReassignableTopicResponse[];
}

export interface ReassignableTopicResponse {
  readonly name: string;
  readonly partitions: readonly ReassignablePartitionResponse[];
}

export interface ReassignablePartitionResponse {
  readonly partitionIndex: number;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
}

/** What is being reassigned; topics null: all of it. */
export interface ListPartitionReassignmentsRequest {
  readonly timeoutMs?: number;
  readonly topics?: readonly ListPartitionReassignmentsTopics[] | null;
}

export interface ListPartitionReassignmentsTopics {
  readonly name: string;
  readonly partitionIndexes: readonly number[];
}

export interface ListPartitionReassignmentsResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
  readonly topics: readonly OngoingTopicReassignment[];
}

export interface OngoingTopicReassignment {
  readonly name: string;
  readonly partitions: readonly OngoingPartitionReassignment[];
}

export interface OngoingPartitionReassignment {
  readonly partitionIndex: number;
  readonly replicas: BrokerIds;
  readonly addingReplicas: BrokerIds;
  readonly removingReplicas: BrokerIds;
}

/** What the asked broker has on its disks; topics null: everything. */
export interface DescribeLogDirsRequest {
  readonly topics: readonly DescribableLogDirTopic[] | null;
}

export interface DescribableLogDirTopic {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** Sizes in bytes; offsetLag in records. */
export interface DescribeLogDirsResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode?: ErrorCode;
  readonly results: readonly DescribeLogDirsResult[];
}

export interface DescribeLogDirsResult {
  readonly errorCode: ErrorCode;
  readonly logDir: string;
  readonly topics: readonly DescribeLogDirsTopic[];
  readonly totalBytes?: number;
  readonly usableBytes?: number;
  readonly isCordoned?: boolean;
}

export interface DescribeLogDirsTopic {
  readonly name: string;
  readonly partitions: readonly DescribeLogDirsPartition[];
}

export interface DescribeLogDirsPartition {
  readonly partitionIndex: number;
  readonly partitionSize: number;
  readonly offsetLag: number;
  readonly isFutureKey: boolean;
}

/** Moves replicas of the asked broker to other directories. */
export interface AlterReplicaLogDirsRequest {
  readonly dirs: readonly AlterReplicaLogDir[];
}

export interface AlterReplicaLogDir {
  readonly path: string;
  readonly topics: readonly AlterReplicaLogDirTopic[];
}

export interface AlterReplicaLogDirTopic {
  readonly name: string;
  readonly partitions: readonly number[];
}

export interface AlterReplicaLogDirsResponse {
  readonly throttleTimeMs?: number;
  readonly results: readonly AlterReplicaLogDirTopicResult[];
}

export interface AlterReplicaLogDirTopicResult {
  readonly topicName: string;
  readonly partitions: readonly AlterReplicaLogDirPartitionResult[];
}

export interface AlterReplicaLogDirPartitionResult {
  readonly partitionIndex: number;
  readonly errorCode: ErrorCode;
}
