import type { Profile } from '../../profiles/profile';
import { metadataEndOffset } from '../kraft/metadataLog';
import { isBroker, isController } from '../../model/liveness';
import type { ClusterNode } from '../../model/cluster';
import type { MigrationPhase } from '../../model/records';
import type { Turn } from '../../model/turn';
import { controllerPlaces, filled, newDirectoryId, nodeUp, votersText } from '../newNodes';
import { kraftHasTakenOver, migrationPhases } from './migrationState';
import { electController } from './office';
import { zxidOf } from './zxids';

const controllerCount = 3;

/** Phase 1: three controllers that know where ZooKeeper is, and wait for the brokers. */
export function provisionControllers(turn: Turn, kraft: Profile): void {
  const controllers = controllerPlaces(controllerCount);
  const voters = votersText(controllers);
  for (const controller of controllers) {
    const properties = { ...filled(kraft.controllerProperties, controller, voters), ...migrationProperties };
    const directoryId = newDirectoryId(turn.chance, kraft);
    for (const record of nodeUp(controller, 'controller', properties, turn.nowMs, directoryId)) turn.emit(record);
  }
}

const migrationProperties = { 'zookeeper.metadata.migration.enable': 'true', 'zookeeper.connect': 'localhost:2181' };

/** A controller's server.properties without what the migration needed (phase 5). */
export function leaveZooKeeper(turn: Turn, controller: ClusterNode): void {
  const {
    'zookeeper.metadata.migration.enable': _enable,
    'zookeeper.connect': _connect,
    ...rest
  } = controller.properties;
  turn.emit({ type: 'NodeConfigRecord', id: controller.id, properties: rest });
}

/**
 * Rolled back: the quorum is taken down, and what it left in ZooKeeper; a broker becomes controller again if none was.
 */
export function removeQuorum(turn: Turn): void {
  const hadTakenOver = kraftHasTakenOver(turn);
  for (const controller of turn.nodes().filter(isController))
    turn.emit({ type: 'UnregisterNodeRecord', id: controller.id });
  turn.emit({ type: 'MigrationRecord', phase: 'not-started', metadataOffset: -1 });
  if (hadTakenOver) electController(turn);
}

/** Rolled back from KRaft brokers: those that run open sessions in ZooKeeper again. */
export function registerInZooKeeper(turn: Turn): void {
  for (const broker of turn.nodes().filter(isBroker)) {
    if (broker.registered) turn.emit({ type: 'UnregisterBrokerRecord', brokerId: broker.id });
    if (broker.process === 'running')
      turn.emit({
        type: 'RegisterBrokerRecord',
        brokerId: broker.id,
        brokerEpoch: zxidOf(turn.nextOffset()),
        fenced: false,
      });
  }
}

/** A broker's server.properties while the quorum and ZooKeeper both count (phase 2). */
export function enterMigrationMode(turn: Turn, broker: ClusterNode): void {
  const added = {
    ...migrationProperties,
    'controller.quorum.voters': votersText(turn.nodes().filter(isController)),
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
  };
  turn.emit({ type: 'NodeConfigRecord', id: broker.id, properties: { ...broker.properties, ...added } });
}

/** A broker's server.properties as a KRaft broker has them (phase 4). */
export function enterKraft(turn: Turn, broker: ClusterNode): void {
  const {
    'broker.id': id,
    'zookeeper.connect': _connect,
    'zookeeper.connection.timeout.ms': _timeout,
    'zookeeper.metadata.migration.enable': _enable,
    ...rest
  } = broker.properties;
  turn.emit({
    type: 'NodeConfigRecord',
    id: broker.id,
    properties: { ...rest, 'process.roles': 'broker', 'node.id': id ?? String(broker.id) },
    directoryId: newDirectoryId(turn.chance, turn.profile),
  });
}

/** Back to ZooKeeper alone: the brokers' lines that the migration brought go. */
export function leaveMigration(turn: Turn, broker: ClusterNode, zooKeeper: Profile): void {
  const {
    'node.id': id,
    'process.roles': _roles,
    'controller.quorum.voters': _voters,
    'controller.listener.names': _names,
    'listener.security.protocol.map': _map,
    'zookeeper.metadata.migration.enable': _enable,
    ...rest
  } = broker.properties;
  const { 'zookeeper.connect': connect, 'zookeeper.connection.timeout.ms': timeout } = zooKeeper.serverProperties;
  turn.emit({
    type: 'NodeConfigRecord',
    id: broker.id,
    properties: {
      ...rest,
      'broker.id': rest['broker.id'] ?? id ?? String(broker.id),
      'zookeeper.connect': connect!,
      'zookeeper.connection.timeout.ms': timeout!,
    },
  });
}

/**
 * What the quorum's log gets when the last broker has gone over: the brokers register with it, and its features are
 * those of the release.
 */
export function registerWithQuorum(turn: Turn): void {
  for (const [name, { initial }] of Object.entries(turn.profile.features))
    if (initial > 0) turn.emit({ type: 'FeatureLevelRecord', name, featureLevel: initial });
  for (const controller of turn.nodes().filter(isController))
    turn.emit({ type: 'RegisterControllerRecord', controllerId: controller.id });
  for (const broker of turn.nodes().filter((node) => isBroker(node) && node.process === 'running')) {
    turn.emit({
      type: 'RegisterBrokerRecord',
      brokerId: broker.id,
      brokerEpoch: metadataEndOffset(turn),
      fenced: true,
    });
    turn.emit({ type: 'BrokerRegistrationChangeRecord', brokerId: broker.id, fenced: false });
  }
}

/** Notes how far the migration is. */
export function enterPhase(turn: Turn, phase: MigrationPhase): void {
  const wrote = migrationPhases.indexOf(phase) >= migrationPhases.indexOf('dual-write');
  turn.emit({ type: 'MigrationRecord', phase, metadataOffset: wrote ? metadataEndOffset(turn) : -1 });
}
