import { parseJavaInt } from '../../jvm/numbers';
import type { ConfigCatalog } from '../../profiles/configs/configCatalog';
import { compressions } from '../../profiles/configs/sharedValidators';
import { brokerValue } from './brokerConfigState';
import { illegalArgument, requirementFailed, type ConfigFailure } from './configFailure';
import { parseConfigs, type ConfigTexts } from './configValue';
import type { ConfigValue } from './checkConfigValue';
import { checkListeners, parsePairs } from './listeners';
import { retentionMs, rollMs } from './topicDefaults';

type ValueOf = (name: string) => ConfigValue;

/**
 * What the constructor of `KafkaConfig` refuses: values of a wrong type or range, and those that don't go together.
 * Requirements that only server.properties can break are left out.
 * @param texts the effective configurations of a broker
 */
export function checkBrokerConfigs(catalog: ConfigCatalog, texts: ConfigTexts): ConfigFailure | undefined {
  const parsed = parseConfigs(catalog.broker, texts);
  if (parsed.kind === 'failure') return parsed.failure;
  const valueOf: ValueOf = (name) => brokerValue(catalog, texts, name);
  const overrides = connectionOverrides(String(valueOf('max.connections.per.ip.overrides')));
  if ('failure' in overrides) return overrides.failure;
  return (
    checkAssignmentIntervals(catalog, valueOf) ??
    checkLog(valueOf) ??
    checkCompression(catalog, valueOf) ??
    checkListeners(catalog, texts) ??
    checkCordonedLogDirs(valueOf) ??
    checkConnectionOverrides(valueOf, overrides.addresses)
  );
}

/** Group coordinator intervals that brokers of 4.3 can change must stay between bounds of server.properties. */
function checkAssignmentIntervals(catalog: ConfigCatalog, valueOf: ValueOf): ConfigFailure | undefined {
  for (const protocol of ['consumer', 'share', 'streams']) {
    const name = `group.${protocol}.assignment.interval.ms`;
    const min = `group.${protocol}.min.assignment.interval.ms`;
    const max = `group.${protocol}.max.assignment.interval.ms`;
    if (!catalog.broker.has(min)) continue;
    if ((valueOf(name) as number) < (valueOf(min) as number))
      return illegalArgument(`${name} must be greater than or equal to ${min}`);
    if ((valueOf(name) as number) > (valueOf(max) as number))
      return illegalArgument(`${name} must be less than or equal to ${max}`);
  }
  return undefined;
}

const minBytesPerCleaner = 1024n * 1024n;

function checkLog(valueOf: ValueOf): ConfigFailure | undefined {
  if (rollMs(valueOf) < 1n) return requirementFailed('log.roll.ms must be greater than or equal to 1');
  const jitterMs = valueOf('log.roll.jitter.ms') as bigint | null;
  if (jitterMs !== null && jitterMs < 0n)
    return requirementFailed('log.roll.jitter.ms must be greater than or equal to 0');
  const retention = retentionMs(valueOf);
  if (retention < 1n && retention !== -1n) {
    return requirementFailed('log.retention.ms must be unlimited (-1) or, greater than or equal to 1');
  }
  const cleaners = BigInt(valueOf('log.cleaner.threads') as number);
  if (cleaners === 0n) return { exceptionClass: 'java.lang.ArithmeticException', message: '/ by zero' };
  if ((valueOf('log.cleaner.dedupe.buffer.size') as bigint) / cleaners <= minBytesPerCleaner) {
    return requirementFailed('log.cleaner.dedupe.buffer.size must be at least 1MB per cleaner thread.');
  }
  return undefined;
}

/** Before compression.type had a validator. */
function checkCompression(catalog: ConfigCatalog, valueOf: ValueOf): ConfigFailure | undefined {
  if (catalog.broker.get('compression.type')?.validator !== undefined || compressions.kind !== 'oneOf')
    return undefined;
  const type = String(valueOf('compression.type'));
  if (compressions.values.includes(type.toLowerCase())) return undefined;
  return requirementFailed(
    `compression.type : ${type} is not valid. Valid options are ${compressions.values.join(',')}`,
  );
}

function checkCordonedLogDirs(valueOf: ValueOf): ConfigFailure | undefined {
  const cordoned = (valueOf('cordoned.log.dirs') ?? []) as readonly string[];
  if (cordoned.includes('*')) {
    return cordoned.length === 1
      ? undefined
      : requirementFailed('When cordoned.log.dirs is set to *, it must not contain other values');
  }
  const logDirs = (valueOf('log.dirs') ?? valueOf('log.dir')) as readonly string[];
  const missing = cordoned.filter((dir) => !logDirs.includes(dir));
  if (missing.length === 0) return undefined;
  return requirementFailed(
    `All entries in cordoned.log.dirs must be present in log.dirs or log.dir. Missing entries : ${missing.join(', ')}`,
  );
}

function connectionOverrides(
  text: string,
): { readonly addresses: readonly string[] } | { readonly failure: ConfigFailure } {
  const pairs = parsePairs('max.connections.per.ip.overrides', text);
  if (pairs.kind === 'failure') return pairs;
  for (const limit of pairs.value.values()) {
    const parsed = parseJavaInt(limit);
    if (parsed.kind === 'error')
      return { failure: { exceptionClass: 'java.lang.NumberFormatException', message: parsed.message } };
  }
  return { addresses: [...pairs.value.keys()] };
}

function checkConnectionOverrides(valueOf: ValueOf, addresses: readonly string[]): ConfigFailure | undefined {
  if (valueOf('max.connections.per.ip') === 0 && addresses.length === 0) {
    return requirementFailed(
      'max.connections.per.ip can be set to zero only if max.connections.per.ip.overrides property is set.',
    );
  }
  const invalid = addresses.filter((address) => !/^[0-9a-zA-Z\-%._:]*$/.test(address));
  if (invalid.length === 0) return undefined;
  return illegalArgument(`max.connections.per.ip.overrides contains invalid addresses : ${invalid.join(',')}`);
}
