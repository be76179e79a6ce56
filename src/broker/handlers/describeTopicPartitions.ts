import { apiError } from '../../protocol/apiError';
import { isInternalTopic } from '../../model/topicNames';
import type { ClusterView } from '../../model/turn';
import type { Handler } from '../handler';
import type { TopicDescription } from '../../protocol/requests';

/** Describes topics one after the other, as they are asked for from the iterator. */
export const describeTopicPartitionsHandler: Handler<'DescribeTopicPartitions'> = {
  by: 'broker',
  answer: (view, request) => describe(view, request.topics),
};

function* describe(view: ClusterView, names: readonly string[]): Iterable<TopicDescription> {
  const unannounced = view.controller.topics.unannounced(view);
  for (const name of names) {
    const topic = view.topic(name);
    const hidden = topic && unannounced.get(topic.topicId);
    const partitions = !topic || topic.deleting ? [] : view.partitionTexts(topic);
    const known = hidden ? partitions.filter(({ partition }) => !hidden.has(partition)) : partitions;
    if (!topic || known.length === 0)
      yield { name, topicId: '', internal: false, error: apiError('UNKNOWN_TOPIC_OR_PARTITION'), partitions: [] };
    else yield { name, topicId: topic.topicId, internal: isInternalTopic(name), partitions: known };
  }
}
