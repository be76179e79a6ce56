import { failure } from '../../protocol/errors';
import { brokerConfig, brokerConfigMs } from '../../model/effectiveConfig';
import { isAlive, isBroker } from '../../model/liveness';
import type { ClusterNode } from '../../model/cluster';
import type { SessionControl, Turn } from '../../model/turn';
import { brokerStartUpMs, setProcess } from '../processes';
import { changer, cleanUpLastIncarnation, forEach, forgetEligible, removeFromIsrs } from './changer';
import { metadataEndOffset } from './metadataLog';
import { handOver, hasQuorum } from './quorum';

/**
 * A broker's registration and fencing (org.apache.kafka.controller.ClusterControlManager, BrokerHeartbeatManager). A
 * new incarnation registers, fenced, and is unfenced by its heartbeats; one that only was silent for too long is
 * unfenced by the next heartbeat.
 */
export const kraftSessions: SessionControl = {
  timeoutConfig: 'broker.session.timeout.ms',
  areKept: hasQuorum,

  // A new active controller gives every broker a fresh session.
  endMs: (view, broker) =>
    Math.max(broker.lastContactMs, view.activeController().sinceMs) +
    brokerConfigMs(view, broker, 'broker.session.timeout.ms'),

  openMs(_view, { incarnationRegistered, registered, processSinceMs }) {
    if (!incarnationRegistered) return processSinceMs + brokerStartUpMs;
    // One that was unregistered while it ran is refused until it starts again.
    return registered ? processSinceMs : null;
  },

  startProblem: () => undefined,

  open(turn, broker) {
    if (!broker.incarnationRegistered) {
      cleanUpLastIncarnation(turn, broker);
      const brokerEpoch = metadataEndOffset(turn);
      turn.emit({ type: 'RegisterBrokerRecord', brokerId: broker.id, brokerEpoch, fenced: true });
    }
    turn.emit({ type: 'BrokerRegistrationChangeRecord', brokerId: broker.id, fenced: false });
    const change = changer(turn);
    forEach(turn.partitionsWithoutLeader(), (partition) =>
      change(partition, { election: change.allowedElection(partition) }),
    );
  },

  end: fence,

  shutDown(turn, node) {
    const wasLeader = turn.activeController().id === node.id;
    if (isBroker(node)) leave(turn, node);
    setProcess(turn, node, 'stopped');
    if (wasLeader) handOver(turn);
  },

  wake: () => undefined,

  forget(turn, broker) {
    if (!broker.registered) return undefined;
    if (!hasQuorum(turn)) return `broker ${broker.id} cannot be unregistered: the controllers have no majority`;
    unregister(turn, broker);
    return undefined;
  },

  unregister(turn, brokerId) {
    const broker = turn.node(brokerId);
    if (!broker || !isBroker(broker) || !broker.registered)
      return failure('BROKER_ID_NOT_REGISTERED', turn.profile.words.brokerNotRegistered(brokerId));
    unregister(turn, broker);
    return undefined;
  },
};

/**
 * The controller moves the leaders away while the broker is in controlled shutdown, then fences it. Where no controller
 * can be asked, or controlled.shutdown.enable is false, the broker just falls silent.
 */
function leave(turn: Turn, node: ClusterNode): void {
  const isAsked = brokerConfig(turn, node, 'controlled.shutdown.enable') === 'true' && hasQuorum(turn);
  if (!isAsked || !isAlive(node)) return;
  if (leads(turn, node.id)) {
    turn.emit({ type: 'BrokerRegistrationChangeRecord', brokerId: node.id, fenced: false, inControlledShutdown: true });
    removeFromIsrs(turn, node.id, []);
  }
  fence(turn, node);
}

/** ReplicationControlManager.handleBrokerFenced. */
function fence(turn: Turn, node: ClusterNode): void {
  if (!isAlive(node)) return;
  removeFromIsrs(turn, node.id, []);
  turn.emit({ type: 'BrokerRegistrationChangeRecord', brokerId: node.id, fenced: true });
}

/**
 * ReplicationControlManager.handleBrokerUnregistered: out of every ISR and ELR, then forgotten. Its process, if it
 * runs, is told nothing.
 */
function unregister(turn: Turn, node: ClusterNode): void {
  removeFromIsrs(turn, node.id, []);
  forgetEligible(turn, node.id);
  turn.emit({ type: 'UnregisterBrokerRecord', brokerId: node.id });
}

function leads(turn: Turn, brokerId: number): boolean {
  for (const page of turn.partitionsOnBroker(brokerId))
    if (page.some((partition) => partition.leader === brokerId)) return true;
  return false;
}
