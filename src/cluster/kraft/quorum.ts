import { isController } from '../liveness';
import { noLeader } from '../model';
import type { ClusterView, Turn } from '../turn';

/** The voters, by id. */
export function voters(view: ClusterView) {
  return view.nodes().filter(isController);
}

export function hasMajority(view: ClusterView): boolean {
  const all = voters(view);
  return all.filter((voter) => voter.process === 'running').length > all.length / 2;
}

/** The quorum has a leader that lives and a majority behind it, so metadata can change. */
export function hasQuorum(view: ClusterView): boolean {
  const leader = view.node(view.activeController().id);
  return leader?.process === 'running' && hasMajority(view);
}

/** When (ms) the voters elect another leader: a fetch timeout after the last one fell silent; null while there is nothing to elect. */
export function nextElectionMs(view: ClusterView): number | null {
  if (hasQuorum(view) || !hasMajority(view)) return null;
  const leader = view.node(view.activeController().id);
  const silentSinceMs = leader && leader.process !== 'running' ? leader.processSinceMs : 0;
  const majoritySinceMs = Math.max(...voters(view).filter((voter) => voter.process === 'running').map((voter) => voter.processSinceMs));
  return Math.max(silentSinceMs, majoritySinceMs) + Number(view.profile.defaults['controller.quorum.fetch.timeout.ms']);
}

/** The next voter in the circle of ids that runs takes over, with the next epoch. Nothing happens without a majority. */
export function electLeader(turn: Turn): void {
  if (!hasMajority(turn)) return;
  const { id: lastId, epoch } = turn.activeController();
  const running = voters(turn).filter((voter) => voter.process === 'running');
  const next = running.find((voter) => voter.id > lastId) ?? running[0];
  turn.emit({ type: 'ControllerChangeRecord', controllerId: next?.id ?? noLeader, epoch: epoch + 1, sinceMs: turn.nowMs });
}
