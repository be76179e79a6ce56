import { BinaryReader, BinaryWriter } from '../log/binary';
import type { PartitionName } from '../model/cluster';

/** A group's committed offset of one partition. */
export interface CommittedOffset {
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly metadata: string;
  readonly commitTimestampMs: number;
}

/** A consumer of a group. */
export interface GroupMember {
  readonly memberId: string;
  readonly clientId: string;
  readonly clientHost: string;
  /** What it subscribed to. */
  readonly topics: readonly string[];
  readonly assignment: readonly PartitionName[];
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
const rebalanceTimeoutMs = 300_000;
const sessionTimeoutMs = 45_000;

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
    return {
      key,
      value:
        value &&
        new BinaryWriter()
          .int16(valueVersion)
          .int64(value.offset)
          .int32(value.leaderEpoch)
          .text(value.metadata)
          .int64(value.commitTimestampMs)
          .done(),
    };
  }
  return {
    key: new BinaryWriter().int16(groupKeyVersion).text(record.group).done(),
    value: record.value && encodeGroup(record.value),
  };
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
      .text(null)
      .text(member.clientId)
      .text(member.clientHost)
      .int32(rebalanceTimeoutMs)
      .int32(sessionTimeoutMs);
    const subscription = new BinaryWriter().int16(0).int32(member.topics.length);
    for (const topic of member.topics) subscription.text(topic);
    writer.bytes(subscription.int32(-1).done());
    const byTopic = new Map<string, number[]>();
    for (const { topic, partition } of member.assignment)
      byTopic.set(topic, [...(byTopic.get(topic) ?? []), partition]);
    const assignment = new BinaryWriter().int16(0).int32(byTopic.size);
    for (const [topic, partitions] of byTopic) {
      assignment.text(topic).int32(partitions.length);
      for (const partition of partitions) assignment.int32(partition);
    }
    writer.bytes(assignment.int32(-1).done());
  }
  return writer.done();
}

/** What a record of __consumer_offsets says. */
export function decodeGroupRecord(key: Uint8Array, value: Uint8Array | null): GroupRecord {
  const reader = new BinaryReader(key);
  if (reader.int16() === groupKeyVersion)
    return { kind: 'group', group: reader.text() ?? '', value: value && decodeGroup(value) };
  return {
    kind: 'offset',
    group: reader.text() ?? '',
    topic: reader.text() ?? '',
    partition: reader.int32(),
    value: value && decodeOffset(value),
  };
}

function decodeOffset(value: Uint8Array): CommittedOffset {
  const reader = new BinaryReader(value);
  reader.int16();
  return {
    offset: reader.int64(),
    leaderEpoch: reader.int32(),
    metadata: reader.text() ?? '',
    commitTimestampMs: reader.int64(),
  };
}

function decodeGroup(value: Uint8Array): GroupMetadata {
  const reader = new BinaryReader(value);
  reader.int16();
  return {
    protocolType: reader.text() ?? '',
    generation: reader.int32(),
    protocol: reader.text(),
    leader: reader.text(),
    stateTimestampMs: reader.int64(),
    members: reader.array(decodeMember),
  };
}

function decodeMember(reader: BinaryReader): GroupMember {
  const memberId = reader.text() ?? '';
  reader.text();
  const clientId = reader.text() ?? '';
  const clientHost = reader.text() ?? '';
  reader.int32();
  reader.int32();
  const subscription = new BinaryReader(reader.bytes());
  subscription.int16();
  const topics = subscription.array((each) => each.text() ?? '');
  const assigned = new BinaryReader(reader.bytes());
  assigned.int16();
  const assignment = assigned
    .array((each) => ({ topic: each.text() ?? '', partitions: each.array((inner) => inner.int32()) }))
    .flatMap(({ topic, partitions }) => partitions.map((partition) => ({ topic, partition })));
  return { memberId, clientId, clientHost, topics, assignment };
}
