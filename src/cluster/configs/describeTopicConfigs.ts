import type { ConfigCatalog } from '../../profiles/configs/configCatalog';
import type { ConfigDefinition } from '../../profiles/configs/configDefinition';
import { brokerConfigSynonyms, effectiveConfigs, type BrokerConfigState } from './brokerConfigState';
import { configText, parseConfig, type ConfigTexts } from './configValue';
import { brokerSynonymsOf, describedConfig, responseOrder, type DescribedConfig } from './describedConfig';
import { topicDefaults } from './topicDefaults';

/**
 * `ConfigHelper.describeConfigs` for topics. What is the same for all topics is worked out once, because a listing of
 * many topics asks for each.
 * @param state the configurations of the broker that answers
 * @returns a topic's entries from its overrides, in the order of the response
 */
export function topicConfigDescriber(
  catalog: ConfigCatalog,
  state: BrokerConfigState,
): (overrides: ConfigTexts) => readonly DescribedConfig[] {
  const fromBroker = topicDefaults(catalog, effectiveConfigs(state));
  const inherited = new Map<string, DescribedConfig>();
  for (const definition of catalog.topic.values()) inherited.set(definition.name, describeInherited(definition));
  const shown = [...catalog.topic.values()].filter(({ isInternal }) => !isInternal).map(({ name }) => name);
  const ordered = responseOrder(catalog.rules, shown, []);
  const unchanged = ordered.map((name) => inherited.get(name)!);

  function describeInherited(definition: ConfigDefinition): DescribedConfig {
    const { name, brokerName } = definition;
    const parsed = parseConfig(definition, fromBroker.get(name));
    const synonyms =
      brokerName === undefined
        ? []
        : brokerSynonymsOf(catalog, state, brokerName, brokerConfigSynonyms(brokerName), false);
    return describedConfig(name, parsed.kind === 'value' ? configText(definition, parsed.value) : null, synonyms);
  }

  function describe(name: string, text: string | undefined): DescribedConfig {
    const definition = catalog.topic.get(name);
    // The broker calls what it does not know sensitive, to be safe.
    if (definition === undefined) {
      return describedConfig(name, null, [{ name, value: null, source: 'DYNAMIC_TOPIC_CONFIG' }], true);
    }
    const below = inherited.get(name)!;
    if (text === undefined) return below;
    const parsed = parseConfig(definition, text);
    const value = parsed.kind === 'value' ? configText(definition, parsed.value) : text;
    return describedConfig(name, value, [{ name, value, source: 'DYNAMIC_TOPIC_CONFIG' }, ...below.synonyms]);
  }

  return (overrides) => {
    if (overrides.size === 0) return unchanged;
    const others = [...overrides.keys()].filter((name) => !shown.includes(name));
    const names = others.length === 0 ? ordered : responseOrder(catalog.rules, shown, others);
    return names.map((name) => describe(name, overrides.get(name)));
  };
}
