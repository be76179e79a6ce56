import { brokerConfig, brokerConfigMs } from '../../model/effectiveConfig';
import { isAlive } from '../../model/liveness';
import type { ClusterNode } from '../../model/cluster';
import type { ClusterView, Turn } from '../../model/turn';
import { cleanUpLastIncarnation, forgetEligible, kraftController } from './kraftController';
import { metadataEndOffset } from './metadataLog';
import { hasQuorum } from './quorum';

/**
 * A broker's registration and fencing (org.apache.kafka.controller.ClusterControlManager, BrokerHeartbeatManager). A new incarnation
 * registers, fenced, and is unfenced by its heartbeats; one that only was silent for too long is unfenced by the next heartbeat.
 */
export function joinCluster(turn: Turn, node: ClusterNode): void {
  if (!node.incarnationRegistered) {
    cleanUpLastIncarnation(turn, node);
    turn.emit({ type: 'RegisterBrokerRecord', brokerId: node.id, brokerEpoch: metadataEndOffset(turn), fenced: true });
  }
  turn.emit({ type: 'BrokerRegistrationChangeRecord', brokerId: node.id, fenced: false });
  kraftController.brokerJoined(turn, turn.node(node.id)!);
}

/**
 * SIGTERM: the controller moves the leaders away while the broker is in controlled shutdown, then fences it. Where no controller can be
 * asked, or controlled.shutdown.enable is false, the broker just falls silent.
 */
export function shutDown(turn: Turn, node: ClusterNode): void {
  const isAsked = brokerConfig(turn, node, 'controlled.shutdown.enable') === 'true' && hasQuorum(turn);
  if (!isAsked || !isAlive(node)) return;
  if (leads(turn, node.id)) {
    turn.emit({ type: 'BrokerRegistrationChangeRecord', brokerId: node.id, fenced: false, inControlledShutdown: true });
    kraftController.controlledShutdown(turn, node);
  }
  fence(turn, node);
}

/** ReplicationControlManager.handleBrokerFenced. */
export function fence(turn: Turn, node: ClusterNode): void {
  if (!isAlive(node)) return;
  kraftController.brokerLost(turn, node);
  turn.emit({ type: 'BrokerRegistrationChangeRecord', brokerId: node.id, fenced: true });
}

/** ReplicationControlManager.handleBrokerUnregistered: out of every ISR and ELR, then forgotten. Its process, if it runs, is told nothing. */
export function unregister(turn: Turn, node: ClusterNode): void {
  kraftController.brokerLost(turn, node);
  forgetEligible(turn, node.id);
  turn.emit({ type: 'UnregisterBrokerRecord', brokerId: node.id });
}

/** When the session of a broker that is silent from now on ends, ms: a new active controller gives every broker a fresh one. */
export function sessionEndMs(view: ClusterView, node: ClusterNode): number {
  return (
    Math.max(node.lastContactMs, view.activeController().sinceMs) +
    brokerConfigMs(view, node, 'broker.session.timeout.ms')
  );
}

function leads(turn: Turn, brokerId: number): boolean {
  for (const page of turn.partitionsOnBroker(brokerId))
    if (page.some((partition) => partition.leader === brokerId)) return true;
  return false;
}
