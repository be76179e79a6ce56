import type { ProfileId } from './profile';

/** One kind of request, and the versions of it that a broker offers. */
export interface ApiVersion {
  readonly name: string;
  readonly key: number;
  /** undefined where the broker does not offer it. */
  readonly range: { readonly min: number; readonly max: number } | undefined;
}

/**
 * What a broker of each profile answers to ApiVersions, in the order in which the tool shows it: name, key, oldest and
 * newest version.
 */
const offered: Readonly<Record<ProfileId, readonly string[]>> = {
  '2.8-zk': [
    'Produce 0 0-9, Fetch 1 0-12, ListOffsets 2 0-6, Metadata 3 0-11, LeaderAndIsr 4 0-5, StopReplica 5 0-3, ' +
      'UpdateMetadata 6 0-7,',
    'ControlledShutdown 7 0-3, OffsetCommit 8 0-8, OffsetFetch 9 0-7, FindCoordinator 10 0-3, JoinGroup 11 0-7, ' +
      'Heartbeat 12 0-4,',
    'LeaveGroup 13 0-4, SyncGroup 14 0-5, DescribeGroups 15 0-5, ListGroups 16 0-4, SaslHandshake 17 0-1, ' +
      'ApiVersions 18 0-3,',
    'CreateTopics 19 0-7, DeleteTopics 20 0-6, DeleteRecords 21 0-2, InitProducerId 22 0-4, OffsetForLeaderEpoch 23 ' +
      '0-4,',
    'AddPartitionsToTxn 24 0-3, AddOffsetsToTxn 25 0-3, EndTxn 26 0-3, WriteTxnMarkers 27 0-1, TxnOffsetCommit 28 ' +
      '0-3, DescribeAcls 29 0-2,',
    'CreateAcls 30 0-2, DeleteAcls 31 0-2, DescribeConfigs 32 0-4, AlterConfigs 33 0-2, AlterReplicaLogDirs 34 0-2, ' +
      'DescribeLogDirs 35 0-2,',
    'SaslAuthenticate 36 0-2, CreatePartitions 37 0-3, CreateDelegationToken 38 0-2, RenewDelegationToken 39 0-2, ' +
      'ExpireDelegationToken 40 0-2,',
    'DescribeDelegationToken 41 0-2, DeleteGroups 42 0-2, ElectLeaders 43 0-2, IncrementalAlterConfigs 44 0-1,',
    'AlterPartitionReassignments 45 0-0, ListPartitionReassignments 46 0-0, OffsetDelete 47 0-0, ' +
      'DescribeClientQuotas 48 0-1,',
    'AlterClientQuotas 49 0-1, DescribeUserScramCredentials 50 0-0, AlterUserScramCredentials 51 0-0, AlterIsr 56 ' +
      '0-0, UpdateFeatures 57 0-0,',
    'DescribeCluster 60 0-0, DescribeProducers 61 0-0',
  ],
  '3.9-zk': [
    'Produce 0 0-11, Fetch 1 0-17, ListOffsets 2 0-9, Metadata 3 0-12, LeaderAndIsr 4 0-7, StopReplica 5 0-4, ' +
      'UpdateMetadata 6 0-8,',
    'ControlledShutdown 7 0-3, OffsetCommit 8 0-9, OffsetFetch 9 0-9, FindCoordinator 10 0-6, JoinGroup 11 0-9, ' +
      'Heartbeat 12 0-4,',
    'LeaveGroup 13 0-5, SyncGroup 14 0-5, DescribeGroups 15 0-5, ListGroups 16 0-5, SaslHandshake 17 0-1, ' +
      'ApiVersions 18 0-4,',
    'CreateTopics 19 0-7, DeleteTopics 20 0-6, DeleteRecords 21 0-2, InitProducerId 22 0-5, OffsetForLeaderEpoch 23 ' +
      '0-4,',
    'AddPartitionsToTxn 24 0-5, AddOffsetsToTxn 25 0-4, EndTxn 26 0-4, WriteTxnMarkers 27 0-1, TxnOffsetCommit 28 ' +
      '0-4, DescribeAcls 29 0-3,',
    'CreateAcls 30 0-3, DeleteAcls 31 0-3, DescribeConfigs 32 0-4, AlterConfigs 33 0-2, AlterReplicaLogDirs 34 0-2, ' +
      'DescribeLogDirs 35 0-4,',
    'SaslAuthenticate 36 0-2, CreatePartitions 37 0-3, CreateDelegationToken 38 0-3, RenewDelegationToken 39 0-2, ' +
      'ExpireDelegationToken 40 0-2,',
    'DescribeDelegationToken 41 0-3, DeleteGroups 42 0-2, ElectLeaders 43 0-2, IncrementalAlterConfigs 44 0-1,',
    'AlterPartitionReassignments 45 0-0, ListPartitionReassignments 46 0-0, OffsetDelete 47 0-0, ' +
      'DescribeClientQuotas 48 0-1,',
    'AlterClientQuotas 49 0-1, DescribeUserScramCredentials 50 0-0, AlterUserScramCredentials 51 0-0, DescribeQuorum ' +
      '55, AlterPartition 56 0-3,',
    'UpdateFeatures 57 0-1, Envelope 58 0-0, DescribeCluster 60 0-1, DescribeProducers 61 0-0, UnregisterBroker 64, ' +
      'DescribeTransactions 65 0-0,',
    'ListTransactions 66 0-1, AllocateProducerIds 67 0-0, ConsumerGroupHeartbeat 68 0-0, ConsumerGroupDescribe 69 0-0,',
    'GetTelemetrySubscriptions 71, PushTelemetry 72, ListClientMetricsResources 74, DescribeTopicPartitions 75, ' +
      'ShareGroupHeartbeat 76,',
    'ShareGroupDescribe 77, ShareFetch 78, ShareAcknowledge 79, AddRaftVoter 80, RemoveRaftVoter 81, ' +
      'InitializeShareGroupState 83,',
    'ReadShareGroupState 84, WriteShareGroupState 85, DeleteShareGroupState 86, ReadShareGroupStateSummary 87',
  ],
  '3.9-kraft': [
    'Produce 0 0-11, Fetch 1 0-17, ListOffsets 2 0-9, Metadata 3 0-12, LeaderAndIsr 4, StopReplica 5, UpdateMetadata ' +
      '6, ControlledShutdown 7,',
    'OffsetCommit 8 0-9, OffsetFetch 9 0-9, FindCoordinator 10 0-6, JoinGroup 11 0-9, Heartbeat 12 0-4, LeaveGroup ' +
      '13 0-5, SyncGroup 14 0-5,',
    'DescribeGroups 15 0-5, ListGroups 16 0-5, SaslHandshake 17 0-1, ApiVersions 18 0-4, CreateTopics 19 0-7, ' +
      'DeleteTopics 20 0-6,',
    'DeleteRecords 21 0-2, InitProducerId 22 0-5, OffsetForLeaderEpoch 23 0-4, AddPartitionsToTxn 24 0-5, ' +
      'AddOffsetsToTxn 25 0-4, EndTxn 26 0-4,',
    'WriteTxnMarkers 27 0-1, TxnOffsetCommit 28 0-4, DescribeAcls 29 0-3, CreateAcls 30 0-3, DeleteAcls 31 0-3, ' +
      'DescribeConfigs 32 0-4,',
    'AlterConfigs 33 0-2, AlterReplicaLogDirs 34 0-2, DescribeLogDirs 35 0-4, SaslAuthenticate 36 0-2, ' +
      'CreatePartitions 37 0-3,',
    'CreateDelegationToken 38 0-3, RenewDelegationToken 39 0-2, ExpireDelegationToken 40 0-2, ' +
      'DescribeDelegationToken 41 0-3,',
    'DeleteGroups 42 0-2, ElectLeaders 43 0-2, IncrementalAlterConfigs 44 0-1, AlterPartitionReassignments 45 0-0,',
    'ListPartitionReassignments 46 0-0, OffsetDelete 47 0-0, DescribeClientQuotas 48 0-1, AlterClientQuotas 49 0-1,',
    'DescribeUserScramCredentials 50 0-0, AlterUserScramCredentials 51 0-0, DescribeQuorum 55 0-2, AlterPartition ' +
      '56, UpdateFeatures 57 0-1,',
    'Envelope 58, DescribeCluster 60 0-1, DescribeProducers 61 0-0, UnregisterBroker 64 0-0, DescribeTransactions 65 ' +
      '0-0,',
    'ListTransactions 66 0-1, AllocateProducerIds 67, ConsumerGroupHeartbeat 68 0-0, ConsumerGroupDescribe 69 0-0, ' +
      'GetTelemetrySubscriptions 71,',
    'PushTelemetry 72, ListClientMetricsResources 74 0-0, DescribeTopicPartitions 75 0-0, ShareGroupHeartbeat 76, ' +
      'ShareGroupDescribe 77,',
    'ShareFetch 78, ShareAcknowledge 79, AddRaftVoter 80 0-0, RemoveRaftVoter 81 0-0, InitializeShareGroupState 83, ' +
      'ReadShareGroupState 84,',
    'WriteShareGroupState 85, DeleteShareGroupState 86, ReadShareGroupStateSummary 87',
  ],
  '4.3-kraft': [
    'Produce 0 0-13, Fetch 1 4-18, ListOffsets 2 1-11, Metadata 3 0-13, OffsetCommit 8 2-10, OffsetFetch 9 1-10, ' +
      'FindCoordinator 10 0-6,',
    'JoinGroup 11 0-9, Heartbeat 12 0-4, LeaveGroup 13 0-5, SyncGroup 14 0-5, DescribeGroups 15 0-6, ListGroups 16 ' +
      '0-5, SaslHandshake 17 0-1,',
    'ApiVersions 18 0-4, CreateTopics 19 2-7, DeleteTopics 20 1-6, DeleteRecords 21 0-2, InitProducerId 22 0-5, ' +
      'OffsetForLeaderEpoch 23 2-4,',
    'AddPartitionsToTxn 24 0-5, AddOffsetsToTxn 25 0-4, EndTxn 26 0-5, WriteTxnMarkers 27 1-2, TxnOffsetCommit 28 ' +
      '0-5, DescribeAcls 29 1-3,',
    'CreateAcls 30 1-3, DeleteAcls 31 1-3, DescribeConfigs 32 1-4, AlterConfigs 33 0-2, AlterReplicaLogDirs 34 1-2, ' +
      'DescribeLogDirs 35 1-5,',
    'SaslAuthenticate 36 0-2, CreatePartitions 37 0-3, CreateDelegationToken 38 1-3, RenewDelegationToken 39 1-2, ' +
      'ExpireDelegationToken 40 1-2,',
    'DescribeDelegationToken 41 1-3, DeleteGroups 42 0-2, ElectLeaders 43 0-2, IncrementalAlterConfigs 44 0-1,',
    'AlterPartitionReassignments 45 0-1, ListPartitionReassignments 46 0-0, OffsetDelete 47 0-0, ' +
      'DescribeClientQuotas 48 0-1,',
    'AlterClientQuotas 49 0-1, DescribeUserScramCredentials 50 0-0, AlterUserScramCredentials 51 0-0, DescribeQuorum ' +
      '55 0-2,',
    'UpdateFeatures 57 0-2, DescribeCluster 60 0-2, DescribeProducers 61 0-0, UnregisterBroker 64 0-0, ' +
      'DescribeTransactions 65 0-0,',
    'ListTransactions 66 0-2, ConsumerGroupHeartbeat 68 0-1, ConsumerGroupDescribe 69 0-1, GetTelemetrySubscriptions ' +
      '71, PushTelemetry 72,',
    'ListConfigResources 74 0-1, DescribeTopicPartitions 75 0-0, ShareGroupHeartbeat 76 1-1, ShareGroupDescribe 77 ' +
      '1-1, ShareFetch 78 1-2,',
    'ShareAcknowledge 79 1-2, AddRaftVoter 80 0-1, RemoveRaftVoter 81 0-0, InitializeShareGroupState 83 0-0, ' +
      'ReadShareGroupState 84 0-0,',
    'WriteShareGroupState 85 0-1, DeleteShareGroupState 86 0-0, ReadShareGroupStateSummary 87 0-1, ' +
      'StreamsGroupHeartbeat 88 0-0,',
    'StreamsGroupDescribe 89 0-0, DescribeShareGroupOffsets 90 0-1, AlterShareGroupOffsets 91 0-0, ' +
      'DeleteShareGroupOffsets 92 0-0',
  ],
};

/** The requests that a broker of this profile takes. */
export function apiVersions(profile: ProfileId): readonly ApiVersion[] {
  const texts = offered[profile].flatMap((line) => line.split(', ').map((text) => text.replace(/,$/, '')));
  return texts.map((text) => {
    const [name = '', key, versions] = text.split(' ');
    const [min, max] = (versions ?? '').split('-').map(Number);
    return { name, key: Number(key), range: versions === undefined ? undefined : { min: min!, max: max! } };
  });
}
