import type { Uuid } from '../../protocol/fields';
import type { DescribeQuorumPartitionData, Listener } from '../../protocol/messages/quorum';
import { type AdminClient, throwFailure } from '../adminClient';

/**
 * The metadata log as its leader sees it, with the voters' listeners by node
 * (org.apache.kafka.clients.admin.QuorumInfo).
 */
export interface QuorumInfo extends DescribeQuorumPartitionData {
  readonly listeners: ReadonlyMap<number, readonly Listener[]>;
}

const metadataPartition = { topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] };

/** Admin.describeMetadataQuorum. @throws CallFailed */
export function describeMetadataQuorum(admin: AdminClient): QuorumInfo {
  const answer = admin.call('describeMetadataQuorum', 'DescribeQuorum', { topics: [metadataPartition] });
  throwFailure(answer);
  const partition = answer.topics[0]!.partitions[0]!;
  throwFailure(partition);
  return { ...partition, listeners: new Map(answer.nodes.map(({ nodeId, listeners }) => [nodeId, listeners])) };
}

/** Admin.addRaftVoter. @throws CallFailed */
export function addRaftVoter(
  admin: AdminClient,
  voterId: number,
  voterDirectoryId: Uuid,
  listeners: readonly Listener[],
): void {
  const request = { clusterId: null, timeoutMs: admin.timeoutMs, voterId, voterDirectoryId, listeners };
  throwFailure(admin.call('addRaftVoter', 'AddRaftVoter', request));
}

/** Admin.removeRaftVoter. @throws CallFailed */
export function removeRaftVoter(admin: AdminClient, voterId: number, voterDirectoryId: Uuid): void {
  throwFailure(admin.call('removeRaftVoter', 'RemoveRaftVoter', { clusterId: null, voterId, voterDirectoryId }));
}
