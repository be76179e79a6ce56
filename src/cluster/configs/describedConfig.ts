import { javaHashMapOrder, javaStringHash } from '../../jvm/hashOrder';
import { scalaMutableOrder } from '../../jvm/scalaOrder';
import type { ConfigCatalog } from '../../profiles/configs/configCatalog';
import type { ConfigRules } from '../../profiles/configs/configRules';
import type { BrokerConfigState } from './brokerConfigState';

/** `ConfigEntry.ConfigSource`, as kafka-configs prints it. */
export type ConfigSource =
  | 'DYNAMIC_TOPIC_CONFIG'
  | 'DYNAMIC_BROKER_CONFIG'
  | 'DYNAMIC_DEFAULT_BROKER_CONFIG'
  | 'DYNAMIC_CLIENT_METRICS_CONFIG'
  | 'DYNAMIC_GROUP_CONFIG'
  | 'STATIC_BROKER_CONFIG'
  | 'DEFAULT_CONFIG';

/** A place that a configuration's value could come from, and the value it has there. */
export interface ConfigSynonym {
  readonly name: string;
  readonly value: string | null;
  readonly source: ConfigSource;
}

/** One entry of a DescribeConfigs response. */
export interface DescribedConfig {
  readonly name: string;
  /** Null when there is none, and when it is sensitive. */
  readonly value: string | null;
  readonly source: ConfigSource;
  readonly isSensitive: boolean;
  /** In order of precedence. */
  readonly synonyms: readonly ConfigSynonym[];
}

/** The entry's source is that of its first synonym. */
export function describedConfig(
  name: string,
  value: string | null,
  synonyms: readonly ConfigSynonym[],
  isSensitive = false,
): DescribedConfig {
  return { name, value, source: synonyms[0]?.source ?? 'DEFAULT_CONFIG', isSensitive, synonyms };
}

/** `ConfigHelper.configSynonyms`: where the broker has this configuration from, and what lies below. */
export function brokerSynonymsOf(
  catalog: ConfigCatalog,
  state: BrokerConfigState,
  name: string,
  names: readonly string[],
  isSensitive: boolean,
): readonly ConfigSynonym[] {
  const layers: readonly (readonly [ConfigSource, (synonym: string) => string | null | undefined])[] = [
    ['DYNAMIC_BROKER_CONFIG', (synonym) => state.brokerConfigs.get(synonym)],
    ['DYNAMIC_DEFAULT_BROKER_CONFIG', (synonym) => state.defaultConfigs.get(synonym)],
    ['STATIC_BROKER_CONFIG', (synonym) => state.staticConfigs.get(synonym)],
    ['DEFAULT_CONFIG', (synonym) => catalog.broker.get(synonym)?.defaultValue],
  ];
  const all: ConfigSynonym[] = [];
  for (const [source, textOf] of layers) {
    for (const synonym of names) {
      const text = textOf(synonym);
      if (text != null) all.push({ name: synonym, value: isSensitive ? null : text, source });
    }
  }
  const first = all.findIndex((synonym) => synonym.name === name);
  return first < 0 ? [] : all.slice(first);
}

/**
 * The order in which a broker lists configurations in its response. Tools that don't sort put them into a hash map of
 * their own, where it decides between those that fall into the same bucket.
 * @param defined names that the release defines, in its order
 * @param others names that are only set
 */
export function responseOrder(
  rules: ConfigRules,
  defined: readonly string[],
  others: readonly string[],
): readonly string[] {
  switch (rules.responseOrder) {
    case 'scala-map':
      return scalaMutableOrder([...others, ...defined], javaStringHash);
    case 'java-map':
      return [...javaHashMapOrder(others), ...javaHashMapOrder(defined)];
  }
}
