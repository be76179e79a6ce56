import type { JoiningMember } from '../model/groups';
import type { ClusterView, Turn } from '../model/turn';
import { failure, noError, type Failure } from '../protocol/errors';
import { findGroup, writeGroup } from './groups';
import type { GroupMetadata } from './groupRecords';

/** What a member is told when its group is complete; the leader gets everybody's subscriptions. */
export interface JoinedGroup {
  readonly generation: number;
  readonly protocol: string;
  readonly leader: string;
  readonly members: readonly {
    readonly memberId: string;
    readonly groupInstanceId: string | null;
    readonly metadata: Uint8Array;
  }[];
}

/** What the member of a complete generation is told. */
export function joinedGroup(
  view: ClusterView,
  group: string,
  memberId: string,
  generation: number,
): JoinedGroup | Failure {
  const completing = view.groupRebalance(group);
  if (completing && completing.phase !== 'Stable') {
    if (completing.generation !== generation || completing.phase !== 'CompletingRebalance')
      return failure('REBALANCE_IN_PROGRESS');
    if (!completing.members.some((member) => member.memberId === memberId)) return failure('UNKNOWN_MEMBER_ID');
    const { protocol, leader } = completing;
    const members = leader === memberId ? completing.members.map((member) => subscriptionOf(member, protocol)) : [];
    return { generation, protocol: protocol ?? '', leader: leader ?? '', members };
  }
  const settled = findGroup(view, group)?.metadata;
  if (!settled?.members.some((member) => member.memberId === memberId)) return failure('UNKNOWN_MEMBER_ID');
  return {
    generation: settled.generation,
    protocol: settled.protocol ?? '',
    leader: settled.leader ?? '',
    members: [],
  };
}

function subscriptionOf({ memberId, groupInstanceId, protocols }: JoiningMember, protocol: string | null) {
  const { metadata = '' } = protocols.find(({ name }) => name === protocol) ?? {};
  return { memberId, groupInstanceId, metadata: Buffer.from(metadata, 'base64') };
}

/**
 * The leader brings the assignments: the generation is settled, and written down (GroupCoordinator.doSyncGroup).
 * @param assignments by member id
 */
export function settle(turn: Turn, group: string, assignments: ReadonlyMap<string, Uint8Array>): Failure {
  const completing = turn.groupRebalance(group);
  if (completing?.phase !== 'CompletingRebalance') return failure('REBALANCE_IN_PROGRESS');
  const { protocol, leader, generation } = completing;
  const metadata: GroupMetadata = {
    protocolType: 'consumer',
    generation,
    protocol,
    leader,
    stateTimestampMs: turn.nowMs,
    members: completing.members.map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      sessionTimeoutMs: member.sessionTimeoutMs,
      rebalanceTimeoutMs: member.rebalanceTimeoutMs,
      subscription: subscriptionOf(member, protocol).metadata,
      assignment: assignments.get(member.memberId) ?? new Uint8Array(),
    })),
  };
  const failed = writeGroup(turn, group, metadata);
  if (failed.errorCode !== 'NONE') return failed;
  const members = completing.members.map((member) => ({ ...member, heardMs: turn.nowMs }));
  turn.emit({ type: 'GroupRebalanceRecord', group, rebalance: { ...completing, phase: 'Stable', members } });
  return failed;
}

/**
 * Whether a member may go on: its generation is the group's, and nothing is being rebalanced
 * (GroupCoordinator.handleHeartbeat).
 */
export function memberProblem(view: ClusterView, group: string, memberId: string, generation: number): Failure {
  const rebalance = view.groupRebalance(group);
  const settled = findGroup(view, group)?.metadata;
  const members = rebalance?.members ?? settled?.members ?? [];
  if (!members.some((member) => member.memberId === memberId)) return failure('UNKNOWN_MEMBER_ID');
  if (rebalance?.phase === 'PreparingRebalance') return failure('REBALANCE_IN_PROGRESS');
  return generation === (rebalance?.generation ?? settled?.generation) ? noError : failure('ILLEGAL_GENERATION');
}

/** Times in its session that a member's heartbeat is written down, at most; heartbeat.interval.ms is such a part. */
const writtenHeartbeats = 15;

/** Whether a heartbeat says something new: the last one that was written down is a while ago. */
export function isHeartbeatNews(view: ClusterView, group: string, memberId: string): boolean {
  const state = view.groupRebalance(group);
  const member = state?.phase === 'Stable' ? state.members.find((each) => each.memberId === memberId) : undefined;
  return member !== undefined && view.nowMs - member.heardMs >= member.sessionTimeoutMs / writtenHeartbeats;
}
