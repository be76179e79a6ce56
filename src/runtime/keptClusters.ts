import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openDatabase } from '../store/database';
import { fileProblems, isDamaged } from '../store/rebuild';
import { copyFile, copyInto, damagedCopy, prepareCopy } from '../store/wholeCopy';
import { ClusterSession } from './clusterSession';
import { putCluster } from './createCluster';
import { requireTrusted } from './ownership';

/**
 * Keeps a cluster as it is now in a file of its own, whole: of one who is killed meanwhile nothing, or all of it.
 * Others may go on working on the cluster.
 * @param path a file that is known to be a cluster's (see requireCluster)
 * @param copy where the copy is to be, in a folder of ours; it is a cluster's file like every other
 * @param wallClock ms since the epoch: a live clock is brought to the present first
 * @param force the command that replaces what is at `copy`, for who has to be told; undefined where this is one
 * @throws ClusterFileError
 */
export function keepCluster(path: string, copy: string, wallClock = Date.now, force?: string): void {
  requireTrusted(path);
  const db = openDatabase(path);
  try {
    const session = new ClusterSession(db, path, wallClock);
    if (session.clock().mode === 'live') session.advance(0);
    putCluster(copy, (draft) => copyInto(db, draft), force === undefined, force);
  } finally {
    db.close();
  }
}

/**
 * How much is asked of a copy: that nothing of the file is missing, or that its state is what its records give, too.
 */
export type Scrutiny = 'sound' | 'replays';

/**
 * Brings a kept cluster back, whole, in the place of the one that is there: of one who is killed meanwhile the old one
 * is there, or the new one. The cluster's time goes on from the moment at which it was kept, whatever its clock.
 * @param copy any file of a cluster, whoever made it; it stays as it is
 * @param path where it goes
 * @param wallClock ms since the epoch
 * @param scrutiny how it is looked at before
 * @param force the command that replaces a cluster that is there, for who has to be told; undefined where this is one
 * @param isImported whether the cluster goes back to this copy when it is reset
 * @throws ClusterFileError when the copy is missing, newer, damaged or no cluster's, or the place is not ours
 */
export function bringBack(
  copy: string,
  path: string,
  wallClock = Date.now,
  scrutiny: Scrutiny = 'sound',
  force?: string,
  isImported = false,
): void {
  putCluster(
    path,
    (draft) => {
      copyFile(copy, draft);
      const origin = isImported ? createHash('sha256').update(readFileSync(draft)).digest('hex') : undefined;
      prepareCopy(draft, copy, (db) => {
        const { view } = new ClusterSession(db, copy, wallClock);
        const isBroken = scrutiny === 'sound' ? fileProblems(view).length > 0 : isDamaged(view);
        if (isBroken) throw damagedCopy(copy);
        db.prepare("UPDATE meta SET value = ? WHERE name = 'wallMs'").run(String(wallClock()));
        if (origin !== undefined)
          db.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('origin', ?)").run(origin);
      });
    },
    force === undefined,
    force,
  );
}
