import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The cluster's file cannot be used; the message is one line for the user and says what to do. */
export class ClusterFileError extends Error {}

/** In use, or just replaced by somebody else: it may work a moment later. */
export class PassingFileError extends ClusterFileError {}

/** The disk took no more; what was under way is undone. */
export class NoRoomError extends ClusterFileError {}

/** What is in it makes no sense. */
export class DamagedFileError extends ClusterFileError {}

/** A cluster's file that was cut short, overwritten or changed by hand. */
export function damaged(path: string): DamagedFileError {
  return new DamagedFileError(`${path} is damaged and cannot be read. Make a new cluster with: kafka-lab init --force`);
}

function noCluster(path: string): ClusterFileError {
  return new ClusterFileError(`There is no cluster here (no ${path}). Make one with: kafka-lab init`);
}

/** The file at the path is not the one that was opened: passes if the command is run again. */
export function replacedJustNow(path: string): PassingFileError {
  return new PassingFileError(`${path} was replaced by another kafka-lab command just now: try again`);
}

/** Runs what touches the file and turns SQLite's errors into one line each; programming errors pass through. */
export function guarded<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw sqliteTrouble(path, error) ?? error;
  }
}

/** Runs what touches files around the cluster's and turns the system's errors into one line each. */
export function onDisk<T>(path: string, done: 'read' | 'written', action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw systemTrouble(path, done, error) ?? error;
  }
}

function sqliteTrouble(path: string, error: unknown): ClusterFileError | undefined {
  const code = codeOf(error);
  if (!code?.startsWith('SQLITE_')) return undefined;
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_IOERR_SHORT_READ')
    return damaged(path);
  if (code === 'SQLITE_READONLY_DBMOVED') return replacedJustNow(path);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new PassingFileError(`${path} is held by another kafka-lab command for too long: try again`);
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM') return mayNotBe('written', path);
  // SQLite does not say which rights it lacks.
  if (code.startsWith('SQLITE_CANTOPEN')) return rightsTrouble(path) ?? mayNotBe('written', path);
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) return rightsTrouble(path) ?? noRoom(path);
  return undefined;
}

/** What keeps this process from reading the file, and from writing it and its journals. */
function rightsTrouble(path: string): ClusterFileError | undefined {
  try {
    onDisk(path, 'read', () => {
      statSync(path);
      accessSync(path, constants.R_OK);
    });
    onDisk(path, 'written', () => {
      for (const each of [path, dirname(path)]) accessSync(each, constants.W_OK);
    });
    return undefined;
  } catch (error) {
    return error as ClusterFileError;
  }
}

function systemTrouble(path: string, done: 'read' | 'written', error: unknown): ClusterFileError | undefined {
  const code = codeOf(error);
  if (code === undefined || !('syscall' in (error as object))) return undefined;
  if (done === 'read' && (code === 'ENOENT' || code === 'ENOTDIR')) return noCluster(path);
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return mayNotBe(done, path);
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return noRoom(path);
    case 'EROFS':
      return cannotBe(done, path, 'it is on a disk that may only be read');
    case 'ELOOP':
      return cannotBe(done, path, 'a symbolic link in its path leads back to itself');
    case 'ENAMETOOLONG':
      return cannotBe(done, path, 'its path is too long. Set KAFKA_LAB_HOME to a folder');
    case 'EEXIST':
    case 'ENOTDIR':
      return cannotBe(done, path, 'a part of its path is a file, not a folder. Set KAFKA_LAB_HOME to a folder');
    case 'ENOENT':
      return cannotBe(done, path, 'a folder in its path can not be made. Set KAFKA_LAB_HOME to a folder');
    default:
      return cannotBe(done, path, (error as Error).message);
  }
}

function mayNotBe(done: 'read' | 'written', path: string): ClusterFileError {
  return new ClusterFileError(`${path} may not be ${done}: check the rights of the file and of its folder`);
}

function cannotBe(done: 'read' | 'written', path: string, why: string): ClusterFileError {
  return new ClusterFileError(`${path} cannot be ${done}: ${why}`);
}

function noRoom(path: string): ClusterFileError {
  return new NoRoomError(`No room, or an error of the disk, while writing ${path}`);
}

function codeOf(error: unknown): string | undefined {
  const { code } = (error instanceof Error ? error : {}) as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : undefined;
}
