import { apiError, type ApiError } from '../../protocol/apiError';
import { topicNameProblem } from '../../model/topicNames';
import type { Turn } from '../../model/turn';
import { createTopicOnDemand } from '../../coordinators/internalTopics';
import type { Handler } from '../handler';

export const topicMetadataHandler: Handler<'TopicMetadata'> = {
  by: 'leader',
  answer: (turn, { topics, allowAutoTopicCreation }) =>
    topics.map((name) => {
      const topic = turn.topic(name);
      if (!topic || topic.deleting)
        return { name, error: missing(turn, name, allowAutoTopicCreation && !topic), partitions: [] };
      return {
        name,
        partitions: turn
          .partitions(topic)
          .map(({ partition, leader, leaderEpoch }) => ({ partition, leader, leaderEpoch })),
      };
    }),
};

function missing(turn: Turn, name: string, mayCreate: boolean): ApiError {
  if (topicNameProblem(name, turn.profile.words.topicNameInvalid) !== undefined)
    return apiError('INVALID_TOPIC_EXCEPTION');
  return mayCreate ? createTopicOnDemand(turn, name) : apiError('UNKNOWN_TOPIC_OR_PARTITION');
}
