import { noLeader, type PartitionName } from '../model/cluster';
import type { ClusterView } from '../model/turn';
import { compileJavaPattern } from '../jvm/pattern';
import type { CommittedOffset } from '../coordinators/groupRecords';
import { coordinatorOf } from '../coordinators/internalTopics';
import { epochAt } from '../log/lineage';
import { leaderLog, readableEnd, type Isolation } from '../log/read';
import type { LogRecord } from '../log/recordBatch';
import { isServed } from '../log/replication';
import { logLine } from '../text/logLine';
import type { JavaException } from './exceptions';
import { handle } from '../broker/handle';
import type { ClusterHost } from '../broker/host';
import type { Properties } from './configDef';
import { networkClient, reach, resolveBootstrap, type Connection } from './reach';

export interface ConsumedRecord extends LogRecord {
  readonly topic: string;
  readonly partition: number;
}

/** What a consumer reads: topics by name or pattern through its group, or one partition without one. */
export type Subscription =
  | { readonly kind: 'topics'; readonly topics: readonly string[] }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | {
      readonly kind: 'partition';
      readonly topic: string;
      readonly partition: number;
      readonly offset: 'earliest' | 'latest' | number;
    };

interface ConsumerSettings {
  readonly group: string;
  readonly clientId: string;
  readonly isolation: Isolation;
  readonly reset: 'earliest' | 'latest' | 'none';
  readonly commits: boolean;
}

interface Position extends PartitionName {
  /** Offset of the next record; undefined until it is known where to start. */
  offset: number | undefined;
  startAt: 'committed' | 'earliest' | 'latest' | number;
  records: Iterator<LogRecord> | undefined;
  /** Where the fetch that `records` come from ends. */
  endOffset: number;
}

/** An unrecoverable failure of a poll. */
export class ConsumerFailure extends Error {
  constructor(readonly thrown: JavaException) {
    super(thrown.message ?? '');
  }
}

const reachLimitMs = 60_000;
/** auto.commit.interval.ms */
const autoCommitIntervalMs = 5000;
const isolations = ['read_uncommitted', 'read_committed'];

/**
 * org.apache.kafka.clients.consumer.KafkaConsumer (the classic protocol): finds its coordinator, joins, reads from where the group or the
 * reset policy says, commits when it is closed. Waiting costs the cluster's time, never the user's.
 */
export class ConsumerClient {
  private positions: Position[] = [];
  private hasJoined = false;
  private warnedOf = '';
  private correlationId = 2;
  private committedMs: number;
  private committedState = '';

  private constructor(
    private readonly connection: Connection,
    private readonly settings: ConsumerSettings,
    private readonly subscription: Subscription,
    private readonly memberId: string,
    private readonly command: string,
  ) {
    this.committedMs = connection.host.view.nowMs;
    if (subscription.kind === 'partition') {
      const { topic, partition, offset } = subscription;
      this.positions = [{ topic, partition, offset: undefined, startAt: offset, records: undefined, endOffset: 0 }];
    }
  }

  static create(
    host: ClusterHost,
    properties: Properties,
    subscription: Subscription,
    command: string,
    log: (line: string) => void,
  ): ConsumerClient | { readonly thrown: JavaException } {
    const invalid = (name: string, value: string, why: string) => ({
      thrown: {
        exception: 'org.apache.kafka.common.config.ConfigException',
        message: `Invalid value ${value} for configuration ${name}: ${why}`,
      },
    });
    const isolation = properties.get('isolation.level') ?? 'read_uncommitted';
    if (!isolations.includes(isolation))
      return invalid('isolation.level', isolation, 'String must be one of: read_committed, read_uncommitted');
    const reset = properties.get('auto.offset.reset') ?? 'latest';
    if (reset !== 'earliest' && reset !== 'latest' && reset !== 'none')
      return invalid('auto.offset.reset', reset, host.view.profile.words.offsetResets.replace('{}', reset));
    const addresses = resolveBootstrap(
      host,
      properties.get('bootstrap.servers') ?? '',
      'Failed to construct kafka consumer',
      log,
    );
    if ('thrown' in addresses) return addresses;
    const draw = (bound: number) =>
      host.change({ kind: 'command', text: command }, (turn) => turn.chance.nextInt(bound));
    const group = properties.get('group.id') ?? `console-consumer-${draw(100_000)}`;
    const clientId = properties.get('client.id') ?? `consumer-${group}-1`;
    const settings = {
      group,
      clientId,
      isolation: isolation as Isolation,
      reset,
      commits: properties.get('enable.auto.commit') !== 'false',
    } as const;
    const memberId = `${clientId}-${uuidText(draw)}`;
    return new ConsumerClient(
      { host, addresses, prefix: `[Consumer clientId=${clientId}, groupId=${group}] `, log },
      settings,
      subscription,
      memberId,
      command,
    );
  }

  /**
   * The next record, or undefined when none came for so many ms of the cluster's time.
   * @throws ConsumerFailure
   */
  poll(timeoutMs: number): ConsumedRecord | undefined {
    const { host } = this.connection;
    const fetched = this.nextFetched();
    if (fetched) return fetched;
    const startMs = host.view.nowMs;
    if (startMs - this.committedMs >= autoCommitIntervalMs) this.commit();
    for (;;) {
      const leftMs = startMs + timeoutMs - host.view.nowMs;
      if (reach(this.connection, Math.max(0, Math.min(leftMs, reachLimitMs))) && this.prepare()) {
        this.fetch();
        const record = this.nextFetched();
        if (record) return record;
      }
      const restMs = startMs + timeoutMs - host.view.nowMs;
      if (restMs <= 0) return undefined;
      const before = host.read((view) => this.situation(view));
      host.advanceUntil((view) => this.situation(view) !== before, restMs);
    }
  }

  /** Commits what was consumed, if the group's offsets are kept, and leaves the group. */
  close(): void {
    const { host } = this.connection;
    const { group } = this.settings;
    this.commit();
    if (this.hasJoined)
      handle(host, 'LeaveGroup', { kind: 'LeaveGroup', group, memberId: this.memberId }, this.command);
  }

  /** Commits what was consumed since the last time. */
  private commit(): void {
    if (!this.settings.commits) return;
    this.committedMs = this.connection.host.view.nowMs;
    const consumed = this.positions.flatMap(({ topic, partition, offset }) =>
      offset === undefined
        ? []
        : [{ topic, partition, offset, leaderEpoch: this.epochBefore(topic, partition, offset) }],
    );
    const state = JSON.stringify(consumed);
    if (consumed.length === 0 || state === this.committedState || !this.findCoordinator()) return;
    const error = handle(
      this.connection.host,
      'OffsetCommit',
      { kind: 'OffsetCommit', group: this.settings.group, offsets: consumed },
      this.command,
    );
    if (!error) this.committedState = state;
  }

  private nextFetched(): ConsumedRecord | undefined {
    for (const position of this.positions) {
      if (!position.records) continue;
      const next = position.records.next();
      if (!next.done) {
        position.offset = next.value.offset + 1;
        return { ...next.value, topic: position.topic, partition: position.partition };
      }
      // Control records and aborted ones behind the last record are passed over.
      position.offset = Math.max(position.offset ?? 0, position.endOffset);
      position.records = undefined;
    }
    return undefined;
  }

  /** Everything before the first fetch. Returns whether there is something to fetch from. */
  private prepare(): boolean {
    const { host } = this.connection;
    if (this.subscription.kind === 'partition') {
      this.resetPositions();
      return true;
    }
    const topics = this.subscribedTopics(this.subscription);
    if (!this.findCoordinator()) return false;
    const { group, clientId } = this.settings;
    let assignment = this.hasJoined && !this.assignmentIsStale(topics) ? this.heartbeat() : undefined;
    if (!assignment) {
      const joined = handle(
        host,
        'JoinGroup',
        { kind: 'JoinGroup', group, memberId: this.memberId, clientId, topics },
        this.command,
      );
      if ('error' in joined) return false;
      this.hasJoined = true;
      assignment = joined.assignment;
    }
    this.take(assignment);
    this.resetPositions();
    return true;
  }

  /** What the group assigns to this member now; undefined where it is no member any more. */
  private heartbeat(): readonly PartitionName[] | undefined {
    const [description] = handle(
      this.connection.host,
      'DescribeGroups',
      { kind: 'DescribeGroups', groups: [this.settings.group] },
      this.command,
    );
    return description?.members.find(({ memberId }) => memberId === this.memberId)?.assignment;
  }

  /** Goes on with these partitions; before one is given up, what was consumed is committed. */
  private take(assignment: readonly PartitionName[]): void {
    const has = (of: readonly PartitionName[], { topic, partition }: PartitionName) =>
      of.some((each) => each.topic === topic && each.partition === partition);
    if (this.positions.some((position) => !has(assignment, position))) this.commit();
    const kept = this.positions.filter((position) => has(assignment, position));
    const added = assignment
      .filter((name) => !has(kept, name))
      .map(
        ({ topic, partition }): Position => ({
          topic,
          partition,
          offset: undefined,
          startAt: 'committed',
          records: undefined,
          endOffset: 0,
        }),
      );
    if (added.length > 0 || kept.length < this.positions.length) this.positions = [...kept, ...added];
  }

  private assignmentIsStale(topics: readonly string[]): boolean {
    const count = this.connection.host.read((view) =>
      topics.reduce((sum, name) => sum + (view.topic(name) ? view.partitionCount(view.topic(name)!) : 0), 0),
    );
    return count !== this.knownPartitions;
  }

  private knownPartitions = -1;

  /** Asks for metadata, which makes a missing topic where that is allowed, and says what is wrong with it. */
  private subscribedTopics(subscription: Exclude<Subscription, { kind: 'partition' }>): readonly string[] {
    const { host } = this.connection;
    const topics = subscription.kind === 'topics' ? subscription.topics : this.matchingTopics(subscription.pattern);
    for (let attempt = 0; ; attempt++) {
      const answers = handle(
        host,
        'TopicMetadata',
        { kind: 'TopicMetadata', topics, allowAutoTopicCreation: subscription.kind === 'topics' },
        this.command,
      );
      const failed = answers.filter(({ error }) => error);
      const errors = failed.map(({ name, error }) => `${name}=${error?.error}`).join(', ');
      if (errors !== '' && errors !== this.warnedOf)
        this.warn(`${host.view.profile.words.metadataIssue} with correlation id ${this.correlationId++} : {${errors}}`);
      const invalid = failed.filter(({ error }) => error?.error === 'INVALID_TOPIC_EXCEPTION').map(({ name }) => name);
      if (invalid.length > 0) {
        this.connection.log(
          logLine(
            host.view.nowMs,
            'ERROR',
            `${this.connection.prefix}Metadata response reported invalid topics [${invalid.join(', ')}]`,
            'org.apache.kafka.clients.Metadata',
          ),
        );
        throw new ConsumerFailure({
          exception: 'org.apache.kafka.common.errors.InvalidTopicException',
          message: `Invalid topics: [${invalid.join(', ')}]`,
        });
      }
      const changed = errors !== this.warnedOf;
      this.warnedOf = errors;
      // A topic just made is there when asked for again.
      if (errors === '' || !changed || attempt === 2) {
        const known = answers.filter(({ error }) => !error);
        const count = known.reduce((sum, { partitions }) => sum + partitions.length, 0);
        if (!this.hasJoined) this.knownPartitions = count;
        return known.map(({ name }) => name);
      }
    }
  }

  private matchingTopics(pattern: string): readonly string[] {
    const compiled = compileJavaPattern(pattern);
    if (compiled.kind === 'error') return [];
    const { topics } = handle(this.connection.host, 'Metadata', { kind: 'Metadata' }, this.command);
    // exclude.internal.topics is on by default.
    return topics.filter(({ name, internal }) => !internal && compiled.matches(name)).map(({ name }) => name);
  }

  private findCoordinator(): boolean {
    const ask = () =>
      handle(
        this.connection.host,
        'FindCoordinator',
        { kind: 'FindCoordinator', keyType: 'group', key: this.settings.group },
        this.command,
      );
    return !('error' in ask()) || !('error' in ask());
  }

  private resetPositions(): void {
    const { host } = this.connection;
    const unknown = this.positions.filter(({ offset }) => offset === undefined);
    if (unknown.length === 0) return;
    const fetched = unknown.some(({ startAt }) => startAt === 'committed')
      ? handle(host, 'OffsetFetch', { kind: 'OffsetFetch', group: this.settings.group }, this.command)
      : [];
    if ('error' in fetched) return;
    for (const position of unknown) {
      const { topic, partition, startAt } = position;
      if (typeof startAt === 'number') {
        position.offset = startAt;
        continue;
      }
      const committed =
        startAt === 'committed'
          ? fetched.find((each) => each.topic === topic && each.partition === partition)
          : undefined;
      position.offset = committed
        ? this.validated(topic, partition, committed)
        : this.resetOffset(topic, partition, startAt === 'committed' ? this.settings.reset : startAt);
    }
  }

  /** A committed offset, or where records that the group has read were cut off (KIP-320): the consumer goes on from there. */
  private validated(topic: string, partition: number, { offset, leaderEpoch }: CommittedOffset): number {
    if (leaderEpoch < 0 || this.settings.reset === 'none') return offset;
    const end = handle(
      this.connection.host,
      'OffsetForLeaderEpoch',
      { kind: 'OffsetForLeaderEpoch', topic, partition, leaderEpoch },
      this.command,
    );
    return 'error' in end ? offset : Math.min(offset, end.endOffset);
  }

  private resetOffset(topic: string, partition: number, to: 'earliest' | 'latest' | 'none'): number | undefined {
    if (to === 'none')
      throw new ConsumerFailure({
        exception: 'org.apache.kafka.clients.consumer.NoOffsetForPartitionException',
        message: `Undefined offset with no reset policy for partitions: [${topic}-${partition}]`,
      });
    const [listed] = handle(
      this.connection.host,
      'ListOffsets',
      { kind: 'ListOffsets', isolation: this.settings.isolation, partitions: [{ topic, partition, at: to }] },
      this.command,
    );
    return !listed || listed.error ? undefined : listed.offset;
  }

  private fetch(mayReset = true): void {
    const { host } = this.connection;
    for (const position of this.positions) {
      if (position.offset === undefined || position.records) continue;
      const { topic, partition, offset } = position;
      const response = handle(
        host,
        'Fetch',
        { kind: 'Fetch', topic, partition, offset, isolation: this.settings.isolation },
        this.command,
      );
      if (response.error?.error === 'OFFSET_OUT_OF_RANGE') {
        if (this.settings.reset === 'none') throw new ConsumerFailure(outOfRange(topic, partition, offset));
        position.offset = this.resetOffset(topic, partition, this.settings.reset);
        position.startAt = this.settings.reset;
        if (position.offset !== undefined && mayReset) this.fetch(false);
        return;
      }
      if (response.error || response.endOffset <= offset) continue;
      position.records = response.records[Symbol.iterator]();
      position.endOffset = response.endOffset;
    }
  }

  /** Leader epoch of the last record before an offset; -1 without one. */
  private epochBefore(topic: string, partition: number, offset: number): number {
    return this.connection.host.read((view) => {
      const found = view.topic(topic);
      const state = found && view.partition(found, partition);
      return (state && epochAt(leaderLog(view, state), offset - 1)) ?? -1;
    });
  }

  /** What of the cluster matters to this consumer, as text: while it is the same, asking again is of no use. */
  private situation(view: ClusterView): string {
    const nodes = view.nodes().map(({ process, registered, fenced }) => `${process}${registered}${fenced}`);
    const coordinator =
      this.subscription.kind === 'partition'
        ? noLeader
        : (coordinatorOf(view, 'group', this.settings.group)?.leader ?? noLeader);
    const positions = this.positions.map(({ topic: name, partition: number, offset }) => {
      const topic = view.topic(name);
      const partition = topic && view.partition(topic, number);
      if (!partition || !isServed(view, partition)) return 'none';
      return `${offset !== undefined && readableEnd(view, partition, this.settings.isolation) > offset}`;
    });
    return [...nodes, coordinator, ...positions, view.topics().length].join();
  }

  private warn(message: string): void {
    this.connection.log(
      logLine(this.connection.host.view.nowMs, 'WARN', this.connection.prefix + message, networkClient),
    );
  }
}

function outOfRange(topic: string, partition: number, offset: number): JavaException {
  return {
    exception: 'org.apache.kafka.clients.consumer.OffsetOutOfRangeException',
    message: `Fetch position FetchPosition{offset=${offset}} is out of range for partition ${topic}-${partition}`,
  };
}

/** java.util.UUID.randomUUID().toString() */
function uuidText(draw: (bound: number) => number): string {
  const bytes = Array.from({ length: 4 }, () =>
    draw(2 ** 31)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
  return `${bytes.slice(0, 8)}-${bytes.slice(8, 12)}-4${bytes.slice(13, 16)}-8${bytes.slice(17, 20)}-${bytes.slice(20, 32)}`;
}
