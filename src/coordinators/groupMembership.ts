import { controllerConfig } from '../model/effectiveConfig';
import type { GroupRebalance, JoiningMember } from '../model/groups';
import type { ClusterView, DueEvent, Turn } from '../model/turn';
import { failure, noError, type Failure } from '../protocol/errors';
import { findGroup, writeGroup } from './groups';
import { coordinatorOf } from './internalTopics';
import type { GroupMember } from './groupRecords';

/** A member that joins, with what it says of itself. */
export type Joiner = Omit<JoiningMember, 'hasJoined' | 'heardMs'>;

/** Why this broker does not answer for a group. */
export function coordinatorProblem(view: ClusterView, group: string, nodeId: number): Failure {
  const partition = coordinatorOf(view, 'group', group);
  if (!partition) return failure('COORDINATOR_NOT_AVAILABLE');
  return partition.leader === nodeId ? noError : failure('NOT_COORDINATOR');
}

/**
 * A member joins, or joins again: the group prepares its next generation (GroupCoordinator.doJoinGroup,
 * prepareRebalance). It is complete when all members of before have joined too, or their time is over.
 */
export function join(turn: Turn, group: string, joiner: Joiner): GroupRebalance {
  const before = turn.groupRebalance(group);
  const preparing = before?.phase === 'PreparingRebalance' ? before : prepare(turn, group, before);
  const members = [
    ...preparing.members.filter(({ memberId }) => memberId !== joiner.memberId),
    { ...joiner, hasJoined: true, heardMs: turn.nowMs },
  ];
  const rebalance = { ...preparing, members };
  turn.emit({ type: 'GroupRebalanceRecord', group, rebalance });
  return rebalance;
}

/** The next generation of a group, which nobody has joined yet. */
function prepare(turn: Turn, group: string, before: GroupRebalance | undefined): GroupRebalance {
  const settled = findGroup(turn, group)?.metadata;
  const members: readonly JoiningMember[] = before?.members ?? settled?.members.map(joinedBefore) ?? [];
  const waitMs =
    members.length === 0
      ? Number(controllerConfig(turn, 'group.initial.rebalance.delay.ms'))
      : Math.max(...members.map(patienceMs));
  return {
    phase: 'PreparingRebalance',
    isInitial: members.length === 0,
    generation: (before?.generation ?? settled?.generation ?? 0) + 1,
    leader: before?.leader ?? settled?.leader ?? null,
    protocol: null,
    untilMs: turn.nowMs + waitMs,
    members: members.map((member) => ({ ...member, hasJoined: false })),
  };
}

/**
 * How long (ms) a member is waited for. Heartbeats are not recorded, so a member that says nothing for its session's
 * time while its group rebalances is taken for dead.
 */
function patienceMs({ sessionTimeoutMs, rebalanceTimeoutMs }: JoiningMember): number {
  return Math.min(sessionTimeoutMs, rebalanceTimeoutMs);
}

/** A member of the settled generation, as it must have joined. */
function joinedBefore({
  memberId,
  groupInstanceId,
  clientId,
  clientHost,
  sessionTimeoutMs,
  rebalanceTimeoutMs,
}: GroupMember): JoiningMember {
  return {
    memberId,
    groupInstanceId,
    clientId,
    clientHost,
    sessionTimeoutMs,
    rebalanceTimeoutMs,
    protocols: [],
    hasJoined: false,
    heardMs: 0,
  };
}

/** Whether a generation that somebody has joined is complete by now, or can be completed. */
export function isJoinOver(view: ClusterView, group: string, generation: number): boolean {
  const now = view.groupRebalance(group);
  if (!now || now.generation !== generation || now.phase !== 'PreparingRebalance') return true;
  if (view.nowMs >= now.untilMs) return true;
  return !now.isInitial && now.members.every(({ hasJoined }) => hasJoined);
}

/** Completes the generation that is in the making: who has not joined is out; without anybody the group is empty. */
export function completeJoin(turn: Turn, group: string): void {
  const preparing = turn.groupRebalance(group);
  if (preparing?.phase !== 'PreparingRebalance') return;
  const members = preparing.members.filter(({ hasJoined }) => hasJoined);
  if (members.length === 0) return becomeEmpty(turn, group, preparing.generation);
  const isThere = members.some(({ memberId }) => memberId === preparing.leader);
  const rebalance: GroupRebalance = {
    ...preparing,
    phase: 'CompletingRebalance',
    leader: isThere ? preparing.leader : members[0]!.memberId,
    protocol: commonProtocol(members),
    untilMs: turn.nowMs + Math.max(...members.map(patienceMs)),
    members,
  };
  turn.emit({ type: 'GroupRebalanceRecord', group, rebalance });
}

/** The assignor that most members would choose among those that all know (GroupMetadata.selectProtocol). */
export function commonProtocol(members: readonly Pick<JoiningMember, 'protocols'>[]): string | null {
  const votes = new Map<string, number>();
  for (const { protocols } of members) {
    const vote = protocols.find(({ name }) =>
      members.every((each) => each.protocols.some((other) => other.name === name)),
    );
    if (vote) votes.set(vote.name, (votes.get(vote.name) ?? 0) + 1);
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/**
 * The leader has not brought the assignments in time: the group prepares another generation without those who are gone.
 */
export function giveUpLeader(turn: Turn, group: string): void {
  const completing = turn.groupRebalance(group);
  if (completing?.phase !== 'CompletingRebalance') return;
  const members = completing.members.filter(({ memberId }) => memberId !== completing.leader);
  if (members.length === 0) return becomeEmpty(turn, group, completing.generation + 1);
  const rebalance = prepare(turn, group, { ...completing, leader: null, members });
  turn.emit({ type: 'GroupRebalanceRecord', group, rebalance });
}

/** A member leaves: the others, if there are any, make a generation without it. */
export function leave(turn: Turn, group: string, memberId: string): Failure {
  const rebalance = turn.groupRebalance(group);
  const settled = findGroup(turn, group)?.metadata;
  const members = rebalance?.members ?? settled?.members.map(joinedBefore) ?? [];
  if (!members.some((member) => member.memberId === memberId)) return failure('UNKNOWN_MEMBER_ID');
  const left = members.filter((member) => member.memberId !== memberId);
  const generation = rebalance?.generation ?? settled?.generation ?? 0;
  if (left.length === 0) {
    becomeEmpty(turn, group, generation + 1);
    return noError;
  }
  const leader = rebalance?.leader ?? settled?.leader ?? null;
  const remaining = leader === memberId ? null : leader;
  const next =
    rebalance?.phase === 'PreparingRebalance'
      ? { ...rebalance, leader: remaining, members: left }
      : prepare(turn, group, {
          phase: 'CompletingRebalance',
          isInitial: false,
          generation,
          leader: remaining,
          protocol: null,
          untilMs: turn.nowMs,
          members: left,
        });
  turn.emit({ type: 'GroupRebalanceRecord', group, rebalance: next });
  return noError;
}

function becomeEmpty(turn: Turn, group: string, generation: number): void {
  const empty = { protocolType: 'consumer', generation, protocol: null, leader: null, members: [] };
  writeGroup(turn, group, { ...empty, stateTimestampMs: turn.nowMs });
  if (turn.groupRebalance(group)) turn.emit({ type: 'GroupRebalanceRecord', group, rebalance: null });
}

/**
 * What of groups falls due: members that have not joined in time are out, so is a leader that does not bring the
 * assignments, and who has not been heard for its session's time.
 */
export function nextRebalanceEvent(
  view: ClusterView,
  group: string,
  { phase, untilMs, members }: GroupRebalance,
): DueEvent | undefined {
  if (!coordinatorOf(view, 'group', group)) return undefined;
  if (phase === 'Stable') return nextExpiry(view, group, members);
  const isPreparing = phase === 'PreparingRebalance';
  return {
    atMs: Math.max(untilMs, view.nowMs),
    cause: { kind: 'due', rule: isPreparing ? 'members-missing' : 'assignments-missing', group },
    run: (turn) => (isPreparing ? completeJoin(turn, group) : giveUpLeader(turn, group)),
  };
}

/** The member whose session is over first leaves (GroupCoordinator.onExpireHeartbeat). */
function nextExpiry(view: ClusterView, group: string, members: readonly JoiningMember[]): DueEvent | undefined {
  const endOf = ({ heardMs, sessionTimeoutMs }: JoiningMember) => heardMs + sessionTimeoutMs;
  const [first] = [...members].sort((a, b) => endOf(a) - endOf(b));
  if (!first) return undefined;
  const { memberId, sessionTimeoutMs } = first;
  return {
    atMs: Math.max(endOf(first), view.nowMs),
    cause: { kind: 'due', rule: 'members-silent', group, sessionTimeoutMs },
    // While there are members there are sessions.
    periodic: true,
    client: {
      id: memberId,
      heard: (turn) => turn.emit({ type: 'GroupHeartbeatRecord', group, memberId, heardMs: turn.nowMs }),
    },
    run: (turn) => void leave(turn, group, memberId),
  };
}
