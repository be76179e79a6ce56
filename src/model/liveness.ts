import { noLeader, type ClusterNode } from './cluster';
import type { ClusterView, Turn } from './turn';

/** The process runs and is the incarnation that registered last, so its session is kept alive. */
export function isHeartbeating(node: ClusterNode): boolean {
  return node.process === 'running' && node.incarnationRegistered;
}

/** Alive as far as the cluster knows: it may lead and serve. */
export function isAlive(node: ClusterNode): boolean {
  return node.registered && !node.fenced;
}

/** The node is a broker, or a broker and a controller. */
export function isBroker(node: ClusterNode): boolean {
  return node.role !== 'controller';
}

/** The node is a KRaft controller, or a broker and a controller. */
export function isController(node: ClusterNode): boolean {
  return node.role !== 'broker';
}

/** A fresh set: the caller may change it. */
export function aliveBrokerIds(view: ClusterView): Set<number> {
  return new Set(
    view
      .nodes()
      .filter((node) => isBroker(node) && isAlive(node))
      .map(({ id }) => id),
  );
}

/** Brokers that are known, fenced ones included. A fresh set: the caller may change it. */
export function registeredBrokerIds(view: ClusterView): Set<number> {
  return new Set(
    view
      .nodes()
      .filter((node) => isBroker(node) && node.registered)
      .map(({ id }) => id),
  );
}

/** Brokers that answer: alive to the cluster, and their processes run. */
export function servingBrokerIds(view: ClusterView): Set<number> {
  return new Set(
    view
      .nodes()
      .filter((node) => isBroker(node) && isAlive(node) && isHeartbeating(node))
      .map(({ id }) => id),
  );
}

/** Notes which replicas of a led partition live but are not in sync, so that they catch up (see Turn.laggards). */
export function noteLaggards(
  turn: Turn,
  alive: ReadonlySet<number>,
  leader: number,
  replicas: readonly number[],
  isr: readonly number[],
): void {
  if (leader === noLeader || isr.length === replicas.length) return;
  for (const id of replicas) if (alive.has(id) && !isr.includes(id)) turn.laggards.add(id);
}
