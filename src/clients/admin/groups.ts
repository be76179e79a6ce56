import { decodeAssignment } from '../../protocol/consumerProtocol';
import { failure, type Failure } from '../../protocol/errors';
import type { DescribedGroup } from '../../protocol/messages/groups';
import { perTopic } from '../../protocol/perTopic';
import type { AdminClient } from '../adminClient';
import { findCoordinator } from './coordinators';
import type { TopicPartition } from './leaders';
import { describeNodes } from './topics';

/** A group as a listing has it (org.apache.kafka.clients.admin.GroupListing). */
export interface GroupListing {
  readonly group: string;
  readonly state: string;
  readonly type: string;
}

/** A member of a group (org.apache.kafka.clients.admin.MemberDescription). */
export interface MemberDescription {
  readonly memberId: string;
  readonly clientId: string;
  readonly clientHost: string;
  readonly assignment: readonly TopicPartition[];
}

/** A group with its members (org.apache.kafka.clients.admin.ConsumerGroupDescription). */
export interface GroupDescription {
  readonly group: string;
  readonly state: string;
  /** Broker id. */
  readonly coordinator: number;
  readonly assignor: string;
  readonly members: readonly MemberDescription[];
}

/** An offset that a group has committed. */
export interface CommittedOffset extends TopicPartition {
  readonly offset: number;
  /** -1 where it is not known. */
  readonly leaderEpoch: number;
}

/** Admin.listConsumerGroups: every broker is asked for the groups that it coordinates. @throws CallFailed */
export function listGroups(admin: AdminClient): readonly GroupListing[] {
  return describeNodes(admin).flatMap(({ nodeId }) =>
    admin.serves(nodeId)
      ? admin
          .call('listConsumerGroups', 'ListGroups', { statesFilter: [], typesFilter: [] }, { nodeId })
          .groups.map(({ groupId, groupState = '', groupType = 'classic' }) => ({
            group: groupId,
            state: groupState,
            type: groupType,
          }))
      : [],
  );
}

/** Admin.describeConsumerGroups of one group, from its coordinator; or why it can't be. @throws CallFailed */
export function describeGroup(admin: AdminClient, group: string): GroupDescription | Failure {
  const coordinator = findCoordinator(admin, 'group', group);
  if (coordinator.errorCode !== 'NONE') return failure(coordinator.errorCode);
  const { nodeId } = coordinator;
  const request = { groups: [group], includeAuthorizedOperations: false };
  const [described] = admin.call('describeConsumerGroups', 'DescribeGroups', request, { nodeId }).groups;
  return described ? descriptionOf(described, nodeId) : failure('UNKNOWN_SERVER_ERROR');
}

function descriptionOf(described: DescribedGroup, coordinator: number): GroupDescription {
  return {
    group: described.groupId,
    state: described.groupState,
    coordinator,
    assignor: described.protocolData,
    members: described.members.map(({ memberId, clientId, clientHost, memberAssignment }) => ({
      memberId,
      clientId,
      clientHost,
      assignment: decodeAssignment(memberAssignment),
    })),
  };
}

/** Admin.listConsumerGroupOffsets: all that a group has committed; or why it can't be told. @throws CallFailed */
export function listGroupOffsets(admin: AdminClient, group: string): readonly CommittedOffset[] | Failure {
  const coordinator = findCoordinator(admin, 'group', group);
  if (coordinator.errorCode !== 'NONE') return failure(coordinator.errorCode);
  const { nodeId } = coordinator;
  const request = { groups: [{ groupId: group, topics: null }] };
  const [answer] = admin.call('listConsumerGroupOffsets', 'OffsetFetch', request, { nodeId }).groups;
  if (!answer || (answer.errorCode ?? 'NONE') !== 'NONE') return failure(answer?.errorCode ?? 'UNKNOWN_SERVER_ERROR');
  return answer.topics.flatMap(({ name = '', partitions }) =>
    partitions.map(({ partitionIndex, committedOffset, committedLeaderEpoch = -1 }) => ({
      topic: name,
      partition: partitionIndex,
      offset: committedOffset,
      leaderEpoch: committedLeaderEpoch,
    })),
  );
}

/**
 * Admin.alterConsumerGroupOffsets, from outside the group. The first partition that failed speaks for all.
 * @throws CallFailed
 */
export function alterGroupOffsets(
  admin: AdminClient,
  group: string,
  offsets: readonly (TopicPartition & { readonly offset: number })[],
): Failure {
  const coordinator = findCoordinator(admin, 'group', group);
  if (coordinator.errorCode !== 'NONE') return failure(coordinator.errorCode);
  const topics = perTopic(offsets, ({ partition, offset }) => ({
    partitionIndex: partition,
    committedOffset: offset,
    committedMetadata: '',
  })).map(([name, partitions]) => ({ name, partitions }));
  const { nodeId } = coordinator;
  const answer = admin.call('alterConsumerGroupOffsets', 'OffsetCommit', { groupId: group, topics }, { nodeId });
  const codes = answer.topics.flatMap(({ partitions }) => partitions.map(({ errorCode }) => errorCode));
  return failure(codes.find((code) => code !== 'NONE') ?? 'NONE');
}

/** Admin.deleteConsumerGroups of one group. @throws CallFailed */
export function deleteGroup(admin: AdminClient, group: string): Failure {
  const coordinator = findCoordinator(admin, 'group', group);
  if (coordinator.errorCode !== 'NONE') return failure(coordinator.errorCode);
  const { nodeId } = coordinator;
  const [answer] = admin.call('deleteConsumerGroups', 'DeleteGroups', { groupsNames: [group] }, { nodeId }).results;
  return failure(answer?.errorCode ?? 'UNKNOWN_SERVER_ERROR');
}

/**
 * Admin.deleteConsumerGroupOffsets: an answer for each partition, in their order; or why there is none.
 * @throws CallFailed
 */
export function deleteGroupOffsets(
  admin: AdminClient,
  group: string,
  partitions: readonly TopicPartition[],
): readonly Failure[] | Failure {
  const coordinator = findCoordinator(admin, 'group', group);
  if (coordinator.errorCode !== 'NONE') return failure(coordinator.errorCode);
  const topics = perTopic(partitions, ({ partition }) => ({ partitionIndex: partition })).map(([name, asked]) => ({
    name,
    partitions: asked,
  }));
  const { nodeId } = coordinator;
  const answer = admin.call('deleteConsumerGroupOffsets', 'OffsetDelete', { groupId: group, topics }, { nodeId });
  if (answer.errorCode !== 'NONE') return failure(answer.errorCode);
  const codes = new Map(
    answer.topics.flatMap(({ name, partitions: results }) =>
      results.map(({ partitionIndex, errorCode }) => [`${name}-${partitionIndex}`, errorCode] as const),
    ),
  );
  return partitions.map(({ topic, partition }) => failure(codes.get(`${topic}-${partition}`) ?? 'NONE'));
}
