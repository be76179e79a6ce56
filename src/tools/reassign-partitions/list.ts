import { partitionText, sortedPartitions } from './partitions';
import type { AdminSession } from './session';

/** `--list`: curReassignmentsToString. */
export function list(session: AdminSession): void {
  const ongoing = sortedPartitions(session.reassignments());
  const part = (name: string, ids: readonly number[]) => (ids.length === 0 ? '' : ` ${name}: ${ids.join()}.`);
  const lines = ongoing.map(
    (each) =>
      `${partitionText(each)}: replicas: ` +
      `${each.replicas.join()}.${part('adding', each.adding)}${part('removing', each.removing)}`,
  );
  session.out(
    lines.length === 0
      ? 'No partition reassignments found.'
      : ['Current partition reassignments:', ...lines].join('\n'),
  );
}
