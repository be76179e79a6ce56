import { randomUuid } from '../jvm/uuid';
import { apiError, type ApiError } from '../protocol/apiError';
import { controllerOf } from './controller';
import { controllerConfig } from '../model/effectiveConfig';
import { aliveBrokerIds, isAlive, isBroker, registeredBrokerIds } from '../model/liveness';
import type { ClusterNode, Topic } from '../model/cluster';
import { placeShifted } from './placement/shiftedPlacer';
import { placeStriped } from './placement/stripedPlacer';
import { collides, hasCollisionChars, topicNameProblem } from '../model/topicNames';
import type { ClusterView, Turn } from '../model/turn';
import { addedAssignmentProblem, unknownBrokersProblem } from './zookeeper/addedAssignment';
import { isBeingReassigned } from './zookeeper/reassignment';

/** As a client asks for it: counts default to the cluster's configuration, or the replicas are given by hand. */
export interface NewTopic {
  readonly name: string;
  readonly partitions: number | undefined;
  readonly replicationFactor: number | undefined;
  /** Replicas of partition 0, 1, ...; excludes the two counts. */
  readonly assignments: readonly (readonly number[])[] | undefined;
  readonly configs: Readonly<Record<string, string>>;
}

type Assignments = readonly (readonly number[])[];
type Outcome<T> = { readonly ok: T } | ApiError;

/** QuorumController.MAX_RECORDS_PER_USER_OP guards one request. */
const maxPartitionsPerRequest = 10_000;

/** Creates a topic (ReplicationControlManager.createTopic; ZkAdminManager.createTopics). Records nothing where it refuses. */
export function createTopic(
  turn: Turn,
  topic: NewTopic,
  configProblem: (configs: Readonly<Record<string, string>>) => ApiError | undefined,
): Outcome<{ topicId: string }> {
  const kraft = turn.profile.mode === 'kraft';
  const steps: (() => Outcome<Assignments> | ApiError | undefined)[] = kraft
    ? [
        () => invalidName(turn, topic.name) ?? collidingName(turn, topic.name),
        () => existing(turn, topic.name),
        () => configProblem(topic.configs),
        () => assign(turn, topic),
      ]
    : [
        () => existing(turn, topic.name),
        () => assign(turn, topic),
        () => invalidName(turn, topic.name) ?? collidingName(turn, topic.name),
        () => configProblem(topic.configs),
      ];
  let assignments: Assignments = [];
  for (const step of steps) {
    const outcome = step();
    if (outcome && 'error' in outcome) return outcome;
    if (outcome) assignments = outcome.ok;
  }
  const topicId = randomUuid(() => turn.chance.bytes(16), turn.profile.idsMayStartWithDash);
  turn.emit({ type: 'TopicRecord', topicId, name: topic.name });
  for (const [name, value] of Object.entries(topic.configs))
    turn.emit({ type: 'ConfigRecord', resourceType: 'topic', resourceName: topic.name, name, value });
  controllerOf(turn).startPartitions(turn, { topicId, name: topic.name }, new Map(assignments.entries()));
  return { ok: { topicId } };
}

/** Adds partitions up to `count`; `assignments` are the new ones' replicas, if given by hand. */
export function createPartitions(
  turn: Turn,
  topic: Topic,
  count: number,
  assignments: Assignments | undefined,
): ApiError | undefined {
  const { words } = turn.profile;
  const existingPartitions = turn.partitions(topic);
  if (turn.profile.mode === 'zookeeper' && existingPartitions.some(isBeingReassigned)) {
    return apiError(
      'REASSIGNMENT_IN_PROGRESS',
      `A partition reassignment is in progress for the topic '${topic.name}'.`,
    );
  }
  const current = existingPartitions.length;
  if (count < current) return apiError('INVALID_PARTITIONS', words.partitionsNotIncreased(topic.name, current, count));
  if (count === current) return apiError('INVALID_PARTITIONS', words.partitionsUnchanged(current));
  const added = count - current;
  const alive = aliveBrokerIds(turn);
  const byZooKeeper = turn.profile.mode === 'zookeeper' && assignments;
  const unknown = byZooKeeper && unknownBrokersProblem(byZooKeeper, alive);
  if (unknown) return unknown;
  if (assignments && assignments.length !== added)
    return apiError('INVALID_REPLICA_ASSIGNMENT', words.assignmentCount(added, assignments.length));
  const first = existingPartitions[0]!;
  const replicationFactor = first.replicas.length;
  let placed: Assignments;
  if (assignments) {
    const problem = byZooKeeper
      ? addedAssignmentProblem(assignments, current, replicationFactor, alive)
      : manualProblem(turn, assignments, replicationFactor, current);
    if (problem) return problem;
    placed = assignments;
  } else if (turn.profile.mode === 'kraft') {
    const outcome = placeByController(turn, added, replicationFactor);
    if ('error' in outcome) return outcome;
    placed = outcome.ok;
  } else {
    const brokers = placementBrokers(turn);
    if (replicationFactor > brokers.length)
      return apiError('INVALID_REPLICATION_FACTOR', words.tooFewBrokers(replicationFactor, brokers.length));
    const startIndex = Math.max(
      0,
      brokers.findIndex((broker) => broker.id >= first.replicas[0]!),
    );
    placed = placeShifted(brokers, added, replicationFactor, turn.chance, { startIndex, startPartition: current });
  }
  controllerOf(turn).startPartitions(
    turn,
    topic,
    new Map(placed.map((replicas, index) => [current + index, replicas])),
  );
  return undefined;
}

/** What is wrong with a name by itself. */
export function invalidName(view: ClusterView, name: string): ApiError | undefined {
  const problem = topicNameProblem(name, view.profile.words.topicNameInvalid);
  return problem === undefined ? undefined : apiError('INVALID_TOPIC_EXCEPTION', problem);
}

/** Topics whose metrics would have the same name. */
export function collidingName(view: ClusterView, name: string): ApiError | undefined {
  const others = hasCollisionChars(name) ? view.topics().filter((topic) => collides(topic.name, name)) : [];
  return others.length === 0
    ? undefined
    : apiError(
        'INVALID_TOPIC_EXCEPTION',
        view.profile.words.topicCollision(name, others.map((topic) => topic.name).join(', ')),
      );
}

function existing(view: ClusterView, name: string): ApiError | undefined {
  const topic = view.topic(name);
  if (!topic) return undefined;
  const { words } = view.profile;
  return apiError(
    'TOPIC_ALREADY_EXISTS',
    topic.deleting ? words.topicMarkedForDeletion(name) : words.topicAlreadyExists(name),
  );
}

function assign(turn: Turn, topic: NewTopic): Outcome<Assignments> {
  if (topic.assignments) return manualProblem(turn, topic.assignments) ?? { ok: topic.assignments };
  const partitions = topic.partitions ?? Number(controllerConfig(turn, 'num.partitions'));
  const replicationFactor = topic.replicationFactor ?? Number(controllerConfig(turn, 'default.replication.factor'));
  if (turn.profile.mode === 'kraft') {
    if (partitions > maxPartitionsPerRequest)
      return apiError('POLICY_VIOLATION', 'Excessively large number of partitions per request.');
    const outcome = placeByController(turn, partitions, replicationFactor);
    return 'error' in outcome && outcome.message !== undefined
      ? apiError(outcome.error, `Unable to replicate the partition ${replicationFactor} time(s): ${outcome.message}`)
      : outcome;
  }
  const brokers = placementBrokers(turn);
  if (replicationFactor > brokers.length)
    return apiError('INVALID_REPLICATION_FACTOR', turn.profile.words.tooFewBrokers(replicationFactor, brokers.length));
  const withRack = brokers.filter((broker) => broker.rack !== null).length;
  if (withRack > 0 && withRack < brokers.length) return apiError('UNKNOWN_SERVER_ERROR');
  return { ok: placeShifted(brokers, partitions, replicationFactor, turn.chance) };
}

function placeByController(turn: Turn, partitions: number, replicationFactor: number): Outcome<Assignments> {
  const { words } = turn.profile;
  const brokers = placementBrokers(turn);
  const unfenced = brokers.filter((broker) => !broker.fenced).length;
  if (unfenced === 0) return apiError('INVALID_REPLICATION_FACTOR', words.allBrokersFenced);
  if (replicationFactor > brokers.length)
    return apiError('INVALID_REPLICATION_FACTOR', words.tooFewBrokers(replicationFactor, brokers.length));
  return { ok: placeStriped(brokers, partitions, replicationFactor, turn.chance) };
}

/** Replicas by hand: what the controller checks; the tools check more before they send. */
function manualProblem(
  turn: Turn,
  assignments: Assignments,
  expectedReplicas?: number,
  firstPartition = 0,
): ApiError | undefined {
  if (!turn.profile.refusesUnknownBrokers) return undefined;
  const alive = aliveBrokerIds(turn);
  const registered = registeredBrokerIds(turn);
  let replicationFactor = expectedReplicas;
  for (const [partition, replicas] of assignments.entries()) {
    const sorted = [...replicas].sort((a, b) => a - b);
    const unknown = sorted.find((id) => !registered.has(id));
    const twice = sorted.find((id, index) => id === sorted[index - 1]);
    if (sorted.length === 0)
      return apiError('INVALID_REPLICA_ASSIGNMENT', 'The manual partition assignment includes an empty replica list.');
    if (unknown !== undefined)
      return apiError(
        'INVALID_REPLICA_ASSIGNMENT',
        `The manual partition assignment includes broker ${unknown}, but no such broker is registered.`,
      );
    if (twice !== undefined)
      return apiError(
        'INVALID_REPLICA_ASSIGNMENT',
        `The manual partition assignment includes the broker ${twice} more than once.`,
      );
    replicationFactor ??= sorted.length;
    if (sorted.length !== replicationFactor) {
      return apiError(
        'INVALID_REPLICA_ASSIGNMENT',
        `The manual partition assignment includes a partition with ${sorted.length} replica(s), but this is not consistent with previous partitions, which have ${replicationFactor} replica(s).`,
      );
    }
    if (!sorted.some((id) => alive.has(id))) {
      return apiError(
        'INVALID_REPLICA_ASSIGNMENT',
        `All brokers specified in the manual partition assignment for partition ${firstPartition + partition} are fenced or in controlled shutdown.`,
      );
    }
  }
  return undefined;
}

function placementBrokers(view: ClusterView): { id: number; rack: string | null; fenced: boolean }[] {
  const usable = (node: ClusterNode) =>
    isBroker(node) && (view.profile.placesOnFencedBrokers ? node.registered : isAlive(node));
  return view
    .nodes()
    .filter(usable)
    .map(({ id, rack, fenced }) => ({ id, rack, fenced }));
}
