import { isInternalTopic } from '../../model/topicNames';
import type { ClusterView } from '../../model/turn';
import type { DescribeTopicPartitionsResponseTopic } from '../../protocol/messages/metadata';
import type { Handler } from '../handler';

/** Describes topics one after the other, as they are asked for from the iterator. */
export const describeTopicPartitionsHandler: Handler<'DescribeTopicPartitions'> = {
  by: 'broker',
  answer: (view, { topics }) => ({
    topics: describe(
      view,
      topics.map(({ name }) => name),
    ),
  }),
};

function* describe(view: ClusterView, names: readonly string[]): Iterable<DescribeTopicPartitionsResponseTopic> {
  const unannounced = view.controller.topics.unannounced(view);
  for (const name of names) {
    const topic = view.topic(name);
    const hidden = topic && unannounced.get(topic.topicId);
    const partitions = !topic || topic.deleting ? [] : view.partitionTexts(topic);
    const known = hidden ? partitions.filter(({ partition }) => !hidden.has(partition)) : partitions;
    if (!topic || known.length === 0) yield { errorCode: 'UNKNOWN_TOPIC_OR_PARTITION', name, partitions: [] };
    else {
      yield {
        errorCode: 'NONE',
        name,
        topicId: topic.topicId,
        isInternal: isInternalTopic(name),
        partitions: known.map(({ partition, leader, leaderEpoch, replicas, isr, elr, lastKnownElr }) => ({
          errorCode: 'NONE',
          partitionIndex: partition,
          leaderId: leader,
          leaderEpoch,
          replicaNodes: replicas,
          isrNodes: isr,
          eligibleLeaderReplicas: elr,
          lastKnownElr,
        })),
      };
    }
  }
}
