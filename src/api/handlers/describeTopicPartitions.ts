import { apiError } from '../../cluster/apiError';
import { isInternalTopic } from '../../cluster/topicNames';
import type { ClusterView } from '../../cluster/turn';
import type { Handler } from '../handle';
import type { TopicDescription } from '../requests';

/** Describes topics one after the other, as they are asked for from the iterator. */
export const describeTopicPartitionsHandler: Handler<'DescribeTopicPartitions'> = {
  by: 'broker',
  answer: (view, request) => describe(view, request.topics),
};

function* describe(view: ClusterView, names: readonly string[]): Iterable<TopicDescription> {
  for (const name of names) {
    const topic = view.topic(name);
    if (!topic || topic.deleting) yield { name, topicId: '', internal: false, error: apiError('UNKNOWN_TOPIC_OR_PARTITION'), partitions: [] };
    else yield { name, topicId: topic.topicId, internal: isInternalTopic(name), partitions: view.partitionTexts(topic) };
  }
}
