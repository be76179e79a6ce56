import type { ConfigCatalog } from '../../profiles/configs/configCatalog';
import { parseConfig, type ConfigTexts } from './configValue';
import type { ConfigValue } from './checkConfigValue';

/** The configurations of one broker by where they come from; texts as they were given. */
export interface BrokerConfigState {
  /** Its server.properties. */
  readonly staticConfigs: ConfigTexts;
  /** Dynamic cluster-wide defaults. */
  readonly defaultConfigs: ConfigTexts;
  /** Dynamic configurations of this broker. */
  readonly brokerConfigs: ConfigTexts;
}

/** `KafkaConfig.populateSynonyms` on server.properties, where the release does that. */
export function completedStaticConfigs(
  catalog: ConfigCatalog,
  properties: Readonly<Record<string, string>>,
): ConfigTexts {
  const texts = new Map(Object.entries(properties));
  if (!catalog.rules.completesNodeId) return texts;
  const id = texts.get('node.id') ?? texts.get('broker.id');
  if (id !== undefined) {
    if (!texts.has('broker.id')) texts.set('broker.id', id);
    if (!texts.has('node.id')) texts.set('node.id', id);
  }
  return texts;
}

const rolling = ['log.roll.ms', 'log.roll.hours'];
const rollJitter = ['log.roll.jitter.ms', 'log.roll.jitter.hours'];
const flushing = ['log.flush.interval.ms', 'log.flush.scheduler.interval.ms'];
const retention = ['log.retention.ms', 'log.retention.minutes', 'log.retention.hours'];

const synonyms: ReadonlyMap<string, readonly string[]> = new Map([
  ...rolling.map((name) => [name, rolling] as const),
  ...rollJitter.map((name) => [name, rollJitter] as const),
  // The scheduler's interval is only the default of the other, which is no synonym of it.
  ['log.flush.interval.ms', flushing] as const,
  ...retention.map((name) => [name, retention] as const),
]);

/**
 * `DynamicBrokerConfig.brokerConfigSynonyms` without listener prefixes: names for the same thing, of highest precedence
 * first.
 */
export function brokerConfigSynonyms(name: string): readonly string[] {
  return synonyms.get(name) ?? [name];
}

/**
 * `DynamicBrokerConfig.overrideProps`, layer by layer over the base: a name of a layer drives out its synonyms below.
 */
export function overriddenConfigs(base: ConfigTexts, ...layers: readonly ConfigTexts[]): ConfigTexts {
  const result = new Map(base);
  for (const layer of layers) {
    for (const [name, text] of layer) {
      for (const synonym of brokerConfigSynonyms(name)) result.delete(synonym);
      result.set(name, text);
    }
  }
  return result;
}

/**
 * The texts of a broker's `KafkaConfig`: server.properties, the dynamic defaults over it, the broker's own over these.
 */
export function effectiveConfigs({ staticConfigs, defaultConfigs, brokerConfigs }: BrokerConfigState): ConfigTexts {
  return overriddenConfigs(staticConfigs, defaultConfigs, brokerConfigs);
}

/** A broker configuration's value from its texts, each parsed when asked for; wrong texts count as not given. */
export function brokerValue(catalog: ConfigCatalog, texts: ConfigTexts, name: string): ConfigValue {
  const definition = catalog.broker.get(name);
  if (definition === undefined) return null;
  const parsed = parseConfig(definition, texts.get(name));
  if (parsed.kind === 'value') return parsed.value;
  const fallback = parseConfig(definition, undefined);
  return fallback.kind === 'value' ? fallback.value : null;
}
