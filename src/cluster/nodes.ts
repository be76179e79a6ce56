import { aliveBrokerIds, isAlive, isBroker, isHeartbeating, noteLaggards } from '../model/liveness';
import type { ClusterNode } from '../model/cluster';
import type { ClusterView, Turn } from '../model/turn';
import { setProcess } from './processes';

/** Why a node's command is refused, in words for kafka-lab. */
export interface Refusal {
  readonly kind: 'refused';
  readonly message: string;
}

/** A refusal. */
export const refused = (message: string): Refusal => ({ kind: 'refused', message });

/** Starts a node's process; registration follows as a due event. */
export function startNode(turn: Turn, node: ClusterNode): Refusal | undefined {
  if (node.process === 'paused')
    return refused(`${title(node)} is frozen, not stopped: kafka-lab fault resume ${node.id}`);
  if (node.process === 'running') return refused(`${title(node)} is running already`);
  const problem = turn.controller.sessions.startProblem(turn, node);
  if (problem !== undefined) return refused(problem);
  setProcess(turn, node, 'running');
  return undefined;
}

/** Another process with the id of a broker that is there: it is always refused, in the words of the version. */
export function startDuplicate(turn: Turn, node: ClusterNode): Refusal {
  if (!isAlive(node))
    return refused(`broker ${node.id} has no session that a second one could meet: kafka-lab broker start ${node.id}`);
  if (!turn.controller.sessions.areKept(turn))
    return refused(`the second broker ${node.id} waits: no controller is there to register with`);
  return refused(turn.profile.words.duplicateBroker(node.id));
}

/** A clean shutdown (SIGTERM): a broker hands its leaders over first, then leaves at once. */
export function stopNode(turn: Turn, node: ClusterNode): Refusal | undefined {
  if (node.process === 'paused')
    return refused(
      `${title(node)} is frozen and does not hear SIGTERM: ` +
        `kafka-lab fault resume ${node.id}, or kafka-lab broker kill ${node.id}`,
    );
  if (node.process !== 'running') return refused(`${title(node)} is not running`);
  turn.controller.sessions.shutDown(turn, node);
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
  turn.controller.sessions.wake(turn, node);
  if (isBroker(node)) letFollowersFetch(turn, node.id);
  return undefined;
}

/** When a broker that does not heartbeat is taken for dead, ms; null while there is nothing to expire. */
export function nextExpiryMs(view: ClusterView, node: ClusterNode): number | null {
  if (!isBroker(node) || !isAlive(node) || isHeartbeating(node)) return null;
  const { sessions } = view.controller;
  return sessions.areKept(view) ? sessions.endMs(view, node) : null;
}

/** When a running broker without a session gets one, ms; null while it has one or cannot get one. */
export function nextRegistrationMs(view: ClusterView, node: ClusterNode): number | null {
  if (!isBroker(node) || node.process !== 'running' || isAlive(node)) return null;
  const { sessions } = view.controller;
  const openMs = sessions.areKept(view) ? sessions.openMs(view, node) : null;
  return openMs === null ? null : Math.max(openMs, view.nowMs);
}

/** A running broker gets its session, and its followers start to fetch. */
export function registerBroker(turn: Turn, node: ClusterNode): void {
  turn.controller.sessions.open(turn, node);
  turn.laggards.add(node.id);
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
