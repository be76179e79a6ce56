import { javaHashMapOrder, javaStringHash } from '../../jvm/hashOrder';
import { scalaMutableOrder } from '../../jvm/scalaOrder';
import type { ConfigCatalog } from '../../profiles/configs/configCatalog';
import type { ReconfigurationCheck } from '../../profiles/configs/configRules';
import { brokerValue } from './brokerConfigState';
import { checkLocalLimit } from './checkTopicConfigs';
import { configException, type ConfigFailure } from './configFailure';
import { isKnownClass, type ConfigTexts } from './configValue';
import { checkListenerChange, listenerNames } from './listeners';
import { retentionMs } from './topicDefaults';

/**
 * `DynamicBrokerConfig.processReconfiguration`: asks each part of a running broker that would have to carry out the
 * change.
 * @param before the broker's effective configurations
 * @param after those it would have
 */
export function checkReconfiguration(
  catalog: ConfigCatalog,
  before: ConfigTexts,
  after: ConfigTexts,
): ConfigFailure | undefined {
  const names = new Set([...before.keys(), ...after.keys()]);
  const changed = [...names].filter((name) => before.get(name) !== after.get(name));
  if (changed.length === 0) return undefined;
  for (const check of catalog.rules.reconfigurationChecks) {
    const failure = runCheck(catalog, check, { before, after, changed });
    if (failure !== undefined) {
      return configException(
        `Invalid value ${failure.exceptionClass}: ${failure.message} for configuration Invalid dynamic configuration`,
      );
    }
  }
  return undefined;
}

interface Change {
  readonly before: ConfigTexts;
  readonly after: ConfigTexts;
  readonly changed: readonly string[];
}

function runCheck(catalog: ConfigCatalog, check: ReconfigurationCheck, change: Change): ConfigFailure | undefined {
  const { before, after, changed } = change;
  switch (check) {
    case 'metric-reporters':
      return changed.includes('metric.reporters') ? checkMetricReporters(catalog, change) : undefined;
    case 'listener-quotas':
      return checkListenerQuotas(catalog, change);
    case 'network-threads':
      return checkNetworkThreads(catalog, change);
    case 'thread-pools':
      return checkPools(catalog, catalog.rules.threadPools, change);
    case 'remote-thread-pools':
      return checkPools(catalog, catalog.rules.remoteThreadPools, change);
    case 'log-cleaner':
      return checkCleanerThreads(
        intOf(catalog, before, 'log.cleaner.threads'),
        intOf(catalog, after, 'log.cleaner.threads'),
      );
    case 'local-retention':
      return checkLocalRetention(catalog, after);
    case 'listeners':
      return checkListenerChange(catalog, before, after);
  }
}

function intOf(catalog: ConfigCatalog, texts: ConfigTexts, name: string): number {
  return brokerValue(catalog, texts, name) as number;
}

function checkMetricReporters(catalog: ConfigCatalog, { before, after, changed }: Change): ConfigFailure | undefined {
  const reporters = brokerValue(catalog, after, 'metric.reporters') as readonly string[];
  if (reporters.every(isKnownClass)) return undefined;
  const updated = scalaMutableOrder(
    changed.filter((name) => after.has(name) && before.get(name) !== after.get(name)),
    javaStringHash,
  );
  return configException(
    `Validation of dynamic config update of Set(${updated.join(', ')}) failed ` +
      'with class class kafka.server.DynamicMetricsReporters',
  );
}

/** A listener's own configuration, or the broker's (`valuesWithPrefixOverride`). */
function listenerInt(catalog: ConfigCatalog, texts: ConfigTexts, listener: string, name: string): number {
  const own = texts.get(`listener.name.${listener.toLowerCase()}.${name}`);
  return intOf(catalog, own === undefined ? texts : new Map([[name, own]]), name);
}

/** `ListenerConnectionQuota`. */
function checkListenerQuotas(catalog: ConfigCatalog, { before, after }: Change): ConfigFailure | undefined {
  const limits = ['max.connections', 'max.connection.creation.rate'];
  for (const listener of listenerNames(catalog, before)) {
    const isChanged = limits.some(
      (name) => listenerInt(catalog, before, listener, name) !== listenerInt(catalog, after, listener, name),
    );
    if (!isChanged) continue;
    for (const name of limits) {
      const limit = listenerInt(catalog, after, listener, name);
      if (limit <= 0) return configException(`Invalid ${name} ${limit}`);
    }
  }
  return undefined;
}

/** `DataPlaneAcceptor`: each listener has its own threads. */
function checkNetworkThreads(catalog: ConfigCatalog, { before, after }: Change): ConfigFailure | undefined {
  const name = 'num.network.threads';
  for (const listener of listenerNames(catalog, before)) {
    const failure = checkThreads(
      name,
      listenerInt(catalog, before, listener, name),
      listenerInt(catalog, after, listener, name),
    );
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** `DynamicThreadPool`, in the order of the map that holds a broker's values. */
function checkPools(
  catalog: ConfigCatalog,
  pools: readonly string[],
  { before, after }: Change,
): ConfigFailure | undefined {
  if (pools.every((name) => intOf(catalog, before, name) === intOf(catalog, after, name))) return undefined;
  for (const name of javaHashMapOrder([...catalog.broker.keys()]).filter((key) => pools.includes(key))) {
    const failure = checkThreads(name, intOf(catalog, before, name), intOf(catalog, after, name));
    if (failure !== undefined) return failure;
  }
  return undefined;
}

function checkThreads(name: string, before: number, after: number): ConfigFailure | undefined {
  if (after === before) return undefined;
  const problem = `Dynamic thread count update validation failed for ${name}=${after}`;
  if (after <= 0) return configException(`${problem}, value should be at least 1`);
  if (after < Math.trunc(before / 2))
    return configException(`${problem}, value should be at least half the current value ${before}`);
  if (after > before * 2)
    return configException(`${problem}, value should not be greater than double the current value ${before}`);
  return undefined;
}

/** `LogCleaner.validateReconfiguration`. */
function checkCleanerThreads(before: number, after: number): ConfigFailure | undefined {
  if (after < 1) return configException('Log cleaner threads should be at least 1');
  if (after < Math.trunc(before / 2)) {
    return configException(`Log cleaner threads cannot be reduced to less than half the current value ${before}`);
  }
  if (after > before * 2)
    return configException(`Log cleaner threads cannot be increased to more than double the current value ${before}`);
  return undefined;
}

/** `DynamicLogConfig.validateReconfiguration` (KIP-405). */
function checkLocalRetention(catalog: ConfigCatalog, texts: ConfigTexts): ConfigFailure | undefined {
  const valueOf = (name: string): bigint =>
    name === 'log.retention.ms'
      ? retentionMs((broker) => brokerValue(catalog, texts, broker))
      : (brokerValue(catalog, texts, name) as bigint);
  return (
    checkLocalLimit(valueOf, 'log.local.retention.ms', 'log.retention.ms') ??
    checkLocalLimit(valueOf, 'log.local.retention.bytes', 'log.retention.bytes')
  );
}
