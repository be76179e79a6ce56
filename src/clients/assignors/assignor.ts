/** A partition by the name of its topic and its number. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** Members with the topics that each subscribed to, in the order in which the group has them. */
export type Subscriptions = ReadonlyMap<string, readonly string[]>;

/** How many partitions each topic has; a topic that is not there is not in it. */
export type PartitionCounts = ReadonlyMap<string, number>;

/** What each member is given. */
export type Assignment = ReadonlyMap<string, readonly TopicPartition[]>;

/** How the leader of a group shares out partitions (org.apache.kafka.clients.consumer.ConsumerPartitionAssignor). */
export type Assignor = (subscriptions: Subscriptions, partitionCounts: PartitionCounts) => Assignment;

/** Each member with an empty list, to be filled. */
export function nobodyHasAnything(subscriptions: Subscriptions): Map<string, TopicPartition[]> {
  return new Map([...subscriptions.keys()].map((memberId) => [memberId, []]));
}
