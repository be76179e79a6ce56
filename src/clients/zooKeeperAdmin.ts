import { addedAssignmentProblem, newAssignmentProblem, placeNew, requirePlace } from '../cluster/zookeeper/assignments';
import { placeShifted, type RackedBroker } from '../cluster/placement/shiftedPlacer';
import { collides, hasCollisionChars, topicNameProblem } from '../model/topicNames';
import { failure, noError, type Failure } from '../protocol/errors';
import type { QuotaEntity, TopicInZooKeeper, ZooKeeper } from '../zookeeper/zooKeeper';
import type { NewTopic } from './admin/topics';
import { parseConnectString, type ConnectString } from './connectString';
import type { ClientEnvironment } from './environment';
import type { JavaException } from './exceptions';
import { serverOrder, zooKeeperAnswers } from './zooKeeper';

/** What the tools wait for a connection to ZooKeeper, ms. */
const connectionTimeoutMs = 30_000;

/** Partitions that a tool can place before its heap of 256 MB is full: each takes some 150 bytes. */
const maxPlacedPartitions = 1_500_000;
/** What a tool says then. */
export const fullHeap = 'Java heap space';

/** What a client by ZooKeeper stands on. */
export interface ZooKeeperEnvironment {
  readonly environment: ClientEnvironment;
  readonly zooKeeper: ZooKeeper;
}

/**
 * Reads the connect string and waits for an answer; where nobody answers, the time of the connection's timeout passes.
 */
export function connectToZooKeeper(
  { environment, zooKeeper }: ZooKeeperEnvironment,
  connectString: string,
): ConnectString | { readonly thrown: JavaException } {
  const parsed = parseConnectString(connectString);
  if ('thrown' in parsed || zooKeeperAnswers(zooKeeper, parsed.addresses)) return parsed;
  environment.clock.sleep(connectionTimeoutMs);
  return {
    thrown: {
      exception: 'kafka.zookeeper.ZooKeeperClientTimeoutException',
      message: 'Timed out waiting for connection while in state: CONNECTING',
    },
  };
}

/**
 * The older way into a cluster: tools that write what they want into ZooKeeper themselves, with their own checks and
 * words, past the brokers' (kafka.zk.KafkaZkClient, kafka.zk.AdminZkClient).
 */
export class ZooKeeperAdmin {
  private constructor(
    private readonly environment: ClientEnvironment,
    private readonly zooKeeper: ZooKeeper,
  ) {}

  /** A connect string that does not hold, or a ZooKeeper that does not answer, gives the tool's exception. */
  static connect(
    context: ZooKeeperEnvironment,
    connectString: string,
  ): ZooKeeperAdmin | { readonly thrown: JavaException } {
    const connected = connectToZooKeeper(context, connectString);
    return 'thrown' in connected ? connected : new ZooKeeperAdmin(context.environment, context.zooKeeper);
  }

  /** By name. */
  topicNames(): readonly string[] {
    return this.zooKeeper.topics();
  }

  /** Whether an order to delete it waits for the controller. */
  isMarkedForDeletion(topic: string): boolean {
    return this.zooKeeper.read(`/admin/delete_topics/${topic}`) !== undefined;
  }

  topic(name: string): TopicInZooKeeper | undefined {
    return this.zooKeeper.topic(name);
  }

  liveBrokers(): readonly number[] {
    return this.zooKeeper.liveBrokers().map(({ id }) => id);
  }

  /** All partitions, in the order in which ZooKeeper hands out its znodes. */
  partitions(): readonly { readonly topic: string; readonly partition: number }[] {
    return serverOrder(this.zooKeeper.topics()).flatMap((name) => {
      const partitions = this.zooKeeper.topic(name)?.partitions ?? [];
      const numbers = serverOrder(partitions.map(({ partition }) => String(partition)));
      return numbers.map((number) => ({ topic: name, partition: Number(number) }));
    });
  }

  /** AdminZkClient.createTopic: replicas are placed before the name is looked at. */
  createTopic({ name, partitions, replicationFactor, assignments, configs }: NewTopic, rackAware: boolean): Failure {
    const placed = assignments ? { assignments } : this.place(partitions ?? 0, replicationFactor ?? 0, rackAware);
    if ('errorCode' in placed) return placed;
    const problem = this.nameProblem(name);
    if (problem.errorCode !== 'NONE') return problem;
    const wrong = newAssignmentProblem(placed.assignments);
    if (wrong) return wrong;
    this.zooKeeper.writeTopic(name, placed.assignments, configs);
    return noError;
  }

  /** AdminZkClient.addPartitions; `assignments` are those of the new partitions, and as many are made as there are. */
  addPartitions(name: string, count: number, assignments: readonly (readonly number[])[]): Failure {
    const existing = this.zooKeeper.topic(name)?.partitions ?? [];
    const added = count - existing.length;
    if (added <= 0) {
      return failure(
        'INVALID_PARTITIONS',
        `The number of partitions for a topic can only be increased. Topic ${name} currently has ${existing.length} ` +
          `partitions, ${count} would not be an increase.`,
      );
    }
    const first = (existing[0]?.replicas ?? '').split(',').map(Number);
    const brokers = this.zooKeeper.liveBrokers();
    if (assignments.length > 0) {
      const alive = new Set(brokers.map(({ id }) => id));
      const problem = addedAssignmentProblem(assignments, existing.length, first.length, alive) ?? noError;
      if (problem.errorCode !== 'NONE') return problem;
    }
    const startIndex = Math.max(
      0,
      brokers.findIndex(({ id }) => id >= first[0]!),
    );
    const placed =
      assignments.length > 0
        ? { assignments }
        : this.place(added, first.length, true, { startIndex, startPartition: existing.length });
    if ('errorCode' in placed) return placed;
    this.zooKeeper.writePartitions(name, placed.assignments);
    return noError;
  }

  /** Leaves an order for the controller; false where one is there already. */
  markForDeletion(topic: string): boolean {
    return this.order(`/admin/delete_topics/${topic}`, null);
  }

  /** Leaves an order for the controller; false where one is there already. */
  orderPreferredElection(data: string): boolean {
    return this.order('/admin/preferred_replica_election', data);
  }

  configs(type: 'topic' | 'broker', name: string): ReadonlyMap<string, string> {
    return this.zooKeeper.configs(type, name);
  }

  /** Names that have a znode below /config/TYPE, in ZooKeeper's order. */
  configured(path: string): readonly string[] {
    return serverOrder(this.zooKeeper.read(`/config/${path}`)?.children ?? []);
  }

  quotas(): ReturnType<ZooKeeper['quotas']> {
    return this.zooKeeper.quotas();
  }

  /** Writes an entity's configurations anew. */
  setConfigs(type: 'topic' | 'broker', name: string, configs: ReadonlyMap<string, string>): void {
    this.zooKeeper.writeConfigs(type, name, configs);
  }

  /** New values of an entity's quotas; null removes one. */
  setQuotas(entity: QuotaEntity, changes: ReadonlyMap<string, number | null>): void {
    this.zooKeeper.writeQuotas(entity, changes);
  }

  private order(path: string, data: string | null): boolean {
    return !('failed' in this.zooKeeper.create({ path, data, isSequential: false, session: null }));
  }

  /** AdminZkClient.getBrokerMetadatas and AdminUtils.assignReplicasToBrokers. */
  private place(
    partitions: number,
    replicationFactor: number,
    rackAware: boolean,
    start?: Parameters<typeof placeShifted>[4],
  ): { readonly assignments: readonly (readonly number[])[] } | Failure {
    const brokers: readonly RackedBroker[] = this.zooKeeper.liveBrokers();
    const racked = brokers.filter(({ rack }) => rack !== null).length;
    if (rackAware && racked > 0 && racked < brokers.length)
      return failure(
        'UNKNOWN_SERVER_ERROR',
        'Not all brokers have rack information. Add --disable-rack-aware in command line to make replica assignment ' +
          'without rack information.',
      );
    if (partitions <= 0) return failure('INVALID_PARTITIONS', 'Number of partitions must be larger than 0.');
    if (replicationFactor <= 0)
      return failure('INVALID_REPLICATION_FACTOR', 'Replication factor must be larger than 0.');
    const { words } = this.environment.profile;
    if (replicationFactor > brokers.length)
      return failure('INVALID_REPLICATION_FACTOR', words.tooFewBrokers(replicationFactor, brokers.length));
    if (partitions > maxPlacedPartitions) return failure('UNKNOWN_SERVER_ERROR', fullHeap);
    const placedOn = rackAware ? brokers : brokers.map(({ id }) => ({ id, rack: null }));
    const placed = () => placeShifted(placedOn, partitions, replicationFactor, this.environment.chance, start);
    if (!start) return { assignments: placeNew(partitions, placed) };
    requirePlace(start.startPartition + partitions);
    return { assignments: placed() };
  }

  /** AdminZkClient.validateTopicCreate */
  private nameProblem(name: string): Failure {
    const { words } = this.environment.profile;
    const invalid = topicNameProblem(name, words.topicNameInvalid);
    if (invalid !== undefined) return failure('INVALID_TOPIC_EXCEPTION', invalid);
    const names = this.zooKeeper.topics();
    if (names.includes(name)) return failure('TOPIC_ALREADY_EXISTS', words.topicAlreadyExists(name));
    const others = hasCollisionChars(name) ? names.filter((other) => collides(other, name)) : [];
    return others.length === 0
      ? noError
      : failure('INVALID_TOPIC_EXCEPTION', words.topicCollision(name, others.join(', ')));
  }
}
