import { readdirSync, rmdirSync, statSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isClusters, isThere, requireCluster, requireOwnFile } from '../store/clusterFile';
import { ClusterFileError, onDisk } from '../store/fileErrors';
import { makeFolder } from './createCluster';
import { removeDrafts } from './drafts';
import { bringBack, keepCluster } from './keptClusters';
import { requireTrusted } from './ownership';

/** Beside the cluster's file. */
const folderName = 'snapshots';
const suffix = '.db';
const mostCharacters = 100;

/** A name that can be a file's everywhere, and is none that is hidden or an option. */
const allowedName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** The snapshot of a cluster that was imported, as it came. */
export const importedName = 'imported';

/** Whether a snapshot may be called so: a plain file name on every system. */
export function isSnapshotName(name: string): boolean {
  return allowedName.test(name) && name.length <= mostCharacters;
}

/** A moment of a cluster that was kept. */
export interface Snapshot {
  readonly name: string;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** Snapshots of a cluster by name; what is no cluster's file is none. */
export function snapshotsOf(cluster: string): readonly Snapshot[] {
  const folder = folderOf(cluster);
  if (!isThere(folder)) return [];
  return onDisk(folder, 'read', () =>
    readdirSync(folder)
      .filter((file) => file.endsWith(suffix) && isSnapshotName(file.slice(0, -suffix.length)))
      .map((file) => join(folder, file))
      .filter((path) => statSync(path).isFile() && isClusters(path))
      .map((path) => ({ name: path.slice(folder.length + 1, -suffix.length), path, size: statSync(path).size }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
  );
}

/**
 * Keeps the cluster as it is now under a name, beside its file.
 * @param force the command that replaces an earlier snapshot of that name, for who has to be told; undefined where this
 * is one
 * @throws ClusterFileError when there is one and it may not be replaced, or the place is not ours or cannot be written
 */
export function saveSnapshot(cluster: string, name: string, wallClock: () => number, force?: string): void {
  requireTrusted(cluster);
  requireCluster(cluster);
  const path = pathOf(cluster, name);
  onDisk(path, 'written', () => makeFolder(folderOf(cluster)));
  keepCluster(cluster, path, wallClock, force);
}

/**
 * Puts the cluster back to a snapshot.
 * @throws ClusterFileError when there is none of that name, or it is not ours or damaged
 */
export function restoreSnapshot(cluster: string, name: string, wallClock: () => number): void {
  bringBack(requireSnapshot(cluster, name), cluster, wallClock);
}

/** @throws ClusterFileError when there is none of that name, or it is not ours */
export function deleteSnapshot(cluster: string, name: string): void {
  const path = requireSnapshot(cluster, name);
  onDisk(path, 'written', () => unlinkSync(path));
}

function requireSnapshot(cluster: string, name: string): string {
  const path = pathOf(cluster, name);
  requireTrusted(cluster);
  requireTrusted(path);
  if (!isThere(path)) {
    const names = snapshotsOf(cluster).map((snapshot) => snapshot.name);
    throw new ClusterFileError(
      names.length === 0
        ? `There is no snapshot ${name}, and no other. Keep one with: kafka-lab snapshot save ${name}`
        : `There is no snapshot ${name}: there are ${names.join(', ')}`,
    );
  }
  requireOwnFile(path);
  return path;
}

function folderOf(cluster: string): string {
  return join(dirname(cluster), folderName);
}

function pathOf(cluster: string, name: string): string {
  return join(folderOf(cluster), name + suffix);
}

/** Removes all snapshots of a cluster that is no more, and their folder when nothing else is in it. */
export function removeSnapshots(cluster: string): void {
  const folder = folderOf(cluster);
  if (!isThere(folder)) return;
  onDisk(folder, 'written', () => {
    for (const { name } of snapshotsOf(cluster)) deleteSnapshot(cluster, name);
    removeDrafts(folder);
    if (readdirSync(folder).length === 0) rmdirSync(folder);
  });
}
