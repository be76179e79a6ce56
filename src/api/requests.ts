import type { ApiError } from '../cluster/apiError';
import type { ElectionType } from '../cluster/controller';
import type { ConfigResourceType } from '../cluster/model';
import type { NewTopic } from '../cluster/topics';
import type { PartitionTexts } from '../cluster/turn';

/** The seam: what any Kafka client can ask, named after Kafka's requests. A second front end or back end would speak this. */
export interface Requests {
  Metadata: { readonly request: { readonly kind: 'Metadata' }; readonly response: MetadataResponse };
  DescribeTopicPartitions: { readonly request: DescribeTopicPartitionsRequest; readonly response: DescribeTopicPartitionsResponse };
  DescribeConfigs: { readonly request: DescribeConfigsRequest; readonly response: readonly ConfigDescription[] };
  ListPartitionReassignments: { readonly request: { readonly kind: 'ListPartitionReassignments' }; readonly response: readonly OngoingReassignment[] };
  AlterPartitionReassignments: { readonly request: AlterPartitionReassignmentsRequest; readonly response: readonly PartitionResult[] };
  CreateTopics: { readonly request: CreateTopicsRequest; readonly response: PerResource<{ readonly topicId: string }> };
  CreatePartitions: { readonly request: CreatePartitionsRequest; readonly response: PerResource<undefined> };
  DeleteTopics: { readonly request: { readonly kind: 'DeleteTopics'; readonly topics: readonly string[] }; readonly response: PerResource<undefined> };
  ElectLeaders: { readonly request: ElectLeadersRequest; readonly response: readonly PartitionElection[] };
}

export type ApiName = keyof Requests;
export type Request<A extends ApiName> = Requests[A]['request'];
export type Response<A extends ApiName> = Requests[A]['response'];
export type AnyRequest = Request<ApiName>;

/** One result for each resource asked about, in the order of the request. */
export type PerResource<T> = readonly { readonly name: string; readonly error?: ApiError; readonly value?: T }[];

export interface BrokerEndpoint {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

export interface MetadataResponse {
  readonly clusterId: string;
  readonly controllerId: number;
  /** Alive brokers, by id. */
  readonly brokers: readonly BrokerEndpoint[];
  /** All topics, by name. */
  readonly topics: readonly { readonly name: string; readonly topicId: string; readonly internal: boolean }[];
}

export interface DescribeTopicPartitionsRequest {
  readonly kind: 'DescribeTopicPartitions';
  readonly topics: readonly string[];
}

export interface TopicDescription {
  readonly name: string;
  readonly topicId: string;
  readonly internal: boolean;
  readonly error?: ApiError;
  /** Lists as text ("1,2,3"): most are only printed. */
  readonly partitions: readonly PartitionTexts[];
}

/** Read while it is iterated over, so that big clusters stream. */
export type DescribeTopicPartitionsResponse = Iterable<TopicDescription>;

export interface CreateTopicsRequest {
  readonly kind: 'CreateTopics';
  readonly topics: readonly NewTopic[];
}

export interface CreatePartitionsRequest {
  readonly kind: 'CreatePartitions';
  readonly topics: readonly { readonly name: string; readonly count: number; readonly assignments: readonly (readonly number[])[] | undefined }[];
}

export interface ElectLeadersRequest {
  readonly kind: 'ElectLeaders';
  readonly type: ElectionType;
  /** null: every partition; those that need no election are then not answered for. */
  readonly partitions: readonly { readonly topic: string; readonly partition: number }[] | null;
}

export interface PartitionElection {
  readonly topic: string;
  readonly partition: number;
  readonly error?: ApiError;
}

export interface ConfigResource {
  readonly type: ConfigResourceType;
  /** Broker id as text, '' for the default of all brokers, or a name. */
  readonly name: string;
}

export interface DescribeConfigsRequest {
  readonly kind: 'DescribeConfigs';
  readonly resources: readonly ConfigResource[];
}

/** Where a value comes from, by the names that tools print. */
export type ConfigSource = 'DYNAMIC_TOPIC_CONFIG' | 'DYNAMIC_BROKER_LOGGER_CONFIG' | 'DYNAMIC_BROKER_CONFIG' | 'DYNAMIC_DEFAULT_BROKER_CONFIG' | 'STATIC_BROKER_CONFIG' | 'DEFAULT_CONFIG' | 'DYNAMIC_CLIENT_METRICS_CONFIG' | 'DYNAMIC_GROUP_CONFIG';

export interface ConfigEntry {
  readonly name: string;
  /** null where it has none, or is secret. */
  readonly value: string | null;
  readonly source: ConfigSource;
  readonly sensitive: boolean;
  readonly readOnly: boolean;
  readonly synonyms: readonly { readonly name: string; readonly value: string | null; readonly source: ConfigSource }[];
}

export interface ConfigDescription {
  readonly resource: ConfigResource;
  readonly error?: ApiError;
  readonly entries: readonly ConfigEntry[];
}

export interface OngoingReassignment {
  readonly topic: string;
  readonly partition: number;
  readonly replicas: readonly number[];
  readonly adding: readonly number[];
  readonly removing: readonly number[];
}

export interface AlterPartitionReassignmentsRequest {
  readonly kind: 'AlterPartitionReassignments';
  /** KIP-860; false refuses targets of another size. */
  readonly allowsReplicationFactorChange: boolean;
  /** Replicas null: take back what is under way. */
  readonly partitions: readonly { readonly topic: string; readonly partition: number; readonly replicas: readonly number[] | null }[];
}

export interface PartitionResult {
  readonly topic: string;
  readonly partition: number;
  readonly error?: ApiError;
}
