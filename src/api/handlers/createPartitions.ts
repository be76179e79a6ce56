import { apiError } from '../../cluster/apiError';
import { createPartitions } from '../../cluster/topics';
import type { Handler } from '../handle';

export const createPartitionsHandler: Handler<'CreatePartitions'> = {
  by: 'controller',
  answer: (turn, request) =>
    request.topics.map(({ name, count, assignments }) => {
      const topic = turn.topic(name);
      const error = topic && !topic.deleting ? createPartitions(turn, topic, count, assignments) : apiError('UNKNOWN_TOPIC_OR_PARTITION');
      return { name, ...(error && { error }) };
    }),
};
