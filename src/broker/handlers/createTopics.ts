import { validateNewTopicConfigs } from '../../cluster/configs/validateTopicConfigs';
import { catalogOf, controllerTexts } from '../../cluster/nodeConfigs';
import { createTopic, type NewTopic } from '../../cluster/topics';
import type { Turn } from '../../model/turn';
import { failure } from '../../protocol/errors';
import type { CreatableTopic, CreatableTopicResult } from '../../protocol/messages/topics';
import { isWaitedFor } from '../delayedCreatePartitions';
import type { Handler } from '../handler';

/** The request's words for: take the cluster's default. */
const defaultCount = -1;

/** CreateTopics. What is only to be validated is made and taken back: the turn's records are not kept. */
export const createTopicsHandler: Handler<'CreateTopics'> = {
  by: 'controller',
  changesMetadata: true,
  fail: (view, { topics }, failed) =>
    view.controller.isWaitedFor ? undefined : { topics: topics.map(({ name }) => ({ name, ...failed })) },
  answer: (turn, { topics, validateOnly }) => ({
    topics: topics.map((topic) => (validateOnly ? turn.trial(() => create(turn, topic)) : create(turn, topic))),
  }),
};

function create(turn: Turn, topic: CreatableTopic): CreatableTopicResult {
  const { name } = topic;
  const outcome = createTopic(turn, newTopic(topic), (configs) =>
    validateNewTopicConfigs(catalogOf(turn), new Map(Object.entries(configs)), controllerTexts(turn)),
  );
  if ('errorCode' in outcome) return { name, ...outcome };
  if (isWaitedFor(turn, name, 0)) return { name, ...failure('REQUEST_TIMED_OUT') };
  return { name, topicId: outcome.ok.topicId, errorCode: 'NONE', errorMessage: null };
}

function newTopic({ name, numPartitions, replicationFactor, assignments, configs }: CreatableTopic): NewTopic {
  return {
    name,
    partitions: numPartitions === defaultCount ? undefined : numPartitions,
    replicationFactor: replicationFactor === defaultCount ? undefined : replicationFactor,
    assignments: assignments.length === 0 ? undefined : assignments.map(({ brokerIds }) => brokerIds),
    configs: Object.fromEntries(configs.map((config) => [config.name, config.value ?? ''])),
  };
}
