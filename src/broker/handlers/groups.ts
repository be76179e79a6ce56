import { apiError } from '../../protocol/apiError';
import { noLeader } from '../../model/cluster';
import {
  allGroups,
  commitOffsets,
  deleteGroup,
  deleteOffsets,
  findGroup,
  joinGroup,
  leaveGroup,
  stateOf,
} from '../../coordinators/groups';
import { coordinatorOf } from '../../coordinators/internalTopics';
import type { Handler } from '../handler';

/** Consumers of this cluster run on its own host. */
const clientHost = '/127.0.0.1';

export const joinGroupHandler: Handler<'JoinGroup'> = {
  by: 'leader',
  answer: (turn, { group, memberId, clientId, topics }) => {
    const error = joinGroup(turn, group, { memberId, clientId, clientHost, topics });
    if (error) return error;
    const metadata = findGroup(turn, group)?.metadata;
    return {
      assignment: metadata?.members.find((member) => member.memberId === memberId)?.assignment ?? [],
      generation: metadata?.generation ?? 0,
    };
  },
};

export const leaveGroupHandler: Handler<'LeaveGroup'> = {
  by: 'leader',
  answer: (turn, { group, memberId }) => leaveGroup(turn, group, memberId),
};

export const offsetCommitHandler: Handler<'OffsetCommit'> = {
  by: 'leader',
  answer: (turn, { group, offsets }) => commitOffsets(turn, group, offsets),
};

export const offsetFetchHandler: Handler<'OffsetFetch'> = {
  by: 'broker',
  answer: (view, { group }) =>
    coordinatorOf(view, 'group', group)
      ? [...(findGroup(view, group)?.offsets.values() ?? [])]
      : apiError('COORDINATOR_NOT_AVAILABLE'),
};

export const listGroupsHandler: Handler<'ListGroups'> = {
  by: 'broker',
  answer: (view) =>
    allGroups(view).map(({ group }) => ({
      group: group.id,
      state: stateOf(group),
      protocolType: group.metadata?.protocolType ?? '',
    })),
};

export const describeGroupsHandler: Handler<'DescribeGroups'> = {
  by: 'broker',
  answer: (view, { groups }) =>
    groups.map((id) => {
      const coordinator = coordinatorOf(view, 'group', id)?.leader ?? noLeader;
      if (coordinator === noLeader)
        return {
          group: id,
          error: apiError('COORDINATOR_NOT_AVAILABLE'),
          state: 'Dead',
          coordinator,
          assignor: '',
          members: [],
        };
      const group = findGroup(view, id);
      if (!group) return { group: id, state: 'Dead', coordinator, assignor: '', members: [] };
      return {
        group: id,
        state: stateOf(group),
        coordinator,
        assignor: group.metadata?.protocol ?? '',
        members: group.metadata?.members ?? [],
      };
    }),
};

export const deleteGroupsHandler: Handler<'DeleteGroups'> = {
  by: 'leader',
  answer: (turn, { groups }) =>
    groups.map((group) => {
      const error = deleteGroup(turn, group);
      return error ? { group, error } : { group };
    }),
};

export const offsetDeleteHandler: Handler<'OffsetDelete'> = {
  by: 'leader',
  answer: (turn, { group, partitions }) => deleteOffsets(turn, group, partitions),
};
