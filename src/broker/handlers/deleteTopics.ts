import { apiError } from '../../protocol/apiError';
import { controllerOf } from '../../cluster/controller';
import { controllerConfig } from '../../model/effectiveConfig';
import type { Handler } from '../handle';

export const deleteTopicsHandler: Handler<'DeleteTopics'> = {
  by: 'controller',
  answer: (turn, request) =>
    request.topics.map((name) => {
      if (controllerConfig(turn, 'delete.topic.enable') !== 'true')
        return { name, error: apiError('TOPIC_DELETION_DISABLED') };
      const topic = turn.topic(name);
      if (!topic) return { name, error: apiError('UNKNOWN_TOPIC_OR_PARTITION') };
      controllerOf(turn).deleteTopic(turn, topic);
      return { name };
    }),
};
