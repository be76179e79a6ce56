import { describeClientMetrics, validateClientMetrics } from '../../cluster/configs/clientMetricsConfigs';
import { describeBrokerConfigs, describeDefaultBrokerConfigs } from '../../cluster/configs/describeBrokerConfigs';
import type { DescribedConfig } from '../../cluster/configs/describedConfig';
import { topicConfigDescriber } from '../../cluster/configs/describeTopicConfigs';
import { describeGroupConfigs } from '../../cluster/configs/groupConfigs';
import { answeringBroker, brokerConfigState, catalogOf } from '../../cluster/nodeConfigs';
import { javaStringHash } from '../../jvm/hashOrder';
import { scalaMutableOrder } from '../../jvm/scalaOrder';
import type { RecordType } from '../../model/records';
import type { ClusterView } from '../../model/turn';
import { loggerLevels } from '../../profiles/brokerLoggers';
import { failure, noError, type Failure } from '../../protocol/errors';
import type { ConfigSource, ResourceType } from '../../protocol/fields';
import type { DescribeConfigsResource, DescribeConfigsResult } from '../../protocol/messages/configs';
import type { Handler } from '../handler';

type Described = Omit<DescribedConfig, 'source'> & { readonly source: ConfigSource };
type Describer = (name: string) => readonly Described[] | Failure;

/** DescribeConfigs: resources one after the other, as they are asked for from the iterator. */
export const describeConfigsHandler: Handler<'DescribeConfigs'> = {
  by: 'broker',
  answer: (view, { resources }) => ({ results: describe(view, resources) }),
};

function* describe(view: ClusterView, resources: readonly DescribeConfigsResource[]): Iterable<DescribeConfigsResult> {
  const describers: Partial<Record<ResourceType, Describer>> = {};
  for (const { resourceType, resourceName, configurationKeys } of resources) {
    const described = (describers[resourceType] ??= describerOf(view, resourceType))(resourceName);
    const resource = { resourceType, resourceName };
    if ('errorCode' in described) {
      yield { ...resource, ...described, configs: [] };
      continue;
    }
    const asked = configurationKeys && new Set(configurationKeys);
    const configs = described
      .filter(({ name }) => !asked || asked.has(name))
      .map(({ name, value, source, isSensitive, synonyms }) => ({
        name,
        value,
        readOnly: false,
        configSource: source,
        isSensitive,
        synonyms,
      }));
    yield { ...resource, ...noError, configs };
  }
}

function describerOf(view: ClusterView, type: ResourceType): Describer {
  const catalog = catalogOf(view);
  switch (type) {
    case 'topic': {
      const ofTopic = topicConfigDescriber(catalog, brokerConfigState(view, answeringBroker(view)));
      return (name) => {
        const topic = view.topic(name);
        return topic && !topic.deleting
          ? ofTopic(view.configs('topic', name))
          : failure('UNKNOWN_TOPIC_OR_PARTITION', '');
      };
    }
    case 'broker':
      return (name) =>
        name === ''
          ? describeDefaultBrokerConfigs(catalog, brokerConfigState(view, answeringBroker(view)))
          : describeBrokerConfigs(catalog, brokerConfigState(view, view.node(Number(name))));
    case 'broker-logger': {
      const loggers = loggersOf(view);
      return (name) =>
        [...new Map([...loggers, ...view.configs('broker-logger', name)])].map(([logger, level]) => ({
          name: logger,
          value: level,
          source: 'DYNAMIC_BROKER_LOGGER_CONFIG' as const,
          isSensitive: false,
          synonyms: [],
        }));
    }
    case 'client-metrics':
      return (name) =>
        catalog.clientMetrics
          ? describeClientMetrics(catalog, view.configs(type, name))
          : validateClientMetrics(catalog, name, new Map())!;
    case 'group':
      return (name) =>
        describeGroupConfigs(catalog, brokerConfigState(view, answeringBroker(view)), view.configs(type, name));
  }
}

/** Loggers and their levels as the brokers started with them; a logger exists from when its class first used it. */
function loggersOf(view: ClusterView): readonly (readonly [string, string])[] {
  const { brokerLoggers, laterBrokerLoggers, brokerLoggerOrder } = view.profile;
  const has = (...types: RecordType[]) => view.countRecords(new Set(types), view.nowMs) > 0;
  const list = [
    brokerLoggers,
    has('ConfigRecord', 'ClientQuotaRecord') ? laterBrokerLoggers.configChange : '',
    has('ClientQuotaRecord') ? laterBrokerLoggers.quota : '',
  ].join(' ');
  const levels = [...loggerLevels(list)];
  return brokerLoggerOrder === 'name'
    ? levels.sort(([a], [b]) => (a < b ? -1 : 1))
    : scalaMutableOrder(levels, ([name]) => javaStringHash(name));
}
