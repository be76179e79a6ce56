import { controllerOf } from './controller';
import { brokerConfig, brokerConfigMs } from './effectiveConfig';
import { handleUncleanShutdown } from './kraft/kraftController';
import { electLeader, hasQuorum } from './kraft/quorum';
import { isAlive, isBroker, isController, isHeartbeating } from './liveness';
import { noLeader, type ClusterNode, type ProcessState } from './model';
import type { ClusterView, Turn } from './turn';
import { takeOffice } from './zookeeper/zooKeeperController';

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
  if (node.process === 'paused') return refused(`${title(node)} is frozen, not stopped: kafka-lab fault resume ${node.id}`);
  if (node.process === 'running') return refused(`${title(node)} is running already`);
  if (turn.profile.mode === 'zookeeper' && node.registered) {
    const leftMs = sessionEndMs(turn, node) - turn.nowMs;
    return refused(`broker ${node.id} cannot start: its old session still holds /brokers/ids/${node.id} in ZooKeeper (NodeExists). It expires in ${Math.ceil(leftMs / 1000)} s: kafka-lab clock advance ${Math.ceil(leftMs / 1000)}s`);
  }
  setProcess(turn, node, 'running');
  return undefined;
}

/** A clean shutdown (SIGTERM): a broker hands its leaders over first, then leaves at once. */
export function stopNode(turn: Turn, node: ClusterNode): Refusal | undefined {
  if (node.process === 'paused') return refused(`${title(node)} is frozen and does not hear SIGTERM: kafka-lab fault resume ${node.id}, or kafka-lab broker kill ${node.id}`);
  if (node.process !== 'running') return refused(`${title(node)} is not running`);
  if (isBroker(node) && isAlive(node)) {
    const controller = controllerOf(turn);
    const handsOver = brokerConfig(turn, node, 'controlled.shutdown.enable') === 'true' && controller.isAvailable(turn);
    if (handsOver) controller.controlledShutdown(turn, node);
  }
  setProcess(turn, node, 'stopped');
  if (isBroker(node)) endSession(turn, node.id);
  if (isController(node) && turn.activeController().id === node.id && turn.profile.mode === 'kraft') electLeader(turn);
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
  if (isBroker(node)) turn.laggards.add(node.id);
  return undefined;
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
  return Math.max(node.processSinceMs + startUpMs, view.nowMs);
}

/** The session of a silent broker is over. */
export function expireSession(turn: Turn, node: ClusterNode): void {
  endSession(turn, node.id);
}

/** A running broker opens its session; the controller may elect, and its followers start to fetch. */
export function registerBroker(turn: Turn, node: ClusterNode): void {
  const returnsUnclean = node.uncleanShutdown;
  const kraft = turn.profile.mode === 'kraft';
  if (kraft && returnsUnclean) handleUncleanShutdown(turn, node.id);
  turn.emit({ type: 'RegisterBrokerRecord', brokerId: node.id, brokerEpoch: turn.nextOffset(), fenced: kraft });
  if (kraft) turn.emit({ type: 'BrokerRegistrationChangeRecord', brokerId: node.id, fenced: false });
  if (!kraft && turn.activeController().id === noLeader) takeOffice(turn, node.id);
  const now = turn.node(node.id)!;
  controllerOf(turn).brokerJoined(turn, now);
  turn.laggards.add(node.id);
}

function endSession(turn: Turn, brokerId: number): void {
  const broker = turn.node(brokerId)!;
  const controller = controllerOf(turn);
  if (turn.profile.mode === 'kraft') {
    if (!isAlive(broker)) return;
    controller.brokerLost(turn, broker);
    turn.emit({ type: 'BrokerRegistrationChangeRecord', brokerId, fenced: true });
    return;
  }
  if (!broker.registered) return;
  turn.emit({ type: 'UnregisterBrokerRecord', brokerId });
  if (turn.activeController().id !== brokerId) {
    if (controller.isAvailable(turn)) controller.brokerLost(turn, turn.node(brokerId)!);
    return;
  }
  // Its /controller znode went with the session: whoever sees that first takes office. Here: the lowest id that answers.
  const next = turn.nodes().find((node) => isBroker(node) && isAlive(node) && isHeartbeating(node));
  if (next) takeOffice(turn, next.id);
  else turn.emit({ type: 'ControllerChangeRecord', controllerId: noLeader, epoch: turn.activeController().epoch, sinceMs: turn.nowMs });
}

function sessionEndMs(view: ClusterView, node: ClusterNode): number {
  if (view.profile.mode === 'zookeeper') return node.lastContactMs + brokerConfigMs(view, node, 'zookeeper.session.timeout.ms');
  // A new active controller gives every broker a fresh session.
  const heardMs = Math.max(node.lastContactMs, view.activeController().sinceMs);
  return heardMs + brokerConfigMs(view, node, 'broker.session.timeout.ms');
}

function setProcess(turn: Turn, node: ClusterNode, process: ProcessState): void {
  turn.emit({ type: 'NodeProcessRecord', id: node.id, process, sinceMs: turn.nowMs });
}

function title(node: ClusterNode): string {
  return `${node.role === 'controller' ? 'controller' : 'broker'} ${node.id}`;
}
