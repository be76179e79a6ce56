import { validateNewTopicConfigs } from '../../cluster/configs/validateTopicConfigs';
import { catalogOf, controllerTexts } from '../../cluster/nodeConfigs';
import { createTopic } from '../../cluster/topics';
import type { Handler } from '../handle';

export const createTopicsHandler: Handler<'CreateTopics'> = {
  by: 'controller',
  answer: (turn, request) =>
    request.topics.map((topic) => {
      const outcome = createTopic(turn, topic, (configs) => validateNewTopicConfigs(catalogOf(turn), new Map(Object.entries(configs)), controllerTexts(turn)));
      return 'error' in outcome ? { name: topic.name, error: outcome } : { name: topic.name, value: outcome.ok };
    }),
};
