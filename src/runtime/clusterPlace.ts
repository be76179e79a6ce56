import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ClusterFileError } from '../store/fileErrors';

/**
 * Where a cluster is without KAFKA_LAB_HOME: in this folder of the working directory, or of the nearest one above it.
 */
export const folderName = '.kafka-lab';
const fileName = 'cluster.db';

/** The cluster's file in a folder. */
export function clusterIn(home: string): string {
  return join(home, fileName);
}

/** Where init makes a cluster: in KAFKA_LAB_HOME, or in .kafka-lab of the working directory. */
export function ownPlace(): string {
  const { KAFKA_LAB_HOME } = process.env;
  if (KAFKA_LAB_HOME) return clusterIn(fromHere(KAFKA_LAB_HOME));
  return clusterIn(fromHere(folderName));
}

/** The file that commands work on, as git finds its repository; where there is none, the one that init would make. */
export function clusterPlace(): string {
  const own = ownPlace();
  if (process.env.KAFKA_LAB_HOME) return own;
  for (let folder = dirname(dirname(own)); ; folder = dirname(folder)) {
    const path = clusterIn(join(folder, folderName));
    if (mayBeThere(path)) return path;
    if (folder === dirname(folder)) return own;
  }
}

/** Where it cannot be told, opening it says why. */
function mayBeThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOTDIR';
  }
}

function fromHere(path: string): string {
  try {
    return resolve(path);
  } catch {
    throw new ClusterFileError('The working directory was removed: change to a folder that is there');
  }
}

/**
 * Does something as a process would that was started in a folder, with that KAFKA_LAB_HOME ('' for none); one thing at a
 * time.
 */
export async function standingIn<T>(folder: string, home: string, action: () => Promise<T>): Promise<T> {
  const before = { folder: process.cwd(), home: process.env.KAFKA_LAB_HOME };
  const stand = (at: string, homeThere: string | undefined) => {
    process.chdir(at);
    if (homeThere) process.env.KAFKA_LAB_HOME = homeThere;
    else delete process.env.KAFKA_LAB_HOME;
  };
  stand(folder, home);
  try {
    return await action();
  } finally {
    stand(before.folder, before.home);
  }
}
