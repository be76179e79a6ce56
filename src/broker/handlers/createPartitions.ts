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
  answer(turn, { topics, validateOnly }) {
    const control = turn.controller.topics;
    if (topics.some((topic) => control.isOverloaded(turn, partitionsToPlace(turn, topic))))
      return { results: topics.map(({ name }) => ({ name, ...failure('UNKNOWN_SERVER_ERROR') })) };
    let room = control.recordsPerRequest;
    const results = topics.map((topic) => {
      const make = () => create(turn, topic, room);
      const before = partitionCount(turn, topic.name);
      const result = { name: topic.name, ...(validateOnly ? turn.trial(make) : make()) };
      room -= partitionCount(turn, topic.name) - before;
      return result;
    });
    return { results };
  },
};

function partitionCount(turn: Turn, name: string): number {
  const topic = turn.topic(name);
  return topic ? turn.partitionCount(topic) : 0;
}

function partitionsToPlace(turn: Turn, { name, count, assignments }: CreatePartitionsTopic): number {
  return turn.topic(name) && !assignments ? count - partitionCount(turn, name) : 0;
}

function create(turn: Turn, { name, count, assignments }: CreatePartitionsTopic, room: number): Failure {
  const topic = turn.topic(name);
  if (!topic || topic.deleting) return failure('UNKNOWN_TOPIC_OR_PARTITION');
  const before = turn.partitionCount(topic);
  const error = createPartitions(
    turn,
    topic,
    count,
    assignments?.map(({ brokerIds }) => brokerIds),
    room,
  );
  if (error) return error;
  return isWaitedFor(turn, name, before) ? failure('REQUEST_TIMED_OUT') : noError;
}
