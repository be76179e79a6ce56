import type { CommittedOffset, GroupMetadata, GroupRecord } from '../coordinators/groupRecords';
import { javaStringHash } from '../jvm/hashOrder';
import { scalaMutableOrder } from '../jvm/scalaOrder';
import { BufferUnderflow } from '../protocol/binary';
import { decodeAssignment, decodeSubscription, type TopicPartition } from '../protocol/consumerProtocol';
import { perTopic } from '../protocol/perTopic';

/** What members and leaders sent: as base64 of its bytes, or read. */
export type MemberBytes = 'base64' | 'decoded';

/** The key's data of a record of __consumer_offsets, as the generated classes' JSON has it, with the key's version. */
export function groupKey(record: GroupRecord): { readonly version: number; readonly data: object } {
  if (record.kind === 'group') return { version: 2, data: { group: record.group } };
  const { group, topic, partition } = record;
  return { version: 1, data: { group, topic, partition } };
}

/** The value's data with its version; null for a tombstone. */
export function groupValue(
  record: GroupRecord,
  bytes: MemberBytes,
): { readonly version: number; readonly data: object } | null {
  if (record.value === null) return null;
  if (record.kind === 'group') return { version: 3, data: groupData(record.value, bytes) };
  return { version: record.value.topicId === null ? 3 : 4, data: offsetData(record.value) };
}

function offsetData({ offset, leaderEpoch, metadata, commitTimestampMs, topicId }: CommittedOffset): object {
  return {
    offset,
    leaderEpoch,
    metadata,
    commitTimestamp: commitTimestampMs,
    ...(topicId === null ? {} : { topicId }),
  };
}

function groupData(group: GroupMetadata, bytes: MemberBytes): object {
  const { protocolType, generation, protocol, leader, stateTimestampMs, members } = group;
  return {
    protocolType,
    generation,
    protocol,
    leader,
    currentStateTimestamp: stateTimestampMs,
    members: members.map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      rebalanceTimeout: member.rebalanceTimeoutMs,
      sessionTimeout: member.sessionTimeoutMs,
      subscription: shown(member.subscription, bytes, subscriptionData),
      assignment: shown(member.assignment, bytes, assignmentData),
    })),
  };
}

/** Bytes that can't be read stay base64. */
function shown(value: Uint8Array, bytes: MemberBytes, read: (value: Uint8Array) => object): object | string {
  const base64 = () => Buffer.from(value).toString('base64');
  if (bytes === 'base64') return base64();
  try {
    return read(value);
  } catch (error) {
    if (error instanceof BufferUnderflow) return base64();
    throw error;
  }
}

function subscriptionData(bytes: Uint8Array): object {
  const { topics, userData, ownedPartitions, generation } = decodeSubscription(bytes);
  return {
    topics,
    userData: userData && Buffer.from(userData).toString('base64'),
    ownedPartitions: byTopic(ownedPartitions),
    generationId: generation ?? -1,
    rackId: null,
  };
}

function assignmentData(bytes: Uint8Array): object {
  return { assignedPartitions: byTopic(decodeAssignment(bytes)), userData: null };
}

function byTopic(partitions: readonly TopicPartition[]): readonly object[] {
  return perTopic(partitions, ({ partition }) => partition).map(([topic, numbers]) => ({ topic, partitions: numbers }));
}

/** A group's record as kafka-dump-log of 2.8 says it: who has what (GroupMetadataManager.formatRecordKeyAndValue). */
export function earlyGroupText({ protocolType, protocol, generation, members }: GroupMetadata): string {
  const given = members.map(({ memberId, assignment: bytes }) => {
    const partitions = decodeAssignment(bytes).map(({ topic, partition }) => `${topic}-${partition}`);
    return `${memberId}=[${partitions.join(', ')}]`;
  });
  return JSON.stringify({ protocolType, protocol, generationId: generation, assignment: `{${given.join(', ')}}` });
}

/** A group as 2.8's GroupMetadataMessageFormatter says it: Scala's own text of the coordinator's objects. */
export function scalaGroupText(group: string, value: GroupMetadata | null): string {
  if (!value) return `${group}::NULL`;
  const option = (text: string | null) => (text === null ? 'None' : `Some(${text})`);
  const members = scalaMutableOrder(value.members, ({ memberId }) => javaStringHash(memberId)).map(
    ({ memberId, groupInstanceId, clientId, clientHost, sessionTimeoutMs, rebalanceTimeoutMs }) =>
      `${memberId} -> MemberMetadata(memberId=${memberId}, groupInstanceId=${option(groupInstanceId)}, ` +
      `clientId=${clientId}, clientHost=${clientHost}, sessionTimeoutMs=${sessionTimeoutMs}, ` +
      `rebalanceTimeoutMs=${rebalanceTimeoutMs}, supportedProtocols=List(${value.protocol ?? ''}), )`,
  );
  return (
    `${group}::GroupMetadata(groupId=${group}, generation=${value.generation}, ` +
    `protocolType=${option(value.protocolType)}, currentState=${members.length > 0 ? 'Stable' : 'Empty'}, ` +
    `members=HashMap(${members.join(', ')}))`
  );
}
