import type { ApiError } from './apiError';
import type { DescribedConfig } from '../cluster/configs/describedConfig';
import type { DataRequests } from './dataRequests';
import type { ElectionType } from '../model/turn';
import type { QuorumDescription } from '../cluster/kraft/describeQuorum';
import type { FeatureUpdate } from '../model/features';
import type { ConfigResourceType } from '../model/cluster';
import type { NewTopic } from '../cluster/topics';
import type { PartitionTexts } from '../model/clusterState';
import type { ApiVersion } from '../profiles/apiVersions';
import type { FeatureRange } from '../profiles/profile';

/** The seam: what any Kafka client can ask, named after Kafka's requests. A second front end or back end would speak this. */
export interface Requests extends DataRequests {
  Metadata: { readonly request: { readonly kind: 'Metadata' }; readonly response: MetadataResponse };
  DescribeTopicPartitions: {
    readonly request: DescribeTopicPartitionsRequest;
    readonly response: DescribeTopicPartitionsResponse;
  };
  DescribeConfigs: { readonly request: DescribeConfigsRequest; readonly response: Iterable<ConfigDescription> };
  ListConfigResources: {
    readonly request: { readonly kind: 'ListConfigResources'; readonly type: ConfigResourceType };
    readonly response: readonly string[];
  };
  IncrementalAlterConfigs: {
    readonly request: IncrementalAlterConfigsRequest;
    readonly response: AlterConfigsResponse;
  };
  AlterConfigs: { readonly request: AlterConfigsRequest; readonly response: AlterConfigsResponse };
  DescribeClientQuotas: { readonly request: DescribeClientQuotasRequest; readonly response: readonly ClientQuota[] };
  AlterClientQuotas: { readonly request: AlterClientQuotasRequest; readonly response: AlterConfigsResponse };
  ListPartitionReassignments: {
    readonly request: { readonly kind: 'ListPartitionReassignments' };
    readonly response: readonly OngoingReassignment[];
  };
  DescribeLogDirs: {
    readonly request: {
      readonly kind: 'DescribeLogDirs';
      readonly brokerId: number;
      readonly topics?: readonly string[];
    };
    readonly response: readonly LogDirDescription[];
  };
  AlterReplicaLogDirs: { readonly request: AlterReplicaLogDirsRequest; readonly response: readonly PartitionResult[] };
  AlterPartitionReassignments: {
    readonly request: AlterPartitionReassignmentsRequest;
    readonly response: readonly PartitionResult[];
  };
  CreateTopics: { readonly request: CreateTopicsRequest; readonly response: PerResource<{ readonly topicId: string }> };
  CreatePartitions: { readonly request: CreatePartitionsRequest; readonly response: PerResource<undefined> };
  DeleteTopics: {
    readonly request: { readonly kind: 'DeleteTopics'; readonly topics: readonly string[] };
    readonly response: PerResource<undefined>;
  };
  DescribeCluster: { readonly request: DescribeClusterRequest; readonly response: DescribeClusterResponse };
  ApiVersions: {
    readonly request: { readonly kind: 'ApiVersions'; readonly brokerId: number };
    readonly response: readonly ApiVersion[] | undefined;
  };
  StorageInfo: {
    readonly request: { readonly kind: 'StorageInfo'; readonly directory: string };
    readonly response: StorageInfo | undefined;
  };
  DescribeFeatures: { readonly request: { readonly kind: 'DescribeFeatures' }; readonly response: FeaturesDescription };
  UpdateFeatures: { readonly request: UpdateFeaturesRequest; readonly response: ReadonlyMap<string, ApiError> };
  DescribeQuorum: { readonly request: { readonly kind: 'DescribeQuorum' }; readonly response: QuorumDescription };
  AddRaftVoter: {
    readonly request: { readonly kind: 'AddRaftVoter'; readonly id: number; readonly directoryId: string };
    readonly response: ApiError;
  };
  RemoveRaftVoter: {
    readonly request: { readonly kind: 'RemoveRaftVoter'; readonly id: number; readonly directoryId: string };
    readonly response: ApiError;
  };
  UnregisterBroker: {
    readonly request: { readonly kind: 'UnregisterBroker'; readonly brokerId: number };
    readonly response: ApiError | undefined;
  };
  ElectLeaders: { readonly request: ElectLeadersRequest; readonly response: readonly PartitionElection[] };
}

export type ApiName = keyof Requests;
export type Request<A extends ApiName> = Requests[A]['request'];
export type Response<A extends ApiName> = Requests[A]['response'];

/** One result for each resource asked about, in the order of the request. */
export type PerResource<T> = readonly { readonly name: string; readonly error?: ApiError; readonly value?: T }[];

export interface BrokerEndpoint {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

/** meta.properties. */
export interface StorageInfo {
  readonly clusterId: string;
  readonly directoryId: string;
  readonly nodeId: number;
  /** 0 of ZooKeeper's brokers, 1 of KRaft's nodes. */
  readonly version: 0 | 1;
}

export interface DescribeClusterRequest {
  readonly kind: 'DescribeCluster';
  readonly endpointType: 'broker' | 'controller';
  readonly includeFenced: boolean;
}

export interface DescribeClusterResponse {
  readonly clusterId: string;
  readonly nodes: readonly (BrokerEndpoint & { readonly isFenced: boolean })[];
}

export interface FeaturesDescription {
  readonly supported: Readonly<Record<string, FeatureRange>>;
  readonly finalized: ReadonlyMap<string, number>;
  /** null where the cluster has none. */
  readonly epoch: number | null;
}

export interface UpdateFeaturesRequest {
  readonly kind: 'UpdateFeatures';
  readonly updates: readonly FeatureUpdate[];
  readonly validateOnly: boolean;
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
  readonly topics: readonly {
    readonly name: string;
    readonly count: number;
    readonly assignments: readonly (readonly number[])[] | undefined;
  }[];
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

export interface IncrementalAlterConfigsRequest {
  readonly kind: 'IncrementalAlterConfigs';
  readonly resource: ConfigResource;
  /** New values; null removes one. */
  readonly changes: ReadonlyMap<string, string | null>;
}

/** Replaces all dynamic configurations of the resource: what tools up to 3.9 send for brokers. */
export interface AlterConfigsRequest {
  readonly kind: 'AlterConfigs';
  readonly resource: ConfigResource;
  readonly configs: ReadonlyMap<string, string>;
}

export interface AlterConfigsResponse {
  readonly error?: ApiError;
}

/** Entity types are 'user', 'client-id' and 'ip'; a null name is the default entity. */
export type QuotaEntity = Readonly<Record<string, string | null>>;

export interface ClientQuota {
  readonly entity: QuotaEntity;
  readonly values: Readonly<Record<string, number>>;
}

/** Entities of exactly these types; each by name, the default one (null), or any (undefined). */
export interface DescribeClientQuotasRequest {
  readonly kind: 'DescribeClientQuotas';
  readonly components: readonly { readonly type: string; readonly name: string | null | undefined }[];
}

export interface AlterClientQuotasRequest {
  readonly kind: 'AlterClientQuotas';
  readonly entity: QuotaEntity;
  /** New values; null removes one. */
  readonly changes: ReadonlyMap<string, number | null>;
}

/** Where a value comes from, by the names that tools print. */
export type ConfigSource = DescribedConfig['source'] | 'DYNAMIC_BROKER_LOGGER_CONFIG';

/** One configuration of a resource, as the broker describes it. */
export type ConfigEntry = Omit<DescribedConfig, 'source'> & { readonly source: ConfigSource };

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
  readonly partitions: readonly {
    readonly topic: string;
    readonly partition: number;
    readonly replicas: readonly number[] | null;
  }[];
}

export interface PartitionResult {
  readonly topic: string;
  readonly partition: number;
  readonly error?: ApiError;
}

export interface LogDirDescription {
  readonly dir: string;
  /** A future replica is one that is moving here from another directory of the broker. */
  readonly replicas: readonly ReplicaDescription[];
}

export interface ReplicaDescription {
  readonly topic: string;
  readonly partition: number;
  readonly isFuture: boolean;
  /** Bytes. */
  readonly size: number;
  /** Records that the replica lacks to its high watermark. */
  readonly offsetLag: number;
}

export interface AlterReplicaLogDirsRequest {
  readonly kind: 'AlterReplicaLogDirs';
  readonly brokerId: number;
  readonly moves: readonly { readonly topic: string; readonly partition: number; readonly logDir: string }[];
}
