import {
  completeJoin,
  coordinatorProblem,
  giveUpLeader,
  isJoinOver,
  join,
  leave,
  type Joiner,
} from '../../coordinators/groupMembership';
import { isHeartbeatNews, joinedGroup, memberProblem, settle } from '../../coordinators/groupGeneration';
import { fencing, protocolProblem, takeOwnPlace } from '../../coordinators/staticMembers';
import { findGroup, noteNewGroup } from '../../coordinators/groups';
import { javaUuidText } from '../../jvm/uuid';
import type { ClusterView, Turn } from '../../model/turn';
import type { ErrorCode, Failure } from '../../protocol/errors';
import type {
  HeartbeatRequest,
  JoinGroupRequest,
  JoinGroupResponse,
  SyncGroupRequest,
  SyncGroupResponse,
} from '../../protocol/messages/groups';
import { Held, type Call, type Handler, type Outcome } from '../handler';

/** Versions of JoinGroup in which a new member is told its id first (KIP-394). */
const firstVersionWithRequiredIds = 4;

/** JoinGroup: answered when the generation is complete. */
export const joinGroupHandler: Handler<'JoinGroup'> = {
  by: 'leader',
  answer: (turn, request, call) => {
    const { groupId, memberId } = request;
    const problem = coordinatorProblem(turn, groupId, call.connection.nodeId);
    if (problem.errorCode !== 'NONE') return refuseJoin(problem.errorCode, memberId);
    if (groupId === '') return refuseJoin('INVALID_GROUP_ID', memberId);
    noteNewGroup(turn, groupId);
    const { groupInstanceId = null } = request;
    if (memberId !== '') {
      const fenced = fencing(turn, groupId, memberId, groupInstanceId);
      return fenced.errorCode === 'NONE'
        ? joinAs(turn, request, call, memberId)
        : refuseJoin(fenced.errorCode, memberId);
    }
    // The broker names members; it is the cluster's chance that makes the id.
    const named = `${groupInstanceId ?? call.header.clientId}-${javaUuidText((bound) => turn.chance.nextInt(bound))}`;
    return call.header.apiVersion >= firstVersionWithRequiredIds && groupInstanceId === null
      ? refuseJoin('MEMBER_ID_REQUIRED', named)
      : joinAs(turn, request, call, named);
  },
};

function joinAs(
  turn: Turn,
  { groupId, groupInstanceId = null, sessionTimeoutMs, rebalanceTimeoutMs = -1, protocols }: JoinGroupRequest,
  { connection, header }: Call<'JoinGroup'>,
  memberId: string,
): Outcome<'JoinGroup'> {
  const joiner: Joiner = {
    memberId,
    groupInstanceId,
    clientId: header.clientId,
    clientHost: connection.clientHost,
    sessionTimeoutMs,
    rebalanceTimeoutMs: rebalanceTimeoutMs < 0 ? sessionTimeoutMs : rebalanceTimeoutMs,
    protocols: protocols.map(({ name, metadata }) => ({ name, metadata: Buffer.from(metadata).toString('base64') })),
  };
  const problem = protocolProblem(turn, groupId, joiner);
  if (problem.errorCode !== 'NONE') return refuseJoin(problem.errorCode, memberId);
  const kept = takeOwnPlace(turn, groupId, joiner);
  if (kept !== undefined) return joinResponse(turn, groupId, memberId, kept);
  const { generation, untilMs } = join(turn, groupId, joiner);
  const isReady = (view: ClusterView) => isJoinOver(view, groupId, generation);
  const finish = (later: Turn) => {
    // Meanwhile the group may have settled, and prepare the next one.
    if (later.groupRebalance(groupId)?.generation === generation) completeJoin(later, groupId);
    return joinResponse(later, groupId, memberId, generation);
  };
  return isReady(turn) ? finish(turn) : new Held(isReady, untilMs, finish, 'clients');
}

function joinResponse(view: ClusterView, groupId: string, memberId: string, generation: number): JoinGroupResponse {
  const joined = joinedGroup(view, groupId, memberId, generation);
  if ('errorCode' in joined) return refuseJoin(joined.errorCode, memberId);
  return {
    errorCode: 'NONE',
    generationId: joined.generation,
    protocolType: 'consumer',
    protocolName: joined.protocol,
    leader: joined.leader,
    memberId,
    members: joined.members,
  };
}

function refuseJoin(errorCode: ErrorCode, memberId: string): JoinGroupResponse {
  return { errorCode, protocolName: null, leader: '', memberId, members: [] };
}

/** SyncGroup: the leader's is answered when its assignments are written down, the others' then too. */
export const syncGroupHandler: Handler<'SyncGroup'> = {
  by: 'leader',
  answer: (turn, request, { connection }) => {
    const problem = coordinatorProblem(turn, request.groupId, connection.nodeId);
    return problem.errorCode === 'NONE' ? sync(turn, request) : refuseSync(problem.errorCode);
  },
};

function sync(turn: Turn, request: SyncGroupRequest): Outcome<'SyncGroup'> {
  const { groupId, memberId, generationId, assignments } = request;
  const problem = memberOrFenced(turn, request);
  if (problem.errorCode !== 'NONE') return refuseSync(problem.errorCode);
  const state = turn.groupRebalance(groupId);
  const completing = state?.phase === 'CompletingRebalance' ? state : undefined;
  if (completing?.leader === memberId) {
    const given = new Map(assignments.map((each) => [each.memberId, each.assignment]));
    const { errorCode } = settle(turn, groupId, given);
    if (errorCode !== 'NONE') return refuseSync(errorCode);
  } else if (completing) {
    const isReady = (view: ClusterView) => {
      const now = view.groupRebalance(groupId);
      return now?.phase !== 'CompletingRebalance' || now.generation !== generationId;
    };
    const finish = (later: Turn) => {
      if (!isReady(later)) giveUpLeader(later, groupId);
      return sync(later, request);
    };
    return new Held(isReady, completing.untilMs, finish, 'clients');
  }
  const settled = findGroup(turn, groupId)?.metadata;
  const member = settled?.members.find((each) => each.memberId === memberId);
  return {
    errorCode: 'NONE',
    protocolType: 'consumer',
    protocolName: settled?.protocol ?? null,
    assignment: member?.assignment ?? new Uint8Array(),
  };
}

/** Whether a member may go on; where it is unknown because its own successor took its place, it is told so. */
function memberOrFenced(
  view: ClusterView,
  { groupId, memberId, generationId, groupInstanceId = null }: HeartbeatRequest,
): Failure {
  const problem = memberProblem(view, groupId, memberId, generationId);
  if (problem.errorCode !== 'UNKNOWN_MEMBER_ID') return problem;
  const fenced = fencing(view, groupId, memberId, groupInstanceId);
  return fenced.errorCode === 'NONE' ? problem : fenced;
}

function refuseSync(errorCode: ErrorCode): SyncGroupResponse {
  return { errorCode, assignment: new Uint8Array() };
}

/** Heartbeat: written down now and then, so that a member's session ends when it is no longer heard. */
export const heartbeatHandler: Handler<'Heartbeat'> = {
  by: 'broker',
  answer: (view, request, { connection }) => {
    const { groupId, memberId } = request;
    const problem = coordinatorProblem(view, groupId, connection.nodeId);
    if (problem.errorCode !== 'NONE') return { errorCode: problem.errorCode };
    const { errorCode } = memberOrFenced(view, request);
    if (errorCode !== 'NONE' || !isHeartbeatNews(view, groupId, memberId)) return { errorCode };
    return new Held(
      () => true,
      view.nowMs,
      (turn) => {
        turn.emit({ type: 'GroupHeartbeatRecord', group: groupId, memberId, heardMs: turn.nowMs });
        return { errorCode };
      },
    );
  },
};

/** LeaveGroup, with an answer for each member. */
export const leaveGroupHandler: Handler<'LeaveGroup'> = {
  by: 'leader',
  answer: (turn, { groupId, members }, { connection }) => {
    const problem = coordinatorProblem(turn, groupId, connection.nodeId);
    if (problem.errorCode !== 'NONE') return { errorCode: problem.errorCode, members: [] };
    return {
      errorCode: 'NONE',
      members: members.map(({ memberId }) => ({
        memberId,
        groupInstanceId: null,
        errorCode: leave(turn, groupId, memberId).errorCode,
      })),
    };
  },
};
