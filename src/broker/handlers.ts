import type { ApiName, Request } from '../protocol/messages';
import type { Handler } from './handler';
import { alterConfigsHandler, incrementalAlterConfigsHandler } from './handlers/alterConfigs';
import { alterPartitionReassignmentsHandler } from './handlers/alterPartitionReassignments';
import { apiVersionsHandler } from './handlers/apiVersions';
import { describeClientQuotasHandler, alterClientQuotasHandler } from './handlers/clientQuotas';
import { createPartitionsHandler } from './handlers/createPartitions';
import { createTopicsHandler } from './handlers/createTopics';
import { deleteTopicsHandler } from './handlers/deleteTopics';
import { describeClusterHandler } from './handlers/describeCluster';
import { describeConfigsHandler } from './handlers/describeConfigs';
import { describeQuorumHandler } from './handlers/describeQuorum';
import { describeTopicPartitionsHandler } from './handlers/describeTopicPartitions';
import { electLeadersHandler } from './handlers/electLeaders';
import { deleteGroupsHandler, describeGroupsHandler, listGroupsHandler } from './handlers/groupAdmin';
import { listConfigResourcesHandler } from './handlers/listConfigResources';
import { listPartitionReassignmentsHandler } from './handlers/listPartitionReassignments';
import { describeLogDirsHandler, alterReplicaLogDirsHandler } from './handlers/logDirs';
import { metadataHandler, creatingMetadataHandler } from './handlers/metadata';
import { addRaftVoterHandler, removeRaftVoterHandler } from './handlers/quorumMembers';
import { unregisterBrokerHandler } from './handlers/unregisterBroker';
import { updateFeaturesHandler } from './handlers/updateFeatures';
import { deleteRecordsHandler } from './handlers/deleteRecords';
import { fetchHandler } from './handlers/fetch';
import { findCoordinatorHandler } from './handlers/findCoordinator';
import { joinGroupHandler, syncGroupHandler, heartbeatHandler, leaveGroupHandler } from './handlers/groups';
import { initProducerIdHandler } from './handlers/initProducerId';
import { listOffsetsHandler } from './handlers/listOffsets';
import { offsetForLeaderEpochHandler } from './handlers/offsetForLeaderEpoch';
import { offsetCommitHandler, offsetFetchHandler, offsetDeleteHandler } from './handlers/offsets';
import { produceHandler } from './handlers/produce';
import { describeProducersHandler, writeTxnMarkersHandler } from './handlers/producers';
import {
  addPartitionsToTxnHandler,
  endTxnHandler,
  listTransactionsHandler,
  describeTransactionsHandler,
} from './handlers/transactions';

const handlers: { readonly [A in ApiName]: Handler<A> } = {
  Metadata: metadataHandler,
  DescribeTopicPartitions: describeTopicPartitionsHandler,
  DescribeCluster: describeClusterHandler,
  ApiVersions: apiVersionsHandler,
  CreateTopics: createTopicsHandler,
  CreatePartitions: createPartitionsHandler,
  DeleteTopics: deleteTopicsHandler,
  ElectLeaders: electLeadersHandler,
  AlterPartitionReassignments: alterPartitionReassignmentsHandler,
  ListPartitionReassignments: listPartitionReassignmentsHandler,
  DescribeLogDirs: describeLogDirsHandler,
  AlterReplicaLogDirs: alterReplicaLogDirsHandler,
  DescribeConfigs: describeConfigsHandler,
  AlterConfigs: alterConfigsHandler,
  IncrementalAlterConfigs: incrementalAlterConfigsHandler,
  ListConfigResources: listConfigResourcesHandler,
  DescribeClientQuotas: describeClientQuotasHandler,
  AlterClientQuotas: alterClientQuotasHandler,
  DescribeQuorum: describeQuorumHandler,
  AddRaftVoter: addRaftVoterHandler,
  RemoveRaftVoter: removeRaftVoterHandler,
  UpdateFeatures: updateFeaturesHandler,
  UnregisterBroker: unregisterBrokerHandler,
  Produce: produceHandler,
  Fetch: fetchHandler,
  ListOffsets: listOffsetsHandler,
  OffsetForLeaderEpoch: offsetForLeaderEpochHandler,
  DeleteRecords: deleteRecordsHandler,
  FindCoordinator: findCoordinatorHandler,
  InitProducerId: initProducerIdHandler,
  AddPartitionsToTxn: addPartitionsToTxnHandler,
  EndTxn: endTxnHandler,
  ListTransactions: listTransactionsHandler,
  DescribeTransactions: describeTransactionsHandler,
  DescribeProducers: describeProducersHandler,
  WriteTxnMarkers: writeTxnMarkersHandler,
  JoinGroup: joinGroupHandler,
  SyncGroup: syncGroupHandler,
  Heartbeat: heartbeatHandler,
  LeaveGroup: leaveGroupHandler,
  ListGroups: listGroupsHandler,
  DescribeGroups: describeGroupsHandler,
  DeleteGroups: deleteGroupsHandler,
  OffsetCommit: offsetCommitHandler,
  OffsetFetch: offsetFetchHandler,
  OffsetDelete: offsetDeleteHandler,
};

/** Who answers a request; Metadata is a write where it may make a topic. */
export function handlerOf<A extends ApiName>(apiKey: A, request: Request<A>): Handler<A> {
  return apiKey === 'Metadata' && mayCreate(request as Request<'Metadata'>)
    ? (creatingMetadataHandler as unknown as Handler<A>)
    : handlers[apiKey];
}

function mayCreate({ topics, allowAutoTopicCreation = true }: Request<'Metadata'>): boolean {
  return allowAutoTopicCreation && topics !== null && topics.length > 0;
}
