import { alterReplicaLogDirs, describeLogDirs } from '../../clients/admin/logDirs';
import { Patience } from '../../clients/patience';
import { commandFailed, terse } from './failure';
import { grouped, replicaText, partitionText, sortedReplicas, type Replica } from './partitions';
import type { Move } from './plan';
import type { AdminSession } from './session';

/** Between two tries to start moves whose replicas are not there yet, ms. */
const retryMs = 100;

/** Directories of a replica: where it is, and where it is moving to. */
export interface Place {
  readonly current: string | undefined;
  readonly future: string | undefined;
}

/** Admin.describeReplicaLogDirs: by the replica's name. */
export function describeMoves(session: AdminSession, replicas: readonly Replica[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [brokerId, ofBroker] of grouped(replicas, ({ broker }) => broker)) {
    const topics = [...new Set(ofBroker.map(({ topic }) => topic))];
    const dirs = describeLogDirs(session.admin, 'describeReplicaLogDirs', { nodeId: brokerId }, topics);
    const [current, future] = [false, true].map(
      (isFuture) =>
        new Map(
          dirs.flatMap(({ dir, replicas: held }) =>
            held.filter((each) => each.isFuture === isFuture).map((each) => [partitionText(each), dir] as const),
          ),
        ),
    );
    for (const replica of ofBroker)
      places.set(replicaText(replica), {
        current: current!.get(partitionText(replica)),
        future: future!.get(partitionText(replica)),
      });
  }
  return places;
}

/**
 * The status of directory moves as --verify prints it (replicaMoveStatesToString). Returns whether any is under way.
 */
export function printMoveStates(session: AdminSession, moves: readonly Move[]): boolean {
  const places = describeMoves(session, moves);
  const states = sortedReplicas(moves).map((move) => moveState(move, places.get(replicaText(move))!));
  session.out(states.map(({ text }) => text).join('\n'));
  return states.some(({ isDone }) => !isDone);
}

/** Moves under way, back to where their replicas are. */
export function activeMoves(session: AdminSession, moves: readonly Move[]): readonly Move[] {
  const places = describeMoves(session, moves);
  return moves.flatMap((move) => {
    const { current, future } = places.get(replicaText(move))!;
    return current !== undefined && future !== undefined ? [{ ...move, logDir: current }] : [];
  });
}

/**
 * executeMoves: tries until every move has begun, as far as the time allows; a replica that is still on its way can not
 * move yet.
 */
export function startMoves(session: AdminSession, moves: readonly Move[], timeoutMs: number): void {
  const patience = new Patience(session.context.environment.clock, timeoutMs);
  let pending = moves;
  for (;;) {
    const begun = new Set(alterLogDirs(session, pending).map(replicaText));
    printBegun(
      session,
      pending.filter((move) => begun.has(replicaText(move))),
    );
    pending = pending.filter((move) => !begun.has(replicaText(move)));
    if (pending.length === 0) return;
    if (patience.leftMs === 0) {
      throw terse(
        `Timed out before log directory move${pending.length === 1 ? '' : 's'} could be started for: ` +
          `${sortedReplicas(pending).map(replicaText).join()}`,
      );
    }
    patience.pauseBeforeLast(retryMs);
  }
}

function alterLogDirs(session: AdminSession, moves: readonly Move[]): readonly Move[] {
  const begun: Move[] = [];
  for (const [brokerId, ofBroker] of grouped(moves, ({ broker }) => broker)) {
    const results = alterReplicaLogDirs(session.admin, ofBroker, { nodeId: brokerId });
    for (const [index, { errorCode }] of results.entries()) {
      const move = ofBroker[index]!;
      if (errorCode === 'NONE') begun.push(move);
      else if (errorCode !== 'REPLICA_NOT_AVAILABLE')
        throw commandFailed(session.context.profile, `Failed to alter dir for ${replicaText(move)}`);
    }
  }
  return begun;
}

function printBegun(session: AdminSession, begun: readonly Move[]): void {
  if (begun.length === 0) return;
  if (session.words.reportsMoves === 'together') {
    session.out(
      `Successfully started log directory move${begun.length === 1 ? '' : 's'} for: ` +
        `${sortedReplicas(begun).map(replicaText).join()}`,
    );
    return;
  }
  for (const move of sortedReplicas(begun))
    session.out(
      `Successfully started moving log directory to ${move.logDir} for replica ${partitionText(move)} with broker ` +
        `${move.broker} `,
    );
}

function moveState(move: Move, { current, future }: Place): { readonly text: string; readonly isDone: boolean } {
  const onBroker = `Partition ${partitionText(move)} on broker ${move.broker}`;
  if (current === undefined) {
    return {
      text:
        `Partition ${partitionText(move)} is not found in any live log dir on broker ${move.broker}. There is ` +
        'likely an offline log directory on the broker.',
      isDone: false,
    };
  }
  if (future === undefined) {
    if (current === move.logDir)
      return { text: `Reassignment of replica ${replicaText(move)} completed successfully.`, isDone: true };
    return { text: `${onBroker} is not being moved from log dir ${current} to ${move.logDir}.`, isDone: true };
  }
  if (future === move.logDir)
    return { text: `Reassignment of replica ${replicaText(move)} is still in progress.`, isDone: false };
  return { text: `${onBroker} is being moved to log dir ${future} instead of ${move.logDir}.`, isDone: false };
}
