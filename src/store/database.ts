import { accessSync, constants, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Connection } from './connection';
import {
  ClusterFileError,
  damaged,
  DamagedFileError,
  guarded,
  onDisk,
  PassingFileError,
  replacedJustNow,
} from './fileErrors';
import { migrate } from './migrations';
import { schemaVersion } from './schema';

/** How long a command waits for another one's transaction, ms. */
const busyTimeoutMs = 60_000;
/** How long it waits to be alone with a file, and between two attempts, ms. */
const patienceMs = 10_000;
const retryMs = 20;
/** How often a file may be another one than a moment ago while it is opened. */
const mostReplacements = 10;

/**
 * Opens a file that is known to be a cluster's (see requireCluster); one of an earlier layout is migrated.
 * @throws ClusterFileError when it is missing, damaged, made by a newer release, or may not be read
 */
export function openDatabase(path: string): Connection {
  return guarded(path, () => {
    for (let attempt = 1; ; attempt++) {
      const file = fileAt(path);
      const db = new Database(path, { fileMustExist: true, timeout: busyTimeoutMs });
      let hasLog: boolean;
      try {
        requireVersion(path, db.pragma('user_version', { simple: true }) as number);
        hasLog = db.pragma('journal_mode', { simple: true }) === 'wal';
        // Having read, it holds a lock: what the path leads to now is not replaced until this connection closes.
        if (fileAt(path) === file && (hasLog || attempt > 1)) {
          tune(db);
          migrate(db);
          return db;
        }
        if (attempt === mostReplacements) throw replacedJustNow(path);
      } catch (error) {
        db.close();
        throw error;
      }
      db.close();
      if (!hasLog) returnToWal(path);
    }
  });
}

/** An empty database that is nobody's file. */
export function memoryDatabase(): Connection {
  return new Database(':memory:');
}

function requireVersion(path: string, version: number): void {
  if (version > schemaVersion)
    throw new ClusterFileError(
      `${path} was made by a newer kafka-lab (file version ${version}, this one knows ${schemaVersion}). Update ` +
        `kafka-lab, or make a new cluster with: kafka-lab init --force`,
    );
  if (version < 1) throw damaged(path);
}

/**
 * Does something while nobody else has the cluster's file open; who comes meanwhile waits, and sees what is at the path
 * afterwards. Needs no room on the disk. A damaged file can't be held, and is used by nobody.
 * @param waitMs how long to wait for those who have it open
 * @throws ClusterFileError when it is in use for too long, or may not be written
 */
export function holdAlone(path: string, action: (db: Connection | undefined) => void, waitMs = patienceMs): void {
  onDisk(path, 'written', () => accessSync(path, constants.W_OK));
  for (let waitedMs = 0; ; waitedMs += retryMs) {
    try {
      tryAlone(path, action);
      return;
    } catch (error) {
      if (waitedMs >= waitMs || !(error instanceof PassingFileError)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMs);
    }
  }
}

function tryAlone(path: string, action: (db: Connection | undefined) => void): void {
  const file = fileAt(path);
  const db = new Database(path, { fileMustExist: true, timeout: 0 });
  try {
    try {
      guarded(path, () => {
        // The lock of an exclusive connection outlives its transaction, and its index of the log is not in a file.
        db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT');
      });
    } catch (error) {
      if (!(error instanceof DamagedFileError)) throw error;
      action(undefined);
      return;
    }
    if (fileAt(path) !== file) throw replacedJustNow(path);
    guarded(path, () => action(db));
  } finally {
    db.close();
  }
}

/**
 * An init of an early release that was killed left a rollback journal, with which readers and writers wait for each
 * other.
 */
function returnToWal(path: string): void {
  try {
    holdAlone(path, (db) => db?.pragma('journal_mode = WAL'), 0);
  } catch (error) {
    // Somebody works with it, or it may only be read: it serves as it is.
    if (!(error instanceof ClusterFileError)) throw error;
  }
}

/** Tells the file that a path leads to from one that replaces it. */
function fileAt(path: string): string {
  const { dev, ino } = onDisk(path, 'read', () => statSync(path));
  return `${dev}:${ino}`;
}

/**
 * Room for pages, KiB: reading goes through a file once; a change of many partitions comes back to the same pages over
 * and over.
 */
const readCacheKiB = 8192;
const writeCacheKiB = 65_536;

/** Makes room for the working pages of a change to a big cluster. */
export function widenCache(db: Connection): void {
  db.pragma(`cache_size = -${writeCacheKiB}`);
}

/**
 * NORMAL with a write-ahead log keeps every commit through the death of a process; only a power cut may take the last
 * ones.
 */
function tune(db: Connection): void {
  db.pragma('synchronous = NORMAL');
  db.pragma(`cache_size = -${readCacheKiB}`);
}
