import { znodeAt, type Znode } from '../../cluster/zookeeper/znodeTree';
import type { StateView } from '../../store/stateView';
import { Missing, type SubjectKind } from './aspect';

function znodeOf(view: StateView, path: string): Znode | undefined {
  if (!view.controller.znodes.isUp(view))
    throw new Missing('there is no ZooKeeper', ['this cluster lives by a KRaft quorum']);
  return znodeAt(view, path);
}

function existing(view: StateView, path: string): Znode {
  const znode = znodeOf(view, path);
  if (!znode) throw new Missing(`there is no znode ${path}`);
  return znode;
}

/** What can be asked of a znode. */
export const znodeChecks: SubjectKind<string> = {
  aspects: {
    existence: {
      kind: 'text',
      says: (path) => `znode ${path}`,
      read: (view, path) => (znodeOf(view, path) ? 'there' : 'gone'),
    },
    data: {
      kind: 'text',
      says: (path) => `data of znode ${path}`,
      read: (view, path) => existing(view, path).data,
    },
    children: {
      kind: 'text',
      says: (path) => `children of znode ${path}`,
      read: (view, path) => [...existing(view, path).children()].sort().join(),
    },
  },
  states: {
    exists: { aspect: 'existence', value: 'there' },
    gone: { aspect: 'existence', value: 'gone' },
  },
};
