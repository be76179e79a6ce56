import type { ErrorCode } from '../errors';
import type { BrokerIds, EndpointType, Uuid } from '../fields';

/**
 * Asks a broker for the brokers, the controller and topics with their leaders; topics null: all of them, an empty list:
 * none.
 */
export interface MetadataRequest {
  readonly topics: readonly MetadataRequestTopic[] | null;
  readonly allowAutoTopicCreation?: boolean;
}

export interface MetadataRequestTopic {
  readonly topicId?: Uuid;
  readonly name: string | null;
}

/** What a broker knows. Topics are read while they are iterated over, inside the transaction of the answer. */
export interface MetadataResponse {
  readonly throttleTimeMs?: number;
  readonly brokers: readonly MetadataResponseBroker[];
  readonly clusterId?: string | null;
  readonly controllerId?: number;
  readonly topics: Iterable<MetadataResponseTopic>;
  readonly errorCode?: ErrorCode;
}

export interface MetadataResponseBroker {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack?: string | null;
}

export interface MetadataResponseTopic {
  readonly errorCode: ErrorCode;
  readonly name: string | null;
  readonly topicId?: Uuid;
  readonly isInternal?: boolean;
  readonly partitions: readonly MetadataResponsePartition[];
}

export interface MetadataResponsePartition {
  readonly errorCode: ErrorCode;
  readonly partitionIndex: number;
  readonly leaderId: number;
  readonly leaderEpoch?: number;
  readonly replicaNodes: BrokerIds;
  readonly isrNodes: BrokerIds;
  readonly offlineReplicas?: BrokerIds;
}

/** Topics with all that the controller knows of their partitions, ELR included (KIP-966), page by page. */
export interface DescribeTopicPartitionsRequest {
  readonly topics: readonly TopicRequest[];
  readonly responsePartitionLimit?: number;
  readonly cursor?: Cursor | null;
}

export interface TopicRequest {
  readonly name: string;
}

export interface Cursor {
  readonly topicName: string;
  readonly partitionIndex: number;
}

/** Read while it is iterated over, inside the transaction of the answer. */
export interface DescribeTopicPartitionsResponse {
  readonly throttleTimeMs?: number;
  readonly topics: Iterable<DescribeTopicPartitionsResponseTopic>;
  readonly nextCursor?: Cursor | null;
}

export interface DescribeTopicPartitionsResponseTopic {
  readonly errorCode: ErrorCode;
  readonly name: string | null;
  readonly topicId?: Uuid;
  readonly isInternal?: boolean;
  readonly partitions: readonly DescribeTopicPartitionsResponsePartition[];
}

export interface DescribeTopicPartitionsResponsePartition {
  readonly errorCode: ErrorCode;
  readonly partitionIndex: number;
  readonly leaderId: number;
  readonly leaderEpoch?: number;
  readonly replicaNodes: BrokerIds;
  readonly isrNodes: BrokerIds;
  readonly eligibleLeaderReplicas?: BrokerIds | null;
  readonly lastKnownElr?: BrokerIds | null;
  readonly offlineReplicas?: BrokerIds;
}

/** The nodes of the cluster: brokers (endpoint type broker) or controllers (KIP-919). */
export interface DescribeClusterRequest {
  readonly endpointType?: EndpointType;
  readonly includeFencedBrokers: boolean;
}

export interface DescribeClusterResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
  readonly endpointType?: EndpointType;
  readonly clusterId: string;
  readonly controllerId?: number;
  readonly brokers: readonly DescribeClusterBroker[];
}

export interface DescribeClusterBroker {
  readonly brokerId: number;
  readonly host: string;
  readonly port: number;
  readonly rack?: string | null;
  readonly isFenced: boolean;
}

/** Which requests, in which versions, and which features the asked node has. */
export interface ApiVersionsRequest {
  readonly clientSoftwareName?: string;
  readonly clientSoftwareVersion?: string;
}

export interface ApiVersionsResponse {
  readonly errorCode: ErrorCode;
  readonly apiKeys: readonly ApiVersion[];
  readonly throttleTimeMs?: number;
  readonly supportedFeatures?: readonly SupportedFeatureKey[];
  readonly finalizedFeaturesEpoch?: number;
  readonly finalizedFeatures?: readonly FinalizedFeatureKey[];
}

export interface ApiVersion {
  readonly apiKey: number;
  readonly minVersion: number;
  readonly maxVersion: number;
}

export interface SupportedFeatureKey {
  readonly name: string;
  readonly minVersion: number;
  readonly maxVersion: number;
}

export interface FinalizedFeatureKey {
  readonly name: string;
  readonly maxVersionLevel: number;
  readonly minVersionLevel: number;
}
