import { checkTopicConfigs } from '../../cluster/configs/checkTopicConfigs';
import type { AdminClient } from '../../clients/adminClient';
import { describeConfigs } from '../../clients/admin/configs';
import { listReassignments, type OngoingReassignment } from '../../clients/admin/reassignments';
import {
  createPartitions,
  createTopic,
  deleteTopics,
  describeNodes,
  describeTopics,
  listTopics,
  type TopicDescription,
} from '../../clients/admin/topics';
import { CallFailed } from '../../clients/adminClient';
import { exceptionOf, throwableText, type JavaException } from '../../clients/exceptions';
import { ZooKeeperAdmin } from '../../clients/zooKeeperAdmin';
import { javaHashMapOrder, javaMapCopyCapacity } from '../../jvm/hashOrder';
import { topicFilter } from '../../jvm/regex';
import { parseUuid, zeroUuid } from '../../jvm/uuid';
import { configCatalog } from '../../profiles/configs/configCatalog';
import type { Failure } from '../../protocol/errors';
import type { DescribeConfigsResourceResult, DescribeConfigsResult } from '../../protocol/messages/configs';
import { openAdmin } from '../adminSession';
import { beforeCommand, orThrow, Thrown, type ThrownIn } from '../thrown';
import { failUncaught, logStackTrace } from '../failures';
import { runCommand } from '../runCommand';
import type { Tool, ToolContext } from '../tool';
import { parseTopicsOptions, type TopicsOptions } from './options';
import {
  collisionWarning,
  isPartitionShown,
  partitionLine,
  replicationFactorOf,
  showsTopics,
  topicLine,
} from './render';
import { topicsThroughZooKeeper } from './throughZooKeeper';

/** kafka-topics (kafka.admin.TopicCommand in 2.8, org.apache.kafka.tools.TopicCommand since). */
export const topics: Tool = (context) =>
  runCommand(
    context,
    parseTopicsOptions(context.argv, context.profile),
    (options) => {
      const { action, zookeeper, bootstrapServer = '', commandConfig } = options;
      if (zookeeper !== undefined) {
        const admin = beforeCommand(() => orThrow(ZooKeeperAdmin.connect(context, zookeeper)));
        const thrown = topicsThroughZooKeeper[action](context, admin, options);
        if (thrown) throw new Thrown(thrown);
      } else {
        const admin = beforeCommand(() => openAdmin(context, bootstrapServer, commandConfig));
        actions[action]({ context, admin }, options);
      }
    },
    fail,
  );

interface Session {
  readonly context: ToolContext;
  readonly admin: AdminClient;
}

const illegalArgument = (message: string) => new Thrown({ exception: 'java.lang.IllegalArgumentException', message });

const actions: Readonly<Record<TopicsOptions['action'], (session: Session, options: TopicsOptions) => void>> = {
  create,
  list: (session, options) =>
    session.context.out(
      matchingTopics(session, options)
        .map(({ name }) => name)
        .join('\n'),
    ),
  alter,
  describe,
  delete: remove,
};

function create({ context, admin }: Session, options: TopicsOptions): void {
  const name = options.topic ?? '';
  checkConfigs(context, options);
  if (/[._]/.test(name)) context.out(collisionWarning);
  const { replicationFactor, partitions, replicaAssignment: assignments } = options;
  if (replicationFactor !== undefined && (replicationFactor > 32767 || replicationFactor < 1))
    throw illegalArgument('The replication factor must be between 1 and 32767 inclusive');
  if (partitions !== undefined && partitions < 1) throw illegalArgument('The partitions must be greater than 0');
  const configs = new Map(options.configs);
  const result = createTopic(admin, { name, partitions, replicationFactor, assignments, configs });
  if (result.errorCode === 'TOPIC_ALREADY_EXISTS' && options.ifNotExists) return;
  throwFirst([result]);
  context.out(`Created topic ${name}.`);
}

/** The first failure is what the tool ends with. */
function throwFirst(results: readonly Failure[]): void {
  const failed = results.find(({ errorCode }) => errorCode !== 'NONE');
  if (failed) throw new Thrown(exceptionOf(failed));
}

/** The tool runs LogConfig.validate itself, before it sends anything. */
function checkConfigs(context: ToolContext, options: TopicsOptions): void {
  if (options.configs.length === 0) return;
  const failure = checkTopicConfigs(configCatalog(context.profile.id), new Map(options.configs));
  if (failure) throw new Thrown({ exception: failure.exceptionClass, message: failure.message });
  const { messageFormatWarning } = context.profile.words;
  if (messageFormatWarning && options.configs.some(([name]) => name === 'message.format.version'))
    context.out(messageFormatWarning.topics);
}

function alter(session: Session, options: TopicsOptions): void {
  const names = existingTopics(session, options);
  if (names.length === 0) return;
  const counts = options.replicaAssignment && describeTopics(session.admin, names, partitionCounts);
  const requested = names.map((name) => ({
    name,
    count: options.partitions ?? 0,
    assignments: options.replicaAssignment?.slice(counts?.get(name)),
  }));
  throwFirst(createPartitions(session.admin, requested));
}

function partitionCounts(described: Iterable<TopicDescription>): ReadonlyMap<string, number> {
  return new Map(Array.from(described, ({ name, partitions }) => [name, partitions.length]));
}

function remove(session: Session, options: TopicsOptions): void {
  throwFirst(deleteTopics(session.admin, existingTopics(session, options)));
}

/** Topics and their configurations are read side by side, each as it is printed, inside one transaction. */
function describe(session: Session, options: TopicsOptions): void {
  const { admin } = session;
  const names = describedNames(session, options);
  if (names.length === 0) return;
  const ordered = inAnswerOrder(names);
  const underWay = reassignmentsUnderWay(session).map((each) => [`${each.topic}-${each.partition}`, each] as const);
  const situation = {
    reassignments: new Map(underWay),
    liveBrokers: new Set(describeNodes(admin).map(({ nodeId }) => nodeId)),
  };
  const resources = ordered.map((name) => ({ resourceType: 'topic' as const, resourceName: name }));
  describeTopics(admin, ordered, (described) =>
    describeConfigs(admin, resources, (configured) =>
      print(session.context, options, described, configured, situation),
    ),
  );
}

interface Situation {
  readonly reassignments: ReadonlyMap<string, OngoingReassignment>;
  readonly liveBrokers: ReadonlySet<number>;
}

function print(
  context: ToolContext,
  options: TopicsOptions,
  described: Iterable<TopicDescription>,
  configured: Iterable<DescribeConfigsResult>,
  { reassignments, liveBrokers }: Situation,
): void {
  const showsHeader = showsTopics(options);
  const configsOf = configured[Symbol.iterator]();
  for (const topic of described) {
    throwFirst([topic]);
    const configs = inMapOrder((configsOf.next().value as DescribeConfigsResult).configs);
    const overridden = configs.filter((entry) => entry.configSource !== 'DEFAULT_CONFIG');
    const first = topic.partitions[0];
    if (showsHeader && first && !(options.withOverrides && overridden.length === 0)) {
      const replicationFactor = replicationFactorOf(first, reassignments.get(`${topic.name}-${first.partition}`));
      context.out(topicLine(topic, replicationFactor, overridden));
    }
    if (options.withOverrides) continue;
    const minIsr = Number(configs.find((entry) => entry.name === 'min.insync.replicas')?.value ?? 1);
    for (const partition of topic.partitions) {
      const reassignment = reassignments.get(`${topic.name}-${partition.partition}`);
      if (showsHeader || isPartitionShown(options, partition, { minIsr, liveBrokers, reassignment }))
        context.out(partitionLine(context.profile, topic.name, partition, reassignment));
    }
  }
}

function describedNames(session: Session, options: TopicsOptions): readonly string[] {
  if (options.topicId !== undefined) {
    const id = parseUuid(options.topicId);
    if (id.kind === 'error') throw illegalArgument(id.message);
    if (id.text !== zeroUuid) {
      const found = listTopics(session.admin).filter(
        (topic) => topic.topicId === id.text && !(options.excludeInternal && topic.isInternal),
      );
      if (found.length === 0 && !options.ifExists)
        throw illegalArgument(`TopicId '${id.text}' does not exist as expected`);
      return found.map(({ name }) => name);
    }
  }
  return existingTopics(session, options);
}

function existingTopics(session: Session, options: TopicsOptions): readonly string[] {
  const names = matchingTopics(session, options).map(({ name }) => name);
  if (names.length === 0 && options.topic && !options.ifExists) {
    throw illegalArgument(
      `Topic '${session.context.profile.words.missingTopic(options.topic)}' does not exist as expected`,
    );
  }
  return names;
}

/** Topics that --topic takes, by name; it is a regular expression or a list. */
function matchingTopics(session: Session, options: TopicsOptions): readonly { readonly name: string }[] {
  const all = listTopics(session.admin);
  const visible = options.excludeInternal ? all.filter((topic) => !topic.isInternal) : all;
  if (options.topic === undefined) return visible;
  const filter = topicFilter(options.topic);
  if (filter.kind === 'error') throw new Thrown(filter);
  return visible.filter((topic) => filter.matches(topic.name));
}

/**
 * The admin client puts a future for each name into a map of their number, copies that map, and the answers into a
 * third one (KafkaAdminClient.describeTopics, DescribeTopicsResult.allTopicNames): which names share a bucket decides
 * who comes first.
 */
function inAnswerOrder(names: readonly string[]): readonly string[] {
  const futures = javaHashMapOrder(names, names.length);
  const copied = javaHashMapOrder(futures, javaMapCopyCapacity(names.length));
  return javaHashMapOrder(copied, names.length);
}

/** Without a controller this fails; since 3.9 what its future threw comes out in one more exception. */
function reassignmentsUnderWay({ admin, context }: Session): readonly OngoingReassignment[] {
  try {
    return listReassignments(admin);
  } catch (error) {
    if (!(error instanceof CallFailed) || context.profile.uncaughtShownBy === 'jvm') throw error;
    throw new Thrown({
      exception: 'java.lang.RuntimeException',
      message: `java.util.concurrent.ExecutionException: ${throwableText(error.thrown)}`,
    });
  }
}

/** A topic's configurations in the order of the map that the client keeps them in. */
function inMapOrder(entries: readonly DescribeConfigsResourceResult[]): readonly DescribeConfigsResourceResult[] {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return javaHashMapOrder([...byName.keys()]).map((name) => byName.get(name)!);
}

function fail(context: ToolContext, thrown: JavaException, thrownIn: ThrownIn): number {
  if (thrownIn === 'options') return failUncaught(context, thrown);
  context.out(`Error while executing topic command : ${thrown.message}`);
  logStackTrace(context, thrown, context.profile.topicCommandLogger);
  return 1;
}
