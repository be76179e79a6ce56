import { apiError, type ApiError } from '../../protocol/apiError';
import { describeClientMetrics, validateClientMetrics } from '../../cluster/configs/clientMetricsConfigs';
import { describeGroupConfigs } from '../../cluster/configs/groupConfigs';
import { describeBrokerConfigs, describeDefaultBrokerConfigs } from '../../cluster/configs/describeBrokerConfigs';
import { topicConfigDescriber } from '../../cluster/configs/describeTopicConfigs';
import { answeringBroker, brokerConfigState, catalogOf } from '../../cluster/nodeConfigs';
import { loggerLevels } from '../../profiles/brokerLoggers';
import type { ClusterView } from '../../model/turn';
import type { Handler } from '../handler';
import type { ConfigDescription, ConfigEntry, ConfigResource } from '../../protocol/requests';

type Describer = (resource: ConfigResource) => readonly ConfigEntry[] | ApiError;

/** Describes resources one after the other, as they are asked for from the iterator. */
export const describeConfigsHandler: Handler<'DescribeConfigs'> = {
  by: 'broker',
  answer: (view, request) => describe(view, request.resources),
};

function* describe(view: ClusterView, resources: readonly ConfigResource[]): Iterable<ConfigDescription> {
  const describers: Partial<Record<ConfigResource['type'], Describer>> = {};
  for (const resource of resources) {
    const described = (describers[resource.type] ??= describerOf(view, resource.type))(resource);
    if ('error' in described) yield { resource, error: described, entries: [] };
    else yield { resource, entries: described };
  }
}

function describerOf(view: ClusterView, type: ConfigResource['type']): Describer {
  const catalog = catalogOf(view);
  switch (type) {
    case 'topic': {
      const ofTopic = topicConfigDescriber(catalog, brokerConfigState(view, answeringBroker(view)));
      return ({ name }) => {
        const topic = view.topic(name);
        return topic && !topic.deleting
          ? ofTopic(view.configs('topic', name))
          : apiError('UNKNOWN_TOPIC_OR_PARTITION', '');
      };
    }
    case 'broker':
      return ({ name }) =>
        name === ''
          ? describeDefaultBrokerConfigs(catalog, brokerConfigState(view, answeringBroker(view)))
          : describeBrokerConfigs(catalog, brokerConfigState(view, view.node(Number(name))));
    case 'broker-logger': {
      const started = loggerLevels(view.profile.brokerLoggers);
      return ({ name }) =>
        [...new Map([...started, ...view.configs('broker-logger', name)])].map(([logger, level]) => ({
          name: logger,
          value: level,
          source: 'DYNAMIC_BROKER_LOGGER_CONFIG' as const,
          isSensitive: false,
          synonyms: [],
        }));
    }
    case 'client-metrics':
      return ({ name }) =>
        catalog.clientMetrics
          ? describeClientMetrics(catalog, view.configs(type, name))
          : validateClientMetrics(catalog, name, new Map())!;
    case 'group':
      return ({ name }) =>
        describeGroupConfigs(catalog, brokerConfigState(view, answeringBroker(view)), view.configs(type, name));
  }
}
