import { createPartitions } from '../../cluster/topics';
import type { Turn } from '../../model/turn';
import { failure, noError, type Failure } from '../../protocol/errors';
import type { CreatePartitionsTopic } from '../../protocol/messages/topics';
import { isWaitedFor } from '../delayedCreatePartitions';
import type { Handler } from '../handler';

/** CreatePartitions */
export const createPartitionsHandler: Handler<'CreatePartitions'> = {
  by: 'controller',
  changesMetadata: true,
  fail: (_view, { topics }, failed) => ({ results: topics.map(({ name }) => ({ name, ...failed })) }),
  answer: (turn, { topics, validateOnly }) => ({
    results: topics.map((topic) => ({
      name: topic.name,
      ...(validateOnly ? turn.trial(() => create(turn, topic)) : create(turn, topic)),
    })),
  }),
};

function create(turn: Turn, { name, count, assignments }: CreatePartitionsTopic): Failure {
  const topic = turn.topic(name);
  if (!topic || topic.deleting) return failure('UNKNOWN_TOPIC_OR_PARTITION');
  const before = turn.partitionCount(topic);
  const error = createPartitions(
    turn,
    topic,
    count,
    assignments?.map(({ brokerIds }) => brokerIds),
  );
  if (error) return error;
  return isWaitedFor(turn, name, before) ? failure('REQUEST_TIMED_OUT') : noError;
}
