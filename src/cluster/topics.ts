import { randomUuid } from '../jvm/uuid';
import { failure, type Failure } from '../protocol/errors';
import { controllerConfig } from '../model/effectiveConfig';
import type { Topic } from '../model/cluster';
import { collides, hasCollisionChars, topicNameProblem } from '../model/topicNames';
import type { Assignments, ClusterView, CreationCheck, Turn } from '../model/turn';

/** As a client asks for it: counts default to the cluster's configuration, or the replicas are given by hand. */
export interface NewTopic {
  readonly name: string;
  readonly partitions: number | undefined;
  readonly replicationFactor: number | undefined;
  /** Replicas of partition 0, 1, ...; excludes the two counts. */
  readonly assignments: readonly (readonly number[])[] | undefined;
  readonly configs: Readonly<Record<string, string>>;
}

/**
 * Creates a topic (ReplicationControlManager.createTopic; ZkAdminManager.createTopics). Records nothing where it
 * refuses.
 */
export function createTopic(
  turn: Turn,
  topic: NewTopic,
  configProblem: (configs: Readonly<Record<string, string>>) => Failure | undefined,
): { readonly ok: { readonly topicId: string } } | Failure {
  const { topics } = turn.controller;
  const partitions = topic.partitions ?? Number(controllerConfig(turn, 'num.partitions'));
  let assignments: Assignments = [];
  const checks: Readonly<Record<CreationCheck, () => Failure | undefined>> = {
    count: () => topics.countProblem(topic.assignments?.length ?? partitions),
    name: () => invalidName(turn, topic.name) ?? collidingName(turn, topic.name),
    existing: () => existing(turn, topic.name),
    configs: () => configProblem(topic.configs),
    replicas: () => {
      const replicationFactor = topic.replicationFactor ?? Number(controllerConfig(turn, 'default.replication.factor'));
      const outcome = topics.newReplicas(turn, topic.assignments, partitions, replicationFactor);
      if ('errorCode' in outcome) return outcome;
      assignments = outcome.ok;
      return undefined;
    },
    assignment: () => topics.assignmentProblem(assignments, Object.keys(topic.configs).length),
  };
  for (const check of topics.creationChecks) {
    const problem = checks[check]();
    if (problem) return problem;
  }
  const topicId = randomUuid(() => turn.chance.bytes(16), turn.profile.idsMayStartWithDash);
  turn.emit({ type: 'TopicRecord', topicId, name: topic.name });
  for (const [name, value] of Object.entries(topic.configs))
    turn.emit({ type: 'ConfigRecord', resourceType: 'topic', resourceName: topic.name, name, value });
  turn.controller.partitions.start(turn, { topicId, name: topic.name }, new Map(assignments.entries()));
  return { ok: { topicId } };
}

/**
 * Adds partitions up to `count`; `byHand` are the new ones' replicas, if they are given.
 * @param room records that the request may still make: partitions beyond them fail it, those before them stay
 */
export function createPartitions(
  turn: Turn,
  topic: Topic,
  count: number,
  byHand: Assignments | undefined,
  room: number,
): Failure | undefined {
  const { topics, partitions } = turn.controller;
  const { words } = turn.profile;
  const existing = turn.partitions(topic);
  const problem = topics.growthProblem(topic, existing);
  if (problem) return problem;
  const current = existing.length;
  if (count < current) return failure('INVALID_PARTITIONS', words.partitionsNotIncreased(topic.name, current, count));
  if (count === current) return failure('INVALID_PARTITIONS', words.partitionsUnchanged(current));
  const added = count - current;
  const placed = topics.addedReplicas(turn, byHand, existing, byHand ? added : Math.min(added, room));
  if ('errorCode' in placed) return placed;
  const fitting = placed.ok.slice(0, room).map((replicas, index) => [current + index, replicas] as const);
  partitions.start(turn, topic, new Map(fitting));
  return added > room ? failure('UNKNOWN_SERVER_ERROR') : undefined;
}

/** What is wrong with a name by itself. */
function invalidName(view: ClusterView, name: string): Failure | undefined {
  const problem = topicNameProblem(name, view.profile.words.topicNameInvalid);
  return problem === undefined ? undefined : failure('INVALID_TOPIC_EXCEPTION', problem);
}

/** Topics whose metrics would have the same name. */
function collidingName(view: ClusterView, name: string): Failure | undefined {
  const others = hasCollisionChars(name) ? view.topics().filter((topic) => collides(topic.name, name)) : [];
  return others.length === 0
    ? undefined
    : failure(
        'INVALID_TOPIC_EXCEPTION',
        view.profile.words.topicCollision(name, others.map((topic) => topic.name).join(', ')),
      );
}

function existing(view: ClusterView, name: string): Failure | undefined {
  const topic = view.topic(name);
  if (!topic) return undefined;
  const { words } = view.profile;
  return failure(
    'TOPIC_ALREADY_EXISTS',
    topic.deleting ? words.topicMarkedForDeletion(name) : words.topicAlreadyExists(name),
  );
}
