import { isBroker } from '../model/liveness';
import type { ClusterNode } from '../model/cluster';
import { brokerIdAfter } from './newNodes';
import { refused, stopNode, type Refusal } from './nodes';
import type { ClusterView, Turn } from '../model/turn';

/** Partitions that a refusal names. */
const namedPartitions = 3;

/** The id that the next broker gets: after the highest one. */
export function nextBrokerId(view: ClusterView): number {
  return brokerIdAfter(
    Math.max(
      0,
      ...view
        .nodes()
        .filter(isBroker)
        .map(({ id }) => id),
    ),
  );
}

/**
 * Takes a broker out of the cluster for good: it shuts down, KRaft forgets its registration, and the machine is gone.
 * Refused while replicas are on it, for nobody would bring them back.
 */
export function removeBroker(turn: Turn, broker: ClusterNode): Refusal | undefined {
  const { id } = broker;
  if (broker.role === 'combined') return refused(`broker ${id} is a controller too, and the quorum's voters stay`);
  if (turn.nodes().filter(isBroker).length === 1) return refused(`broker ${id} is the only one`);
  const held = [...turn.partitionsOnBroker(id)].flat().map(({ topic, partition }) => `${topic}-${partition}`);
  if (held.length > 0) {
    const more = held.length > namedPartitions ? ` and ${held.length - namedPartitions} more` : '';
    const named = held.slice(0, namedPartitions).join(', ') + more;
    return refused(`broker ${id} has replicas of ${named}: move them first with kafka-reassign-partitions`);
  }
  const isDown = broker.process === 'stopped' || broker.process === 'killed';
  const refusal = isDown ? undefined : stopNode(turn, broker);
  if (refusal) return refusal;
  const stopped = turn.node(id)!;
  const problem = turn.controller.sessions.forget(turn, stopped);
  if (problem !== undefined) return refused(problem);
  turn.emit({ type: 'UnregisterNodeRecord', id });
  return undefined;
}
