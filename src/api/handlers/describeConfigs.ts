import type { Handler } from '../handle';

export const describeConfigsHandler: Handler<'DescribeConfigs'> = {
  by: 'broker',
  answer: (view, request) =>
    request.resources.map((resource) => ({
      resource,
      entries: [...view.configs('topic', resource.name)].map(([name, value]) => ({ name, value, source: 'DYNAMIC_TOPIC_CONFIG' as const, sensitive: false, readOnly: false, synonyms: [] })),
    })),
};
