import { rmdirSync, unlinkSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { journalsOf, requireOwnFile } from '../store/clusterFile';
import { holdAlone } from '../store/database';
import { onDisk } from '../store/fileErrors';
import { folderName } from './clusterPlace';
import { removeDrafts } from './drafts';
import { requireTrusted } from './ownership';

/**
 * Removes a cluster: its file, with what SQLite keeps beside it, and drafts of an init that was killed. What we can't
 * prove ours stays.
 * @throws ClusterFileError when the file is not a cluster's or not ours, is in use for too long, or may not be removed
 */
export function removeCluster(path: string): void {
  const home = dirname(path);
  requireRemovable(path);
  onDisk(path, 'written', () => {
    holdAlone(path, () => {
      const journals = journalsOf(path);
      for (const each of [path, ...journals]) unlinkSync(each);
    });
    removeDrafts(home);
  });
}

/** @throws ClusterFileError when there is no cluster, or something that may not be removed */
export function requireRemovable(path: string): void {
  requireTrusted(path);
  requireOwnFile(path);
}

/**
 * Removes the folder that init makes for a cluster, where nothing is in it any more. A folder that KAFKA_LAB_HOME names
 * is its user's.
 */
export function removeEmptyHome(path: string): void {
  const home = dirname(path);
  if (basename(home) !== folderName) return;
  try {
    rmdirSync(home);
  } catch {
    // Something else is in it.
  }
}
