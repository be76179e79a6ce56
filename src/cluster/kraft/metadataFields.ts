import type { ClusterRecord, RecordReaders } from '../../model/records';

type Field = string | number | boolean | null | readonly number[];

/** A record's fields by the names of Kafka's metadata schemas. */
export type MetadataFields = Readonly<Record<string, Field>>;

function asItIs({ type: _, ...fields }: ClusterRecord): MetadataFields {
  return fields as MetadataFields;
}

/**
 * The fields of the records that a real quorum writes to __cluster_metadata. Nothing: the rest of this log is about
 * processes, data and the simulation itself.
 */
export const metadataFields: RecordReaders<[], MetadataFields> = {
  RegisterNodeRecord: 'nothing',
  UnregisterNodeRecord: 'nothing',
  NodeProcessRecord: 'nothing',
  RegisterBrokerRecord: asItIs,
  UnregisterBrokerRecord: asItIs,
  BrokerRegistrationChangeRecord: (record) => {
    const { brokerId, fenced, inControlledShutdown } = record;
    // 1 fences, -1 unfences, 0 leaves it.
    return {
      brokerId,
      fenced: inControlledShutdown ? 0 : fenced ? 1 : -1,
      inControlledShutdown: Number(inControlledShutdown ?? 0),
    };
  },
  BrokerCatchUpRecord: 'nothing',
  ThrottledFetchRecord: 'nothing',
  ControllerChangeRecord: 'nothing',
  RegisterControllerRecord: asItIs,
  ClearElrRecord: asItIs,
  FeatureLevelRecord: asItIs,
  LeaderImbalanceRecord: 'nothing',
  TopicRecord: (record) => {
    return { name: record.name, topicId: record.topicId };
  },
  TopicDeletionRecord: 'nothing',
  RemoveTopicRecord: (record) => {
    return { topicId: record.topicId };
  },
  PartitionRecord: (record) => {
    const { partitionId, topicId, replicas, isr, leader, leaderEpoch, partitionEpoch } = record;
    return {
      partitionId,
      topicId,
      replicas,
      isr,
      removingReplicas: [],
      addingReplicas: [],
      leader,
      leaderEpoch,
      partitionEpoch,
    };
  },
  PartitionChangeRecord: (record) => {
    const {
      partitionId,
      topicId,
      isr,
      leader,
      replicas,
      removingReplicas,
      addingReplicas,
      elr,
      lastKnownElr,
      recovering,
    } = record;
    return {
      partitionId,
      topicId,
      ...(isr && { isr }),
      ...(leader !== undefined && { leader }),
      ...(replicas && { replicas }),
      ...(removingReplicas && { removingReplicas }),
      ...(addingReplicas && { addingReplicas }),
      ...(recovering !== undefined && { leaderRecoveryState: Number(recovering) }),
      ...(elr && { eligibleLeaderReplicas: elr }),
      ...(lastKnownElr && { lastKnownElr }),
    };
  },
  ConfigRecord: (record) => {
    return {
      resourceType: record.resourceType.toUpperCase().replaceAll('-', '_'),
      resourceName: record.resourceName,
      name: record.name,
      value: record.value,
    };
  },
  AppendRecord: 'nothing',
  AcknowledgeRecord: 'nothing',
  ReplicaLogsRecord: 'nothing',
  TransactionStateRecord: 'nothing',
  GroupRebalanceRecord: 'nothing',
  GroupHeartbeatRecord: 'nothing',
  LogDirsLostRecord: 'nothing',
  FaultRecord: 'nothing',
  ProducerIdsRecord: asItIs,
  ZnodeRecord: 'nothing',
  NodeConfigRecord: 'nothing',
  MigrationRecord: 'nothing',
  ControllerFencedRecord: 'nothing',
  ClientQuotaRecord: (record) => {
    return {
      entity: JSON.stringify(record.entity),
      key: record.key,
      value: record.value ?? 0,
      remove: record.value === null,
    };
  },
};
