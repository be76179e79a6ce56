import { offsetTimestamps } from '../../protocol/fields';
import type { NodeConnection } from '../../protocol/network';
import type { TopicPartition } from '../assignors/assignor';
import { resolveBootstrap } from '../bootstrap';
import { ClusterMetadata, type ConnectedNode } from '../cluster';
import type { Properties } from '../configDef';
import type { ClientEnvironment } from '../environment';
import type { JavaException } from '../exceptions';
import { Patience } from '../patience';
import { ConsumerFailure } from './consumerFailure';
import { readConsumerSettings, subscriptionProblem, type ConsumerSettings, type OffsetReset } from './consumerSettings';
import { Fetcher, type ConsumedRecord, type Position } from './fetcher';
import { GroupMembership } from './membership';
import { TopicMetadata, type TopicSubscription } from './topicMetadata';

/** What a consumer reads: topics by name or pattern through its group, or one partition without one. */
export type Subscription =
  | TopicSubscription
  | {
      readonly kind: 'partition';
      readonly topic: string;
      readonly partition: number;
      readonly offset: 'earliest' | 'latest' | number;
    };

const reachLimitMs = 60_000;

/** org.apache.kafka.clients.consumer.KafkaConsumer of the classic protocol. */
export class ConsumerClient {
  private positions: readonly Position[] = [];
  private committedMs: number;
  private committedState = '';
  private readonly metadata: TopicMetadata;
  private readonly membership: GroupMembership;
  private readonly fetcher: Fetcher;

  private constructor(
    private readonly environment: ClientEnvironment,
    private readonly cluster: ClusterMetadata,
    private readonly settings: ConsumerSettings,
    private readonly subscription: Subscription,
    group: string,
  ) {
    this.committedMs = environment.clock.nowMs;
    this.metadata = new TopicMetadata(cluster, settings.requestTimeoutMs);
    this.membership = new GroupMembership(group, cluster, this.metadata, settings);
    this.fetcher = new Fetcher(cluster, settings);
    if (subscription.kind === 'partition') this.positions = [position(subscription, subscription.offset)];
  }

  /** Settings that do not hold, or a list that names no usable address, give the client's construction error. */
  static create(
    environment: ClientEnvironment,
    properties: Properties,
    subscription: Subscription,
  ): ConsumerClient | { readonly thrown: JavaException } {
    const settings = readConsumerSettings(properties, environment.profile);
    if ('thrown' in settings) return settings;
    const list = properties.get('bootstrap.servers') ?? '';
    const addresses = resolveBootstrap(environment, list, 'Failed to construct kafka consumer');
    if ('thrown' in addresses) return addresses;
    const problem = subscription.kind === 'partition' ? undefined : subscriptionProblem(settings);
    if (problem) return { thrown: problem };
    const group = properties.get('group.id') ?? `console-consumer-${environment.chance.nextInt(100_000)}`;
    const clientId = properties.get('client.id') ?? `consumer-${group}-1`;
    const prefix = `[Consumer clientId=${clientId}, groupId=${group}] `;
    const cluster = new ClusterMetadata({ environment, addresses, clientId, prefix });
    return new ConsumerClient(environment, cluster, settings, subscription, group);
  }

  /**
   * The next record, or undefined when none came for so many ms of the cluster's time.
   * @throws ConsumerFailure
   */
  poll(timeoutMs: number): ConsumedRecord | undefined {
    const { clock } = this.environment;
    const fetched = this.fetcher.next(this.positions);
    if (fetched) return fetched;
    const patience = new Patience(clock, timeoutMs);
    if (clock.nowMs - this.committedMs >= this.settings.autoCommitIntervalMs) this.commit();
    for (;;) {
      const { leftMs } = patience;
      const connection = this.cluster.bootstrap(Math.min(leftMs, reachLimitMs));
      if (connection && this.prepare(connection, leftMs)) {
        const hasFetched = this.fetch(connection, patience.leftMs);
        const record = this.fetcher.next(this.positions);
        if (record) return record;
        // There were only control records, or aborted ones: there may be more behind them.
        if (hasFetched) continue;
      }
      if (!patience.pauseUntilChange()) return undefined;
    }
  }

  /** Commits what was consumed, if the group's offsets are kept, and leaves the group. */
  close(): void {
    this.commit();
    this.membership.leave();
  }

  /** Commits what was consumed since the last time. */
  private commit(): void {
    if (!this.settings.commits) return;
    this.committedMs = this.environment.clock.nowMs;
    const consumed = this.positions.flatMap(({ topic, partition, offset, leaderEpoch }) =>
      offset === undefined ? [] : [{ topic, partition, offset, leaderEpoch }],
    );
    const state = JSON.stringify(consumed);
    if (consumed.length === 0 || state === this.committedState) return;
    const connection = this.cluster.anyNode();
    if (connection && this.membership.findCoordinator(connection) && this.membership.commit(consumed))
      this.committedState = state;
  }

  /** Everything before the first fetch. Returns whether there is something to fetch from. */
  private prepare(connection: NodeConnection, limitMs: number): boolean {
    if (this.subscription.kind !== 'partition') {
      const topics = this.metadata.subscribed(connection, this.subscription);
      if (!this.membership.findCoordinator(connection)) return false;
      const assignment = this.membership.partitions(connection, topics, limitMs, () => this.commit());
      if (!assignment) return false;
      this.take(assignment);
    }
    this.resetPositions(connection);
    return true;
  }

  /** Goes on with these partitions. */
  private take(assignment: readonly TopicPartition[]): void {
    const same = (a: TopicPartition, b: TopicPartition) => a.topic === b.topic && a.partition === b.partition;
    const kept = this.positions.filter((each) => assignment.some((name) => same(name, each)));
    const added = assignment.filter((name) => !kept.some((each) => same(name, each)));
    if (added.length > 0 || kept.length < this.positions.length)
      this.positions = [...kept, ...added.map((name) => position(name, 'committed'))];
  }

  private resetPositions(connection: NodeConnection): void {
    const unknown = this.positions.filter(({ offset }) => offset === undefined);
    if (unknown.length === 0) return;
    this.metadata.forgetLeaders();
    const asksGroup = unknown.some(({ startAt }) => startAt === 'committed');
    const committed = asksGroup ? this.membership.committed() : [];
    if (!committed) return;
    for (const each of unknown) {
      const { topic, partition, startAt } = each;
      if (typeof startAt === 'number') {
        each.offset = startAt;
        continue;
      }
      const known =
        startAt === 'committed'
          ? committed.find((one) => one.topic === topic && one.partition === partition)
          : undefined;
      if (known) this.resume(connection, each, known.committedOffset, known.committedLeaderEpoch ?? -1);
      else this.resetTo(connection, each, startAt === 'committed' ? this.settings.reset : startAt);
    }
  }

  /**
   * A committed offset, or where records that the group has read were cut off (KIP-320): the consumer goes on from
   * there.
   */
  private resume(connection: NodeConnection, at: Position, offset: number, leaderEpoch: number): void {
    at.offset = offset;
    at.leaderEpoch = leaderEpoch;
    if (leaderEpoch < 0 || this.settings.reset === 'none') return;
    const leader = this.metadata.leader(connection, at.topic, at.partition);
    const topics = [{ topic: at.topic, partitions: [{ partition: at.partition, leaderEpoch }] }];
    const { requestTimeoutMs } = this.settings;
    const answer = leader && this.cluster.ask(leader.connection, 'OffsetForLeaderEpoch', { topics }, requestTimeoutMs);
    const end = answer?.value?.topics[0]?.partitions[0];
    if (end?.errorCode === 'NONE') at.offset = Math.min(offset, end.endOffset ?? offset);
  }

  private resetTo(connection: NodeConnection, at: Position, to: OffsetReset): void {
    const { topic, partition } = at;
    if (to === 'none')
      throw new ConsumerFailure({
        exception: 'org.apache.kafka.clients.consumer.NoOffsetForPartitionException',
        message: `Undefined offset with no reset policy for partitions: [${topic}-${partition}]`,
      });
    const leader = this.metadata.leader(connection, topic, partition);
    const listed = leader && this.listOffset(leader, at, offsetTimestamps[to]);
    if (listed?.errorCode !== 'NONE') return;
    at.offset = listed.offset;
    at.leaderEpoch = listed.leaderEpoch ?? -1;
  }

  private listOffset(leader: ConnectedNode, { topic, partition }: TopicPartition, timestamp: number) {
    const topics = [{ name: topic, partitions: [{ partitionIndex: partition, timestamp }] }];
    const request = { replicaId: -1, isolationLevel: this.settings.isolation, topics };
    const { value } = this.cluster.ask(leader.connection, 'ListOffsets', request, this.settings.requestTimeoutMs);
    return value?.topics[0]?.partitions[0];
  }

  /**
   * Fetches; where an offset is not in the log, the reset policy says where to go on. Returns whether something came.
   */
  private fetch(connection: NodeConnection, limitMs: number): boolean {
    const leaderOf = ({ topic, partition }: Position) => this.metadata.leader(connection, topic, partition)?.nodeId;
    for (let round = 0; round < 2; round++) {
      this.metadata.forgetLeaders();
      const lost = this.fetcher.fetch(this.positions, leaderOf, limitMs);
      if (lost.length === 0) break;
      for (const at of lost) {
        if (this.settings.reset === 'none') throw new ConsumerFailure(outOfRange(at));
        at.offset = undefined;
        at.startAt = this.settings.reset;
        this.resetTo(connection, at, this.settings.reset);
      }
    }
    return this.positions.some(({ records }) => records !== undefined);
  }
}

function position({ topic, partition }: TopicPartition, startAt: Position['startAt']): Position {
  return { topic, partition, offset: undefined, leaderEpoch: -1, startAt, records: undefined };
}

function outOfRange({ topic, partition, offset }: Position): JavaException {
  return {
    exception: 'org.apache.kafka.clients.consumer.OffsetOutOfRangeException',
    message: `Fetch position FetchPosition{offset=${offset}} is out of range for partition ${topic}-${partition}`,
  };
}
