import { exceptionOf, throwableText, type JavaException } from '../../clients/exceptions';
import type { ConfigDescription, ConfigEntry, OngoingReassignment, TopicDescription } from '../../protocol/requests';
import { checkTopicConfigs } from '../../cluster/configs/checkTopicConfigs';
import { ZooKeeperAdmin } from '../../clients/zooKeeperAdmin';
import { javaHashMapOrder, javaMapCopyCapacity } from '../../jvm/hashOrder';
import { topicFilter } from '../../jvm/regex';
import { parseUuid, zeroUuid } from '../../jvm/uuid';
import { configCatalog } from '../../profiles/configs/configCatalog';
import { AdminSession, Thrown } from '../adminSession';
import { failUncaught, logStackTrace, takeOptions } from '../failures';
import type { Tool, ToolContext } from '../tool';
import { parseTopicsOptions, type TopicsOptions } from './options';
import { isPartitionShown, partitionLine, replicationFactorOf, showsTopics, topicLine } from './render';
import { topicsThroughZooKeeper } from './throughZooKeeper';

const collisionWarning =
  "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. To " +
  'avoid issues it is best to use either, but not both.';

/** kafka-topics (kafka.admin.TopicCommand in 2.8, org.apache.kafka.tools.TopicCommand since). */
export const topics: Tool = (context) => {
  const parsed = takeOptions(context, parseTopicsOptions(context.argv, context.profile), (thrown, thrownIn) =>
    thrownIn === 'command' ? failCommand(context, thrown) : failUncaught(context, thrown),
  );
  if ('exitCode' in parsed) return parsed.exitCode;
  const { options } = parsed;
  if (options.zookeeper !== undefined) {
    const admin = ZooKeeperAdmin.connect(context.host, options.zookeeper, context.command);
    if ('thrown' in admin) return failUncaught(context, admin.thrown);
    const thrown = topicsThroughZooKeeper[options.action](context, admin, options);
    return thrown ? failCommand(context, thrown) : 0;
  }
  let session: AdminSession;
  try {
    session = AdminSession.open(context, options.bootstrapServer ?? '', options.commandConfig);
  } catch (error) {
    if (error instanceof Thrown) return failUncaught(context, error.thrown);
    throw error;
  }
  try {
    actions[options.action](session, options);
    return 0;
  } catch (error) {
    if (error instanceof Thrown) return failCommand(context, error.thrown);
    throw error;
  }
};

const illegalArgument = (message: string) => new Thrown({ exception: 'java.lang.IllegalArgumentException', message });

const actions: Readonly<Record<TopicsOptions['action'], (session: AdminSession, options: TopicsOptions) => void>> = {
  create: createTopic,
  list: (session, options) =>
    session.context.out(
      matchingTopics(session, options)
        .map(({ name }) => name)
        .join('\n'),
    ),
  alter: alterTopics,
  describe: describeTopics,
  delete: deleteTopics,
};

function createTopic(session: AdminSession, options: TopicsOptions): void {
  const { context } = session;
  const name = options.topic ?? '';
  checkConfigs(context, options);
  if (/[._]/.test(name)) context.out(collisionWarning);
  const { replicationFactor, partitions } = options;
  if (replicationFactor !== undefined && (replicationFactor > 32767 || replicationFactor < 1))
    throw illegalArgument('The replication factor must be between 1 and 32767 inclusive');
  if (partitions !== undefined && partitions < 1) throw illegalArgument('The partitions must be greater than 0');
  if (name === '')
    throw new Thrown(
      exceptionOf({
        error: 'INVALID_TOPIC_EXCEPTION',
        message: "The given topic name '' cannot be represented in a request.",
      }),
    );
  const configs = Object.fromEntries(options.configs);
  const [result] = session.call('createTopics', 'CreateTopics', {
    kind: 'CreateTopics',
    topics: [{ name, partitions, replicationFactor, assignments: options.replicaAssignment, configs }],
  });
  if (!result?.error) context.out(`Created topic ${name}.`);
  else if (!(result.error.error === 'TOPIC_ALREADY_EXISTS' && options.ifNotExists))
    throw new Thrown(exceptionOf(result.error));
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

function alterTopics(session: AdminSession, options: TopicsOptions): void {
  const names = existingTopics(session, options);
  if (names.length === 0) return;
  const counts =
    options.replicaAssignment &&
    new Map([...describe(session, names)].map((topic) => [topic.name, topic.partitions.length]));
  const requested = names.map((name) => ({
    name,
    count: options.partitions ?? 0,
    assignments: options.replicaAssignment?.slice(counts?.get(name)),
  }));
  const results = session.call('createPartitions', 'CreatePartitions', { kind: 'CreatePartitions', topics: requested });
  const failed = results.find((result) => result.error);
  if (failed?.error) throw new Thrown(exceptionOf(failed.error));
}

function deleteTopics(session: AdminSession, options: TopicsOptions): void {
  const names = existingTopics(session, options);
  const results = session.call('deleteTopics', 'DeleteTopics', { kind: 'DeleteTopics', topics: names });
  const failed = results.find((result) => result.error);
  if (failed?.error) throw new Thrown(exceptionOf(failed.error));
}

function describeTopics(session: AdminSession, options: TopicsOptions): void {
  const { context } = session;
  const names = describedNames(session, options);
  if (names.length === 0) return;
  const ordered = inAnswerOrder(names);
  const descriptions = describe(session, ordered);
  const reassignments = new Map<string, OngoingReassignment>();
  for (const each of listReassignments(session)) reassignments.set(`${each.topic}-${each.partition}`, each);
  const showsHeader = showsTopics(options);
  const liveBrokers = new Set(
    session.call('describeCluster', 'Metadata', { kind: 'Metadata' }).brokers.map(({ id }) => id),
  );
  const resources = ordered.map((name) => ({ type: 'topic' as const, name }));
  const configsOf = session
    .call('describeConfigs', 'DescribeConfigs', { kind: 'DescribeConfigs', resources })
    [Symbol.iterator]();
  for (const topic of descriptions) {
    if (topic.error) throw new Thrown(exceptionOf(topic.error));
    const configs = inMapOrder((configsOf.next().value as ConfigDescription).entries);
    const overridden = configs.filter((entry) => entry.source !== 'DEFAULT_CONFIG');
    const first = topic.partitions[0];
    if (showsHeader && first && !(options.withOverrides && overridden.length === 0)) {
      const replicationFactor = replicationFactorOf(first, reassignments.get(`${topic.name}-${first.partition}`));
      context.out(topicLine(topic, replicationFactor, overridden));
    }
    if (options.withOverrides) continue;
    const minIsr = Number(configs.find((entry) => entry.name === 'min.insync.replicas')?.value ?? 1);
    for (const partition of topic.partitions) {
      const reassignment = reassignments.get(`${topic.name}-${partition.partition}`);
      if (showsHeader || isPartitionShown(options, partition, { minIsr, liveBrokers, reassignment })) {
        context.out(partitionLine(context.profile, topic.name, partition, reassignment));
      }
    }
  }
}

function describedNames(session: AdminSession, options: TopicsOptions): readonly string[] {
  if (options.topicId !== undefined) {
    const id = parseUuid(options.topicId);
    if (id.kind === 'error') throw illegalArgument(id.message);
    if (id.text !== zeroUuid) {
      const { topics: all } = session.call('listTopics', 'Metadata', { kind: 'Metadata' });
      const found = all.filter((topic) => topic.topicId === id.text && !(options.excludeInternal && topic.internal));
      if (found.length === 0 && !options.ifExists)
        throw illegalArgument(`TopicId '${id.text}' does not exist as expected`);
      return found.map(({ name }) => name);
    }
  }
  return existingTopics(session, options);
}

function existingTopics(session: AdminSession, options: TopicsOptions): readonly string[] {
  const names = matchingTopics(session, options).map(({ name }) => name);
  if (names.length === 0 && options.topic && !options.ifExists) {
    throw illegalArgument(
      `Topic '${session.context.profile.words.missingTopic(options.topic)}' does not exist as expected`,
    );
  }
  return names;
}

/** Topics that --topic takes, by name; it is a regular expression or a list. */
function matchingTopics(session: AdminSession, options: TopicsOptions): readonly { readonly name: string }[] {
  const { topics: all } = session.call('listTopics', 'Metadata', { kind: 'Metadata' });
  const visible = options.excludeInternal ? all.filter((topic) => !topic.internal) : all;
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
function listReassignments(session: AdminSession): readonly OngoingReassignment[] {
  try {
    return session.call('listPartitionReassignments', 'ListPartitionReassignments', {
      kind: 'ListPartitionReassignments',
    });
  } catch (error) {
    if (!(error instanceof Thrown) || session.context.profile.uncaughtShownBy === 'jvm') throw error;
    throw new Thrown({
      exception: 'java.lang.RuntimeException',
      message: `java.util.concurrent.ExecutionException: ${throwableText(error.thrown)}`,
    });
  }
}

function describe(session: AdminSession, names: readonly string[]): Iterable<TopicDescription> {
  return session.call('describeTopics', 'DescribeTopicPartitions', { kind: 'DescribeTopicPartitions', topics: names });
}

/** A topic's configurations in the order of the map that the client keeps them in. */
function inMapOrder(entries: readonly ConfigEntry[]): readonly ConfigEntry[] {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return javaHashMapOrder([...byName.keys()]).map((name) => byName.get(name)!);
}

function failCommand(context: ToolContext, thrown: JavaException): number {
  context.out(`Error while executing topic command : ${thrown.message}`);
  logStackTrace(context, thrown, context.profile.topicCommandLogger);
  return 1;
}
