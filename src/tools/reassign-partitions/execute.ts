import { alterReassignments } from '../../clients/admin/reassignments';
import { exceptionOf } from '../../clients/exceptions';
import { assignmentJson, currentLogDirs, partitionAssignments } from './current';
import { commandFailed, terse } from './failure';
import { startMoves } from './moves';
import { brokerSetOrder, partitionSetOrder, partitionText, sortedPartitions } from './partitions';
import { readExecutablePlan, type Target } from './plan';
import type { AdminSession } from './session';
import { partitionMoves, throttleLogDirs, throttleReassignment } from './throttles';
import type { ReassignPartitionsOptions } from './options';

/** Printed where a throttle is set, which only --verify takes away. */
export const mustVerify =
  'Warning: You must run --verify periodically, until the reassignment completes, to ensure the throttle is removed.';
/** Refuses a plan while another is carried out. */
export const isUnderWay =
  'Cannot execute because there is an existing partition assignment.  Use --additional to override this and create a ' +
  'new partition assignment in addition to the existing one. The --additional flag can also be used to change the ' +
  'throttle by resubmitting the current reassignment.';

/** `--execute`: executeAssignment. */
export function execute(session: AdminSession, text: string, options: ReassignPartitionsOptions): void {
  const { targets, moves } = readExecutablePlan(session.context, text);
  const ongoing = session.reassignments();
  if (!options.additional && ongoing.length > 0) throw terse(isUnderWay);
  requireBrokers(session, targets);
  const current = partitionAssignments(session, targets);
  session.out(rollbackText(assignmentJson(current, currentLogDirs(session, current))));
  if (options.throttle >= 0 || options.replicaAlterLogDirsThrottle >= 0) {
    session.out(mustVerify);
    if (options.throttle >= 0)
      throttleReassignment(session, partitionMoves(ongoing, targets, current), options.throttle);
    if (options.replicaAlterLogDirsThrottle >= 0) throttleLogDirs(session, moves, options.replicaAlterLogDirsThrottle);
  }
  const results = alterReassignments(session.admin, targets, !options.disallowReplicationFactorChange);
  const failed = sortedPartitions(results)
    .filter(({ errorCode }) => errorCode !== 'NONE')
    .map((result) => `${partitionText(result)}: ${exceptionOf(result).message}`);
  if (failed.length > 0) throw terse(`Error reassigning partition(s):\n${failed.join('\n')}`);
  session.out(startedText(targets));
  if (moves.length > 0) startMoves(session, moves, options.timeoutMs);
}

/** currentPartitionReplicaAssignmentToString */
export function rollbackText(json: string): string {
  return (
    `Current partition replica assignment\n\n${json}\n\nSave this to use as the --reassignment-json-file option ` +
    'during rollback'
  );
}

/** What is printed once all partitions' reassignments are accepted. */
export function startedText(targets: readonly Target[]): string {
  return (
    `Successfully started partition reassignment${targets.length === 1 ? '' : 's'} for ` +
    `${sortedPartitions(targets).map(partitionText).join()}`
  );
}

/** verifyBrokerIds: the first one of the tool's set that is not there. */
function requireBrokers(session: AdminSession, targets: readonly Target[]): void {
  const known = new Set(session.brokers().map(({ id }) => id));
  const asked = brokerSetOrder(
    session.words,
    partitionSetOrder(session.words, targets).flatMap(({ replicas }) => replicas),
  );
  const unknown = asked.find((id) => !known.has(id));
  if (unknown !== undefined) throw commandFailed(session.context.profile, `Unknown broker id ${unknown}`);
}
