import { javaHashMapOrder } from '../../jvm/hashOrder';
import type { ConfigCatalog } from '../../profiles/configs/configCatalog';
import type { ConfigDefinition } from '../../profiles/configs/configDefinition';
import { failure, type Failure } from '../../protocol/errors';
import { brokerValue, effectiveConfigs, type BrokerConfigState } from './brokerConfigState';
import { configText, parseConfig, parseConfigs, type ConfigTexts } from './configValue';
import { brokerSynonymsOf, describedConfig, type ConfigSynonym, type DescribedConfig } from './describedConfig';

/**
 * In the order of their checks; "consumer.x" lies between the broker's "group.consumer.min.x" and
 * "group.consumer.max.x".
 */
const bounded: readonly string[] = [
  'consumer.heartbeat.interval.ms',
  'consumer.session.timeout.ms',
  'consumer.assignment.interval.ms',
  'share.heartbeat.interval.ms',
  'share.session.timeout.ms',
  'share.record.lock.duration.ms',
  'share.delivery.count.limit',
  'share.partition.max.record.locks',
  'share.assignment.interval.ms',
  'streams.heartbeat.interval.ms',
  'streams.session.timeout.ms',
  'streams.num.standby.replicas',
  'streams.assignment.interval.ms',
];
const irregularMaximums: ReadonlyMap<string, string> = new Map([
  ['streams.num.standby.replicas', 'group.streams.max.standby.replicas'],
]);

/**
 * Whether a group can have these configurations (`GroupConfig.validate`, KIP-848, KIP-932, KIP-1071).
 * @param texts all that it is to have
 * @param controllerTexts the effective configurations of the controller's node
 */
export function validateGroupConfigs(
  catalog: ConfigCatalog,
  group: string,
  texts: ConfigTexts,
  controllerTexts: ConfigTexts,
): Failure | undefined {
  const table = catalog.group ?? new Map<string, ConfigDefinition>();
  const invalid = (message: string): Failure => failure('INVALID_CONFIG', message);
  if (group === '') return failure('INVALID_REQUEST', 'Default group resources are not allowed.');
  const unknown = javaHashMapOrder([...table.keys(), ...texts.keys()]).find((name) => !table.has(name));
  if (unknown !== undefined) return invalid(`Unknown group config name: ${unknown}`);
  const parsed = parseConfigs(table, new Map([...groupDefaults(catalog, controllerTexts), ...texts]));
  if (parsed.kind === 'failure') return invalid(parsed.failure.message);
  const valueOf = (name: string): number => parsed.values.get(name) as number;
  const brokerLimit = (name: string): number => brokerValue(catalog, controllerTexts, name) as number;
  for (const name of bounded) {
    const [protocol, ...rest] = name.split('.');
    const min = `group.${protocol}.min.${rest.join('.')}`;
    const max = irregularMaximums.get(name) ?? `group.${protocol}.max.${rest.join('.')}`;
    if (catalog.broker.has(min) && valueOf(name) < brokerLimit(min))
      return invalid(`${name} must be greater than or equal to ${min}`);
    if (valueOf(name) > brokerLimit(max)) return invalid(`${name} must be less than or equal to ${max}`);
  }
  for (const protocol of ['consumer', 'share', 'streams']) {
    const session = `${protocol}.session.timeout.ms`;
    const heartbeat = `${protocol}.heartbeat.interval.ms`;
    if (valueOf(session) <= valueOf(heartbeat)) return invalid(`${session} must be greater than ${heartbeat}`);
  }
  return undefined;
}

/** `AbstractKafkaConfig.extractGroupConfigMap`. */
function groupDefaults(catalog: ConfigCatalog, brokerTexts: ConfigTexts): ConfigTexts {
  const defaults = new Map<string, string>();
  for (const definition of catalog.group?.values() ?? []) {
    if (definition.brokerName === undefined) continue;
    const text = configText(definition, brokerValue(catalog, brokerTexts, definition.brokerName));
    if (text !== null) defaults.set(definition.name, text);
  }
  return defaults;
}

/** `ConfigHelper.describeConfigs` for a group, in the order of the response. */
export function describeGroupConfigs(
  catalog: ConfigCatalog,
  state: BrokerConfigState,
  texts: ConfigTexts,
): readonly DescribedConfig[] {
  const fromBroker = groupDefaults(catalog, effectiveConfigs(state));
  const table = catalog.group ?? new Map<string, ConfigDefinition>();
  return javaHashMapOrder([...table.keys()]).map((name) => {
    const definition = table.get(name)!;
    const parsed = parseConfig(definition, texts.get(name) ?? fromBroker.get(name));
    const value = parsed.kind === 'value' ? configText(definition, parsed.value) : null;
    const below: readonly ConfigSynonym[] =
      definition.brokerName === undefined
        ? [{ name, value: definition.defaultValue, source: 'DEFAULT_CONFIG' }]
        : brokerSynonymsOf(catalog, state, definition.brokerName, [definition.brokerName], false);
    return describedConfig(
      name,
      value,
      texts.has(name) ? [{ name, value, source: 'DYNAMIC_GROUP_CONFIG' }, ...below] : below,
    );
  });
}
