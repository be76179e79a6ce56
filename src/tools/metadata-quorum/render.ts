import type { QuorumInfo } from '../../clients/admin/quorum';
import { zeroUuid } from '../../jvm/uuid';
import type { Profile } from '../../profiles/profile';
import type { Listener, ReplicaState } from '../../protocol/messages/quorum';
import { prettyTable } from '../prettyTable';

/** A time (ms) that is not known. */
const unknownMs = -1;

/** describe --status. The follower that lags most is the first with the lowest log end, the leader included. */
export function statusLines(profile: Profile, clusterId: string, quorum: QuorumInfo): readonly string[] {
  const leader = leaderOf(quorum);
  const last = quorum.currentVoters.reduce((lowest, voter) =>
    voter.logEndOffset < lowest.logEndOffset ? voter : lowest,
  );
  const { lastCaughtUpTimestamp: lastMs = unknownMs } = last;
  const lagMs = last === leader ? 0 : lastMs === unknownMs ? -1 : (leader.lastCaughtUpTimestamp ?? 0) - lastMs;
  const replicas = (states: readonly ReplicaState[]) =>
    `[${states.map((state) => nodeText(profile, state, quorum.listeners.get(state.replicaId) ?? [])).join(', ')}]`;
  return [
    `ClusterId:              ${clusterId}`,
    `LeaderId:               ${quorum.leaderId}`,
    `LeaderEpoch:            ${quorum.leaderEpoch}`,
    `HighWatermark:          ${quorum.highWatermark}`,
    `MaxFollowerLag:         ${leader.logEndOffset - last.logEndOffset}`,
    `MaxFollowerLagTimeMs:   ${lagMs}`,
    `CurrentVoters:          ${replicas(quorum.currentVoters)}`,
    `CurrentObservers:       ${replicas(quorum.observers)}`,
  ];
}

/** describe --replication: the leader, its followers, the observers. */
export function replicationTable(quorum: QuorumInfo, humanReadable: boolean, nowMs: number): readonly string[] {
  const leader = leaderOf(quorum);
  const time = (timeMs = unknownMs) =>
    humanReadable && timeMs !== unknownMs ? `${nowMs - timeMs} ms ago` : String(timeMs);
  const row = (state: ReplicaState, status: string) => [
    String(state.replicaId),
    state.replicaDirectoryId,
    String(state.logEndOffset),
    String(leader.logEndOffset - state.logEndOffset),
    time(state.lastFetchTimestamp),
    time(state.lastCaughtUpTimestamp),
    status,
  ];
  return prettyTable(
    ['NodeId', 'DirectoryId', 'LogEndOffset', 'Lag', 'LastFetchTimestamp', 'LastCaughtUpTimestamp', 'Status'],
    [
      row(leader, 'Leader'),
      ...quorum.currentVoters.filter((voter) => voter !== leader).map((voter) => row(voter, 'Follower')),
      ...quorum.observers.map((observer) => row(observer, 'Observer')),
    ],
  );
}

/** "CONTROLLER://localhost:19092"; an address of IPv6 stands in brackets. */
export function listenerText({ name, host, port }: Listener): string {
  return `${name}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function leaderOf({ currentVoters, leaderId }: QuorumInfo): ReplicaState {
  return currentVoters.find(({ replicaId }) => replicaId === leaderId)!;
}

function nodeText(
  profile: Profile,
  { replicaId, replicaDirectoryId }: ReplicaState,
  listeners: readonly Listener[],
): string {
  const isKnown = replicaDirectoryId !== zeroUuid;
  const directory = isKnown
    ? `, "directoryId": "${replicaDirectoryId}"`
    : profile.showsUnknownDirectory
      ? ', "directoryId": null'
      : '';
  const endpoints = listeners.map((listener) => `"${listenerText(listener)}"`).join(', ');
  return `{"id": ${replicaId}${directory}${endpoints === '' ? '' : `, "endpoints": [${endpoints}]`}}`;
}
