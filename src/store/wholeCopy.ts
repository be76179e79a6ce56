import { closeSync, fchmodSync, fstatSync, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { applicationIdIn, beginningOf, headerBytes, isThere, versionIn } from './clusterFile';
import type { Connection } from './connection';
import { memoryDatabase } from './database';
import { ClusterFileError, DamagedFileError, guarded, onDisk } from './fileErrors';
import { migrate } from './migrations';
import { applicationId, schema, schemaVersion } from './schema';

/** Whatever the umask. */
const fileMode = 0o644;
/** Bytes that are copied at once. */
const chunkBytes = 1 << 20;
/** Where SQLite's header says how the file is written and read: with a rollback journal, or with a write-ahead log. */
const writtenByAt = 18;
const rollbackJournal = Uint8Array.of(1, 1);
const writeAheadLog = Uint8Array.of(2, 2);

/**
 * Writes all that is in a database at one moment into a file that is empty so far; who reads and writes the database
 * meanwhile is not stopped. What comes out is whole and has no journal.
 */
export function copyInto(db: Connection, path: string): void {
  db.prepare('VACUUM INTO ?').run(path);
  onDisk(path, 'written', () => withFile(path, 'r+', fsyncSync));
}

/**
 * Copies a cluster's file, which nobody has to trust: what comes out is ours, and is looked at before it is used. It
 * begins as a file does that SQLite writes without a journal beside it.
 * @param from a file of a cluster, closed
 * @param to where nothing is
 * @throws ClusterFileError when it is missing, may not be read, is newer or no cluster's, or not all of it is in it
 */
export function copyFile(from: string, to: string): void {
  onDisk(from, 'read', () => {
    requireFile(from);
    withFile(from, 'r', (source) => {
      requireHeader(from, beginningOf(source, headerBytes));
      if (isThere(`${from}-wal`) && withFile(`${from}-wal`, 'r', (log) => fstatSync(log).size) > 0)
        throw new ClusterFileError(
          `${from} is in use, or its last command was killed: a part of it is in ${from}-wal. Let a kafka-lab ` +
            `command finish there, or ask for a file that kafka-lab export has written`,
        );
      const bytes = Buffer.alloc(chunkBytes);
      onDisk(to, 'written', () =>
        withFile(to, 'wx', (target) => {
          fchmodSync(target, fileMode);
          for (let at = 0; ; ) {
            const length = readSync(source, bytes, 0, chunkBytes, at);
            if (length === 0) break;
            writeSync(target, bytes, 0, length, at);
            at += length;
          }
          writeSync(target, rollbackJournal, 0, 2, writtenByAt);
        }),
      );
    });
  });
}

/**
 * Does something to a copy that nobody else knows of, after it was found to be sound and brought to the present layout;
 * then it is as a cluster's file is between commands.
 * @param from whose copy it is, for messages
 * @throws ClusterFileError when it is damaged
 */
export function prepareCopy(path: string, from: string, action: (db: Connection) => void): void {
  try {
    guarded(path, () => {
      const db = new Database(path, { fileMustExist: true });
      try {
        db.exec('PRAGMA trusted_schema = OFF; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF');
        if (!hasOnlyTables(db)) throw damagedCopy(from);
        migrate(db);
        if (!hasLayout(db)) throw damagedCopy(from);
        action(db);
      } finally {
        db.close();
      }
    });
  } catch (error) {
    throw error instanceof DamagedFileError ? damagedCopy(from) : error;
  }
  onDisk(path, 'written', () =>
    withFile(path, 'r+', (file) => {
      writeSync(file, writeAheadLog, 0, 2, writtenByAt);
      fsyncSync(file);
    }),
  );
}

/** Something else than a cluster is in it. */
export function damagedCopy(path: string): ClusterFileError {
  return new ClusterFileError(`${path} is damaged, or was changed by hand: it is not used`);
}

function requireFile(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new ClusterFileError(`There is no file ${path}`);
  if (!stats.isFile()) throw new ClusterFileError(`${path} is no ordinary file, so no cluster can be in it`);
}

function requireHeader(path: string, header: Buffer): void {
  if (applicationIdIn(header) !== applicationId)
    throw new ClusterFileError(`${path} is not a cluster of kafka-lab, or too damaged to tell`);
  const version = versionIn(header);
  if (version > schemaVersion)
    throw new ClusterFileError(
      `${path} was made by a newer kafka-lab (file version ${version}, this one knows ${schemaVersion}): update ` +
        `kafka-lab`,
    );
  if (version < 1) throw damagedCopy(path);
}

/** Nothing is in it that would do something by itself. */
function hasOnlyTables(db: Connection): boolean {
  const others = `SELECT 1 FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR sql LIKE 'CREATE VIRTUAL%'`;
  return db.prepare(others).get() === undefined;
}

/** Every table has the columns that a new file's has. */
function hasLayout(db: Connection): boolean {
  const fresh = memoryDatabase();
  try {
    fresh.exec(schema);
    return JSON.stringify(layoutOf(db)) === JSON.stringify(layoutOf(fresh));
  } finally {
    fresh.close();
  }
}

function layoutOf(db: Connection): unknown {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
  return (tables as string[])
    .filter((name) => !name.startsWith('sqlite_stat'))
    .map((name) => [name, db.pragma(`table_xinfo("${name}")`)]);
}

function withFile<T>(path: string, flags: string, action: (file: number) => T): T {
  const file = openSync(path, flags, fileMode);
  try {
    return action(file);
  } finally {
    closeSync(file);
  }
}
