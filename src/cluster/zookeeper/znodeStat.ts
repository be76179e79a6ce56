import type { ClusterView } from '../../model/turn';
import { znodeWrites } from './znodeHistory';
import type { Znode } from './znodeTree';

/** org.apache.zookeeper.data.Stat; times are cluster time, ms. */
export interface ZnodeStat {
  readonly czxid: number;
  readonly ctimeMs: number;
  readonly mzxid: number;
  readonly mtimeMs: number;
  readonly pzxid: number;
  readonly cversion: number;
  readonly version: number;
  /** Hexadecimal session, '0' for a persistent znode. */
  readonly ephemeralOwner: string;
  readonly dataLength: number;
  readonly numChildren: number;
}

/** ZooKeeper's own znodes are there from the start; their count of children's changes starts below zero. */
const builtInCversion: Readonly<Record<string, number>> = {
  '/': -1,
  '/zookeeper': -2,
  '/zookeeper/config': 0,
  '/zookeeper/quota': 0,
};

/** Reads a znode's history back from the log, which is all that ZooKeeper's versions and zxids tell of. */
export function znodeStat(view: ClusterView, path: string, znode: Znode): ZnodeStat {
  let created = { zxid: 0, timeMs: 0, session: '0' };
  let modified = { zxid: 0, timeMs: 0 };
  let pzxid = 0;
  let version = 0;
  let cversion = builtInCversion[path] ?? 0;
  const below = path === '/' ? '/' : `${path}/`;
  for (const write of znodeWrites(view, path === '/brokers/topics' || path.startsWith('/brokers/topics/'))) {
    if (write.path === path) {
      if (write.kind === 'create') {
        created = { zxid: write.zxid, timeMs: write.timeMs, session: write.session ?? '0' };
        modified = created;
        pzxid = write.zxid;
        version = 0;
        cversion = 0;
      } else if (write.kind === 'set') {
        modified = write;
        version++;
      }
    } else if (write.kind !== 'set' && write.path.startsWith(below) && !write.path.includes('/', below.length)) {
      pzxid = write.zxid;
      cversion++;
    }
  }
  return {
    czxid: created.zxid,
    ctimeMs: created.timeMs,
    mzxid: modified.zxid,
    mtimeMs: modified.timeMs,
    pzxid,
    cversion,
    version,
    ephemeralOwner: created.session,
    dataLength: Buffer.byteLength(znode.data ?? ''),
    numChildren: znode.children().length,
  };
}

/** How many children a znode has ever had: the number that the next sequential one carries. */
export function childrenEverMade(view: ClusterView, parent: string): number {
  const below = parent === '/' ? '/' : `${parent}/`;
  let made = 0;
  for (const write of znodeWrites(view, false)) {
    if (write.path === parent && write.kind === 'create') made = 0;
    else if (write.kind === 'create' && write.path.startsWith(below) && !write.path.includes('/', below.length)) made++;
  }
  return made;
}
