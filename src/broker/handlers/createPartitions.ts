import { apiError } from '../../protocol/apiError';
import { createPartitions } from '../../cluster/topics';
import { isWaitedFor } from '../delayedCreatePartitions';
import type { Handler } from '../handler';

export const createPartitionsHandler: Handler<'CreatePartitions'> = {
  by: 'controller',
  answer: (turn, request) =>
    request.topics.map(({ name, count, assignments }) => {
      const topic = turn.topic(name);
      if (!topic || topic.deleting) return { name, error: apiError('UNKNOWN_TOPIC_OR_PARTITION') };
      const before = turn.partitions(topic).length;
      const error = createPartitions(turn, topic, count, assignments);
      if (error) return { name, error };
      return isWaitedFor(turn, name, before) ? { name, error: apiError('REQUEST_TIMED_OUT') } : { name };
    }),
};
