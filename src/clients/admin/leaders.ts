import { failure, type Failure } from '../../protocol/errors';
import { perKey } from '../../protocol/perTopic';
import type { AdminClient } from '../adminClient';

/** A partition by the name of its topic and its number (org.apache.kafka.common.TopicPartition). */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** Leaders of the partitions of these topics, as "topic-partition": broker id, or -1. @throws CallFailed */
export function partitionLeaders(
  admin: AdminClient,
  callName: string,
  topics: readonly string[],
): ReadonlyMap<string, TopicPartition & { readonly leader: number }> {
  const request = { topics: topics.map((name) => ({ name })), allowAutoTopicCreation: false };
  return admin.call(callName, 'Metadata', request, {}, ({ topics: described }) => {
    const leaders = new Map<string, TopicPartition & { leader: number }>();
    for (const { name, partitions } of described)
      for (const { partitionIndex, leaderId } of partitions)
        leaders.set(`${name}-${partitionIndex}`, { topic: name ?? '', partition: partitionIndex, leader: leaderId });
    return leaders;
  });
}

/**
 * Asks the leader of each partition (PartitionLeaderStrategy). Partitions that are not there, or have no leader that
 * answers, fail by themselves. Answers come in the order of the partitions.
 * @param ask asks one broker about partitions that it leads, and answers in their order
 * @throws CallFailed
 */
export function askLeaders<P extends TopicPartition, R>(
  admin: AdminClient,
  callName: string,
  partitions: readonly P[],
  ask: (nodeId: number, led: readonly P[]) => readonly R[],
): readonly (R | Failure)[] {
  const leaders = partitionLeaders(admin, callName, [...new Set(partitions.map(({ topic }) => topic))]);
  const answers: (R | Failure)[] = partitions.map(() => failure('UNKNOWN_TOPIC_OR_PARTITION'));
  const leaderOf = ({ topic, partition }: P) => leaders.get(`${topic}-${partition}`)?.leader;
  const byLeader = perKey(
    partitions.entries(),
    ([, partition]) => leaderOf(partition),
    ([index]) => index,
  );
  for (const [leader, indexes] of byLeader) {
    if (leader === undefined) continue;
    const led = indexes.map((index) => partitions[index]!);
    const answered = admin.serves(leader) ? ask(leader, led) : led.map(() => failure('LEADER_NOT_AVAILABLE'));
    for (const [at, index] of indexes.entries()) answers[index] = answered[at]!;
  }
  return answers;
}
