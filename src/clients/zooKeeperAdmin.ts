import { apiError, type ApiError } from '../protocol/apiError';
import { isAlive, isBroker } from '../model/liveness';
import type { ConfigResourceType } from '../model/cluster';
import { placeShifted } from '../cluster/placement/shiftedPlacer';
import { collidingName, createTopic, invalidName, type NewTopic } from '../cluster/topics';
import type { ClusterView, Turn } from '../model/turn';
import type { PartitionTexts } from '../model/clusterState';
import { addedAssignmentProblem } from '../cluster/zookeeper/addedAssignment';
import { createZnode } from '../cluster/zookeeper/znodeChanges';
import { znodeAt } from '../cluster/zookeeper/znodeTree';
import { parseConnectString } from './connectString';
import type { JavaException } from './exceptions';
import type { ClusterHost } from '../broker/host';
import { serverOrder, zooKeeperAnswers } from './zooKeeper';

/** What the tools wait for a connection to ZooKeeper, ms. */
const connectionTimeoutMs = 30_000;

export interface TopicInZooKeeper {
  readonly name: string;
  readonly topicId: string;
  readonly markedForDeletion: boolean;
  readonly partitions: readonly PartitionTexts[];
  /** In the order in which they were read, that of java.util.Properties is the reader's. */
  readonly configs: ReadonlyMap<string, string>;
}

/**
 * The older way into a cluster: tools that write what they want into ZooKeeper themselves, with their own checks and words, past the
 * brokers' (kafka.zk.KafkaZkClient, kafka.zk.AdminZkClient).
 */
export class ZooKeeperAdmin {
  private constructor(
    private readonly host: ClusterHost,
    private readonly command: string,
  ) {}

  /** Where nobody answers, the time of the connection's timeout passes. */
  static connect(
    host: ClusterHost,
    connectString: string,
    command: string,
  ): ZooKeeperAdmin | { readonly thrown: JavaException } {
    const parsed = parseConnectString(connectString);
    if ('thrown' in parsed) return parsed;
    if (zooKeeperAnswers(host, parsed.addresses)) return new ZooKeeperAdmin(host, command);
    host.advance(connectionTimeoutMs);
    return {
      thrown: {
        exception: 'kafka.zookeeper.ZooKeeperClientTimeoutException',
        message: 'Timed out waiting for connection while in state: CONNECTING',
      },
    };
  }

  /** By name. */
  topicNames(): readonly string[] {
    return this.host.read((view) => view.topics().map(({ name }) => name));
  }

  isMarkedForDeletion(topic: string): boolean {
    return this.host.read((view) => isMarked(view, topic));
  }

  topic(name: string): TopicInZooKeeper | undefined {
    return this.host.read((view) => {
      const topic = view.topic(name);
      return (
        topic && {
          name,
          topicId: topic.topicId,
          markedForDeletion: isMarked(view, name),
          partitions: [...view.partitionTexts(topic)],
          configs: view.configs('topic', name),
        }
      );
    });
  }

  liveBrokers(): readonly number[] {
    return this.host.read((view) => liveBrokers(view).map(({ id }) => id));
  }

  /** All partitions, in the order in which ZooKeeper hands out its znodes. */
  partitions(): readonly { readonly topic: string; readonly partition: number }[] {
    return this.host.read((view) =>
      serverOrder(view.topics().map(({ name }) => name)).flatMap((name) => {
        const numbers = view.partitions(view.topic(name)!).map(({ partition }) => String(partition));
        return serverOrder(numbers).map((number) => ({ topic: name, partition: Number(number) }));
      }),
    );
  }

  /** AdminZkClient.createTopic: replicas are placed before the name is looked at. */
  createTopic(topic: NewTopic, rackAware: boolean): ApiError | undefined {
    return this.change((turn) => {
      const placed = topic.assignments
        ? { assignments: topic.assignments }
        : place(turn, topic.partitions ?? 0, topic.replicationFactor ?? 0, rackAware);
      if ('error' in placed) return placed;
      const problem = nameProblem(turn, topic.name);
      if (problem) return problem;
      const outcome = createTopic(turn, { ...topic, assignments: placed.assignments }, () => undefined);
      return 'error' in outcome ? outcome : undefined;
    });
  }

  /** AdminZkClient.addPartitions; `assignments` are those of the new partitions, and as many are made as there are. */
  addPartitions(name: string, count: number, assignments: readonly (readonly number[])[]): ApiError | undefined {
    return this.change((turn) => {
      const topic = turn.topic(name)!;
      const existing = turn.partitions(topic);
      const added = count - existing.length;
      if (added <= 0) {
        return apiError(
          'INVALID_PARTITIONS',
          `The number of partitions for a topic can only be increased. Topic ${name} currently has ${existing.length} partitions, ${count} would not be an increase.`,
        );
      }
      const replicationFactor = existing[0]!.replicas.length;
      const brokers = liveBrokers(turn);
      if (assignments.length > 0) {
        const problem = addedAssignmentProblem(
          assignments,
          existing.length,
          replicationFactor,
          new Set(brokers.map(({ id }) => id)),
        );
        if (problem) return problem;
      }
      const startIndex = Math.max(
        0,
        brokers.findIndex(({ id }) => id >= existing[0]!.replicas[0]!),
      );
      const placed =
        assignments.length > 0
          ? { assignments }
          : place(turn, added, replicationFactor, true, { startIndex, startPartition: existing.length });
      if ('error' in placed) return placed;
      turn.controller.partitions.start(
        turn,
        topic,
        new Map(placed.assignments.map((replicas, index) => [existing.length + index, replicas])),
      );
      return undefined;
    });
  }

  /** Leaves an order for the controller; false where one is there already. */
  markForDeletion(topic: string): boolean {
    return this.change(
      (turn) =>
        !(
          'failed' in
          createZnode(turn, { path: `/admin/delete_topics/${topic}`, data: null, isSequential: false, session: null })
        ),
    );
  }

  /** Leaves an order for the controller; false where one is there already. */
  orderPreferredElection(data: string): boolean {
    return this.change(
      (turn) =>
        !(
          'failed' in
          createZnode(turn, { path: '/admin/preferred_replica_election', data, isSequential: false, session: null })
        ),
    );
  }

  configs(type: ConfigResourceType, name: string): ReadonlyMap<string, string> {
    return this.host.read((view) => view.configs(type, name));
  }

  /** Names that have a znode below /config/TYPE, in ZooKeeper's order. */
  configured(path: string): readonly string[] {
    return this.host.read((view) => serverOrder(znodeAt(view, `/config/${path}`)?.children() ?? []));
  }

  quotas(): ReturnType<ClusterView['clientQuotas']> {
    return this.host.read((view) => view.clientQuotas());
  }

  /** Writes an entity's configurations anew. */
  setConfigs(type: ConfigResourceType, name: string, configs: ReadonlyMap<string, string>): void {
    this.change((turn) => {
      const before = turn.configs(type, name);
      for (const key of before.keys())
        if (!configs.has(key))
          turn.emit({ type: 'ConfigRecord', resourceType: type, resourceName: name, name: key, value: null });
      for (const [key, value] of configs)
        if (before.get(key) !== value)
          turn.emit({ type: 'ConfigRecord', resourceType: type, resourceName: name, name: key, value });
      if (
        turn.profile.uncleanElection === 'on-config-change' &&
        configs.get('unclean.leader.election.enable') === 'true'
      ) {
        const { controller } = turn;
        if (controller.isAvailable(turn)) controller.partitions.electUnclean(turn, type === 'topic' ? name : undefined);
      }
    });
  }

  private change<T>(action: (turn: Turn) => T): T {
    return this.host.change({ kind: 'command', text: this.command }, action);
  }
}

function isMarked(view: ClusterView, topic: string): boolean {
  return znodeAt(view, `/admin/delete_topics/${topic}`) !== undefined;
}

function liveBrokers(view: ClusterView) {
  return view
    .nodes()
    .filter((node) => isBroker(node) && isAlive(node))
    .map(({ id, rack }) => ({ id, rack }));
}

/** AdminZkClient.getBrokerMetadatas and AdminUtils.assignReplicasToBrokers. */
function place(
  turn: Turn,
  partitions: number,
  replicationFactor: number,
  rackAware: boolean,
  start?: Parameters<typeof placeShifted>[4],
): { assignments: readonly (readonly number[])[] } | ApiError {
  const brokers = liveBrokers(turn);
  const racked = brokers.filter(({ rack }) => rack !== null).length;
  if (rackAware && racked > 0 && racked < brokers.length) {
    return {
      error: 'UNKNOWN_SERVER_ERROR',
      message:
        'Not all brokers have rack information. Add --disable-rack-aware in command line to make replica assignment without rack information.',
    };
  }
  if (partitions <= 0) return apiError('INVALID_PARTITIONS', 'Number of partitions must be larger than 0.');
  if (replicationFactor <= 0)
    return apiError('INVALID_REPLICATION_FACTOR', 'Replication factor must be larger than 0.');
  if (replicationFactor > brokers.length)
    return apiError('INVALID_REPLICATION_FACTOR', turn.profile.words.tooFewBrokers(replicationFactor, brokers.length));
  return {
    assignments: placeShifted(
      rackAware ? brokers : brokers.map(({ id }) => ({ id, rack: null })),
      partitions,
      replicationFactor,
      turn.chance,
      start,
    ),
  };
}

/** AdminZkClient.validateTopicCreate */
function nameProblem(view: ClusterView, name: string): ApiError | undefined {
  const exists = () =>
    view.topic(name) ? apiError('TOPIC_ALREADY_EXISTS', view.profile.words.topicAlreadyExists(name)) : undefined;
  return invalidName(view, name) ?? exists() ?? collidingName(view, name);
}
