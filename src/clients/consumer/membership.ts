import { decodeAssignment } from '../../protocol/consumerProtocol';
import { failure, type ErrorCode } from '../../protocol/errors';
import type { ApiName, Request, Response } from '../../protocol/messages';
import type { JoinGroupResponse } from '../../protocol/messages/groups';
import type { OffsetFetchResponsePartitions } from '../../protocol/messages/offsets';
import type { InFlight, NodeConnection } from '../../protocol/network';
import { perTopic } from '../../protocol/perTopic';
import type { LastAssignment, TopicPartition } from '../assignors/assignor';
import type { ClusterMetadata } from '../cluster';
import { exceptionOf } from '../exceptions';
import { ConsumerFailure } from './consumerFailure';
import type { ConsumerSettings } from './consumerSettings';
import { assignmentsOf, offeredProtocols } from './groupProtocols';
import type { TopicMetadata } from './topicMetadata';

/** An offset to be committed. */
export interface OffsetToCommit extends TopicPartition {
  readonly offset: number;
  readonly leaderEpoch: number;
}

/** A committed offset. */
export type CommittedOffset = TopicPartition &
  Pick<OffsetFetchResponsePartitions, 'committedOffset' | 'committedLeaderEpoch'>;

/**
 * A consumer's place in its group by the classic protocol
 * (org.apache.kafka.clients.consumer.internals.ConsumerCoordinator): finds the coordinator, joins, as the leader
 * assigns, keeps the requests that wait for others between polls.
 */
export class GroupMembership {
  private coordinator: NodeConnection | undefined;
  private memberId = '';
  private generation = -1;
  /** What it has, by topic and number. */
  private owned: readonly TopicPartition[] = [];
  private mustJoin = true;
  /** What each assignor was told last that this member was given. */
  private readonly last = new Map<string, LastAssignment>();
  private joining: InFlight<Response<'JoinGroup'>> | undefined;
  private syncing: InFlight<Response<'SyncGroup'>> | undefined;
  private topics = '';
  private counts = '';

  constructor(
    private readonly group: string,
    private readonly cluster: ClusterMetadata,
    private readonly metadata: TopicMetadata,
    private readonly settings: ConsumerSettings,
  ) {}

  /**
   * Finds the group's coordinator, asked twice because the asking may bring it into being. Returns whether there is
   * one.
   */
  findCoordinator(connection: NodeConnection): boolean {
    const request = { keyType: 'group', coordinatorKeys: [this.group] } as const;
    const ask = () =>
      this.cluster.ask(connection, 'FindCoordinator', request, this.settings.requestTimeoutMs).value?.coordinators[0];
    let found = ask();
    if (found?.errorCode !== 'NONE') found = ask();
    this.coordinator =
      found?.errorCode === 'NONE' ? this.cluster.identity.environment.network.connect(found) : undefined;
    return this.coordinator !== undefined;
  }

  /**
   * The partitions that the group gives this member of these topics; undefined while others are waited for, but for
   * cooperative members, who keep what they have meanwhile.
   * @param limitMs how long to wait for them, ms
   * @param beforeRejoin called before partitions may be given up
   */
  partitions(
    connection: NodeConnection,
    topics: readonly string[],
    limitMs: number,
    beforeRejoin: () => void,
  ): readonly TopicPartition[] | undefined {
    const { clock } = this.cluster.identity.environment;
    const untilMs = clock.nowMs + limitMs;
    const left = () => Math.max(0, untilMs - clock.nowMs);
    if (!this.mustJoin && this.mustRejoin(connection, topics)) {
      beforeRejoin();
      this.mustJoin = true;
      this.owned = this.isCooperative ? this.owned.filter(({ topic }) => topics.includes(topic)) : [];
    }
    for (let round = 0; this.mustJoin && round < 100; round++) {
      const meanwhile = this.owned.length > 0 ? this.owned : undefined;
      const limit = () => (meanwhile ? 0 : left());
      if (!this.joining && !this.syncing) this.sendJoin(connection, topics);
      if (this.joining && !this.takeJoin(connection, limit())) return meanwhile;
      if (this.syncing && !this.takeSync(limit())) return meanwhile;
    }
    return this.mustJoin ? undefined : this.owned;
  }

  /** All its assignors let members keep what they have; one that does not is enough for all to give it up. */
  private get isCooperative(): boolean {
    return this.settings.assignors.every(({ isCooperative }) => isCooperative);
  }

  /** Leaves the group, if it ever was in it; a static member stays, until its session is over or it comes back. */
  leave(): void {
    if (this.generation < 0 || !this.coordinator || this.settings.groupInstanceId !== null) return;
    this.ask('LeaveGroup', { groupId: this.group, members: [{ memberId: this.memberId }] });
    this.generation = -1;
  }

  /** Commits offsets. Returns whether all were. */
  commit(offsets: readonly OffsetToCommit[]): boolean {
    const answer = this.ask('OffsetCommit', {
      groupId: this.group,
      generationIdOrMemberEpoch: this.generation,
      memberId: this.memberId,
      groupInstanceId: this.settings.groupInstanceId,
      topics: perTopic(offsets, ({ partition, offset, leaderEpoch }) => ({
        partitionIndex: partition,
        committedOffset: offset,
        committedLeaderEpoch: leaderEpoch,
        committedMetadata: '',
      })).map(([name, partitions]) => ({ name, partitions })),
    });
    return answer?.topics.every(({ partitions }) => partitions.every(({ errorCode }) => errorCode === 'NONE')) ?? false;
  }

  /** All that the group has committed; undefined where the coordinator does not say. */
  committed(): readonly CommittedOffset[] | undefined {
    const group = this.ask('OffsetFetch', { groups: [{ groupId: this.group, topics: null }] })?.groups[0];
    if (!group || (group.errorCode ?? 'NONE') !== 'NONE') return undefined;
    return group.topics.flatMap(({ name = '', partitions }) =>
      partitions.map((each) => ({ ...each, topic: name, partition: each.partitionIndex })),
    );
  }

  /** The group rebalances, forgot this member, or its topics are not what they were when it joined. */
  private mustRejoin(connection: NodeConnection, topics: readonly string[]): boolean {
    const beat = this.ask('Heartbeat', {
      groupId: this.group,
      generationId: this.generation,
      memberId: this.memberId,
      groupInstanceId: this.settings.groupInstanceId,
    });
    if (beat?.errorCode === 'UNKNOWN_MEMBER_ID') this.forgetMembership();
    if (beat?.errorCode === 'FENCED_INSTANCE_ID') throw refused(beat.errorCode);
    if (beat && beat.errorCode !== 'NONE') return true;
    return topics.join() !== this.topics || this.countsOf(connection, topics) !== this.counts;
  }

  /** The group does not know it any more: what it had is lost. */
  private forgetMembership(): void {
    this.memberId = '';
    this.generation = -1;
    this.owned = [];
  }

  private countsOf(connection: NodeConnection, topics: readonly string[]): string {
    return [...this.metadata.partitionCounts(connection, topics)].join(';');
  }

  private sendJoin(connection: NodeConnection, topics: readonly string[]): void {
    this.topics = topics.join();
    this.counts = this.countsOf(connection, topics);
    const { owned, generation, last } = this;
    const { assignors } = this.settings;
    this.joining = this.send('JoinGroup', {
      groupId: this.group,
      memberId: this.memberId,
      groupInstanceId: this.settings.groupInstanceId,
      protocolType: 'consumer',
      sessionTimeoutMs: this.settings.sessionTimeoutMs,
      rebalanceTimeoutMs: this.settings.rebalanceTimeoutMs,
      protocols: offeredProtocols(assignors, { topics, owned, generation, last }, this.version),
    });
  }

  /** Returns whether the join has been answered, whatever the answer. */
  private takeJoin(connection: NodeConnection, limitMs: number): boolean {
    const joined = this.answered(this.joining, limitMs);
    if (joined === 'waiting') return false;
    this.joining = undefined;
    if (!joined) return false;
    if (joined.errorCode === 'MEMBER_ID_REQUIRED') this.memberId = joined.memberId;
    else if (joined.errorCode === 'UNKNOWN_MEMBER_ID') this.forgetMembership();
    else if (joined.errorCode === 'NONE') this.sendSync(connection, joined);
    else if (fatalErrors.has(joined.errorCode)) throw refused(joined.errorCode);
    else return joined.errorCode === 'REBALANCE_IN_PROGRESS';
    return true;
  }

  private sendSync(connection: NodeConnection, joined: JoinGroupResponse): void {
    this.memberId = joined.memberId;
    this.generation = joined.generationId ?? -1;
    this.syncing = this.send('SyncGroup', {
      groupId: this.group,
      generationId: this.generation,
      memberId: this.memberId,
      groupInstanceId: this.settings.groupInstanceId,
      assignments: joined.leader === joined.memberId ? this.assign(connection, joined) : [],
    });
  }

  /** The leader shares out what its group reads. */
  private assign(connection: NodeConnection, { members, protocolName }: JoinGroupResponse) {
    const assignor = this.settings.assignors.find(({ name }) => name === protocolName);
    return assignmentsOf(
      assignor,
      members,
      (topics) => this.metadata.partitionCounts(connection, topics),
      this.version,
    );
  }

  /** Version of the consumer protocol that the release's clients write. */
  private get version(): number {
    return this.cluster.identity.environment.profile.subscriptionVersion;
  }

  private takeSync(limitMs: number): boolean {
    const synced = this.answered(this.syncing, limitMs);
    if (synced === 'waiting') return false;
    this.syncing = undefined;
    if (!synced) return false;
    if (synced.errorCode === 'NONE')
      this.takeAssignment(decodeAssignment(synced.assignment), synced.protocolName ?? '');
    else if (synced.errorCode === 'UNKNOWN_MEMBER_ID') this.forgetMembership();
    return synced.errorCode !== 'COORDINATOR_NOT_AVAILABLE' && synced.errorCode !== 'NOT_COORDINATOR';
  }

  /** A cooperative member that had to give something up joins again, so that somebody else can have it. */
  private takeAssignment(assigned: readonly TopicPartition[], protocolName: string): void {
    const isAssigned = (had: TopicPartition) =>
      assigned.some(({ topic, partition }) => topic === had.topic && partition === had.partition);
    this.mustJoin = !this.owned.every(isAssigned);
    this.last.set(protocolName, { partitions: assigned, generation: this.generation });
    this.owned = [...assigned].sort((a, b) =>
      a.topic < b.topic ? -1 : +(a.topic > b.topic) || a.partition - b.partition,
    );
  }

  private answered<T>(request: InFlight<T> | undefined, limitMs: number): T | 'waiting' | undefined {
    if (!request) return undefined;
    if (request.state === 'waiting') this.cluster.identity.environment.network.poll([request], limitMs);
    return request.state === 'waiting' ? 'waiting' : request.value;
  }

  private send<A extends ApiName>(apiKey: A, request: Request<A>): InFlight<Response<A>> | undefined {
    return (
      this.coordinator &&
      this.cluster.send(this.coordinator, apiKey, request, this.settings.rebalanceTimeoutMs, (response) => response)
    );
  }

  private ask<A extends ApiName>(apiKey: A, request: Request<A>): Response<A> | undefined {
    return (
      this.coordinator && this.cluster.ask(this.coordinator, apiKey, request, this.settings.requestTimeoutMs).value
    );
  }
}

/** Errors of a join that a consumer does not recover from. */
const fatalErrors: ReadonlySet<ErrorCode> = new Set([
  'FENCED_INSTANCE_ID',
  'INCONSISTENT_GROUP_PROTOCOL',
  'INVALID_GROUP_ID',
  'INVALID_SESSION_TIMEOUT',
]);

function refused(errorCode: ErrorCode): ConsumerFailure {
  return new ConsumerFailure(exceptionOf(failure(errorCode)));
}
