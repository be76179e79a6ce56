import { alterReassignments } from '../../clients/admin/reassignments';
import { exceptionOf } from '../../clients/exceptions';
import { terse } from './failure';
import { activeMoves, startMoves } from './moves';
import { partitionText, sortedPartitions } from './partitions';
import { readPlan } from './plan';
import type { AdminSession } from './session';
import { clearAllThrottles } from './throttles';

/** `--cancel`: cancelAssignment. What the file names and is under way goes back to the replicas of before. */
export function cancel(session: AdminSession, text: string, preservesThrottles: boolean, timeoutMs: number): void {
  const { words } = session;
  const { targets, moves } = readPlan(session.context, text);
  const named = new Set(targets.map(partitionText));
  const active = sortedPartitions(
    session
      .reassignments()
      .filter((each) => named.has(partitionText(each)) && words.cancels(each.adding, each.removing)),
  );
  if (active.length === 0) session.out('None of the specified partition reassignments are active.');
  else {
    const origins = active.map(({ topic, partition }) => ({ topic, partition, replicas: null }));
    const results = alterReassignments(session.admin, origins, true);
    const failed = results.filter(({ errorCode }) => errorCode !== 'NONE');
    if (failed.length > 0) {
      const lines = failed.map((result) => `${partitionText(result)}: ${exceptionOf(result).message}`);
      throw terse(`Error cancelling partition reassignment${failed.length === 1 ? '' : 's'} for:\n${lines.join('\n')}`);
    }
    session.out(
      `Successfully cancelled partition reassignment${active.length === 1 ? '' : 's'} for: ` +
        `${active.map(partitionText).join()}`,
    );
  }
  const moving = activeMoves(session, moves);
  if (moving.length > 0) startMoves(session, moving, timeoutMs);
  else session.context.write(`None of the specified partition moves are active.${words.endsNoMovesLine ? '\n' : ''}`);
  if (!preservesThrottles) clearAllThrottles(session, targets);
}
