import type { ApiName } from '../protocol/messages';
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
import { listConfigResourcesHandler } from './handlers/listConfigResources';
import { listPartitionReassignmentsHandler } from './handlers/listPartitionReassignments';
import { describeLogDirsHandler, alterReplicaLogDirsHandler } from './handlers/logDirs';
import { metadataHandler, creatingMetadataHandler } from './handlers/metadata';
import { addRaftVoterHandler, removeRaftVoterHandler } from './handlers/quorumMembers';
import { unregisterBrokerHandler } from './handlers/unregisterBroker';
import { updateFeaturesHandler } from './handlers/updateFeatures';

/** Who answers each request; Metadata is a write where it may make a topic. */
export const handlers: { readonly [A in ApiName]?: Handler<A> } = {
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
};
