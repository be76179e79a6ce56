import { failure } from '../../protocol/errors';
import { brokerConfig, brokerConfigMs } from '../../model/effectiveConfig';
import { isAlive } from '../../model/liveness';
import { noLeader, type ClusterNode } from '../../model/cluster';
import type { ClusterView, SessionControl, Turn } from '../../model/turn';
import { brokerStartUpMs, setProcess } from '../processes';
import { resumeDeletions } from './deletions';
import { electController, takeOffice, takeStock } from './office';
import { resumeReassignments } from './reassignment';
import { electOffline, removeReplicas, writer } from './writer';
import { zxidOf } from './zxids';

/**
 * A broker's session in ZooKeeper, with its znode /brokers/ids/ID; the controller hears of what comes and goes there.
 */
export const zooKeeperSessions: SessionControl = {
  timeoutConfig: 'zookeeper.session.timeout.ms',
  areKept: () => true,
  endMs,
  openMs: (_view, { processSinceMs }) => processSinceMs + brokerStartUpMs,

  startProblem(view, broker) {
    if (!broker.registered) return undefined;
    const leftS = Math.ceil((endMs(view, broker) - view.nowMs) / 1000);
    const holder = `its old session still holds /brokers/ids/${broker.id} in ZooKeeper (NodeExists)`;
    return `broker ${broker.id} cannot start: ${holder}. It expires in ${leftS} s: kafka-lab clock advance ${leftS}s`;
  },

  open(turn, broker) {
    const brokerEpoch = zxidOf(turn.nextOffset());
    turn.emit({ type: 'RegisterBrokerRecord', brokerId: broker.id, brokerEpoch, fenced: false });
    if (turn.activeController().id === noLeader) takeOffice(turn, broker.id);
    if (!turn.controller.isAvailable(turn)) return;
    electOffline(turn);
    resumeReassignments(turn, writer(turn), (target) => target.includes(broker.id));
    resumeDeletions(turn);
  },

  end,

  shutDown(turn, node) {
    const handsOver =
      isAlive(node) &&
      brokerConfig(turn, node, 'controlled.shutdown.enable') === 'true' &&
      turn.controller.isAvailable(turn);
    if (handsOver) handLeadersOver(turn, node);
    setProcess(turn, node, 'stopped');
    end(turn, turn.node(node.id)!);
  },

  // A controller that slept through its session still gives orders, which brokers that know a later epoch refuse.
  wake(turn, node) {
    const { id, epoch } = turn.activeController();
    if (id === node.id) return takeStock(turn);
    const held = heldEpoch(turn, node);
    if (held !== undefined && held < epoch)
      turn.emit({ type: 'ControllerFencedRecord', brokerId: node.id, epoch: held, currentEpoch: epoch });
  },

  forget(turn, broker) {
    end(turn, broker);
    return undefined;
  },

  unregister: (turn) => failure('UNSUPPORTED_VERSION', turn.profile.words.noUnregistration),
};

function endMs(view: ClusterView, broker: ClusterNode): number {
  return broker.lastContactMs + brokerConfigMs(view, broker, 'zookeeper.session.timeout.ms');
}

/** The session is over, and with it the broker's znodes; where /controller was one of them, another is elected. */
function end(turn: Turn, { id, registered }: ClusterNode): void {
  if (!registered) return;
  turn.emit({ type: 'UnregisterBrokerRecord', brokerId: id });
  if (turn.activeController().id === id) electController(turn);
  else if (turn.controller.isAvailable(turn)) loseReplicas(turn, id);
}

/**
 * Partitions that a broker led are elected first; only then are its replicas taken offline (onReplicasBecomeOffline).
 */
function loseReplicas(turn: Turn, brokerId: number): void {
  const state = writer(turn);
  state.forEachOn(brokerId, (partition) => {
    if (partition.leader === brokerId) state.electOnline(partition);
  });
  removeReplicas(turn, brokerId);
}

/** KIP-143 controlled shutdown: leaders move away, then the broker leaves the ISRs. */
function handLeadersOver(turn: Turn, broker: ClusterNode): void {
  const state = writer(turn);
  state.forEachOn(broker.id, (partition) => {
    if (partition.replicas.length === 1) return;
    const isr = partition.isr.filter((id) => id !== broker.id);
    if (partition.leader === broker.id) {
      const leader = partition.replicas.find((id) => id !== broker.id && isr.includes(id) && state.alive.has(id));
      if (leader !== undefined) state.write(partition, { leader, isr: isr.filter((id) => state.alive.has(id)) });
    } else if (partition.isr.includes(broker.id) && isr.length > 0) {
      state.write(partition, { isr });
    }
  });
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
