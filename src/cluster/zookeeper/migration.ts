import { firstControllerId } from '../membership';
import { randomUuid } from '../../jvm/uuid';
import type { Profile } from '../../profiles/profile';
import { metadataEndOffset } from '../kraft/metadataLog';
import { isBroker, isController } from '../../model/liveness';
import { noLeader, type ActiveController, type ClusterNode } from '../../model/cluster';
import type { MigrationPhase } from '../../model/records';
import type { ClusterView, Turn } from '../../model/turn';
import { zxidOf } from './znodeHistory';
import { electController } from './zooKeeperController';

/** From ZooKeeper to KRaft (KIP-866), in the order of the documentation. */
export const migrationPhases: readonly MigrationPhase[] = [
  'not-started',
  'controllers-provisioned',
  'brokers-in-migration-mode',
  'dual-write',
  'brokers-in-kraft',
  'finalised',
];

const firstControllerPort = 19092;
const controllerCount = 3;

/** A KRaft controller has taken /controller, and writes every change to both sides. */
export function kraftHasTakenOver(view: ClusterView): boolean {
  const { phase } = view.migration();
  return phase === 'dual-write' || phase === 'brokers-in-kraft';
}

/** What /controller says of the quorum's epoch: -1 while a broker is the controller. The simulated quorum counts on from ZooKeeper's epoch. */
export function kraftControllerEpoch(view: ClusterView): number {
  return kraftHasTakenOver(view) ? view.activeController().epoch : -1;
}

/** The quorum's leader; before it takes /controller there is one too, of epoch 1, that waits for the brokers. */
export function quorumLeader(view: ClusterView): ActiveController {
  if (view.profile.mode === 'kraft' || kraftHasTakenOver(view)) return view.activeController();
  const running = view.nodes().filter((node) => isController(node) && node.process === 'running');
  const sinceMs = Math.min(view.nowMs, ...running.map(({ processSinceMs }) => processSinceMs));
  return { id: running[0]?.id ?? noLeader, epoch: 1, sinceMs, lostSinceMs: null, unlisted: 1 };
}

/** ZooKeeper answers until the migration is final; afterwards it can be switched off. */
export function zooKeeperIsUp(view: ClusterView): boolean {
  return view.profile.mode === 'zookeeper' || view.migration().phase === 'brokers-in-kraft';
}

/** Phase 1: three controllers that know where ZooKeeper is, and wait for the brokers. */
export function provisionControllers(turn: Turn, kraft: Profile): void {
  const ids = Array.from({ length: controllerCount }, (_, index) => ({
    id: firstControllerId + index,
    port: firstControllerPort + index,
  }));
  const voters = ids.map(({ id, port }) => `${id}@localhost:${port}`).join();
  for (const { id, port } of ids) {
    const fill = (text: string) =>
      text.replaceAll('{id}', String(id)).replaceAll('{port}', String(port)).replaceAll('{voters}', voters);
    const own = Object.fromEntries(
      Object.entries(kraft.controllerProperties).map(([name, value]) => [name, fill(value)]),
    );
    const directoryId = randomUuid(() => turn.chance.bytes(16), kraft.idsMayStartWithDash);
    turn.emit({
      type: 'RegisterNodeRecord',
      id,
      role: 'controller',
      host: 'localhost',
      port,
      rack: null,
      properties: { ...own, ...migrationProperties },
      directoryId,
    });
    turn.emit({ type: 'NodeProcessRecord', id, process: 'running', sinceMs: turn.nowMs });
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

/** Rolled back: the quorum is taken down, and what it left in ZooKeeper; a broker becomes controller again if none was. */
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
  const voters = turn
    .nodes()
    .filter(isController)
    .map(({ id, port }) => `${id}@localhost:${port}`)
    .join();
  const added = {
    ...migrationProperties,
    'controller.quorum.voters': voters,
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
    directoryId: randomUuid(() => turn.chance.bytes(16), turn.profile.idsMayStartWithDash),
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

/** What the quorum's log gets when the last broker has gone over: the brokers register with it, and its features are those of the release. */
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
