import type { QuorumDescription, ReplicaState } from '../../cluster/kraft/describeQuorum';
import { zeroUuid } from '../../jvm/uuid';
import type { Profile } from '../../profiles/profile';
import { prettyTable } from '../prettyTable';

/** describe --status. The follower that lags most is the first with the lowest log end, the leader included. */
export function statusLines(profile: Profile, clusterId: string, quorum: QuorumDescription): readonly string[] {
  const leader = leaderOf(quorum);
  const last = quorum.voters.reduce((lowest, voter) => (voter.logEndOffset < lowest.logEndOffset ? voter : lowest));
  const lagMs =
    last === leader ? 0 : last.lastCaughtUpMs === null ? -1 : (leader.lastCaughtUpMs ?? 0) - last.lastCaughtUpMs;
  const replicas = (states: readonly ReplicaState[]) =>
    `[${states.map((state) => nodeText(profile, state, quorum.endpoints.get(state.replicaId))).join(', ')}]`;
  return [
    `ClusterId:              ${clusterId}`,
    `LeaderId:               ${quorum.leaderId}`,
    `LeaderEpoch:            ${quorum.leaderEpoch}`,
    `HighWatermark:          ${quorum.highWatermark}`,
    `MaxFollowerLag:         ${leader.logEndOffset - last.logEndOffset}`,
    `MaxFollowerLagTimeMs:   ${lagMs}`,
    `CurrentVoters:          ${replicas(quorum.voters)}`,
    `CurrentObservers:       ${replicas(quorum.observers)}`,
  ];
}

/** describe --replication: the leader, its followers, the observers. */
export function replicationTable(quorum: QuorumDescription, humanReadable: boolean, nowMs: number): readonly string[] {
  const leader = leaderOf(quorum);
  const time = (timeMs: number | null) =>
    timeMs === null ? '-1' : humanReadable ? `${nowMs - timeMs} ms ago` : String(timeMs);
  const row = (state: ReplicaState, status: string) => [
    String(state.replicaId),
    state.directoryId,
    String(state.logEndOffset),
    String(leader.logEndOffset - state.logEndOffset),
    time(state.lastFetchMs),
    time(state.lastCaughtUpMs),
    status,
  ];
  return prettyTable(
    ['NodeId', 'DirectoryId', 'LogEndOffset', 'Lag', 'LastFetchTimestamp', 'LastCaughtUpTimestamp', 'Status'],
    [
      row(leader, 'Leader'),
      ...quorum.voters.filter((voter) => voter !== leader).map((voter) => row(voter, 'Follower')),
      ...quorum.observers.map((observer) => row(observer, 'Observer')),
    ],
  );
}

function leaderOf({ voters, leaderId }: QuorumDescription): ReplicaState {
  return voters.find(({ replicaId }) => replicaId === leaderId)!;
}

function nodeText(profile: Profile, { replicaId, directoryId }: ReplicaState, endpoint: string | undefined): string {
  const isKnown = directoryId !== zeroUuid;
  const directory = isKnown
    ? `, "directoryId": "${directoryId}"`
    : profile.showsUnknownDirectory
      ? ', "directoryId": null'
      : '';
  return `{"id": ${replicaId}${directory}${endpoint === undefined ? '' : `, "endpoints": ["${endpoint}"]`}}`;
}
