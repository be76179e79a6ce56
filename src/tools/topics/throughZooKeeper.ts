import { exceptionOf, type JavaException } from '../../clients/exceptions';
import { fullHeap, type ZooKeeperAdmin } from '../../clients/zooKeeperAdmin';
import type { Failure } from '../../protocol/errors';
import { checkTopicConfigs } from '../../cluster/configs/checkTopicConfigs';
import { isInternalTopic } from '../../model/topicNames';
import { javaHashMapOrder } from '../../jvm/hashOrder';
import { topicFilter } from '../../jvm/regex';
import { configCatalog } from '../../profiles/configs/configCatalog';
import type { ToolContext } from '../tool';
import type { TopicsOptions } from './options';
import {
  collisionWarning,
  isPartitionShown,
  partitionLine,
  replicationFactorOf,
  showsTopics,
  topicLine,
} from './render';

type Action = (context: ToolContext, admin: ZooKeeperAdmin, options: TopicsOptions) => JavaException | undefined;

const illegalArgument = (message: string): JavaException => ({
  exception: 'java.lang.IllegalArgumentException',
  message,
});
const adminOperation = (message: string): JavaException => ({
  exception: 'kafka.admin.AdminOperationException',
  message,
});

/** What kafka-topics does with --zookeeper (kafka.admin.TopicCommand.ZookeeperTopicService). Returns what it throws. */
export const topicsThroughZooKeeper: Readonly<Record<TopicsOptions['action'], Action>> = {
  create(context, admin, options) {
    const problem = configProblem(context, options);
    if (problem) return problem;
    const name = options.topic ?? '';
    if (/[._]/.test(name)) context.out(collisionWarning);
    const { partitions, replicationFactor, replicaAssignment: assignments } = options;
    if (!assignments && (partitions === undefined || replicationFactor === undefined))
      return { exception: 'java.util.NoSuchElementException', message: 'None.get' };
    const configs = new Map(options.configs);
    const result = admin.createTopic({ name, partitions, replicationFactor, assignments, configs }, options.rackAware);
    if (result.errorCode === 'TOPIC_ALREADY_EXISTS' && options.ifNotExists) return undefined;
    if (result.errorCode !== 'NONE') return thrownFor(result);
    context.out(`Created topic ${name}.`);
    return undefined;
  },

  list(context, admin, options) {
    const names = matching(admin, options);
    if ('thrown' in names) return names.thrown;
    for (const name of names.matched)
      context.out(admin.isMarkedForDeletion(name) ? `${name} - marked for deletion` : name);
    return undefined;
  },

  alter(context, admin, options) {
    const names = matching(admin, options);
    if ('thrown' in names) return names.thrown;
    const problem = configProblem(context, options) ?? missing(names.matched, options);
    if (problem) return problem;
    for (const name of names.matched) {
      const thrown = alterTopic(context, admin, name, options);
      if (thrown) return thrown;
    }
    return undefined;
  },

  describe(context, admin, options) {
    const names = matching(admin, options);
    if ('thrown' in names) return names.thrown;
    const problem = missing(names.matched, options);
    if (problem) return problem;
    const liveBrokers = new Set(admin.liveBrokers());
    for (const name of names.matched) describeTopic(context, admin, name, options, liveBrokers);
    return undefined;
  },

  delete(context, admin, options) {
    const names = matching(admin, options);
    if ('thrown' in names) return names.thrown;
    const problem = missing(names.matched, options);
    if (problem) return problem;
    for (const name of names.matched) {
      if (isInternalTopic(name))
        return adminOperation(`Topic ${name} is a kafka internal topic and is not allowed to be marked for deletion.`);
      if (admin.markForDeletion(name)) {
        context.out(`Topic ${name} is marked for deletion.`);
        context.out('Note: This will have no impact if delete.topic.enable is not set to true.');
      } else {
        context.out(`Topic ${name} is already marked for deletion.`);
      }
    }
    return undefined;
  },
};

function alterTopic(
  context: ToolContext,
  admin: ZooKeeperAdmin,
  name: string,
  options: TopicsOptions,
): JavaException | undefined {
  if (options.configs.length > 0 || options.configsToDelete.length > 0) {
    context.out(
      'WARNING: Altering topic configuration from this script has been deprecated and may be removed in future ' +
        'releases.',
    );
    context.out('         Going forward, please use kafka-configs.sh for this functionality');
    const configs = new Map([...admin.configs('topic', name), ...options.configs]);
    for (const key of options.configsToDelete) configs.delete(key);
    admin.setConfigs('topic', name, configs);
    context.out(`Updated config for topic ${name}.`);
  }
  if (options.partitions === undefined) return undefined;
  if (isInternalTopic(name))
    return illegalArgument(`The number of partitions for the internal topic ${name} cannot be changed.`);
  context.out(
    'WARNING: If partitions are increased for a topic that has a key, the partition logic or ordering of the ' +
      'messages will be affected',
  );
  const existing = admin.topic(name)?.partitions.length ?? 0;
  const result = admin.addPartitions(name, options.partitions, options.replicaAssignment?.slice(existing) ?? []);
  if (result.errorCode !== 'NONE') return thrownFor(result);
  context.out('Adding partitions succeeded!');
  return undefined;
}

function describeTopic(
  context: ToolContext,
  admin: ZooKeeperAdmin,
  name: string,
  options: TopicsOptions,
  liveBrokers: ReadonlySet<number>,
): void {
  const topic = admin.topic(name);
  if (!topic) return context.out(`Topic ${name} doesn't exist!`);
  const mark = topic.markedForDeletion ? '\tMarkedForDeletion: true' : '';
  const showsHeader = showsTopics(options);
  if (showsHeader && !(options.withOverrides && topic.configs.size === 0)) {
    const configs = javaHashMapOrder([...topic.configs.keys()]).map((key) => ({
      name: key,
      value: topic.configs.get(key)!,
    }));
    context.out(topicLine(topic, replicationFactorOf(topic.partitions[0]!, undefined), configs) + mark);
  }
  if (options.withOverrides) return;
  for (const partition of topic.partitions) {
    // Nobody asks a broker for min.insync.replicas here: only partitions without a leader count as below it.
    if (showsHeader || isPartitionShown(options, partition, { minIsr: 0, liveBrokers, reassignment: undefined }))
      context.out(partitionLine(context.profile, name, partition, undefined) + mark);
  }
}

function matching(
  admin: ZooKeeperAdmin,
  options: TopicsOptions,
): { readonly matched: readonly string[] } | { readonly thrown: JavaException } {
  const names = admin.topicNames().filter((name) => !(options.excludeInternal && isInternalTopic(name)));
  if (options.topic === undefined) return { matched: names };
  const filter = topicFilter(options.topic);
  return filter.kind === 'error' ? { thrown: filter } : { matched: names.filter((name) => filter.matches(name)) };
}

function missing(names: readonly string[], options: TopicsOptions): JavaException | undefined {
  return names.length === 0 && options.topic !== undefined && !options.ifExists
    ? illegalArgument(`Topic '${options.topic}' does not exist as expected`)
    : undefined;
}

function configProblem(context: ToolContext, options: TopicsOptions): JavaException | undefined {
  if (options.configs.length === 0) return undefined;
  const failure = checkTopicConfigs(configCatalog(context.profile.id), new Map(options.configs));
  return failure && { exception: failure.exceptionClass, message: failure.message };
}

/** Brokers that have no rack are the tool's own complaint, not a server's, and so is its own memory. */
function thrownFor(failure: Failure): JavaException {
  if (failure.errorMessage === fullHeap) return { exception: 'java.lang.OutOfMemoryError', message: fullHeap };
  return failure.errorCode === 'UNKNOWN_SERVER_ERROR'
    ? adminOperation(failure.errorMessage ?? '')
    : exceptionOf(failure);
}
