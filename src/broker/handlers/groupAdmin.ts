import { coordinatorProblem } from '../../coordinators/groupMembership';
import { allGroups, deleteGroup, findGroup, stateOf } from '../../coordinators/groups';
import type { ClusterView } from '../../model/turn';
import { noError } from '../../protocol/errors';
import type { DescribedGroup } from '../../protocol/messages/groups';
import type { Handler } from '../handler';

/** ListGroups: the groups that the asked broker coordinates. */
export const listGroupsHandler: Handler<'ListGroups'> = {
  by: 'broker',
  answer: (view, { statesFilter, typesFilter }, { connection }) => ({
    errorCode: 'NONE',
    groups: allGroups(view)
      .filter(({ coordinator }) => coordinator === connection.nodeId)
      .map(({ group }) => ({
        groupId: group.id,
        protocolType: group.metadata?.protocolType ?? '',
        groupState: stateOf(view, group),
        groupType: 'classic',
      }))
      .filter(({ groupState }) => includes(statesFilter, groupState))
      .filter(({ groupType }) => includes(typesFilter, groupType)),
  }),
};

function includes(filter: readonly string[], name: string): boolean {
  return filter.length === 0 || filter.some((each) => each.toLowerCase() === name.toLowerCase());
}

/** DescribeGroups: a group that is not there is dead. */
export const describeGroupsHandler: Handler<'DescribeGroups'> = {
  by: 'broker',
  answer: (view, { groups }, { connection }) => ({
    groups: groups.map((id) => describe(view, id, connection.nodeId)),
  }),
};

function describe(view: ClusterView, groupId: string, nodeId: number): DescribedGroup {
  const problem = coordinatorProblem(view, groupId, nodeId);
  const dead = { groupId, groupState: 'Dead', protocolType: '', protocolData: '', members: [] };
  if (problem.errorCode !== 'NONE') return { ...dead, ...problem };
  const group = findGroup(view, groupId);
  const state = view.groupRebalance(groupId);
  const rebalance = state?.phase === 'Stable' ? undefined : state;
  if (!group && !rebalance) return { ...dead, errorCode: 'NONE', errorMessage: null };
  const members = rebalance
    ? rebalance.members.map(({ memberId, groupInstanceId, clientId, clientHost }) => ({
        memberId,
        groupInstanceId,
        clientId,
        clientHost,
        subscription: new Uint8Array(),
        assignment: new Uint8Array(),
      }))
    : (group?.metadata?.members ?? []);
  return {
    errorCode: 'NONE',
    errorMessage: null,
    groupId,
    groupState: rebalance?.phase ?? stateOf(view, group!),
    protocolType: 'consumer',
    protocolData: rebalance ? (rebalance.protocol ?? '') : (group?.metadata?.protocol ?? ''),
    members: members.map(({ memberId, groupInstanceId, clientId, clientHost, subscription, assignment }) => ({
      memberId,
      groupInstanceId,
      clientId,
      clientHost,
      memberMetadata: subscription,
      memberAssignment: assignment,
    })),
  };
}

/** DeleteGroups, with an answer for each group. */
export const deleteGroupsHandler: Handler<'DeleteGroups'> = {
  by: 'leader',
  answer: (turn, { groupsNames }, { connection }) => ({
    results: groupsNames.map((groupId) => {
      const problem = coordinatorProblem(turn, groupId, connection.nodeId);
      const failed = problem.errorCode === 'NONE' ? (deleteGroup(turn, groupId) ?? noError) : problem;
      return { groupId, errorCode: failed.errorCode };
    }),
  }),
};
