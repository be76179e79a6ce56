import { LimitReached } from '../jvm/limit';
import { ClusterFileError, NoRoomError } from '../store/fileErrors';
import type { Changes, ClusterSession } from './clusterSession';

/**
 * What is said of a command that could not go on: a line, with what stands of what it did through these sessions; while
 * debugging, the stack as well.
 */
export function failureText(
  error: unknown,
  sessions: readonly ClusterSession[],
  isDebugging: boolean,
): readonly string[] {
  const left = whatStands(sessions.map(({ committed }) => committed));
  const reason = reasonOf(error, sessions);
  if (reason !== undefined)
    return [left === undefined && !(error instanceof NoRoomError) ? reason : `${reason}: ${left ?? unchanged}`];
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  return [
    `kafka-lab: this is a fault of kafka-lab itself, ${left ?? unchanged}: ${message}`,
    ...(isDebugging && stack !== undefined ? stack.split('\n') : []),
  ];
}

const unchanged = 'nothing was changed';

/** undefined for a fault of kafka-lab itself. */
function reasonOf(error: unknown, sessions: readonly ClusterSession[]): string | undefined {
  if (error instanceof LimitReached) return `kafka-lab: ${error.message}`;
  if (error instanceof ClusterFileError) return error.message;
  for (const session of sessions) {
    const damage = session.damage();
    if (damage !== undefined) return damage.message;
  }
  return undefined;
}

function whatStands(committed: readonly Changes[]): string | undefined {
  const sum = (count: (changes: Changes) => number) => committed.reduce((total, changes) => total + count(changes), 0);
  const [requests, records] = [sum((changes) => changes.requests), sum((changes) => changes.records)];
  if (records > 0)
    return records === 1 ? 'the record written before stands' : `the ${records} records written before stand`;
  if (requests === 0) return undefined;
  return requests === 1 ? 'the change made before stands' : `the ${requests} changes made before stand`;
}
