import { existsSync, linkSync, mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Profile } from '../profiles/profile';
import { ClusterFileError, createDatabase, guarded, retireDatabase } from '../store/database';
import { schema } from '../store/schema';
import { uuidText } from '../jvm/uuid';
import { birthRecords } from './birthRecords';
import type { ClockMode } from './clock';
import { ClusterSession } from './clusterSession';
import { SeededChance } from './seededChance';

export interface NewCluster {
  readonly profile: Profile;
  /** Brokers get the ids 1..brokers. */
  readonly brokers: number;
  /** KRaft controllers get the ids 101..; 0 in ZooKeeper mode, or where the brokers are controllers too. */
  readonly controllers: number;
  /** KRaft: every broker is a controller as well. */
  readonly combined: boolean;
  readonly seed: bigint;
  readonly clock: ClockMode;
  readonly startMs: number;
  /** Lines added to every broker's server.properties; `{id}` stands for the broker's id. */
  readonly brokerConfigs: Readonly<Record<string, string>>;
}

/**
 * Makes a new cluster's file: all nodes up and registered. It is written aside and put in its place whole, so nothing is left behind when
 * that fails and of two who do it at once one is refused.
 * @param replaces whether a cluster that is there goes
 * @throws ClusterFileError when there is one and it may not be replaced, or the place cannot be written
 */
export function createCluster(path: string, cluster: NewCluster, wallClock: () => number, replaces = false): void {
  if (!replaces && existsSync(path)) throw existsAlready(path);
  const home = dirname(path);
  const aside = onDisk(path, () => {
    mkdirSync(home, { recursive: true });
    return mkdtempSync(join(home, '.new-'));
  });
  try {
    const file = join(aside, 'cluster.db');
    writeCluster(file, cluster, wallClock);
    onDisk(path, () => {
      if (replaces && existsSync(path)) retireDatabase(path);
      if (replaces || !existsSync(path)) removeJournals(path);
      if (replaces) renameSync(file, path);
      else linkSync(file, path);
    });
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Removes a cluster's file, and its folder where nothing else is in it. */
export function removeCluster(path: string): void {
  onDisk(path, () => {
    retireDatabase(path);
    rmSync(path, { force: true });
    removeJournals(path);
    rmSync(join(dirname(path), 'path'), { recursive: true, force: true });
    try {
      rmdirSync(dirname(path));
    } catch {
      // Something else is in it.
    }
  });
}

/** SQLite takes a journal for that of whatever file stands beside it, so none may be left by another one. */
function removeJournals(path: string): void {
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

function onDisk<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof ClusterFileError || code === undefined) throw error;
    if (code === 'EEXIST' && existsSync(path)) throw existsAlready(path);
    if (code === 'ENOTDIR' || code === 'EEXIST')
      throw new ClusterFileError(
        `Cannot write ${path}: a part of its path is a file, not a folder. Set KAFKA_LAB_HOME to a folder`,
      );
    throw new ClusterFileError(`Cannot write ${path}: ${message}`);
  }
}

function existsAlready(path: string): ClusterFileError {
  return new ClusterFileError(`There is a cluster already: ${path}. Replace it with: kafka-lab init --force`);
}

function writeCluster(path: string, cluster: NewCluster, wallClock: () => number): void {
  const { profile } = cluster;
  const db = createDatabase(path);
  guarded(path, () => {
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
    };
    const insert = db.prepare('INSERT INTO meta VALUES (?, ?)');
    for (const [name, value] of Object.entries(meta)) insert.run(name, value);
    db.exec('COMMIT');
  });
  const session = new ClusterSession(db, path, wallClock);
  session.change({ kind: 'command', text: 'kafka-lab init' }, (turn) => {
    for (const record of birthRecords(cluster, turn)) turn.emit(record);
  });
  session.close();
}
