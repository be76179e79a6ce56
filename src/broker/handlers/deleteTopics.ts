import { controllerConfig } from '../../model/effectiveConfig';
import type { Turn } from '../../model/turn';
import { failure, noError, type Failure } from '../../protocol/errors';
import type { Handler } from '../handler';

/** DeleteTopics, by name. */
export const deleteTopicsHandler: Handler<'DeleteTopics'> = {
  by: 'controller',
  changesMetadata: true,
  fail: (_view, { topics }, failed) => ({ responses: topics.map(({ name }) => ({ name: name ?? '', ...failed })) }),
  answer: (turn, { topics }) => ({
    responses: topics.map(({ name }) => ({ name: name ?? '', ...deleteTopic(turn, name ?? '') })),
  }),
};

function deleteTopic(turn: Turn, name: string): Failure {
  if (controllerConfig(turn, 'delete.topic.enable') !== 'true') return failure('TOPIC_DELETION_DISABLED');
  const topic = turn.topic(name);
  if (!topic) return failure('UNKNOWN_TOPIC_OR_PARTITION');
  turn.controller.topics.delete(turn, topic);
  return noError;
}
