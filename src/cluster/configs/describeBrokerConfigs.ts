import { javaStringHash } from '../../jvm/hashOrder';
import { scalaMutableOrder } from '../../jvm/scalaOrder';
import type { ConfigCatalog } from '../../profiles/configs/configCatalog';
import type { ConfigDefinition } from '../../profiles/configs/configDefinition';
import { listenerMechanismNames } from '../../profiles/configs/dynamicBrokerConfigs';
import { brokerConfigSynonyms, effectiveConfigs, type BrokerConfigState } from './brokerConfigState';
import { configText, parseConfig } from './configValue';
import { brokerSynonymsOf, describedConfig, responseOrder, type DescribedConfig } from './describedConfig';

/** The name behind `listener.name.<listener>.`, if the prefix is there. */
export function withoutListenerPrefix(name: string): string | undefined {
  return /^listener\.name\.[^.]*\.(.*)$/.exec(name)?.[1];
}

/** `DynamicBrokerConfig.brokerConfigSynonyms` with listener prefixes. */
function synonymsWithListener(name: string): readonly string[] {
  const synonyms = brokerConfigSynonyms(name);
  const baseName = withoutListenerPrefix(name);
  if (synonyms.length > 1 || baseName === undefined) return synonyms;
  return [name, listenerMechanismNames.find((mechanismName) => baseName.endsWith(mechanismName)) ?? baseName];
}

/** `KafkaConfig.configType`: of the name itself, or of a synonym. */
function definitionOf(catalog: ConfigCatalog, name: string): ConfigDefinition | undefined {
  const exact = catalog.broker.get(name) ?? catalog.throttles.get(name);
  if (exact !== undefined) return exact;
  return synonymsWithListener(name)
    .map((synonym) => catalog.broker.get(synonym))
    .find((definition) => definition !== undefined);
}

/**
 * `ConfigHelper.describeConfigs` for the broker that answers, in the order of its response.
 * @param wasReconfigured whether a dynamic configuration has changed this broker since it started, now undone or not
 */
export function describeBrokerConfigs(
  catalog: ConfigCatalog,
  state: BrokerConfigState,
  wasReconfigured = false,
): readonly DescribedConfig[] {
  const texts = effectiveConfigs(state);
  const { rules } = catalog;
  const isReconfigured = wasReconfigured || state.defaultConfigs.size > 0 || state.brokerConfigs.size > 0;
  const showsInternals = rules.showsInternalsOnceReconfigured && isReconfigured;
  const defined = [...catalog.broker.values()]
    .filter(({ isInternal }) => !isInternal || showsInternals)
    .map(({ name }) => name);
  const others = [...texts.keys()].filter((name) => !defined.includes(name));
  return responseOrder(rules, defined, others).map((name) => describe(catalog, state, name, texts.get(name)));
}

/** The same for the cluster-wide default: only what is set there, in the order of the response. */
export function describeDefaultBrokerConfigs(
  catalog: ConfigCatalog,
  state: BrokerConfigState,
): readonly DescribedConfig[] {
  return scalaMutableOrder([...state.defaultConfigs.keys()], javaStringHash).map((name) => {
    const text = state.defaultConfigs.get(name)!;
    const { isSensitive, synonyms } = describe(catalog, state, name, text);
    const own = synonyms.filter(({ source }) => source === 'DYNAMIC_DEFAULT_BROKER_CONFIG');
    return describedConfig(name, isSensitive ? null : text, own, isSensitive);
  });
}

function describe(
  catalog: ConfigCatalog,
  state: BrokerConfigState,
  name: string,
  text: string | undefined,
): DescribedConfig {
  const definition = definitionOf(catalog, name);
  const isSensitive = definition === undefined || definition.type === 'PASSWORD';
  const synonyms = brokerSynonymsOf(catalog, state, name, synonymsWithListener(name), isSensitive);
  return describedConfig(name, isSensitive ? null : valueText(catalog, definition, name, text), synonyms, isSensitive);
}

/** Parsed where the broker knows the name itself; as given where it knows a synonym only. */
function valueText(
  catalog: ConfigCatalog,
  definition: ConfigDefinition,
  name: string,
  text: string | undefined,
): string | null {
  if (catalog.broker.get(name) === undefined) return text ?? null;
  const parsed = parseConfig(definition, text);
  return parsed.kind === 'value' ? configText(definition, parsed.value) : (text ?? null);
}
