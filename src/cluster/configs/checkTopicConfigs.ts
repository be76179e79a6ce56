import { javaHashMapOrder } from '../../jvm/hashOrder';
import type { ConfigCatalog } from '../../profiles/configs/configCatalog';
import { brokerValue } from './brokerConfigState';
import { configException, invalidConfiguration, invalidValue, type ConfigFailure } from './configFailure';
import { parseConfigs, type ConfigTexts } from './configValue';
import type { ConfigValue } from './checkConfigValue';
import { topicDefaults } from './topicDefaults';

/**
 * `LogConfig.validate` as kafka-topics runs it on the overrides of a new topic: first all names, then the values in the
 * order of their definitions, then how they go together.
 */
export function checkTopicConfigs(catalog: ConfigCatalog, overrides: ConfigTexts): ConfigFailure | undefined {
  const checked = checkNamesAndValues(catalog, overrides, overrides);
  return checked.failure ?? checkCompactionLag(checked.valueOf);
}

/**
 * `LogConfig.validate` as the controller runs it.
 * @param overrides all overrides that the topic is to have
 * @param existing those it has
 * @param controllerTexts the effective configurations of the controller's node
 */
export function checkTopicConfigsAtController(
  catalog: ConfigCatalog,
  overrides: ConfigTexts,
  existing: ConfigTexts,
  controllerTexts: ConfigTexts,
): ConfigFailure | undefined {
  if (!catalog.rules.checksOverridesWithBroker) return checkTopicConfigs(catalog, overrides);
  const combined = new Map([...topicDefaults(catalog, controllerTexts), ...overrides]);
  const { failure, valueOf } = checkNamesAndValues(catalog, overrides, combined);
  const failed = failure ?? checkCompactionLag(valueOf);
  if (failed !== undefined || catalog.rules.remoteStorage === undefined) return failed;
  const { cleanupPolicies, canBeLeft } = catalog.rules.remoteStorage;
  if (!canBeLeft && (valueOf('remote.log.delete.on.disable') === true || valueOf('remote.log.copy.disable') === true)) {
    return invalidConfiguration(
      "It is invalid to set `remote.log.delete.on.disable` or `remote.log.copy.disable` under Zookeeper's mode.",
    );
  }
  if (valueOf('remote.storage.enable') !== true) {
    const wasEnabled = canBeLeft && existing.get('remote.storage.enable')?.toLowerCase() === 'true';
    return wasEnabled && valueOf('remote.log.delete.on.disable') !== true ? leavesRemoteData : undefined;
  }
  if (brokerValue(catalog, controllerTexts, 'remote.log.storage.system.enable') !== true) {
    return configException(
      'Tiered Storage functionality is disabled in the broker. Topic cannot be configured with remote log storage.',
    );
  }
  return checkRemotePolicy(cleanupPolicies, valueOf) ?? checkLocalRetention(valueOf) ?? checkCopyDisabled(valueOf);
}

type ValueOf = (name: string) => ConfigValue;

const leavesRemoteData = invalidConfiguration(
  'It is invalid to disable remote storage without deleting remote data. ' +
    'If you want to keep the remote data and turn to read only, ' +
    'please set `remote.storage.enable=true,remote.log.copy.disable=true`. ' +
    'If you want to disable remote storage and delete all remote data, ' +
    'please set `remote.storage.enable=false,remote.log.delete.on.disable=true`.',
);

function checkNamesAndValues(
  catalog: ConfigCatalog,
  named: ConfigTexts,
  texts: ConfigTexts,
): { failure?: ConfigFailure; valueOf: ValueOf } {
  const unknown = javaHashMapOrder([...named.keys()]).find((name) => !catalog.topic.has(name));
  const none: ValueOf = () => null;
  if (unknown !== undefined)
    return { failure: invalidConfiguration(`Unknown topic config name: ${unknown}`), valueOf: none };
  const parsed = parseConfigs(catalog.topic, texts);
  if (parsed.kind === 'failure') return { failure: parsed.failure, valueOf: none };
  return { valueOf: (name) => parsed.values.get(name) ?? null };
}

function checkCompactionLag(valueOf: ValueOf): ConfigFailure | undefined {
  const min = valueOf('min.compaction.lag.ms') as bigint;
  const max = valueOf('max.compaction.lag.ms') as bigint;
  if (min <= max) return undefined;
  return invalidConfiguration(
    `conflict topic config setting min.compaction.lag.ms (${min}) > max.compaction.lag.ms (${max})`,
  );
}

function checkRemotePolicy(
  cleanupPolicies: 'not-compact' | 'only-delete',
  valueOf: ValueOf,
): ConfigFailure | undefined {
  const policies = valueOf('cleanup.policy') as readonly string[];
  switch (cleanupPolicies) {
    case 'not-compact':
      return policies.includes('compact')
        ? configException('Remote log storage is unsupported for the compacted topics')
        : undefined;
    case 'only-delete':
      if (policies.every((policy) => policy === 'delete')) return undefined;
      return configException(
        'Remote log storage only supports topics with cleanup.policy=delete or cleanup.policy being an empty list.',
      );
  }
}

/** Local retention within the topic's; -2 stands for the topic's own. */
function checkLocalRetention(valueOf: ValueOf): ConfigFailure | undefined {
  return (
    checkLocalLimit(valueOf, 'local.retention.bytes', 'retention.bytes') ??
    checkLocalLimit(valueOf, 'local.retention.ms', 'retention.ms')
  );
}

/** How a limit of tiered storage's local part goes with the whole topic's; -2 stands for the whole one, -1 for none. */
export function checkLocalLimit(valueOf: ValueOf, localName: string, wholeName: string): ConfigFailure | undefined {
  const whole = valueOf(wholeName) as bigint;
  const local = valueOf(localName) as bigint;
  if (whole <= -1n || local === -2n) return undefined;
  if (local === -1n)
    return invalidValue(localName, '-1', `Value must not be -1 as ${wholeName} value is set as ${whole}.`);
  if (local > whole)
    return invalidValue(localName, String(local), `Value must not be more than ${wholeName} property value: ${whole}`);
  return undefined;
}

function checkCopyDisabled(valueOf: ValueOf): ConfigFailure | undefined {
  if (valueOf('remote.log.copy.disable') !== true) return undefined;
  for (const limit of ['retention.bytes', 'retention.ms']) {
    const local = valueOf(`local.${limit}`) as bigint;
    if (local !== -2n && local !== valueOf(limit)) {
      return invalidConfiguration(
        `When \`remote.log.copy.disable\` is set to true, the \`local.${limit}\` and \`${limit}\` ` +
          'must be set to the identical value because there will be no more logs copied to the remote storage.',
      );
    }
  }
  return undefined;
}
