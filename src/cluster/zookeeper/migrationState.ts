import { isController } from '../../model/liveness';
import { noLeader, type ActiveController } from '../../model/cluster';
import type { MigrationPhase } from '../../model/records';
import type { ClusterView } from '../../model/turn';

/** From ZooKeeper to KRaft (KIP-866), in the order of the documentation. */
export const migrationPhases: readonly MigrationPhase[] = [
  'not-started',
  'controllers-provisioned',
  'brokers-in-migration-mode',
  'dual-write',
  'brokers-in-kraft',
  'finalised',
];

/** A KRaft controller has taken /controller, and writes every change to both sides. */
export function kraftHasTakenOver(view: ClusterView): boolean {
  const { phase } = view.migration();
  return phase === 'dual-write' || phase === 'brokers-in-kraft';
}

/**
 * What /controller says of the quorum's epoch: -1 while a broker is the controller. The simulated quorum counts on from
 * ZooKeeper's epoch.
 */
export function kraftControllerEpoch(view: ClusterView): number {
  return kraftHasTakenOver(view) ? view.activeController().epoch : -1;
}

/** The quorum's leader; before it takes /controller there is one too, of epoch 1, that waits for the brokers. */
export function leaderWhileMigrating(view: ClusterView): ActiveController {
  if (kraftHasTakenOver(view)) return view.activeController();
  const running = view.nodes().filter((node) => isController(node) && node.process === 'running');
  const sinceMs = Math.min(view.nowMs, ...running.map(({ processSinceMs }) => processSinceMs));
  return { id: running[0]?.id ?? noLeader, epoch: 1, sinceMs, lostSinceMs: null, unlisted: 1 };
}
