import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { uuidText } from '../jvm/uuid';
import type { ClusterPlan } from '../model/turn';
import type { Profile, ProfileId } from '../profiles/profile';
import { profiles } from '../profiles/profiles';
import { isThere, journalsOf, requireOwnFile } from '../store/clusterFile';
import { holdAlone, memoryDatabase } from '../store/database';
import { ClusterFileError, onDisk } from '../store/fileErrors';
import { schema } from '../store/schema';
import type { ClockMode } from './clock';
import { ClusterSession } from './clusterSession';
import { draftName, removeDrafts } from './drafts';
import { requireTrusted } from './ownership';
import { SeededChance } from './seededChance';

/** A cluster that is to be made. */
export interface NewCluster extends Omit<ClusterPlan, 'directoryChance'> {
  readonly profile: Profile;
  readonly seed: bigint;
  readonly clock: ClockMode;
  /** The command that makes it, as it was typed. */
  readonly words: readonly string[];
}

/** How a cluster was made, as its file says it. */
type MadeAs = Omit<NewCluster, 'profile' | 'seed'> & { readonly profile: ProfileId; readonly seed: string };

/** How a cluster was made, as its file says it in `meta`, to be made so again. */
export function planOf(made: string): NewCluster {
  const plan = JSON.parse(made) as MadeAs;
  return { ...plan, profile: profiles[plan.profile], seed: BigInt(plan.seed) };
}

/**
 * Makes a new cluster's file: all nodes up and registered. It is made in memory, written aside and put in its place
 * whole, so of two who do it at once one is refused, and of one who is killed a draft is left at most, which the next
 * one removes.
 * @param replaces whether a cluster that is there goes
 * @throws ClusterFileError when there is one and it may not be replaced, or the place is not ours or cannot be written
 */
export function createCluster(path: string, cluster: NewCluster, wallClock: () => number, replaces = false): void {
  putCluster(
    path,
    (draft) => {
      writeWhole(draft, clusterBytes(path, cluster, wallClock));
    },
    replaces,
  );
}

/**
 * Puts a cluster's file in its place, whole: the old one is there, or the new one.
 * @param write makes the file at a path in the same folder where nothing is, once it is known that it may be there
 * @param replaces whether a cluster that is there goes
 * @param force the command that says so, for who has to be told
 * @throws ClusterFileError when there is one and it may not be replaced, or the place is not ours or cannot be written
 */
export function putCluster(path: string, write: (draft: string) => void, replaces: boolean, force = initForce): void {
  const home = dirname(path);
  requirePlace(path, replaces, force);
  onDisk(path, 'written', () => {
    makeFolder(home);
    removeDrafts(home);
    const draft = join(home, draftName());
    if (isThere(draft)) throw new ClusterFileError(`${draft} is in the way. Move it away, then try again`);
    try {
      write(draft);
      putInPlace(draft, path, replaces, force);
    } finally {
      rmSync(draft, { force: true });
    }
  });
}

/**
 * Demands of a path that a cluster can be made there.
 * @param replaces whether a cluster that is there goes
 * @throws ClusterFileError
 */
export function requirePlace(path: string, replaces: boolean, force = initForce): void {
  requireTrusted(path);
  if (!onDisk(path, 'written', () => isThere(path))) return;
  requireOwnFile(path);
  if (!replaces) throw existsAlready(path, force);
}

const initForce = 'kafka-lab init --force';

function existsAlready(path: string, force: string): ClusterFileError {
  return new ClusterFileError(`There is a cluster already: ${path}. Replace it with: ${force}`);
}

/** Whatever the umask. */
const folderMode = 0o755;
const fileMode = 0o644;

/**
 * As `mkdir -p`, but nobody else may write in what it makes; and Node's own never ends where the system makes no
 * folders, as in /proc.
 */
export function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (folder !== dirname(folder)) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, folderMode);
  } catch (error) {
    // Of two who make it one comes second.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'wx', fileMode);
  try {
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function putInPlace(draft: string, path: string, replaces: boolean, force: string): void {
  if (replaces && isThere(path)) {
    holdAlone(path, (db) => {
      // Killed before the last step, the cluster that is there keeps all of its changes.
      db?.pragma('wal_checkpoint(TRUNCATE)');
      for (const journal of journalsOf(path)) unlinkSync(journal);
      renameSync(draft, path);
    });
    return;
  }
  // Looked at in this order, they are nobody's who made a cluster here meanwhile.
  const journals = journalsOf(path);
  if (!isThere(path)) for (const journal of journals) unlinkSync(journal);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!replaces) throw existsAlready(path, force);
    putInPlace(draft, path, replaces, force);
  }
}

/** Where SQLite's header says how the file is written and read: with a write-ahead log. */
const writtenByAt = 18;
const writeAheadLog = [2, 2];

function clusterBytes(path: string, cluster: NewCluster, wallClock: () => number): Uint8Array {
  const { profile } = cluster;
  const db = memoryDatabase();
  db.exec('BEGIN IMMEDIATE');
  db.exec(schema);
  const chance = SeededChance.fromSeed(cluster.seed);
  const clusterId = profile.clusterId ?? uuidText(chance.bytes(16));
  const meta = {
    profile: profile.id,
    clusterId,
    seed: String(cluster.seed),
    chance: chance.toText(),
    clockMode: cluster.clock,
    nowMs: String(cluster.startMs),
    wallMs: String(wallClock()),
    brokerConfigs: JSON.stringify(cluster.brokerConfigs),
    made: JSON.stringify({ ...cluster, profile: profile.id, seed: String(cluster.seed) } satisfies MadeAs),
  };
  const insert = db.prepare('INSERT INTO meta (name, value) VALUES (?, ?)');
  for (const [name, value] of Object.entries(meta)) insert.run(name, value);
  db.exec('COMMIT');
  const session = new ClusterSession(db, path, wallClock);
  session.change({ kind: 'command', words: cluster.words }, (turn) => {
    // Of a generator of its own, so that ids drawn here move nothing that is chosen later.
    const directoryChance = SeededChance.fromSeed(cluster.seed + 1n);
    for (const record of turn.controller.birth(turn, { ...cluster, directoryChance })) turn.emit(record);
  });
  const bytes = db.serialize();
  bytes.set(writeAheadLog, writtenByAt);
  session.close();
  return bytes;
}
