import type { ProfileId } from '../profile';
import { brokerConfigs28 } from './brokerConfigs28';
import { brokerConfigs39 } from './brokerConfigs39';
import { brokerConfigs43 } from './brokerConfigs43';
import { clientMetricsConfigs39, clientMetricsConfigs43 } from './clientMetricsConfigs';
import { configTable, type ConfigRow, type ConfigTable } from './configDefinition';
import { configRules, type ConfigRules } from './configRules';
import {
  dynamicBrokerConfigs28,
  dynamicBrokerConfigs39,
  dynamicBrokerConfigs43,
  throttleRows,
  type DynamicBrokerConfigs,
} from './dynamicBrokerConfigs';
import { groupConfigs43 } from './groupConfigs43';
import { ipQuotaRows, scramRows, userAndClientQuotaRows } from './quotaConfigs';
import { topicConfigs28 } from './topicConfigs28';
import { topicConfigs39 } from './topicConfigs39';
import { topicConfigs43 } from './topicConfigs43';

/** All configurations that one profile's Kafka knows, and its rules about them. */
export interface ConfigCatalog {
  readonly topic: ConfigTable;
  readonly broker: ConfigTable;
  /** Those that exist as dynamic configurations of a broker only. */
  readonly throttles: ConfigTable;
  readonly dynamicBroker: DynamicBrokerConfigs;
  /** Undefined where there are no such subscriptions: before 3.7, and with ZooKeeper. */
  readonly clientMetrics: ConfigTable | undefined;
  /** Undefined where the release has no such configurations. */
  readonly group: ConfigTable | undefined;
  readonly quotas: { readonly user: ConfigTable; readonly client: ConfigTable; readonly ip: ConfigTable };
  readonly rules: ConfigRules;
}

interface CatalogSource {
  readonly topic: () => readonly ConfigRow[];
  readonly broker: () => readonly ConfigRow[];
  readonly dynamicBroker: () => DynamicBrokerConfigs;
  readonly clientMetrics?: () => readonly ConfigRow[];
  readonly group?: () => readonly ConfigRow[];
  readonly userQuotas: readonly ConfigRow[];
}

const source28zk: CatalogSource = {
  topic: topicConfigs28,
  broker: brokerConfigs28,
  dynamicBroker: dynamicBrokerConfigs28,
  userQuotas: [...scramRows, ...userAndClientQuotaRows],
};
const source39zk: CatalogSource = {
  ...source28zk,
  topic: topicConfigs39,
  broker: brokerConfigs39,
  dynamicBroker: dynamicBrokerConfigs39,
};
const source39kraft: CatalogSource = {
  ...source39zk,
  clientMetrics: clientMetricsConfigs39,
  userQuotas: userAndClientQuotaRows,
};
const source43kraft: CatalogSource = {
  ...source39kraft,
  topic: topicConfigs43,
  broker: brokerConfigs43,
  dynamicBroker: dynamicBrokerConfigs43,
  clientMetrics: clientMetricsConfigs43,
  group: groupConfigs43,
};

const sources: Readonly<Record<ProfileId, CatalogSource>> = {
  '2.8-zk': source28zk,
  '3.9-zk': source39zk,
  '3.9-kraft': source39kraft,
  '4.3-kraft': source43kraft,
};

const catalogs = new Map<ProfileId, ConfigCatalog>();

/** The profile's catalog; its tables are built when first asked for, because most commands need none. */
export function configCatalog(id: ProfileId): ConfigCatalog {
  const known = catalogs.get(id);
  if (known !== undefined) return known;
  const { topic, broker, dynamicBroker, clientMetrics, group, userQuotas } = sources[id];
  const catalog: ConfigCatalog = {
    topic: configTable(topic()),
    broker: configTable(broker()),
    throttles: configTable(throttleRows),
    dynamicBroker: dynamicBroker(),
    clientMetrics: clientMetrics && configTable(clientMetrics()),
    group: group && configTable(group()),
    quotas: {
      user: configTable(userQuotas),
      client: configTable(userAndClientQuotaRows),
      ip: configTable(ipQuotaRows),
    },
    rules: configRules[id],
  };
  catalogs.set(id, catalog);
  return catalog;
}
