import { exceptionOf } from '../../clients/exceptions';
import { proposePlacement } from './placement';
import { assignmentJson, currentLogDirs, topicAssignments } from './current';
import { operationFailed } from './failure';
import { partitionSetOrder } from './partitions';
import { readMoveRequest, type Target } from './plan';
import type { AdminSession, Session } from './session';
import { Thrown } from '../thrown';

interface RackedBroker {
  readonly id: number;
  readonly rack: string | null;
}

/** `--generate`: generateAssignment. Proposes and changes nothing. */
export function generate(session: AdminSession, text: string, brokerList: string, isRackAware: boolean): void {
  const { topics, brokers } = readMoveRequest(session.context, text, brokerList);
  const current = topicAssignments(session, topics);
  const logDirs = currentLogDirs(session, current);
  printProposal(session, current, logDirs, brokersWithRacks(session, brokers, isRackAware));
}

/** Prints where the partitions are, and where they could be on these brokers. */
export function printProposal(
  session: Session,
  current: readonly Target[],
  logDirs: ReadonlyMap<string, string>,
  brokers: readonly RackedBroker[],
): void {
  const proposed = propose(session, current, brokers);
  session.out(`Current partition replica assignment\n${assignmentJson(current, logDirs)}\n`);
  session.out(`Proposed partition reassignment configuration\n${assignmentJson(proposed, new Map())}`);
}

/** getBrokerMetadata: those of the list that live. */
export function brokersWithRacks(
  session: Session,
  ids: readonly number[],
  isRackAware: boolean,
): readonly RackedBroker[] {
  const brokers = session
    .brokers()
    .filter(({ id }) => ids.includes(id))
    .map(({ id, rack }) => ({ id, rack: isRackAware ? rack : null }));
  const withoutRack = brokers.filter(({ rack }) => rack === null).length;
  if (isRackAware && withoutRack > 0 && withoutRack < brokers.length) {
    throw operationFailed(
      session.context.profile,
      'Not all brokers have rack information. Add --disable-rack-aware in command line to make replica assignment ' +
        'without rack information.',
    );
  }
  return brokers;
}

/** calculateAssignment: each topic anew, with as many replicas as the first partition of the tool's map has. */
function propose(session: Session, current: readonly Target[], brokers: readonly RackedBroker[]): readonly Target[] {
  const { context, words } = session;
  return [...new Set(current.map(({ topic }) => topic))].flatMap((topic) => {
    const partitions = partitionSetOrder(
      words,
      current.filter((each) => each.topic === topic),
    );
    const placed = proposePlacement(
      context.environment.chance,
      words.placement,
      brokers,
      partitions.length,
      partitions[0]!.replicas.length,
    );
    if ('errorCode' in placed) throw new Thrown(exceptionOf(placed));
    return placed.ok.map((replicas, partition) => ({ topic, partition, replicas }));
  });
}
