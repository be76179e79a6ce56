import { javaLongMax } from '../../jvm/numbers';
import type { ConfigCatalog } from '../../profiles/configs/configCatalog';
import type { ConfigDefinition } from '../../profiles/configs/configDefinition';
import { brokerValue } from './brokerConfigState';
import { configText, type ConfigTexts } from './configValue';
import type { ConfigValue } from './checkConfigValue';

const msInMinute = 60_000n;
const msInHour = 3_600_000n;

/**
 * `KafkaConfig.extractLogConfigMap`: what a broker gives its topics for the configurations that they leave out.
 * @param texts the broker's effective configurations
 * @returns by topic configuration; those without a counterpart on the broker are missing
 */
export function topicDefaults(catalog: ConfigCatalog, texts: ConfigTexts): ConfigTexts {
  const valueOf = (name: string): ConfigValue => brokerValue(catalog, texts, name);
  const defaults = new Map<string, string>();
  for (const definition of catalog.topic.values()) {
    if (definition.brokerName === undefined) continue;
    const text = configText(definition, topicDefault(catalog, definition, definition.brokerName, valueOf));
    if (text !== null) defaults.set(definition.name, text);
  }
  return defaults;
}

function topicDefault(
  { rules }: ConfigCatalog,
  { validator }: ConfigDefinition,
  brokerName: string,
  valueOf: (name: string) => ConfigValue,
): ConfigValue {
  const value = valueOf(brokerName);
  switch (brokerName) {
    case 'log.roll.ms':
      return value ?? hours(valueOf('log.roll.hours'));
    case 'log.roll.jitter.ms':
      return value ?? hours(valueOf('log.roll.jitter.hours'));
    case 'log.flush.interval.ms':
      return value ?? valueOf('log.flush.scheduler.interval.ms');
    case 'log.retention.ms':
      return retentionMs(valueOf);
    case 'log.message.timestamp.before.max.ms':
    case 'log.message.timestamp.after.max.ms':
      return rules.timestampBoundsYield && value === javaLongMax
        ? valueOf('log.message.timestamp.difference.max.ms')
        : value;
    case 'log.message.format.version':
      if (rules.fixedMessageFormat !== undefined) return rules.fixedMessageFormat;
      return validator?.kind === 'kafkaVersion' ? fullVersion(String(value), validator.versions) : value;
    default:
      return value;
  }
}

/** `KafkaConfig.logRetentionTimeMillis`: below zero is unlimited, which is -1. */
export function retentionMs(valueOf: (name: string) => ConfigValue): bigint {
  const minutes = valueOf('log.retention.minutes');
  const ms =
    valueOf('log.retention.ms') ??
    (minutes === null ? hours(valueOf('log.retention.hours')) : BigInt(minutes as number) * msInMinute);
  return (ms as bigint) < 0n ? -1n : (ms as bigint);
}

/** Milliseconds of log.roll.ms or of its synonym in hours. */
export function rollMs(valueOf: (name: string) => ConfigValue): bigint {
  return (valueOf('log.roll.ms') as bigint | null) ?? hours(valueOf('log.roll.hours'));
}

function hours(value: ConfigValue): bigint {
  return BigInt(value as number) * msInHour;
}

/** "2.8" stands for the last version that begins so. */
function fullVersion(text: string, versions: readonly string[]): string {
  const key = text
    .split('.')
    .slice(0, text.startsWith('0.') ? 3 : 2)
    .join('.');
  return versions.findLast((version) => version === key || version.split('-')[0] === key) ?? text;
}
