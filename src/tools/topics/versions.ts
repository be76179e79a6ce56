import { javaStringHash } from '../../jvm/hashOrder';
import { defaultOptions, flag, integer, text } from '../../parsing/joptOption';
import type { ToolVersion } from '../../parsing/toolVersion';

const commonOptions = [
  ...defaultOptions,
  flag('alter', 'Change how many partitions a topic has.'),
  flag('at-min-isr-partitions', 'Describe only partitions with exactly min.insync.replicas replicas in sync.'),
  text('bootstrap-server', 'server to connect to', 'A broker to connect to.'),
  text('command-config', 'command config property file', 'Properties file for the admin client.'),
  text('config', 'name=value', 'A configuration of the new topic; may be repeated.'),
  flag('create', 'Create a topic.'),
  flag('delete', 'Delete a topic.'),
  text('delete-config', 'name', 'A configuration to remove from the topic.'),
  flag('describe', 'Show details of topics.'),
  flag('exclude-internal', 'Leave internal topics out of a list or a description.'),
  flag('if-exists', 'Do nothing when the topic to alter, delete or describe is missing.'),
  flag('if-not-exists', 'Do nothing when the topic to create exists.'),
  flag('list', 'List topics.'),
  integer('partitions', '# of partitions', 'Number of partitions. Adding some changes where new keys go.'),
  text(
    'replica-assignment',
    'broker_id_for_part1_replica1 : broker_id_for_part1_replica2 , broker_id_for_part2_replica1 : ' +
      'broker_id_for_part2_replica2 , ...',
    'Brokers for each partition, chosen by hand; the first one is the preferred leader.',
  ),
  integer('replication-factor', 'replication factor', 'Replicas of each partition.'),
  text('topic', 'topic', 'The topic; a regular expression, except when creating.'),
  flag('topics-with-overrides', 'Describe only topics with configurations of their own.'),
  flag('unavailable-partitions', 'Describe only partitions without an available leader.'),
  flag('under-min-isr-partitions', 'Describe only partitions with fewer than min.insync.replicas replicas in sync.'),
  flag('under-replicated-partitions', 'Describe only partitions with replicas out of sync.'),
] as const;

const laterOptions = [...commonOptions, text('topic-id', 'topic-id', 'Id of the topic to describe.')] as const;

const zookeeperOptions = [
  ...commonOptions,
  flag('disable-rack-aware', 'Ignore racks when placing replicas.'),
  flag('force', 'Does nothing; kept for old scripts.'),
  text('zookeeper', 'hosts', 'DEPRECATED: work on ZooKeeper directly.'),
] as const;

const responseLimit = 'Most partitions to ask for in one request.';
/** Option of --describe for the partitions of one response. */
export const limitOption = 'partition-size-limit-per-response';

/** Names of the options of any release. */
export type OptionName = (typeof laterOptions | typeof zookeeperOptions)[number]['name'] | typeof limitOption;
/** Options of kafka-topics by release. */
export const topicsOptions = {
  '2.8': zookeeperOptions,
  '3.9': [...laterOptions, integer(limitOption, 'maximum number of partitions in one response.', responseLimit)],
  '4.3': [...laterOptions, integer(limitOption, 'maximum number of partitions per response', responseLimit)],
} as const;

/** What kafka-topics takes and says by release. */
export interface TopicsVersion {
  /** It may work on ZooKeeper itself, and checks its arguments in another order. */
  readonly knowsZooKeeper: boolean;
  /** --delete-config does something. */
  readonly deletesConfigs: boolean;
  /** Where --alter with --config is told to go. */
  readonly configHint: string;
  /** An assignment of nothing but commas is one without partitions; later it is as good as no option. */
  readonly keepsEmptyAssignment: boolean;
  readonly brokerListText: (brokers: readonly number[]) => string;
}

const later: TopicsVersion = {
  knowsZooKeeper: false,
  deletesConfigs: true,
  configHint: ' (the kafka-configs CLI supports altering topic configs with a --bootstrap-server option)',
  keepsEmptyAssignment: false,
  brokerListText: (brokers) => `[${brokers.join(', ')}]`,
};

/** The releases of kafka-topics. */
export const versions: Readonly<Record<ToolVersion, TopicsVersion>> = {
  '2.8': {
    ...later,
    knowsZooKeeper: true,
    keepsEmptyAssignment: true,
    // Scala shows an array: its type and a hash, which is chance in the real tool.
    brokerListText: (brokers) =>
      `[I@${(Math.imul(javaStringHash(brokers.join(',')), 0x9e3779b1) >>> 4).toString(16).padStart(7, '1')}`,
  },
  '3.9': later,
  '4.3': {
    ...later,
    deletesConfigs: false,
    configHint: ' (To alter topic configurations, the kafka-configs tool can be used.)',
  },
};
