import type { OngoingReassignment } from '../../clients/admin/reassignments';
import { CallFailed } from '../../clients/adminClient';
import { javaHashMapOrder, javaStringHash } from '../../jvm/hashOrder';
import { scalaSetOrder } from '../../jvm/scalaOrder';
import { brokerSetOrder, grouped, partitionText, type Replica } from './partitions';
import type { Target } from './plan';
import type { Session } from './session';
import { Thrown } from '../thrown';

const leaderRate = 'leader.replication.throttled.rate';
const followerRate = 'follower.replication.throttled.rate';
const logDirRate = 'replica.alter.log.dirs.io.max.bytes.per.second';
const leaderReplicas = 'leader.replication.throttled.replicas';
const followerReplicas = 'follower.replication.throttled.replicas';

/** From which brokers one partition moves, and to which. */
interface PartitionMove {
  readonly topic: string;
  readonly partition: number;
  readonly sources: readonly number[];
  readonly destinations: readonly number[];
}

/**
 * Sets the throttles of all that is moving (modifyReassignmentThrottle): which replicas of each topic, and the rate of
 * each broker, B/s.
 */
export function throttleReassignment(session: Session, moves: readonly PartitionMove[], rate: number): void {
  for (const [topic, ofTopic] of grouped(moves, (move) => move.topic)) {
    session.alterConfigs(
      { resourceType: 'topic', resourceName: topic },
      new Map([
        [leaderReplicas, throttledReplicas(ofTopic, ({ sources }) => sources)],
        [
          followerReplicas,
          throttledReplicas(ofTopic, ({ sources, destinations }) => destinations.filter((id) => !sources.includes(id))),
        ],
      ]),
    );
  }
  const brokers = [...new Set(moves.flatMap(({ sources, destinations }) => [...sources, ...destinations]))].sort(
    (a, b) => a - b,
  );
  alterBrokers(session, brokers, [
    [leaderRate, String(rate)],
    [followerRate, String(rate)],
  ]);
  session.out(`The inter-broker throttle limit was set to ${rate} B/s`);
}

/** Sets the throttle of moves between a broker's directories (modifyLogDirThrottle). */
export function throttleLogDirs(session: Session, replicas: readonly Replica[], rate: number): void {
  alterBrokers(
    session,
    brokerSetOrder(
      session.words,
      replicas.map(({ broker }) => broker),
    ),
    [[logDirRate, String(rate)]],
  );
  session.out(`The replica-alter-dir throttle limit was set to ${rate} B/s`);
}

/**
 * What moves: reassignments under way with those that are proposed (calculateProposedMoveMap). A proposal keeps the
 * sources of one under way.
 */
export function partitionMoves(
  ongoing: readonly OngoingReassignment[],
  proposed: readonly Target[],
  current: readonly Target[],
): readonly PartitionMove[] {
  const moves = new Map<string, PartitionMove>();
  const now = new Map(current.map((each) => [partitionText(each), each.replicas]));
  for (const { topic, partition, replicas, adding } of ongoing) {
    moves.set(partitionText({ topic, partition }), {
      topic,
      partition,
      sources: replicas.filter((id) => !adding.includes(id)),
      destinations: adding,
    });
  }
  for (const target of proposed) {
    const name = partitionText(target);
    const sources = moves.get(name)?.sources ?? now.get(name);
    if (!sources)
      throw new Thrown({
        exception: 'java.lang.RuntimeException',
        message: `Trying to reassign a topic partition ${name} with 0 replicas`,
      });
    moves.set(name, {
      topic: target.topic,
      partition: target.partition,
      sources,
      destinations: target.replicas.filter((id) => !sources.includes(id)),
    });
  }
  return [...moves.values()];
}

/**
 * Removes every throttle that a reassignment may have set, from all living brokers too: who else was involved is not
 * known any more.
 */
export function clearAllThrottles(session: Session, targets: readonly Target[]): void {
  const { words } = session;
  const brokers = brokerSetOrder(words, [
    ...session.brokers().map(({ id }) => id),
    ...targets.flatMap(({ replicas }) => replicas),
  ]);
  session.out(`Clearing broker-level throttles on broker${brokers.length === 1 ? '' : 's'} ${brokers.join()}`);
  alterBrokers(session, brokers, [
    [leaderRate, null],
    [followerRate, null],
    [logDirRate, null],
  ]);
  const names = [...new Set(targets.map(({ topic }) => topic))];
  const topics = words.collections === 'scala' ? scalaSetOrder(names, javaStringHash) : javaHashMapOrder(names);
  session.out(`Clearing topic-level throttles on topic${topics.length === 1 ? '' : 's'} ${topics.join()}`);
  for (const name of topics) {
    session.alterConfigs(
      { resourceType: 'topic', resourceName: name },
      new Map([
        [leaderReplicas, null],
        [followerReplicas, null],
      ]),
    );
  }
}

type Changes = readonly (readonly [name: string, value: string | null])[];

/** Brokers are asked side by side: one that does not answer keeps none of the others from changing. */
function alterBrokers(session: Session, brokers: readonly number[], changes: Changes): void {
  let failure: unknown;
  for (const id of brokers) {
    try {
      session.alterConfigs({ resourceType: 'broker', resourceName: String(id) }, new Map(changes));
    } catch (error) {
      if (!(error instanceof Thrown || error instanceof CallFailed)) throw error;
      failure ??= error;
    }
  }
  if (failure) throw failure;
}

/** "partition:broker", in the order of a TreeSet of texts. */
function throttledReplicas(
  moves: readonly PartitionMove[],
  brokersOf: (move: PartitionMove) => readonly number[],
): string {
  return [...new Set(moves.flatMap((move) => brokersOf(move).map((id) => `${move.partition}:${id}`)))].sort().join();
}
