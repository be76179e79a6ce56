import { BinaryReader, BinaryWriter, BufferUnderflow } from '../protocol/binary';

/** A group's committed offset of one partition. */
export interface CommittedOffset {
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly metadata: string;
  readonly commitTimestampMs: number;
  /** The topic's id, where the release writes it; null where it does not. */
  readonly topicId: string | null;
}

/** A consumer of a group. */
export interface GroupMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  /** ms */
  readonly sessionTimeoutMs: number;
  /** ms */
  readonly rebalanceTimeoutMs: number;
  /** ConsumerProtocolSubscription, as the member sent it with the protocol that was chosen. */
  readonly subscription: Uint8Array;
  /** ConsumerProtocolAssignment, as the leader sent it. */
  readonly assignment: Uint8Array;
}

/** A group as its coordinator's log has it. */
export interface GroupMetadata {
  readonly protocolType: string;
  readonly generation: number;
  /** Assignor's name; null while the group is empty. */
  readonly protocol: string | null;
  readonly leader: string | null;
  readonly stateTimestampMs: number;
  readonly members: readonly GroupMember[];
}

/** A record of __consumer_offsets; a value of null is a tombstone. */
export type GroupRecord =
  | {
      readonly kind: 'offset';
      readonly group: string;
      readonly topic: string;
      readonly partition: number;
      readonly value: CommittedOffset | null;
    }
  | { readonly kind: 'group'; readonly group: string; readonly value: GroupMetadata | null };

const offsetKeyVersion = 1;
const groupKeyVersion = 2;
const valueVersion = 3;
/** Version of offsets with their topics' ids: a flexible one, and the id is its first tagged field. */
const taggedVersion = 4;

/** Keys and values as OffsetCommitKey/Value and GroupMetadataKey/Value have them. */
export function encodeGroupRecord(record: GroupRecord): {
  readonly key: Uint8Array;
  readonly value: Uint8Array | null;
} {
  if (record.kind === 'offset') {
    const key = new BinaryWriter()
      .int16(offsetKeyVersion)
      .text(record.group)
      .text(record.topic)
      .int32(record.partition)
      .done();
    const { value } = record;
    return { key, value: value && encodeOffset(value) };
  }
  return {
    key: new BinaryWriter().int16(groupKeyVersion).text(record.group).done(),
    value: record.value && encodeGroup(record.value),
  };
}

function encodeOffset({ offset, leaderEpoch, metadata, commitTimestampMs, topicId }: CommittedOffset): Uint8Array {
  const writer = new BinaryWriter();
  if (topicId === null) writer.int16(valueVersion).int64(offset).int32(leaderEpoch).text(metadata);
  else writer.int16(taggedVersion).int64(offset).int32(leaderEpoch).compactText(metadata);
  writer.int64(commitTimestampMs);
  if (topicId === null) return writer.done();
  const id = Buffer.from(topicId, 'base64url');
  return writer.unsignedVarint(1).unsignedVarint(0).unsignedVarint(id.length).raw(id).done();
}

function encodeGroup(group: GroupMetadata): Uint8Array {
  const writer = new BinaryWriter()
    .int16(valueVersion)
    .text(group.protocolType)
    .int32(group.generation)
    .text(group.protocol)
    .text(group.leader)
    .int64(group.stateTimestampMs)
    .int32(group.members.length);
  for (const member of group.members) {
    writer
      .text(member.memberId)
      .text(member.groupInstanceId)
      .text(member.clientId)
      .text(member.clientHost)
      .int32(member.rebalanceTimeoutMs)
      .int32(member.sessionTimeoutMs)
      .bytes(member.subscription)
      .bytes(member.assignment);
  }
  return writer.done();
}

/**
 * What a record of __consumer_offsets says; undefined where it is none of a coordinator's: a key of another version, or
 * bytes that end too early. A coordinator passes over it (GroupMetadataManager, "Unknown message key with version").
 */
export function decodeGroupRecord(key: Uint8Array, value: Uint8Array | null): GroupRecord | undefined {
  try {
    return decodeKnown(key, value);
  } catch (error) {
    if (error instanceof BufferUnderflow) return undefined;
    throw error;
  }
}

function decodeKnown(key: Uint8Array, value: Uint8Array | null): GroupRecord | undefined {
  const reader = new BinaryReader(key);
  const version = reader.int16();
  const group = version >= 0 && version <= groupKeyVersion ? reader.text() : null;
  if (group === null) return undefined;
  if (version === groupKeyVersion) return { kind: 'group', group, value: value && decodeGroup(value) };
  const [topic, partition] = [reader.text() ?? '', reader.int32()];
  return { kind: 'offset', group, topic, partition, value: value && decodeOffset(value) };
}

function decodeOffset(value: Uint8Array): CommittedOffset {
  const reader = new BinaryReader(value);
  const version = reader.int16();
  if (version !== valueVersion && version !== taggedVersion) throw new BufferUnderflow();
  const isTagged = version === taggedVersion;
  return {
    offset: reader.int64(),
    leaderEpoch: reader.int32(),
    metadata: isTagged ? reader.compactText() : (reader.text() ?? ''),
    commitTimestampMs: reader.int64(),
    topicId: isTagged ? readTopicId(reader) : null,
  };
}

/** The tagged fields, of which the first is the topic's id. */
function readTopicId(reader: BinaryReader): string | null {
  if (reader.unsignedVarint() === 0 || reader.unsignedVarint() !== 0) return null;
  return Buffer.from(reader.take(reader.unsignedVarint())).toString('base64url');
}

function decodeGroup(value: Uint8Array): GroupMetadata {
  const reader = valueReader(value);
  return {
    protocolType: reader.text() ?? '',
    generation: reader.int32(),
    protocol: reader.text(),
    leader: reader.text(),
    stateTimestampMs: reader.int64(),
    members: reader.array(decodeMember),
  };
}

/** Behind a value's version, which is the one that coordinators write here. */
function valueReader(value: Uint8Array): BinaryReader {
  const reader = new BinaryReader(value);
  if (reader.int16() !== valueVersion) throw new BufferUnderflow();
  return reader;
}

function decodeMember(reader: BinaryReader): GroupMember {
  const memberId = reader.text() ?? '';
  const groupInstanceId = reader.text();
  const clientId = reader.text() ?? '';
  const clientHost = reader.text() ?? '';
  const rebalanceTimeoutMs = reader.int32();
  const sessionTimeoutMs = reader.int32();
  const subscription = reader.bytes();
  const assignment = reader.bytes();
  return {
    memberId,
    groupInstanceId,
    clientId,
    clientHost,
    sessionTimeoutMs,
    rebalanceTimeoutMs,
    subscription,
    assignment,
  };
}
