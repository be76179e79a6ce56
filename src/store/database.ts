import Database from 'better-sqlite3';
import type { Connection } from './connection';
import { migrate } from './migrations';
import { applicationId, schemaVersion } from './schema';

/** The cluster's file cannot be used; the message is one line for the user and says what to do. */
export class ClusterFileError extends Error {}

/** It is missing or no cluster's, so there is nothing in it to lose. */
class UnreadableFileError extends ClusterFileError {}

/** In use, or just replaced by somebody else: it may work a moment later. */
class PassingFileError extends ClusterFileError {}

/** How long a command waits for another one's transaction, ms. */
const busyTimeoutMs = 60_000;
const retireTimeoutMs = 10_000;
const retireRetryMs = 20;

/**
 * Opens the file of an existing cluster; one of an earlier layout is migrated.
 * @throws ClusterFileError when it is missing, not a cluster's, damaged, made by a newer release, or may not be written
 */
export function openDatabase(path: string): Connection {
  return guarded(path, () => {
    const db = new Database(path, { fileMustExist: true, timeout: busyTimeoutMs });
    const version = db.pragma('user_version', { simple: true });
    if (db.pragma('application_id', { simple: true }) !== applicationId)
      throw new ClusterFileError(`${path} is not a cluster of kafka-lab. Make a new one with: kafka-lab init --force`);
    if ((version as number) > schemaVersion)
      throw new ClusterFileError(
        `${path} was made by a newer kafka-lab (file version ${version}, this one knows ${schemaVersion}). Update kafka-lab, or make a new cluster with: kafka-lab init --force`,
      );
    tune(db);
    migrate(db);
    return db;
  });
}

/** Makes a new, empty file; the caller fills it in one transaction. */
export function createDatabase(path: string): Connection {
  return guarded(path, () => {
    const db = new Database(path, { timeout: busyTimeoutMs });
    db.pragma('journal_mode = WAL');
    tune(db);
    return db;
  });
}

/**
 * Takes a file out of use, so that it alone can be replaced or removed: waits until no other command has it open and folds its journal
 * in. What is no database, or is not there, needs nothing.
 * @throws ClusterFileError when it is in use for too long, or may not be written
 */
export function retireDatabase(path: string): void {
  for (let waitedMs = 0; ; waitedMs += retireRetryMs) {
    try {
      guarded(path, () => leaveWal(path));
      return;
    } catch (error) {
      if (error instanceof UnreadableFileError) return;
      if (waitedMs >= retireTimeoutMs || !(error instanceof PassingFileError)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retireRetryMs);
    }
  }
}

/** SQLite refuses at once while another connection is open, whatever the timeout. */
function leaveWal(path: string): void {
  const db = new Database(path, { fileMustExist: true });
  try {
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

/** Room for a big cluster's working pages, KiB: without it a change of many partitions reads the file over and over. */
const cacheKiB = 65_536;

/** NORMAL with a write-ahead log keeps every commit through the death of a process; only a power cut may take the last ones. */
function tune(db: Connection): void {
  db.pragma('synchronous = NORMAL');
  db.pragma(`cache_size = -${cacheKiB}`);
}

/** Runs what touches the file and turns SQLite's errors into one line each; programming errors pass through. */
export function guarded<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw asClusterFileError(path, error) ?? error;
  }
}

function asClusterFileError(path: string, error: unknown): ClusterFileError | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const { code } = error;
  if (code.startsWith('SQLITE_CANTOPEN'))
    return new UnreadableFileError(
      `Cannot open ${path}: it is missing or may not be read. Make a cluster with: kafka-lab init`,
    );
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT'))
    return new UnreadableFileError(
      `${path} is damaged and cannot be read. Make a new cluster with: kafka-lab init --force`,
    );
  if (code === 'SQLITE_READONLY_DBMOVED')
    return new PassingFileError(`${path} was replaced by another kafka-lab command just now: try again`);
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM')
    return new ClusterFileError(`${path} may not be written: check the rights of the file and of its folder`);
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR'))
    return new PassingFileError(`No room, or an error of the disk, while writing ${path}: nothing was changed`);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new PassingFileError(`${path} is held by another kafka-lab command for too long: try again`);
  return undefined;
}
