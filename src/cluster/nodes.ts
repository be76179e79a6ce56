import { controllerOf } from './controller';
import { brokerConfig, brokerConfigMs } from '../model/effectiveConfig';
import { handOver, hasQuorum, noteQuorum } from './kraft/quorum';
import { fence, joinCluster, sessionEndMs as kraftSessionEndMs, shutDown } from './kraft/registration';
import { aliveBrokerIds, isAlive, isBroker, isController, isHeartbeating, noteLaggards } from '../model/liveness';
import { noLeader, type ClusterNode, type ProcessState } from '../model/cluster';
import type { ClusterView, Turn } from '../model/turn';
import { zxidOf } from './zookeeper/znodeHistory';
import { electController, takeOffice, takeStock } from './zookeeper/zooKeeperController';

/** From the start of the process until it has its session: what a JVM needs to come up, ms. */
const startUpMs = 1000;

/** Why a node's command is refused, in words for kafka-lab. */
export interface Refusal {
  readonly kind: 'refused';
  readonly message: string;
}

const refused = (message: string): Refusal => ({ kind: 'refused', message });

/** Starts a node's process; registration follows as a due event. */
export function startNode(turn: Turn, node: ClusterNode): Refusal | undefined {
  if (node.process === 'paused')
    return refused(`${title(node)} is frozen, not stopped: kafka-lab fault resume ${node.id}`);
  if (node.process === 'running') return refused(`${title(node)} is running already`);
  if (turn.profile.mode === 'zookeeper' && node.registered) {
    const leftMs = sessionEndMs(turn, node) - turn.nowMs;
    return refused(
      `broker ${node.id} cannot start: its old session still holds /brokers/ids/${node.id} in ZooKeeper (NodeExists). It expires in ${Math.ceil(leftMs / 1000)} s: kafka-lab clock advance ${Math.ceil(leftMs / 1000)}s`,
    );
  }
  setProcess(turn, node, 'running');
  return undefined;
}

/** Another process with the id of a broker that is there: it is always refused, in the words of the version. */
export function startDuplicate(turn: Turn, node: ClusterNode): Refusal {
  const holdsSession = turn.profile.mode === 'zookeeper' ? node.registered : isAlive(node);
  if (!holdsSession)
    return refused(`broker ${node.id} has no session that a second one could meet: kafka-lab broker start ${node.id}`);
  if (turn.profile.mode === 'kraft' && !hasQuorum(turn))
    return refused(`the second broker ${node.id} waits: no controller is there to register with`);
  return refused(turn.profile.words.duplicateBroker(node.id));
}

/** A clean shutdown (SIGTERM): a broker hands its leaders over first, then leaves at once. */
export function stopNode(turn: Turn, node: ClusterNode): Refusal | undefined {
  if (node.process === 'paused')
    return refused(
      `${title(node)} is frozen and does not hear SIGTERM: kafka-lab fault resume ${node.id}, or kafka-lab broker kill ${node.id}`,
    );
  if (node.process !== 'running') return refused(`${title(node)} is not running`);
  if (turn.profile.mode === 'kraft') {
    const wasLeader = turn.activeController().id === node.id;
    if (isBroker(node)) shutDown(turn, node);
    setProcess(turn, node, 'stopped');
    if (wasLeader) handOver(turn);
    return undefined;
  }
  if (isAlive(node)) {
    const controller = controllerOf(turn);
    const handsOver = brokerConfig(turn, node, 'controlled.shutdown.enable') === 'true' && controller.isAvailable(turn);
    if (handsOver) controller.controlledShutdown(turn, node);
  }
  setProcess(turn, node, 'stopped');
  endSession(turn, node.id);
  return undefined;
}

/** SIGKILL: nobody hears of it until the session expires. */
export function killNode(turn: Turn, node: ClusterNode): Refusal | undefined {
  if (node.process !== 'running' && node.process !== 'paused') return refused(`${title(node)} is not running`);
  setProcess(turn, node, 'killed');
  return undefined;
}

/** SIGSTOP: the process is there and says nothing. */
export function pauseNode(turn: Turn, node: ClusterNode): Refusal | undefined {
  if (node.process !== 'running') return refused(`${title(node)} is not running`);
  setProcess(turn, node, 'paused');
  return undefined;
}

/** SIGCONT. Where the session has expired meanwhile, the node registers again. */
export function resumeNode(turn: Turn, node: ClusterNode): Refusal | undefined {
  if (node.process !== 'paused') return refused(`${title(node)} is not frozen`);
  setProcess(turn, node, 'running');
  if (turn.profile.mode === 'zookeeper') wakeInZooKeeper(turn, node);
  if (isBroker(node)) letFollowersFetch(turn, node.id);
  return undefined;
}

/** A controller that slept through its session still gives orders, which brokers that know a later epoch refuse. */
function wakeInZooKeeper(turn: Turn, node: ClusterNode): void {
  const { id, epoch } = turn.activeController();
  if (id === node.id) return takeStock(turn);
  const held = heldEpoch(turn, node);
  if (held !== undefined && held < epoch)
    turn.emit({ type: 'ControllerFencedRecord', brokerId: node.id, epoch: held, currentEpoch: epoch });
}

/** The controller epoch that a broker was in office with when it fell silent. */
function heldEpoch(view: ClusterView, node: ClusterNode): number | undefined {
  let held: number | undefined;
  for (const { record, timeMs } of view.history(['ControllerChangeRecord'])) {
    if (timeMs > node.lastContactMs || record.type !== 'ControllerChangeRecord') break;
    held = record.controllerId === node.id ? record.epoch : undefined;
  }
  return held;
}

/** When a broker that does not heartbeat is taken for dead, ms; null while there is nothing to expire. */
export function nextExpiryMs(view: ClusterView, node: ClusterNode): number | null {
  if (!isBroker(node) || !isAlive(node) || isHeartbeating(node)) return null;
  if (view.profile.mode === 'kraft' && !hasQuorum(view)) return null;
  return sessionEndMs(view, node);
}

/** When a running broker without a session gets one, ms; null while it has one or cannot get one. */
export function nextRegistrationMs(view: ClusterView, node: ClusterNode): number | null {
  if (!isBroker(node) || node.process !== 'running' || isAlive(node)) return null;
  if (view.profile.mode === 'kraft' && !hasQuorum(view)) return null;
  // A KRaft broker that was only frozen needs no new registration: its next heartbeat does.
  const isKnown = view.profile.mode === 'kraft' && node.incarnationRegistered;
  // One that was unregistered while it ran is refused until it starts again.
  if (isKnown && !node.registered) return null;
  return Math.max(node.processSinceMs + (isKnown ? 0 : startUpMs), view.nowMs);
}

/** The session of a silent broker is over. */
export function expireSession(turn: Turn, node: ClusterNode): void {
  endSession(turn, node.id);
}

/** A running broker opens its session; the controller may elect, and its followers start to fetch. */
export function registerBroker(turn: Turn, node: ClusterNode): void {
  if (turn.profile.mode === 'kraft') {
    joinCluster(turn, node);
  } else {
    turn.emit({
      type: 'RegisterBrokerRecord',
      brokerId: node.id,
      brokerEpoch: zxidOf(turn.nextOffset()),
      fenced: false,
    });
    if (turn.activeController().id === noLeader) takeOffice(turn, node.id);
    const controller = controllerOf(turn);
    if (controller.isAvailable(turn)) controller.brokerJoined(turn, turn.node(node.id)!);
  }
  turn.laggards.add(node.id);
}

function endSession(turn: Turn, brokerId: number): void {
  const broker = turn.node(brokerId)!;
  const controller = controllerOf(turn);
  if (turn.profile.mode === 'kraft') {
    fence(turn, broker);
    return;
  }
  if (!broker.registered) return;
  turn.emit({ type: 'UnregisterBrokerRecord', brokerId });
  if (turn.activeController().id !== brokerId) {
    if (controller.isAvailable(turn)) controller.brokerLost(turn, turn.node(brokerId)!);
    return;
  }
  // Its /controller znode went with the session.
  electController(turn);
}

function sessionEndMs(view: ClusterView, node: ClusterNode): number {
  if (view.profile.mode === 'kraft') return kraftSessionEndMs(view, node);
  return node.lastContactMs + brokerConfigMs(view, node, 'zookeeper.session.timeout.ms');
}

function setProcess(turn: Turn, node: ClusterNode, process: ProcessState): void {
  turn.emit({ type: 'NodeProcessRecord', id: node.id, process, sinceMs: turn.nowMs });
  if (turn.profile.mode === 'kraft' && isController(node)) noteQuorum(turn);
}

function title(node: ClusterNode): string {
  return `${node.role === 'controller' ? 'controller' : 'broker'} ${node.id}`;
}

/** A broker that answers again fetches what it missed, and those that follow it do. */
function letFollowersFetch(turn: Turn, brokerId: number): void {
  turn.laggards.add(brokerId);
  const alive = aliveBrokerIds(turn);
  for (const page of turn.partitionsOnBroker(brokerId)) {
    for (const { leader, replicas, isr } of page)
      if (leader === brokerId) noteLaggards(turn, alive, leader, replicas, isr);
  }
}
