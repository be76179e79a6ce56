import type { DueCause } from '../../model/causes';
import { isController } from '../../model/liveness';
import { noLeader, type ActiveController, type ClusterNode } from '../../model/cluster';
import type { ClusterView, QuorumControl, Turn } from '../../model/turn';
import { unlistedRecords } from './metadataLog';

/** Why another controller is elected. */
export function electionCause(view: ClusterView): DueCause {
  const config = { name: fetchTimeoutConfig, value: String(fetchTimeoutMs(view)) };
  return { kind: 'due', rule: 'controller-lost', config };
}

const fetchTimeoutConfig = 'controller.quorum.fetch.timeout.ms';

/** From the start of a controller's process until it takes part, ms. */
const startUpMs = 1000;
/** A lone candidate's round: election timeout, a random part of it again, and the backoff; on average, ms. */
const lonelyRoundMs = 2000;

/** The quorum of a KRaft cluster (org.apache.kafka.raft.KafkaRaftClient). */
export const kraftQuorum: QuorumControl = {
  holdsMetadata: true,
  defaultControllers: 3,
  leader: (view) => view.activeController(),
  hasMajority,
  nextElection(view) {
    const atMs = nextElectionMs(view);
    return atMs === null
      ? undefined
      : { atMs: Math.max(atMs, view.nowMs), cause: electionCause(view), run: electLeader };
  },
  noteProcess(turn, node) {
    if (isController(node)) noteQuorum(turn);
  },
  forgetLastLeader,
};

/** The voters, by id. */
export function voters(view: ClusterView): readonly ClusterNode[] {
  return view.nodes().filter(isController);
}

/** More than half of the voters run. */
export function hasMajority(view: ClusterView): boolean {
  const all = voters(view);
  return all.filter(isRunning).length > all.length / 2;
}

/** The quorum has a leader that lives and a majority behind it, so metadata can change. */
export function hasQuorum(view: ClusterView): boolean {
  return view.activeController().lostSinceMs === null && lastLeaderAnswers(view) && hasMajority(view);
}

/**
 * A read that needs no majority is still answered by the last leader: QuorumController reads at its last stable offset,
 * and brokers forward to the controller they are connected to until it dies.
 */
export function lastLeaderAnswers(view: ClusterView): boolean {
  const leader = view.node(view.activeController().id);
  return leader !== undefined && isRunning(leader);
}

/**
 * The leader that controllers send clients to. Where there is none, voters with pre-vote (KIP-996) keep the epoch of
 * the one that died last, and clients knock there in vain; without it they know of none.
 */
export function leaderThatIsLookedFor(view: ClusterView): number {
  if (hasQuorum(view)) return view.activeController().id;
  if (!view.profile.hasPreVote) return noLeader;
  const dead = voters(view).filter(({ process }) => process === 'killed' || process === 'stopped');
  const [last] = dead.sort((a, b) => b.processSinceMs - a.processSinceMs);
  return last?.id ?? noLeader;
}

/** When (ms) the voters elect another leader; null while there is nothing to elect, or nobody to. */
function nextElectionMs(view: ClusterView): number | null {
  const active = view.activeController();
  if (hasQuorum(view) || !hasMajority(view)) return null;
  const lostMs = active.lostSinceMs ?? 0;
  const startedMs = lastStartMs(view);
  const silenceMs = lastLeaderAnswers(view) ? checkQuorumTimeoutMs(view) : fetchTimeoutMs(view);
  return Math.max(lostMs + silenceMs, startedMs > lostMs ? startedMs + startUpMs : 0);
}

/**
 * Voters vote (KafkaRaftClient): only one whose log has all that was committed can win. Followers that lose their
 * leader time out together and split the first vote, so the epoch grows by two. Without pre-vote (KIP-996) those who
 * had no majority went on voting for themselves, an epoch each time. Nothing happens without a majority.
 */
function electLeader(turn: Turn): void {
  if (!hasMajority(turn)) return;
  const active = turn.activeController();
  const candidates = completeVoters(turn, active);
  const winner = turn.profile.electionWinner === 'lowest-id' ? candidates[0] : candidates.at(-1);
  if (!winner) return;
  const stayed = candidates.filter((voter) => ranThrough(voter, active));
  const epoch = active.epoch + 1 + (stayed.length > 1 ? 1 : 0) + lonelyRounds(turn, active);
  takeOffice(turn, winner.id, epoch);
}

/**
 * A leader that shuts down cleanly names its successor (EndQuorumEpoch), who is elected at once with the next epoch.
 */
export function handOver(turn: Turn): void {
  const active = turn.activeController();
  const [successor] = completeVoters(turn, active);
  if (hasMajority(turn) && successor) takeOffice(turn, successor.id, active.epoch + 1);
}

/** A leader goes on as a follower after a fault of its own, such as full memory: another one has the next epoch. */
export function resign(turn: Turn): void {
  const active = turn.activeController();
  const complete = completeVoters(turn, active);
  const successor = complete.find(({ id }) => id !== active.id) ?? complete[0];
  if (successor) takeOffice(turn, successor.id, active.epoch + 1);
}

/** Notes that the leader or its majority is gone, or back in time. */
function noteQuorum(turn: Turn): void {
  const active = turn.activeController();
  const leader = turn.node(active.id);
  const isGone = leader === undefined || leader.process === 'killed' || leader.process === 'stopped';
  const stands = !isGone && isRunning(leader) && hasMajority(turn);
  const unlisted = unlistedRecords(active, turn.nowMs);
  const { epoch } = active;
  if (active.lostSinceMs === null) {
    if (!stands)
      turn.emit({
        type: 'ControllerChangeRecord',
        controllerId: isGone ? noLeader : active.id,
        epoch,
        sinceMs: turn.nowMs,
        lostSinceMs: turn.nowMs,
        unlisted,
      });
  } else if (isGone && active.id !== noLeader) {
    turn.emit({
      type: 'ControllerChangeRecord',
      controllerId: noLeader,
      epoch,
      sinceMs: active.lostSinceMs,
      lostSinceMs: active.lostSinceMs,
      unlisted,
    });
  } else if (stands && turn.nowMs < active.lostSinceMs + checkQuorumTimeoutMs(turn)) {
    turn.emit({ type: 'ControllerChangeRecord', controllerId: active.id, epoch, sinceMs: turn.nowMs, unlisted });
  }
}

function forgetLastLeader(turn: Turn): void {
  const { id, epoch, lostSinceMs } = turn.activeController();
  if (lostSinceMs === null || id === noLeader) return;
  turn.emit({
    type: 'ControllerChangeRecord',
    controllerId: noLeader,
    epoch,
    sinceMs: lostSinceMs,
    lostSinceMs,
    unlisted: unlistedRecords(turn.activeController(), turn.nowMs),
  });
}

function takeOffice(turn: Turn, controllerId: number, epoch: number): void {
  // The leader's first record is a LeaderChangeMessage.
  const unlisted = unlistedRecords(turn.activeController(), turn.nowMs) + 1;
  turn.emit({ type: 'ControllerChangeRecord', controllerId, epoch, sinceMs: turn.nowMs, unlisted });
}

/** Running voters with the longest log, by id: those who ran when the quorum was lost, else who stopped last. */
function completeVoters(view: ClusterView, active: ActiveController): readonly ClusterNode[] {
  const logMs = (voter: ClusterNode) => (ranThrough(voter, active) ? Number.POSITIVE_INFINITY : voter.lastContactMs);
  const running = voters(view).filter(isRunning);
  const longest = Math.max(...running.map(logMs));
  return running.filter((voter) => logMs(voter) === longest);
}

function ranThrough(voter: ClusterNode, { lostSinceMs }: ActiveController): boolean {
  return lostSinceMs === null || (voter.processSinceMs <= lostSinceMs && voter.lastContactMs < lostSinceMs);
}

function lonelyRounds(view: ClusterView, active: ActiveController): number {
  if (view.profile.hasPreVote || active.lostSinceMs === null) return 0;
  return Math.max(0, Math.floor((lastStartMs(view) - active.lostSinceMs - checkQuorumTimeoutMs(view)) / lonelyRoundMs));
}

/** When (ms) the last of the running voters started. */
function lastStartMs(view: ClusterView): number {
  return Math.max(
    ...voters(view)
      .filter(isRunning)
      .map((voter) => voter.processSinceMs),
  );
}

/** controller.quorum.fetch.timeout.ms: a follower that hears nothing from its leader for so long calls an election. */
export function fetchTimeoutMs(view: ClusterView): number {
  return Number(view.profile.defaults[fetchTimeoutConfig]);
}

/** A leader that no majority fetches from resigns after this (LeaderState.CHECK_QUORUM_TIMEOUT_FACTOR). */
function checkQuorumTimeoutMs(view: ClusterView): number {
  return fetchTimeoutMs(view) * 1.5;
}

function isRunning(node: ClusterNode): boolean {
  return node.process === 'running';
}
