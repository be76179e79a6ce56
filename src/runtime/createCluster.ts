import type { ClusterRecord } from '../cluster/records';
import type { Profile } from '../profiles/profile';
import { createDatabase, guarded } from '../store/database';
import { schema } from '../store/schema';
import { uuidText } from '../jvm/uuid';
import type { ClockMode } from './clock';
import { ClusterSession } from './clusterSession';
import { SeededChance } from './seededChance';

export interface NewCluster {
  readonly profile: Profile;
  /** Brokers get the ids 1..brokers. */
  readonly brokers: number;
  /** KRaft controllers get the ids 101..; 0 in ZooKeeper mode. */
  readonly controllers: number;
  readonly seed: bigint;
  readonly clock: ClockMode;
  readonly startMs: number;
  /** Lines added to every broker's server.properties; `{id}` stands for the broker's id. */
  readonly brokerConfigs: Readonly<Record<string, string>>;
}

const firstBrokerPort = 9092;
const firstControllerPort = 19092;

/** Writes a new cluster's file: all nodes up and registered. Nothing is left behind when it fails. */
export function createCluster(path: string, cluster: NewCluster, wallClock: () => number): void {
  const { profile } = cluster;
  const db = createDatabase(path);
  guarded(path, () => {
    db.exec('BEGIN IMMEDIATE');
    db.exec(schema);
    const chance = SeededChance.fromSeed(cluster.seed);
    const clusterId = profile.clusterId ?? uuidText(chance.bytes(16));
    const meta = { profile: profile.id, clusterId, seed: String(cluster.seed), chance: chance.toText(), clockMode: cluster.clock, nowMs: String(cluster.startMs), wallMs: String(wallClock()) };
    const insert = db.prepare('INSERT INTO meta VALUES (?, ?)');
    for (const [name, value] of Object.entries(meta)) insert.run(name, value);
    db.exec('COMMIT');
  });
  const session = new ClusterSession(db, path, wallClock);
  session.change({ kind: 'command', text: 'kafka-lab init' }, (turn) => {
    for (const record of birthRecords(cluster)) turn.emit(record);
  });
  session.close();
}

function* birthRecords(cluster: NewCluster): Iterable<ClusterRecord> {
  const { profile, startMs } = cluster;
  const brokers = Array.from({ length: cluster.brokers }, (_, index) => ({ id: index + 1, port: firstBrokerPort + index }));
  const controllers = Array.from({ length: cluster.controllers }, (_, index) => ({ id: 101 + index, port: firstControllerPort + index }));
  const voters = controllers.map(({ id, port }) => `${id}@localhost:${port}`).join();
  const fill = (text: string, id: number, port: number) => text.replaceAll('{id}', String(id)).replaceAll('{port}', String(port)).replaceAll('{voters}', voters);
  const filled = (properties: Readonly<Record<string, string>>, id: number, port: number) =>
    Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, fill(value, id, port)]));

  for (const { id, port } of controllers) {
    yield { type: 'RegisterNodeRecord', id, role: 'controller', host: 'localhost', port, rack: null, properties: filled(cluster.brokerConfigs, id, port) };
    yield { type: 'NodeProcessRecord', id, process: 'running', sinceMs: startMs };
  }
  const [firstController] = profile.mode === 'kraft' ? controllers : brokers;
  for (const { id, port } of brokers) {
    const properties = filled({ ...profile.serverProperties, ...cluster.brokerConfigs }, id, port);
    yield { type: 'RegisterNodeRecord', id, role: 'broker', host: 'localhost', port, rack: properties['broker.rack'] ?? null, properties };
    yield { type: 'NodeProcessRecord', id, process: 'running', sinceMs: startMs };
    yield { type: 'RegisterBrokerRecord', brokerId: id, brokerEpoch: id, fenced: false };
  }
  if (firstController) yield { type: 'ControllerChangeRecord', controllerId: firstController.id, epoch: 1, sinceMs: startMs };
  for (const [name, value] of Object.entries(profile.initialDefaultBrokerConfigs)) yield { type: 'ConfigRecord', resourceType: 'broker', resourceName: '', name, value };
}
