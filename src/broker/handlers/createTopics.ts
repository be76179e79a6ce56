import { apiError } from '../../protocol/apiError';
import { validateNewTopicConfigs } from '../../cluster/configs/validateTopicConfigs';
import { catalogOf, controllerTexts } from '../../cluster/nodeConfigs';
import { createTopic } from '../../cluster/topics';
import { isWaitedFor } from '../delayedCreatePartitions';
import type { Handler } from '../handler';

export const createTopicsHandler: Handler<'CreateTopics'> = {
  by: 'controller',
  answer: (turn, request) =>
    request.topics.map((topic) => {
      const outcome = createTopic(turn, topic, (configs) =>
        validateNewTopicConfigs(catalogOf(turn), new Map(Object.entries(configs)), controllerTexts(turn)),
      );
      if ('error' in outcome) return { name: topic.name, error: outcome };
      return isWaitedFor(turn, topic.name, 0)
        ? { name: topic.name, error: apiError('REQUEST_TIMED_OUT') }
        : { name: topic.name, value: outcome.ok };
    }),
};
