import { randomUuid } from '../jvm/uuid';
import type { Profile } from '../profiles/profile';
import type { ClusterNode } from '../model/cluster';
import type { PlainRecord } from '../model/records';
import type { Chance, ClusterPlan, Turn } from '../model/turn';

/**
 * KRaft controllers that are no brokers have the ids from the first one on; a migration brings some to a cluster of
 * ZooKeeper too.
 */
export const firstControllerId = 101;
/** As many ids are kept for controllers. */
export const mostControllers = 99;

/** Port of the first broker; the others' follow. */
export const firstBrokerPort = 9092;
/** Port of the first controller; the others' follow. */
export const firstControllerPort = 19092;

/** A new cluster has been up for a while (ms): what its controller does first after taking office is done. */
const upForMs = 10_000;

/** A node's id, and the port it listens on. */
export interface Place {
  readonly id: number;
  readonly port: number;
}

/** Since when (ms) the nodes of a new cluster are up. */
export function upSinceMs(plan: ClusterPlan): number {
  return plan.startMs - upForMs;
}

/** Brokers are numbered from 1 and pass over the controllers' ids. */
export function brokerIdAfter(id: number): number {
  return id + 1 === firstControllerId ? firstControllerId + mostControllers : id + 1;
}

/** Where the first brokers are, or those of them that are controllers too. @param firstPort of the first of them */
export function brokerPlaces(firstPort: number, count: number): readonly Place[] {
  const places: Place[] = [];
  for (let id = 1; places.length < count; id = brokerIdAfter(id)) places.push({ id, port: firstPort + id - 1 });
  return places;
}

/** Where controllers are that are no brokers. */
export function controllerPlaces(count: number): readonly Place[] {
  return Array.from({ length: count }, (_, index) => ({
    id: firstControllerId + index,
    port: firstControllerPort + index,
  }));
}

/** A node that is there, with its process. @param sinceMs since when it runs, ms */
export function* nodeUp(
  { id, port }: Place,
  role: ClusterNode['role'],
  properties: Readonly<Record<string, string>>,
  sinceMs: number,
  directoryId?: string,
): Iterable<PlainRecord> {
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
  yield { type: 'NodeProcessRecord', id, process: 'running', sinceMs };
}

/** Configurations that a new cluster's controller makes dynamic defaults of all brokers. */
export function* initialConfigs({ profile }: Turn, { brokerConfigs }: ClusterPlan): Iterable<PlainRecord> {
  for (const name of profile.initialDefaultBrokerConfigs) {
    const value = brokerConfigs[name] ?? profile.defaults[name];
    if (value !== undefined) yield { type: 'ConfigRecord', resourceType: 'broker', resourceName: '', name, value };
  }
}

/** A server.properties with the node's id and port and the quorum's voters in their places. */
export function filled(
  properties: Readonly<Record<string, string>>,
  { id, port }: Place,
  voters: string,
): Readonly<Record<string, string>> {
  const fill = (text: string) =>
    text.replaceAll('{id}', String(id)).replaceAll('{port}', String(port)).replaceAll('{voters}', voters);
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, fill(value)]));
}

/** controller.quorum.voters. */
export function votersText(controllers: readonly Place[]): string {
  return controllers.map(({ id, port }) => `${id}@localhost:${port}`).join();
}

/** The id that a storage directory is formatted with. */
export function newDirectoryId(chance: Chance, profile: Profile): string {
  return randomUuid(() => chance.bytes(16), profile.idsMayStartWithDash);
}

/**
 * A broker that joins a cluster that is there, not started yet: its server.properties are the release's with the lines
 * that init was given.
 * @param extra lines of its own, such as broker.rack
 */
export function newBrokerRecord(
  turn: Turn,
  brokerConfigs: Readonly<Record<string, string>>,
  id: number,
  extra: Readonly<Record<string, string>>,
): PlainRecord {
  const { profile } = turn;
  const voters =
    turn
      .nodes()
      .map(({ properties }) => properties['controller.quorum.voters'])
      .find((text) => text !== undefined) ?? '';
  const place = { id, port: firstBrokerPort + id - 1 };
  const properties = filled({ ...profile.serverProperties, ...brokerConfigs, ...extra }, place, voters);
  return {
    type: 'RegisterNodeRecord',
    ...place,
    role: 'broker',
    host: 'localhost',
    rack: properties['broker.rack'] ?? null,
    properties,
    ...(profile.metaProperties === 1 && { directoryId: newDirectoryId(turn.chance, profile) }),
  };
}
