import { closeSync, lstatSync, openSync, readSync, statSync } from 'node:fs';
import { ClusterFileError, onDisk } from './fileErrors';
import { applicationId } from './schema';

/** Where a SQLite file says whose it is. */
const applicationIdAt = 68;
const versionAt = 60;
/** How long SQLite's header is, bytes. */
export const headerBytes = 100;
const sqliteMagic = 'SQLite format 3\0';

/**
 * Demands that a file is a cluster's, by what it says of itself; nothing else of it is looked at.
 * @throws ClusterFileError when it is missing, may not be read, or is something else
 */
export function requireCluster(path: string): void {
  onDisk(path, 'read', () => {
    const stats = statSync(path);
    if (!stats.isFile())
      throw new ClusterFileError(
        `${path} is ${stats.isDirectory() ? 'a folder' : 'no ordinary file'}, not the file of a cluster. Move it ` +
          `away, then: kafka-lab init`,
      );
    if (!isClusters(path))
      throw new ClusterFileError(
        `${path} is not a cluster of kafka-lab, or too damaged to tell. Move it away, then: kafka-lab init`,
      );
  });
}

/**
 * Demands of a cluster's file that it may be replaced or removed: not what a link leads to, which others may count on.
 * @throws ClusterFileError
 */
export function requireOwnFile(path: string): void {
  requireCluster(path);
  if (lstatSync(path).isSymbolicLink())
    throw new ClusterFileError(
      `${path} is a link to a cluster elsewhere, and only that one could be replaced or removed`,
    );
}

/** A file that begins as a cluster's does. */
export function isClusters(path: string): boolean {
  return applicationIdIn(beginning(path, headerBytes)) === applicationId;
}

/** Whose a SQLite file says it is, by its header; undefined where it is none. */
export function applicationIdIn(header: Buffer): number | undefined {
  if (header.length < headerBytes || header.toString('latin1', 0, sqliteMagic.length) !== sqliteMagic) return undefined;
  return header.readUInt32BE(applicationIdAt);
}

/** The version of a cluster's layout, by the header of its file. */
export function versionIn(header: Buffer): number {
  return header.readInt32BE(versionAt);
}

/** How SQLite's journals begin; what is not in use may be empty or zero. */
const journals: Readonly<Record<string, RegExp>> = {
  '-wal': /^(?:\x37\x7f\x06[\x82\x83]|\0*$)/,
  '-shm': /^(?:\x18\xe2\x2d\0|\0\x2d\xe2\x18|\0*$)/,
  '-journal': /^(?:\xd9\xd5\x05\xf9|\0*$)/,
};

/** What the names of SQLite's journals end with, after the file's own. */
export const journalSuffixes = Object.keys(journals);

/**
 * What SQLite keeps beside a cluster's file, as paths: it takes them for those of whatever file stands there. To be
 * removed while nobody has the file open.
 * @throws ClusterFileError when there is something of such a name that is no journal
 */
export function journalsOf(path: string): readonly string[] {
  const found = Object.entries(journals).filter(([suffix]) => isThere(path + suffix));
  for (const [suffix] of found)
    if (!lstatSync(path + suffix).isFile() || !isJournal(path + suffix))
      throw new ClusterFileError(
        `${path}${suffix} is no journal of SQLite, though it has the name of one. Move it away, then try again`,
      );
  return found.map(([suffix]) => path + suffix);
}

/** A file that begins as a journal of SQLite's does that has the end of its name. */
export function isJournal(path: string): boolean {
  const start = journals[path.slice(path.lastIndexOf('-'))];
  return start?.test(beginning(path, 4).toString('latin1')) === true;
}

/** Something is at the path, be it a link that leads nowhere. */
export function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function beginning(path: string, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    return beginningOf(file, length);
  } finally {
    closeSync(file);
  }
}

/** The first bytes of an open file: fewer, where it has no more. */
export function beginningOf(file: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, 0));
}
