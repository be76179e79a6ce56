import { isAlive, isBroker, isController, isHeartbeating } from '../../model/liveness';
import { noLeader, type ClusterNode } from '../../model/cluster';
import type { Turn } from '../../model/turn';
import { unlistedRecords } from '../kraft/metadataLog';
import { followPendingOrders } from './adminZnodes';
import { resumeDeletions } from './deletions';
import { kraftHasTakenOver, leaderWhileMigrating } from './migrationState';
import { resumeReassignments } from './reassignment';
import { electOffline, removeReplicas, writer } from './writer';

/**
 * /controller is gone and every broker hears of it: the first to write it again takes office. Which one that is, is
 * chance in a real cluster; here it is the one that registered last, as in the recordings. Without a living broker
 * there is no controller.
 * @param late a broker that is slower, because it has to step down first
 */
export function electController(turn: Turn, late?: number): void {
  const isCandidate = kraftHasTakenOver(turn)
    ? (node: ClusterNode) => isController(node) && node.process === 'running'
    : (node: ClusterNode) => isBroker(node) && isAlive(node) && isHeartbeating(node);
  const candidates = turn.nodes().filter(isCandidate);
  candidates.sort((a, b) => Number(a.id === late) - Number(b.id === late) || b.brokerEpoch - a.brokerEpoch);
  if (candidates[0]) takeOffice(turn, candidates[0].id);
  else
    turn.emit({
      type: 'ControllerChangeRecord',
      controllerId: noLeader,
      epoch: turn.activeController().epoch,
      sinceMs: turn.nowMs,
    });
}

/**
 * A broker becomes controller: the epoch grows, replicas of dead brokers are taken offline, then partitions without a
 * living leader are elected (KafkaController.onControllerFailover; replica state machine before partition state
 * machine).
 */
export function takeOffice(turn: Turn, brokerId: number): void {
  const unlisted =
    turn.node(brokerId)?.role === 'controller' ? unlistedRecords(leaderWhileMigrating(turn), turn.nowMs) + 1 : 0;
  turn.emit({
    type: 'ControllerChangeRecord',
    controllerId: brokerId,
    epoch: turn.activeController().epoch + 1,
    sinceMs: turn.nowMs,
    ...(unlisted > 0 && { unlisted }),
  });
  takeStock(turn);
}

/**
 * Goes by what ZooKeeper says of brokers, partitions and orders: a new controller, or one that was frozen and is still
 * in office.
 */
export function takeStock(turn: Turn): void {
  for (const node of turn.nodes()) if (!node.registered) removeReplicas(turn, node.id);
  electOffline(turn);
  resumeReassignments(turn, writer(turn), () => true);
  resumeDeletions(turn);
  followPendingOrders(turn);
}
