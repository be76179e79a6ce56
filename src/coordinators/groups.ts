import { failure, noError, type Failure } from '../protocol/errors';
import type { Partition, PartitionName } from '../model/cluster';
import type { GroupRebalance } from '../model/groups';
import type { ClusterView, Turn } from '../model/turn';
import {
  decodeGroupRecord,
  encodeGroupRecord,
  type CommittedOffset,
  type GroupMember,
  type GroupMetadata,
  type GroupRecord,
} from './groupRecords';
import { coordinatorOf, writeToCoordinator } from './internalTopics';
import { offsetsTopic } from '../model/topicNames';
import { batchesOf, leaderLog } from '../log/read';
import type { StoredBatch } from '../model/log';
import { BufferUnderflow } from '../protocol/binary';
import { decodeSubscription } from '../protocol/consumerProtocol';
import { CorruptBatchError } from '../protocol/recordBatch';
import { decodeRecords, type LogRecord } from '../protocol/records';
import { isServed } from '../log/replication';

/** A group's state as ListGroups and DescribeGroups name it; between two rebalances it is empty or stable. */
export type GroupState = 'Empty' | 'Stable' | GroupRebalance['phase'];

/** A group as its coordinator knows it: what replaying the coordinator's log gives, so it is lost with it. */
export interface Group {
  readonly id: string;
  readonly metadata: GroupMetadata | undefined;
  readonly offsets: ReadonlyMap<string, PartitionName & CommittedOffset>;
}

const placeOf = ({ topic, partition }: PartitionName) => `${topic}-${partition}`;

/** Groups that a partition of __consumer_offsets holds, in the order in which they appeared. */
function groupsIn(view: ClusterView, partition: Partition): ReadonlyMap<string, Group> {
  const groups = new Map<
    string,
    { id: string; metadata: GroupMetadata | undefined; offsets: Map<string, PartitionName & CommittedOffset> }
  >();
  for (const batch of batchesOf(view, partition, leaderLog(view, partition))) {
    if (batch.control !== 'none') continue;
    for (const { key, value } of readableRecords(batch)) {
      const record = key && decodeGroupRecord(key, value);
      if (!record) continue;
      let group = groups.get(record.group);
      if (!group) groups.set(record.group, (group = { id: record.group, metadata: undefined, offsets: new Map() }));
      if (record.kind === 'group') group.metadata = record.value ?? undefined;
      else if (record.value)
        group.offsets.set(placeOf(record), { topic: record.topic, partition: record.partition, ...record.value });
      else group.offsets.delete(placeOf(record));
      const isGone = view.profile.emptyGroups === 'go' || record.kind === 'group';
      if (isGone && !group.metadata && group.offsets.size === 0) groups.delete(record.group);
    }
  }
  return groups;
}

/** A batch's records up to the first that is damaged. */
function* readableRecords(batch: StoredBatch): Iterable<LogRecord> {
  try {
    yield* decodeRecords(batch);
  } catch (error) {
    if (!(error instanceof CorruptBatchError)) throw error;
  }
}

/** All groups whose coordinator is up, with the coordinator's id. */
export function allGroups(view: ClusterView): { readonly group: Group; readonly coordinator: number }[] {
  const topic = view.topic(offsetsTopic);
  if (!topic) return [];
  return view
    .partitions(topic)
    .flatMap((partition) =>
      isServed(view, partition)
        ? [...groupsIn(view, partition).values()].map((group) => ({ group, coordinator: partition.leader }))
        : [],
    );
}

/** A group by its id; undefined where its coordinator does not know it, or there is none. */
export function findGroup(view: ClusterView, id: string): Group | undefined {
  const partition = coordinatorOf(view, 'group', id);
  return partition && groupsIn(view, partition).get(id);
}

/** The group as its coordinator's state says it: rebalancing, with members, or without. */
export function stateOf(view: ClusterView, group: Group): GroupState {
  const rebalance = view.groupRebalance(group.id);
  if (rebalance) return rebalance.phase;
  return group.metadata && group.metadata.members.length > 0 ? 'Stable' : 'Empty';
}

function write(turn: Turn, group: string, records: readonly GroupRecord[]): Failure | undefined {
  return writeToCoordinator(turn, 'group', group, records.map(encodeGroupRecord));
}

/** Writes down a settled generation of a group. */
export function writeGroup(turn: Turn, group: string, metadata: GroupMetadata): Failure {
  return write(turn, group, [{ kind: 'group', group, value: metadata }]) ?? noError;
}

/** A group that nobody has joined before: the later coordinator writes down that it is there. */
export function noteNewGroup(turn: Turn, group: string): void {
  if (turn.profile.groupRecords !== 'later' || findGroup(turn, group)?.metadata || turn.groupRebalance(group)) return;
  const nobody = { protocolType: '', generation: 0, protocol: null, leader: null, members: [] };
  writeGroup(turn, group, { ...nobody, stateTimestampMs: turn.nowMs });
}

/** Commits offsets of a group, from a member or from outside (OffsetCommit). */
export function commitOffsets(
  turn: Turn,
  group: string,
  offsets: readonly (PartitionName & Omit<CommittedOffset, 'commitTimestampMs' | 'topicId'>)[],
): Failure | undefined {
  return write(
    turn,
    group,
    offsets.map(({ topic, partition, ...committed }) => ({
      kind: 'offset',
      group,
      topic,
      partition,
      value: { ...committed, commitTimestampMs: turn.nowMs, topicId: topicIdOf(turn, topic) },
    })),
  );
}

/** The id that the release writes with an offset; ids of older topics, and of none, are not there. */
function topicIdOf(view: ClusterView, topic: string): string | null {
  return view.profile.groupRecords === 'later' ? (view.topic(topic)?.topicId ?? null) : null;
}

/** Tombstones for all that a group has; it must be empty (DeleteGroups). */
export function deleteGroup(turn: Turn, id: string): Failure | undefined {
  if (!coordinatorOf(turn, 'group', id)) return failure('COORDINATOR_NOT_AVAILABLE');
  const group = findGroup(turn, id);
  if (!group) return failure('GROUP_ID_NOT_FOUND');
  if (stateOf(turn, group) !== 'Empty') return failure('NON_EMPTY_GROUP');
  return write(turn, id, [...offsetTombstones(group, [...group.offsets.values()]), ...groupTombstone(turn, group)]);
}

/** Deletes committed offsets (OffsetDelete); offsets of topics that a member reads stay. Answers for each partition. */
export function deleteOffsets(
  turn: Turn,
  id: string,
  partitions: readonly PartitionName[],
): Failure | readonly (Failure | undefined)[] {
  if (!coordinatorOf(turn, 'group', id)) return failure('COORDINATOR_NOT_AVAILABLE');
  const group = findGroup(turn, id);
  if (!group) return failure('GROUP_ID_NOT_FOUND');
  const subscribed = new Set(group.metadata?.members.flatMap(topicsOf));
  const errors = partitions.map(({ topic, partition }) => {
    const found = turn.topic(topic);
    if (!found || !turn.partition(found, partition)) return failure('UNKNOWN_TOPIC_OR_PARTITION');
    return subscribed.has(topic) ? failure('GROUP_SUBSCRIBED_TO_TOPIC') : undefined;
  });
  const deleted = partitions.filter((each, index) => !errors[index] && group.offsets.has(placeOf(each)));
  return takeOffsets(turn, group, deleted) ?? errors;
}

/** Offsets of a topic that is gone go too, where the group has a coordinator (handleDeletedPartitions). */
export function forgetTopic(turn: Turn, topic: string): void {
  for (const { group } of allGroups(turn)) {
    const lost = [...group.offsets.values()].filter((committed) => committed.topic === topic);
    takeOffsets(turn, group, lost);
  }
}

/** Takes offsets away, and in earlier releases the group with its last ones (cleanupGroupMetadata). */
function takeOffsets(turn: Turn, group: Group, partitions: readonly PartitionName[]): Failure | undefined {
  const isLast = turn.profile.emptyGroups === 'go' && partitions.length === group.offsets.size;
  const goes = isLast && stateOf(turn, group) === 'Empty';
  return write(turn, group.id, [...offsetTombstones(group, partitions), ...(goes ? groupTombstone(turn, group) : [])]);
}

/** Earlier coordinators write none for a group that only kept offsets. */
function groupTombstone(turn: Turn, { id, metadata }: Group): GroupRecord[] {
  const isKnown = turn.profile.groupRecords === 'later' || (metadata?.generation ?? 0) > 0;
  return isKnown ? [{ kind: 'group', group: id, value: null }] : [];
}

/** What a member reads; nothing where its subscription is damaged. */
function topicsOf({ subscription }: GroupMember): readonly string[] {
  try {
    return decodeSubscription(subscription).topics;
  } catch (error) {
    if (error instanceof BufferUnderflow) return [];
    throw error;
  }
}

function offsetTombstones(group: Group, partitions: readonly PartitionName[]): GroupRecord[] {
  return partitions.map(({ topic, partition }) => ({ kind: 'offset', group: group.id, topic, partition, value: null }));
}
