import type { GroupRebalance } from '../model/groups';
import type { ClusterView, Turn } from '../model/turn';
import { failure, noError, type Failure } from '../protocol/errors';
import { commonProtocol, type Joiner } from './groupMembership';
import { findGroup, writeGroup } from './groups';

/** Another member has taken this one's place: both have the same group.instance.id. */
export function fencing(view: ClusterView, group: string, memberId: string, groupInstanceId: string | null): Failure {
  const holder = holderOf(view.groupRebalance(group), groupInstanceId);
  return holder !== undefined && holder.memberId !== memberId ? failure('FENCED_INSTANCE_ID') : noError;
}

function holderOf(state: GroupRebalance | undefined, groupInstanceId: string | null) {
  return groupInstanceId === null
    ? undefined
    : state?.members.find((member) => member.groupInstanceId === groupInstanceId);
}

/**
 * A static member comes back under a new id and takes its own place (KIP-345). While the group is stable and goes on
 * with the same assignor, nobody notices: it has the partitions that it had
 * (GroupCoordinator.updateStaticMemberAndRebalance).
 * @returns the generation that it is in, or undefined where it has to join the next one
 */
export function takeOwnPlace(turn: Turn, group: string, joiner: Joiner): number | undefined {
  const state = turn.groupRebalance(group);
  const before = holderOf(state, joiner.groupInstanceId);
  if (!state || !before) return undefined;
  const { memberId } = joiner;
  const members = state.members.map((each) => (each === before ? { ...before, ...joiner, heardMs: turn.nowMs } : each));
  const leader = state.leader === before.memberId ? memberId : state.leader;
  turn.emit({ type: 'GroupRebalanceRecord', group, rebalance: { ...state, leader, members } });
  const settled = findGroup(turn, group)?.metadata;
  if (state.phase !== 'Stable' || !settled || commonProtocol(members) !== state.protocol) return undefined;
  const renamed = settled.members.map((each) => (each.memberId === before.memberId ? { ...each, memberId } : each));
  const failed = writeGroup(turn, group, { ...settled, leader, members: renamed });
  return failed.errorCode === 'NONE' ? state.generation : undefined;
}

/** It offers no assignor that all others know, or none at all (GroupMetadata.supportsProtocols). */
export function protocolProblem(view: ClusterView, group: string, joiner: Joiner): Failure {
  const others = view.groupRebalance(group)?.members ?? [];
  const rivals = others.filter(
    ({ memberId, groupInstanceId, protocols }) =>
      memberId !== joiner.memberId &&
      (groupInstanceId === null || groupInstanceId !== joiner.groupInstanceId) &&
      protocols.length > 0,
  );
  return commonProtocol([...rivals, joiner]) === null ? failure('INCONSISTENT_GROUP_PROTOCOL') : noError;
}
