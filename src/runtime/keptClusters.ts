import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { openDatabase } from '../store/database';
import { onDisk } from '../store/fileErrors';
import { putCluster } from './createCluster';
import { requireTrusted } from './ownership';

/**
 * Keeps a cluster as it is now in a file of its own; of one who is killed meanwhile nothing, or all of it.
 * @throws ClusterFileError
 */
export function keepCluster(path: string, copy: string): void {
  requireTrusted(path);
  const db = openDatabase(path);
  try {
    const bytes = db.serialize();
    onDisk(copy, 'written', () => {
      writeFileSync(`${copy}.new`, bytes, { mode: 0o644 });
      renameSync(`${copy}.new`, copy);
    });
  } finally {
    db.close();
  }
}

/**
 * Brings a kept cluster back in the place of the one that is there.
 * @throws ClusterFileError
 */
export function bringBack(copy: string, path: string): void {
  putCluster(path, () => onDisk(copy, 'read', () => readFileSync(copy)), true);
}
