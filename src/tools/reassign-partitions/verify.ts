import { printMoveStates } from './moves';
import { partitionText, sortedPartitions } from './partitions';
import { readPlan, type Target } from './plan';
import type { AdminSession } from './session';
import { clearAllThrottles } from './throttles';
import { Thrown } from '../thrown';

/** `--verify`: verifyAssignment. Throttles go once nothing at all is being reassigned any more. */
export function verify(session: AdminSession, text: string, preservesThrottles: boolean): void {
  const { targets, moves } = readPlan(session.context, text);
  const ongoing = session.reassignments();
  session.out(statusText(session, targets, new Set(ongoing.map(partitionText))));
  const areMoving = printMoveStates(session, moves);
  if (ongoing.length === 0 && !areMoving && !preservesThrottles) clearAllThrottles(session, targets);
}

/** partitionReassignmentStatesToString, of findPartitionReassignmentStates. */
function statusText(session: AdminSession, targets: readonly Target[], ongoing: ReadonlySet<string>): string {
  const byName = new Map(targets.map((target) => [partitionText(target), target]));
  const still = [...byName.values()].filter((target) => !ongoing.has(partitionText(target)));
  const replicas = session.replicasOf(still.map(({ topic }) => topic));
  // Every partition is looked up before anything is printed: the list index may fail.
  const current = new Map(
    still.map((target) => [partitionText(target), replicasAt(replicas.get(target.topic), target.partition)]),
  );
  return statusLines([...byName.values()], current, session.words.done);
}

/** The lines of a status, for partitions that `now` knows the replicas of; those it does not are under way. */
export function statusLines(
  targets: readonly Target[],
  now: ReadonlyMap<string, readonly number[]>,
  done: string,
): string {
  const lines = sortedPartitions(targets).map((target) => {
    const name = partitionText(target);
    const replicas = now.get(name)?.join();
    if (replicas === undefined) return `Reassignment of partition ${name} is still in progress.`;
    if (replicas === target.replicas.join()) return `Reassignment of partition ${name} is ${done}.`;
    return (
      `There is no active reassignment of partition ${name}, but replica set is ${replicas} rather than ` +
      `${target.replicas.join()}.`
    );
  });
  return ['Status of partition reassignment:', ...lines].join('\n');
}

/**
 * topicDescriptionFutureToState: a number one beyond the last gets past the tool's own check (a fault that we keep).
 */
function replicasAt(partitions: readonly (readonly number[])[] | undefined, partition: number): readonly number[] {
  if (!partitions || partitions.length < partition) return [];
  const replicas = partitions[partition];
  if (!replicas)
    throw new Thrown({
      exception: 'java.lang.IndexOutOfBoundsException',
      message: `Index ${partition} out of bounds for length ${partitions.length}`,
    });
  return replicas;
}
