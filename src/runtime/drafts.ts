import { lstatSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { isClusters, isJournal } from '../store/clusterFile';

/**
 * A new cluster's file until it is put in its place, by the number of the process that writes it; and what SQLite has
 * beside it while it copies.
 */
const draft = /^\.new-(\d+)(?:-journal)?$/;
/** Nobody writes one for so long, ms; numbers of processes come back. */
const oldAfterMs = 60_000;

/** Name of this process's draft: what is made in a folder before it is put in place whole. */
export function draftName(): string {
  return `.new-${process.pid}`;
}

/**
 * Removes what a killed command left in a folder: of such a name, empty or the beginning of a cluster or its journal,
 * and nobody writes it any more.
 */
export function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(draft.exec(name)?.[1]);
    if (Number.isNaN(pid)) continue;
    const path = join(folder, name);
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (!stats?.isFile() || (isRunning(pid) && Date.now() - stats.mtimeMs < oldAfterMs)) continue;
    if (stats.size === 0 || isClusters(path) || isJournal(path)) unlinkSync(path);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
