import type { ClusterView } from '../model/turn';
import { alterPartitionReassignmentsHandler } from './handlers/alterPartitionReassignments';
import { alterConfigsHandler, incrementalAlterConfigsHandler } from './handlers/alterConfigs';
import { alterClientQuotasHandler, describeClientQuotasHandler } from './handlers/clientQuotas';
import { apiVersionsHandler } from './handlers/apiVersions';
import { createPartitionsHandler } from './handlers/createPartitions';
import { createTopicsHandler } from './handlers/createTopics';
import { deleteTopicsHandler } from './handlers/deleteTopics';
import { describeConfigsHandler } from './handlers/describeConfigs';
import { describeClusterHandler } from './handlers/describeCluster';
import { describeQuorumHandler } from './handlers/describeQuorum';
import { describeTopicPartitionsHandler } from './handlers/describeTopicPartitions';
import { electLeadersHandler } from './handlers/electLeaders';
import { listConfigResourcesHandler } from './handlers/listConfigResources';
import { listPartitionReassignmentsHandler } from './handlers/listPartitionReassignments';
import { alterReplicaLogDirsHandler, describeLogDirsHandler } from './handlers/logDirs';
import { metadataHandler } from './handlers/metadata';
import { topicMetadataHandler } from './handlers/topicMetadata';
import { produceHandler } from './handlers/produce';
import { fetchHandler } from './handlers/fetch';
import { listOffsetsHandler } from './handlers/listOffsets';
import { offsetForLeaderEpochHandler } from './handlers/offsetForLeaderEpoch';
import { deleteRecordsHandler } from './handlers/deleteRecords';
import { findCoordinatorHandler } from './handlers/findCoordinator';
import { initProducerIdHandler } from './handlers/initProducerId';
import {
  joinGroupHandler,
  leaveGroupHandler,
  offsetCommitHandler,
  offsetFetchHandler,
  listGroupsHandler,
  describeGroupsHandler,
  deleteGroupsHandler,
  offsetDeleteHandler,
} from './handlers/groups';
import { describeFeaturesHandler, updateFeaturesHandler } from './handlers/features';
import { addRaftVoterHandler, removeRaftVoterHandler } from './handlers/quorumMembers';
import { storageInfoHandler } from './handlers/storageInfo';
import { unregisterBrokerHandler } from './handlers/unregisterBroker';
import {
  initTransactionsHandler,
  addPartitionsToTxnHandler,
  endTxnHandler,
  listTransactionsHandler,
  describeTransactionsHandler,
  describeProducersHandler,
  writeTxnMarkersHandler,
} from './handlers/transactions';
import type { Handler } from './handler';
import type { ClusterHost } from './host';
import type { ApiName, Request, Response } from '../protocol/requests';

const handlers: { readonly [A in ApiName]: Handler<A> } = {
  Metadata: metadataHandler,
  DescribeTopicPartitions: describeTopicPartitionsHandler,
  DescribeConfigs: describeConfigsHandler,
  ListConfigResources: listConfigResourcesHandler,
  IncrementalAlterConfigs: incrementalAlterConfigsHandler,
  AlterConfigs: alterConfigsHandler,
  DescribeClientQuotas: describeClientQuotasHandler,
  AlterClientQuotas: alterClientQuotasHandler,
  ListPartitionReassignments: listPartitionReassignmentsHandler,
  DescribeLogDirs: describeLogDirsHandler,
  AlterReplicaLogDirs: alterReplicaLogDirsHandler,
  AlterPartitionReassignments: alterPartitionReassignmentsHandler,
  CreateTopics: createTopicsHandler,
  CreatePartitions: createPartitionsHandler,
  DeleteTopics: deleteTopicsHandler,
  DescribeCluster: describeClusterHandler,
  ApiVersions: apiVersionsHandler,
  StorageInfo: storageInfoHandler,
  DescribeFeatures: describeFeaturesHandler,
  UpdateFeatures: updateFeaturesHandler,
  DescribeQuorum: describeQuorumHandler,
  AddRaftVoter: addRaftVoterHandler,
  RemoveRaftVoter: removeRaftVoterHandler,
  UnregisterBroker: unregisterBrokerHandler,
  ElectLeaders: electLeadersHandler,
  TopicMetadata: topicMetadataHandler,
  Produce: produceHandler,
  Fetch: fetchHandler,
  ListOffsets: listOffsetsHandler,
  OffsetForLeaderEpoch: offsetForLeaderEpochHandler,
  DeleteRecords: deleteRecordsHandler,
  FindCoordinator: findCoordinatorHandler,
  InitProducerId: initProducerIdHandler,
  InitTransactions: initTransactionsHandler,
  AddPartitionsToTxn: addPartitionsToTxnHandler,
  EndTxn: endTxnHandler,
  ListTransactions: listTransactionsHandler,
  DescribeTransactions: describeTransactionsHandler,
  DescribeProducers: describeProducersHandler,
  WriteTxnMarkers: writeTxnMarkersHandler,
  JoinGroup: joinGroupHandler,
  LeaveGroup: leaveGroupHandler,
  OffsetCommit: offsetCommitHandler,
  OffsetFetch: offsetFetchHandler,
  ListGroups: listGroupsHandler,
  DescribeGroups: describeGroupsHandler,
  DeleteGroups: deleteGroupsHandler,
  OffsetDelete: offsetDeleteHandler,
};

/** Answers one request in one transaction. `command` names who asked, for the log. */
export function handle<A extends ApiName>(
  host: ClusterHost,
  name: A,
  request: Request<A>,
  command: string,
): Response<A> {
  const handler: Handler<A> = handlers[name];
  return handler.by === 'controller' || handler.by === 'leader'
    ? host.change({ kind: 'command', text: command }, (turn) => handler.answer(turn, request))
    : host.read((view) => handler.answer(view, request));
}

/** Whether whoever has to answer this can; else the request times out. */
export function canAnswer(view: ClusterView, name: ApiName): boolean {
  switch (handlers[name].by) {
    case 'broker':
    case 'leader':
      return true;
    case 'last-controller':
      return view.controller.answersReads(view);
    case 'controller':
      return view.controller.isAvailable(view);
  }
}
