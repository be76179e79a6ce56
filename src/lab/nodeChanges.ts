import type { CommandCause } from '../model/causes';
import { InvalidArgumentError } from 'commander';
import { hasQuorum } from '../cluster/kraft/quorum';
import type { Refusal } from '../cluster/nodes';
import type { ClusterNode } from '../model/cluster';
import { isAlive, isBroker, isController, isHeartbeating } from '../model/liveness';
import type { Turn } from '../model/turn';
import type { ClusterSession } from '../runtime/clusterSession';
import { LabRefusal } from './context';

/** How long (ms of cluster time) `start` waits for a broker to join and catch up before it gives the prompt back. */
const joinLimitMs = 60_000;
/** What a controlled shutdown takes, ms of cluster time. */
export const shutdownMs = 500;

/** What a command calls the nodes that it is about. */
export type Role = 'broker' | 'controller';

/**
 * Does something to nodes, to all of them in one transaction or to none.
 * @throws LabRefusal when there is no such node, or one refuses
 */
export function changeNodes(
  session: ClusterSession,
  cause: CommandCause,
  role: Role | 'node',
  ids: readonly number[],
  action: (turn: Turn, node: ClusterNode) => Refusal | undefined,
): void {
  const hasRole = (node: ClusterNode) => role === 'node' || (role === 'broker' ? isBroker(node) : isController(node));
  session.change(cause, (turn) => {
    for (const id of ids) {
      const node = turn.node(id);
      if (!node || !hasRole(node))
        throw new LabRefusal(`There is no ${role} ${id}: ${knownNodes(turn.nodes().filter(hasRole))}`);
      const refusal = action(turn, node);
      if (refusal) throw new LabRefusal(refusal.message);
    }
  });
}

/** Reads one more id of a list of them. */
export function nodeIds(text: string, before: readonly number[] | undefined): readonly number[] {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError(`It takes ids such as 1.`);
  return [...(before ?? []), Number(text)];
}

/** Lets time pass until these brokers have joined and caught up. */
export function waitForJoin(session: ClusterSession, ids: readonly number[]): void {
  session.advanceUntil((view) => {
    const started = ids.map((id) => view.node(id)!);
    const joined = (node: ClusterNode) => isAlive(node) && isHeartbeating(node) && node.catchUpSinceMs === null;
    // Without a majority of controllers nobody can be registered: that is not waited for.
    const isStuck = !view.controller.quorum.hasMajority(view);
    return isStuck || started.every((node) => (isBroker(node) ? joined(node) : hasQuorum(view)));
  }, joinLimitMs);
}

function knownNodes(nodes: readonly ClusterNode[]): string {
  return nodes.length === 0
    ? 'this cluster has none (ZooKeeper elects a broker)'
    : `there are ${nodes.map(({ id }) => id).join(', ')}`;
}
