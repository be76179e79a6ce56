import { findGroup, stateOf, type Group } from '../../coordinators/groups';
import { leaderLog } from '../../log/read';
import { findPartition } from '../../model/findPartition';
import type { StateView } from '../../store/stateView';
import { Missing, type SubjectKind } from './aspect';

function groupOf(view: StateView, id: string): Group {
  const group = findGroup(view, id);
  if (!group) throw new Missing(`there is no group ${id}`, ['nobody has joined it or committed an offset in it']);
  return group;
}

/** Records between what a group has committed and the high watermark, of one partition or of all it has committed. */
function lagOf(view: StateView, id: string, place: string): number {
  const offsets = [...groupOf(view, id).offsets].filter(([at]) => place === '' || at === place);
  if (offsets.length === 0)
    throw new Missing(`group ${id} has committed no offset${place === '' ? '' : ` of ${place}`}`);
  let lag = 0;
  for (const [, committed] of offsets) {
    const partition = findPartition(view, committed);
    if (partition) lag += Math.max(0, leaderLog(view, partition).highWatermark - committed.offset);
  }
  return lag;
}

/** What can be asked of a group. */
export const groupChecks: SubjectKind<string> = {
  aspects: {
    existence: {
      kind: 'text',
      says: (id) => `group ${id}`,
      read: (view, id) => (findGroup(view, id) ? 'there' : 'gone'),
    },
    state: {
      kind: 'text',
      says: (id) => `state of group ${id}`,
      read: (view, id) => stateOf(view, groupOf(view, id)),
    },
    members: {
      kind: 'number',
      says: (id) => `number of members of group ${id}`,
      read: (view, id) => groupOf(view, id).metadata?.members.length ?? 0,
    },
    generation: {
      kind: 'number',
      says: (id) => `generation of group ${id}`,
      read: (view, id) => groupOf(view, id).metadata?.generation ?? 0,
    },
    offset: {
      kind: 'number',
      argument: 'required',
      says: (id, place) => `offset of ${place} in group ${id}`,
      read: (view, id, place) => {
        const committed = groupOf(view, id).offsets.get(place);
        if (!committed) throw new Missing(`group ${id} has committed no offset of ${place}`);
        return committed.offset;
      },
    },
    lag: {
      kind: 'number',
      argument: 'optional',
      says: (id, place) => `lag of group ${id}${place === '' ? '' : ` at ${place}`}`,
      read: lagOf,
    },
  },
  states: {
    exists: { aspect: 'existence', value: 'there' },
    gone: { aspect: 'existence', value: 'gone' },
  },
};
