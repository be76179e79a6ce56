import { apiError } from '../../protocol/apiError';
import { controllerConfig } from '../../model/effectiveConfig';
import type { Handler } from '../handler';

export const deleteTopicsHandler: Handler<'DeleteTopics'> = {
  by: 'controller',
  answer: (turn, request) =>
    request.topics.map((name) => {
      if (controllerConfig(turn, 'delete.topic.enable') !== 'true')
        return { name, error: apiError('TOPIC_DELETION_DISABLED') };
      const topic = turn.topic(name);
      if (!topic) return { name, error: apiError('UNKNOWN_TOPIC_OR_PARTITION') };
      turn.controller.topics.delete(turn, topic);
      return { name };
    }),
};
