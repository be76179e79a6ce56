import { javaHashMapOrder } from '../../jvm/hashOrder';
import type { ConsumerSubscription, TopicPartition } from '../../protocol/consumerProtocol';

export type { TopicPartition } from '../../protocol/consumerProtocol';

/** What a member said when it joined, and its group.instance.id, if it has one. */
export interface MemberSubscription extends ConsumerSubscription {
  readonly groupInstanceId: string | null;
}

/** Members by id, with what each subscribed to. */
export type Subscriptions = ReadonlyMap<string, MemberSubscription>;

/** How many partitions each topic has; a topic that is not there is not in it. */
export type PartitionCounts = ReadonlyMap<string, number>;

/** What each member is given. */
export type Assignment = ReadonlyMap<string, readonly TopicPartition[]>;

/** What a member was given last, and in which generation. */
export interface LastAssignment {
  readonly partitions: readonly TopicPartition[];
  readonly generation: number;
}

/** How the leader of a group shares out partitions (org.apache.kafka.clients.consumer.ConsumerPartitionAssignor). */
export interface Assignor {
  /** By which members offer it to the coordinator. */
  readonly name: string;
  /** Whether members may keep what they have while the group rebalances (RebalanceProtocol.COOPERATIVE). */
  readonly isCooperative: boolean;
  /** What a member tells the leader with its subscription, of what it was given last. */
  userData(last: LastAssignment | undefined): Uint8Array | null;
  assign(subscriptions: Subscriptions, partitionCounts: PartitionCounts): Assignment;
}

/** Each member with an empty list, to be filled. */
export function nobodyHasAnything(subscriptions: Subscriptions): Map<string, TopicPartition[]> {
  return new Map([...subscriptions.keys()].map((memberId) => [memberId, []]));
}

/** Ids of members in the order of AbstractPartitionAssignor.MemberInfo: static members first, by their own names. */
export function sortedMembers(subscriptions: Subscriptions): readonly string[] {
  const isStatic = ([, { groupInstanceId }]: readonly [string, MemberSubscription]) => groupInstanceId !== null;
  const names = (members: readonly (readonly [string, MemberSubscription])[]) =>
    members
      .map(([memberId, { groupInstanceId }]) => ({ memberId, name: groupInstanceId ?? memberId }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ memberId }) => memberId);
  const members = [...subscriptions];
  return [...names(members.filter(isStatic)), ...names(members.filter((member) => !isStatic(member)))];
}

/** All topics that somebody subscribed to, in the order of a Java set. */
export function subscribedTopics(subscriptions: Subscriptions): readonly string[] {
  return javaHashMapOrder([...subscriptions.values()].flatMap(({ topics }) => topics));
}
