import {
  decodeAssignment,
  decodeSubscription,
  encodeAssignment,
  encodeSubscription,
} from '../../protocol/consumerProtocol';
import type { ApiName, Request, Response } from '../../protocol/messages';
import type { JoinGroupResponse } from '../../protocol/messages/groups';
import type { OffsetFetchResponsePartitions } from '../../protocol/messages/offsets';
import type { InFlight, NodeConnection } from '../../protocol/network';
import { perTopic } from '../../protocol/perTopic';
import type { Assignor, TopicPartition } from '../assignors/assignor';
import { rangeAssignor } from '../assignors/range';
import { roundRobinAssignor } from '../assignors/roundRobin';
import type { ClusterMetadata } from '../cluster';
import type { ConsumerSettings } from './consumerSettings';
import type { TopicMetadata } from './topicMetadata';

/** Assignors by the names that partition.assignment.strategy's classes have in the protocol. */
const assignors: Readonly<Record<string, Assignor>> = { range: rangeAssignor, roundrobin: roundRobinAssignor };

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
  private assignment: readonly TopicPartition[] | undefined;
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
   * The partitions that the group gives this member of these topics; undefined while others are waited for.
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
    if (this.assignment && this.mustRejoin(connection, topics)) {
      beforeRejoin();
      this.assignment = undefined;
    }
    for (let round = 0; !this.assignment && round < 100; round++) {
      if (!this.joining && !this.syncing) this.sendJoin(connection, topics);
      if (this.joining && !this.takeJoin(connection, left())) return undefined;
      if (this.syncing && !this.takeSync(left())) return undefined;
    }
    return this.assignment;
  }

  /** Leaves the group, if it ever was in it. */
  leave(): void {
    if (this.generation < 0 || !this.coordinator) return;
    this.ask('LeaveGroup', { groupId: this.group, members: [{ memberId: this.memberId }] });
    this.generation = -1;
  }

  /** Commits offsets. Returns whether all were. */
  commit(offsets: readonly OffsetToCommit[]): boolean {
    const answer = this.ask('OffsetCommit', {
      groupId: this.group,
      generationIdOrMemberEpoch: this.generation,
      memberId: this.memberId,
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
    });
    if (beat?.errorCode === 'UNKNOWN_MEMBER_ID') this.memberId = '';
    if (beat && beat.errorCode !== 'NONE') return true;
    return topics.join() !== this.topics || this.countsOf(connection, topics) !== this.counts;
  }

  private countsOf(connection: NodeConnection, topics: readonly string[]): string {
    return [...this.metadata.partitionCounts(connection, topics)].join(';');
  }

  private sendJoin(connection: NodeConnection, topics: readonly string[]): void {
    this.topics = topics.join();
    this.counts = this.countsOf(connection, topics);
    const metadata = encodeSubscription(topics);
    this.joining = this.send('JoinGroup', {
      groupId: this.group,
      memberId: this.memberId,
      protocolType: 'consumer',
      sessionTimeoutMs: this.settings.sessionTimeoutMs,
      rebalanceTimeoutMs: this.settings.rebalanceTimeoutMs,
      protocols: [{ name: 'range', metadata }],
    });
  }

  /** Returns whether the join has been answered, whatever the answer. */
  private takeJoin(connection: NodeConnection, limitMs: number): boolean {
    const joined = this.answered(this.joining, limitMs);
    if (joined === 'waiting') return false;
    this.joining = undefined;
    if (!joined) return false;
    if (joined.errorCode === 'MEMBER_ID_REQUIRED') this.memberId = joined.memberId;
    else if (joined.errorCode === 'UNKNOWN_MEMBER_ID') this.memberId = '';
    else if (joined.errorCode === 'NONE') this.sendSync(connection, joined);
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
      assignments: joined.leader === joined.memberId ? this.assign(connection, joined) : [],
    });
  }

  /** The leader shares out what its group reads. */
  private assign(connection: NodeConnection, { members, protocolName }: JoinGroupResponse) {
    const subscriptions = new Map(members.map(({ memberId, metadata }) => [memberId, decodeSubscription(metadata)]));
    const topics = [...new Set([...subscriptions.values()].flat())];
    const assignor = assignors[protocolName ?? ''] ?? rangeAssignor;
    const assignment = assignor(subscriptions, this.metadata.partitionCounts(connection, topics));
    return [...assignment].map(([memberId, partitions]) => ({ memberId, assignment: encodeAssignment(partitions) }));
  }

  private takeSync(limitMs: number): boolean {
    const synced = this.answered(this.syncing, limitMs);
    if (synced === 'waiting') return false;
    this.syncing = undefined;
    if (!synced) return false;
    if (synced.errorCode === 'NONE') this.assignment = decodeAssignment(synced.assignment);
    else if (synced.errorCode === 'UNKNOWN_MEMBER_ID') this.memberId = '';
    return synced.errorCode !== 'COORDINATOR_NOT_AVAILABLE' && synced.errorCode !== 'NOT_COORDINATOR';
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
