import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ClusterFileError, onDisk } from '../store/fileErrors';

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
  return placeIn(ownHome());
}

/** The file that commands work on, as git finds its repository; where there is none, the one that init would make. */
export function clusterPlace(): string {
  return placeIn(clusterHome());
}

/** The folder in which the cluster's file is, the user's own also while a lab is active there. */
export function clusterHome(): string {
  const own = ownHome();
  if (process.env.KAFKA_LAB_HOME) return own;
  for (let folder = dirname(own); ; folder = dirname(folder)) {
    const home = join(folder, folderName);
    if (mayBeThere(clusterIn(home)) || activeLab(home) !== undefined) return home;
    if (folder === dirname(folder)) return own;
  }
}

/** Where it says which lab is active: its folder is below `labs`. */
const activeName = 'active-lab';
const labId = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The id of the lab that is active in a folder, whose cluster the commands work on. */
export function activeLab(home: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(join(home, activeName), 'utf8').trim();
  } catch {
    return undefined;
  }
  return labId.test(text) ? text : undefined;
}

/** Makes a lab the active one, or gives the user's own cluster back. */
export function setActiveLab(home: string, id: string | undefined): void {
  const path = join(home, activeName);
  onDisk(path, 'written', () => {
    if (id === undefined) return rmSync(path, { force: true });
    writeFileSync(`${path}.new`, `${id}\n`, { mode: 0o644 });
    return renameSync(`${path}.new`, path);
  });
}

/**
 * What is kept of a lab: its cluster, its text, how far its learner is.
 * @throws ClusterFileError for what cannot be a lab's id
 */
export function labFolder(home: string, id: string): string {
  if (!labId.test(id)) throw new ClusterFileError(`There is no lab ${id}. See the labs: kafka-lab lab list`);
  return join(home, 'labs', id);
}

function placeIn(home: string): string {
  const id = activeLab(home);
  return clusterIn(id === undefined ? home : labFolder(home, id));
}

function ownHome(): string {
  const { KAFKA_LAB_HOME } = process.env;
  return fromHere(KAFKA_LAB_HOME ? KAFKA_LAB_HOME : folderName);
}

/** Where it cannot be told, opening it says why. */
function mayBeThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOTDIR';
  }
}

/** The language of the locale, such as "ko"; undefined for none. */
export function localeLanguage(): string | undefined {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return /^([a-z]{2})(?:[_.@]|$)/.exec(LC_ALL || LC_MESSAGES || LANG || '')?.[1];
}

function fromHere(path: string): string {
  try {
    return resolve(path);
  } catch {
    throw new ClusterFileError('The working directory was removed: change to a folder that is there');
  }
}

/**
 * Does something as a process would that was started in a folder, with that KAFKA_LAB_HOME ('' for none); one thing at
 * a time.
 */
export async function standingIn<T>(folder: string, home: string, action: () => Promise<T>): Promise<T> {
  const before = { folder: workingFolder(), home: process.env.KAFKA_LAB_HOME };
  const stand = (at: string | undefined, homeThere: string | undefined) => {
    if (at !== undefined) process.chdir(at);
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

/** undefined where it was removed. */
function workingFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}
