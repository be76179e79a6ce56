import type {
  MetadataRequest,
  MetadataResponse,
  DescribeTopicPartitionsRequest,
  DescribeTopicPartitionsResponse,
  DescribeClusterRequest,
  DescribeClusterResponse,
  ApiVersionsRequest,
  ApiVersionsResponse,
} from './messages/metadata';
import type {
  CreateTopicsRequest,
  CreateTopicsResponse,
  CreatePartitionsRequest,
  CreatePartitionsResponse,
  DeleteTopicsRequest,
  DeleteTopicsResponse,
} from './messages/topics';
import type {
  ElectLeadersRequest,
  ElectLeadersResponse,
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse,
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse,
  DescribeLogDirsRequest,
  DescribeLogDirsResponse,
  AlterReplicaLogDirsRequest,
  AlterReplicaLogDirsResponse,
} from './messages/replicas';
import type {
  DescribeConfigsRequest,
  DescribeConfigsResponse,
  AlterConfigsRequest,
  AlterConfigsResponse,
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse,
  ListConfigResourcesRequest,
  ListConfigResourcesResponse,
  DescribeClientQuotasRequest,
  DescribeClientQuotasResponse,
  AlterClientQuotasRequest,
  AlterClientQuotasResponse,
} from './messages/configs';
import type {
  ProduceRequest,
  ProduceResponse,
  FetchRequest,
  FetchResponse,
  ListOffsetsRequest,
  ListOffsetsResponse,
  OffsetForLeaderEpochRequest,
  OffsetForLeaderEpochResponse,
  DeleteRecordsRequest,
  DeleteRecordsResponse,
} from './messages/records';
import type {
  InitProducerIdRequest,
  InitProducerIdResponse,
  AddPartitionsToTxnRequest,
  AddPartitionsToTxnResponse,
  EndTxnRequest,
  EndTxnResponse,
  WriteTxnMarkersRequest,
  WriteTxnMarkersResponse,
  DescribeProducersRequest,
  DescribeProducersResponse,
  DescribeTransactionsRequest,
  DescribeTransactionsResponse,
  ListTransactionsRequest,
  ListTransactionsResponse,
} from './messages/transactions';
import type {
  FindCoordinatorRequest,
  FindCoordinatorResponse,
  JoinGroupRequest,
  JoinGroupResponse,
  SyncGroupRequest,
  SyncGroupResponse,
  HeartbeatRequest,
  HeartbeatResponse,
  LeaveGroupRequest,
  LeaveGroupResponse,
  ListGroupsRequest,
  ListGroupsResponse,
  DescribeGroupsRequest,
  DescribeGroupsResponse,
  DeleteGroupsRequest,
  DeleteGroupsResponse,
} from './messages/groups';
import type {
  OffsetCommitRequest,
  OffsetCommitResponse,
  OffsetFetchRequest,
  OffsetFetchResponse,
  OffsetDeleteRequest,
  OffsetDeleteResponse,
} from './messages/offsets';
import type {
  DescribeQuorumRequest,
  DescribeQuorumResponse,
  AddRaftVoterRequest,
  AddRaftVoterResponse,
  RemoveRaftVoterRequest,
  RemoveRaftVoterResponse,
  UpdateFeaturesRequest,
  UpdateFeaturesResponse,
  UnregisterBrokerRequest,
  UnregisterBrokerResponse,
} from './messages/quorum';

/** Every request with its response, by Kafka's names. */
export interface Messages {
  Metadata: { readonly request: MetadataRequest; readonly response: MetadataResponse };
  DescribeTopicPartitions: {
    readonly request: DescribeTopicPartitionsRequest;
    readonly response: DescribeTopicPartitionsResponse;
  };
  DescribeCluster: { readonly request: DescribeClusterRequest; readonly response: DescribeClusterResponse };
  ApiVersions: { readonly request: ApiVersionsRequest; readonly response: ApiVersionsResponse };
  CreateTopics: { readonly request: CreateTopicsRequest; readonly response: CreateTopicsResponse };
  CreatePartitions: { readonly request: CreatePartitionsRequest; readonly response: CreatePartitionsResponse };
  DeleteTopics: { readonly request: DeleteTopicsRequest; readonly response: DeleteTopicsResponse };
  ElectLeaders: { readonly request: ElectLeadersRequest; readonly response: ElectLeadersResponse };
  AlterPartitionReassignments: {
    readonly request: AlterPartitionReassignmentsRequest;
    readonly response: AlterPartitionReassignmentsResponse;
  };
  ListPartitionReassignments: {
    readonly request: ListPartitionReassignmentsRequest;
    readonly response: ListPartitionReassignmentsResponse;
  };
  DescribeLogDirs: { readonly request: DescribeLogDirsRequest; readonly response: DescribeLogDirsResponse };
  AlterReplicaLogDirs: { readonly request: AlterReplicaLogDirsRequest; readonly response: AlterReplicaLogDirsResponse };
  DescribeConfigs: { readonly request: DescribeConfigsRequest; readonly response: DescribeConfigsResponse };
  AlterConfigs: { readonly request: AlterConfigsRequest; readonly response: AlterConfigsResponse };
  IncrementalAlterConfigs: {
    readonly request: IncrementalAlterConfigsRequest;
    readonly response: IncrementalAlterConfigsResponse;
  };
  ListConfigResources: { readonly request: ListConfigResourcesRequest; readonly response: ListConfigResourcesResponse };
  DescribeClientQuotas: {
    readonly request: DescribeClientQuotasRequest;
    readonly response: DescribeClientQuotasResponse;
  };
  AlterClientQuotas: { readonly request: AlterClientQuotasRequest; readonly response: AlterClientQuotasResponse };
  Produce: { readonly request: ProduceRequest; readonly response: ProduceResponse };
  Fetch: { readonly request: FetchRequest; readonly response: FetchResponse };
  ListOffsets: { readonly request: ListOffsetsRequest; readonly response: ListOffsetsResponse };
  OffsetForLeaderEpoch: {
    readonly request: OffsetForLeaderEpochRequest;
    readonly response: OffsetForLeaderEpochResponse;
  };
  DeleteRecords: { readonly request: DeleteRecordsRequest; readonly response: DeleteRecordsResponse };
  InitProducerId: { readonly request: InitProducerIdRequest; readonly response: InitProducerIdResponse };
  AddPartitionsToTxn: { readonly request: AddPartitionsToTxnRequest; readonly response: AddPartitionsToTxnResponse };
  EndTxn: { readonly request: EndTxnRequest; readonly response: EndTxnResponse };
  WriteTxnMarkers: { readonly request: WriteTxnMarkersRequest; readonly response: WriteTxnMarkersResponse };
  DescribeProducers: { readonly request: DescribeProducersRequest; readonly response: DescribeProducersResponse };
  DescribeTransactions: {
    readonly request: DescribeTransactionsRequest;
    readonly response: DescribeTransactionsResponse;
  };
  ListTransactions: { readonly request: ListTransactionsRequest; readonly response: ListTransactionsResponse };
  FindCoordinator: { readonly request: FindCoordinatorRequest; readonly response: FindCoordinatorResponse };
  JoinGroup: { readonly request: JoinGroupRequest; readonly response: JoinGroupResponse };
  SyncGroup: { readonly request: SyncGroupRequest; readonly response: SyncGroupResponse };
  Heartbeat: { readonly request: HeartbeatRequest; readonly response: HeartbeatResponse };
  LeaveGroup: { readonly request: LeaveGroupRequest; readonly response: LeaveGroupResponse };
  ListGroups: { readonly request: ListGroupsRequest; readonly response: ListGroupsResponse };
  DescribeGroups: { readonly request: DescribeGroupsRequest; readonly response: DescribeGroupsResponse };
  DeleteGroups: { readonly request: DeleteGroupsRequest; readonly response: DeleteGroupsResponse };
  OffsetCommit: { readonly request: OffsetCommitRequest; readonly response: OffsetCommitResponse };
  OffsetFetch: { readonly request: OffsetFetchRequest; readonly response: OffsetFetchResponse };
  OffsetDelete: { readonly request: OffsetDeleteRequest; readonly response: OffsetDeleteResponse };
  DescribeQuorum: { readonly request: DescribeQuorumRequest; readonly response: DescribeQuorumResponse };
  AddRaftVoter: { readonly request: AddRaftVoterRequest; readonly response: AddRaftVoterResponse };
  RemoveRaftVoter: { readonly request: RemoveRaftVoterRequest; readonly response: RemoveRaftVoterResponse };
  UpdateFeatures: { readonly request: UpdateFeaturesRequest; readonly response: UpdateFeaturesResponse };
  UnregisterBroker: { readonly request: UnregisterBrokerRequest; readonly response: UnregisterBrokerResponse };
}

/** A request's name. */
export type ApiName = keyof Messages;
/** The request of this name. */
export type Request<A extends ApiName> = Messages[A]['request'];
/** The response to the request of this name. */
export type Response<A extends ApiName> = Messages[A]['response'];
