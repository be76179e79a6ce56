import { brokerIdAfter, firstControllerId } from '../cluster/membership';
import { metadataEndOffset } from '../cluster/kraft/metadataLog';
import type { ClusterRecord } from '../model/records';
import { zxidOf } from '../cluster/zookeeper/znodeHistory';
import type { Turn } from '../model/turn';
import { randomUuid } from '../jvm/uuid';
import type { NewCluster } from './createCluster';
import { SeededChance } from './seededChance';

const firstBrokerPort = 9092;
const firstControllerPort = 19092;

/** A new cluster has been up for a while (ms): what its controller does first after taking office is done. */
const upForMs = 10_000;

interface Place {
  readonly id: number;
  readonly port: number;
}

/** What a new cluster's log starts with: its nodes, all up and registered, and what its storage was formatted with. */
export function birthRecords(cluster: NewCluster, turn: Turn): Iterable<ClusterRecord> {
  return cluster.profile.mode === 'kraft' ? kraftBirth(cluster, turn) : zooKeeperBirth(cluster, turn);
}

/** The first broker is elected before the others come. */
function* zooKeeperBirth(cluster: NewCluster, turn: Turn): Iterable<ClusterRecord> {
  const { profile } = cluster;
  const upSinceMs = cluster.startMs - upForMs;
  const brokers = brokerPlaces(firstBrokerPort, cluster.brokers);
  for (const broker of brokers) {
    yield* nodeUp(
      broker,
      'broker',
      filled({ ...profile.serverProperties, ...cluster.brokerConfigs }, broker, ''),
      upSinceMs,
    );
    yield { type: 'RegisterBrokerRecord', brokerId: broker.id, brokerEpoch: zxidOf(turn.nextOffset()), fenced: false };
    if (broker === brokers[0])
      yield { type: 'ControllerChangeRecord', controllerId: broker.id, epoch: 1, sinceMs: upSinceMs };
  }
  yield* initialConfigs(cluster);
}

/** The order in which a fresh quorum's log has them: BootstrapMetadata first, then whoever registers. */
function* kraftBirth(cluster: NewCluster, turn: Turn): Iterable<ClusterRecord> {
  const { profile } = cluster;
  const upSinceMs = cluster.startMs - upForMs;
  // Of a generator of its own, so that ids drawn here move nothing that is chosen later.
  const chance = SeededChance.fromSeed(cluster.seed + 1n);
  const directoryId = () => randomUuid(() => chance.bytes(16), profile.idsMayStartWithDash);
  const brokers = brokerPlaces(firstBrokerPort, cluster.brokers);
  const controllers = cluster.combined
    ? brokerPlaces(firstControllerPort, cluster.brokers)
    : Array.from({ length: cluster.controllers }, (_, index) => ({
        id: firstControllerId + index,
        port: firstControllerPort + index,
      }));
  const voters = controllers.map(({ id, port }) => `${id}@localhost:${port}`).join();
  if (!cluster.combined) {
    for (const controller of controllers)
      yield* nodeUp(
        controller,
        'controller',
        filled({ ...profile.controllerProperties, ...cluster.brokerConfigs }, controller, voters),
        upSinceMs,
        directoryId(),
      );
  }
  for (const [index, broker] of brokers.entries()) {
    const roles = cluster.combined ? combinedProperties(broker.port, controllers[index]!.port) : {};
    const properties = filled({ ...profile.serverProperties, ...roles, ...cluster.brokerConfigs }, broker, voters);
    yield* nodeUp(broker, cluster.combined ? 'combined' : 'broker', properties, upSinceMs, directoryId());
  }
  yield { type: 'ControllerChangeRecord', controllerId: controllers[0]!.id, epoch: 1, sinceMs: upSinceMs, unlisted: 1 };
  for (const [name, { initial }] of Object.entries(profile.features))
    if (initial > 0) yield { type: 'FeatureLevelRecord', name, featureLevel: initial };
  yield* initialConfigs(cluster);
  for (const { id } of controllers) yield { type: 'RegisterControllerRecord', controllerId: id };
  for (const { id } of brokers) {
    yield { type: 'RegisterBrokerRecord', brokerId: id, brokerEpoch: metadataEndOffset(turn), fenced: true };
    yield { type: 'BrokerRegistrationChangeRecord', brokerId: id, fenced: false };
  }
}

/**
 * A broker that joins a cluster that is there, not started yet: its server.properties are the release's with the lines that init was given.
 * @param extra lines of its own, such as broker.rack
 */
export function newBrokerRecord(
  turn: Turn,
  brokerConfigs: Readonly<Record<string, string>>,
  id: number,
  extra: Readonly<Record<string, string>>,
): ClusterRecord {
  const { profile } = turn;
  const voters =
    turn
      .nodes()
      .map(({ properties }) => properties['controller.quorum.voters'])
      .find((text) => text !== undefined) ?? '';
  const place = { id, port: firstBrokerPort + id - 1 };
  const properties = filled({ ...profile.serverProperties, ...brokerConfigs, ...extra }, place, voters);
  const directory =
    profile.mode === 'kraft'
      ? { directoryId: randomUuid(() => turn.chance.bytes(16), profile.idsMayStartWithDash) }
      : {};
  return {
    type: 'RegisterNodeRecord',
    ...place,
    role: 'broker',
    host: 'localhost',
    rack: properties['broker.rack'] ?? null,
    properties,
    ...directory,
  };
}

function* initialConfigs({ profile, brokerConfigs }: NewCluster): Iterable<ClusterRecord> {
  for (const name of profile.initialDefaultBrokerConfigs) {
    const value = brokerConfigs[name] ?? profile.defaults[name];
    if (value !== undefined) yield { type: 'ConfigRecord', resourceType: 'broker', resourceName: '', name, value };
  }
}

function* nodeUp(
  { id, port }: Place,
  role: 'broker' | 'controller' | 'combined',
  properties: Readonly<Record<string, string>>,
  upSinceMs: number,
  directoryId?: string,
): Iterable<ClusterRecord> {
  yield {
    type: 'RegisterNodeRecord',
    id,
    role,
    host: 'localhost',
    port,
    rack: properties['broker.rack'] ?? null,
    properties,
    ...(directoryId !== undefined && { directoryId }),
  };
  yield { type: 'NodeProcessRecord', id, process: 'running', sinceMs: upSinceMs };
}

function combinedProperties(port: number, controllerPort: number): Readonly<Record<string, string>> {
  return {
    'process.roles': 'broker,controller',
    listeners: `PLAINTEXT://localhost:${port},CONTROLLER://localhost:${controllerPort}`,
  };
}

function brokerPlaces(firstPort: number, count: number): readonly Place[] {
  const places: Place[] = [];
  for (let id = 1; places.length < count; id = brokerIdAfter(id)) places.push({ id, port: firstPort + id - 1 });
  return places;
}

function filled(
  properties: Readonly<Record<string, string>>,
  { id, port }: Place,
  voters: string,
): Readonly<Record<string, string>> {
  const fill = (text: string) =>
    text.replaceAll('{id}', String(id)).replaceAll('{port}', String(port)).replaceAll('{voters}', voters);
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, fill(value)]));
}
