import { javaHashMapOrder, javaStringHash } from '../../jvm/hashOrder';
import { scalaMutableOrder, scalaSetOrder, scalaSetText } from '../../jvm/scalaOrder';
import type { ConfigCatalog } from '../../profiles/configs/configCatalog';
import { dynamicSecurityNames } from '../../profiles/configs/dynamicBrokerConfigs';
import { failure, type Failure } from '../../protocol/errors';
import { effectiveConfigs, overriddenConfigs, type BrokerConfigState } from './brokerConfigState';
import { checkBrokerConfigs } from './checkBrokerConfigs';
import { checkReconfiguration } from './checkReconfiguration';
import { configException, isForeseen, type ConfigFailure } from './configFailure';
import { parseConfig, type ConfigTexts } from './configValue';
import { withoutListenerPrefix } from './describeBrokerConfigs';
import { changedTexts, refusal, refuseLongValue } from './validateTopicConfigs';

/** A change of brokers' dynamic configurations that is asked for. */
export interface BrokerConfigChange {
  /** The broker whose configurations change; undefined for the cluster-wide default. */
  readonly brokerId: number | undefined;
  /** New values; null removes one. */
  readonly changes: ReadonlyMap<string, string | null>;
  /** The configurations of the broker that is asked: the one that changes, or for the default any. */
  readonly state: BrokerConfigState;
  /** ELR (KIP-966) is in force. */
  readonly hasElr: boolean;
}

/**
 * Whether dynamic configurations of a broker, or the cluster-wide default, can be changed: first the broker that is
 * asked checks them (`DynamicBrokerConfig.validate`), then who stores them.
 */
export function validateBrokerConfigs(catalog: ConfigCatalog, change: BrokerConfigChange): Failure | undefined {
  const { brokerId, changes, state, hasElr } = change;
  const proposed = changedTexts(brokerId === undefined ? state.defaultConfigs : state.brokerConfigs, changes);
  const failure = checkDynamicBrokerConfigs(catalog, proposed, brokerId !== undefined, state);
  if (failure !== undefined) return brokerRefusal(catalog, failure, brokerId);
  return (
    refusePassword(catalog, proposed, change) ??
    (hasElr && catalog.rules.guardsMinInsyncReplicas ? refuseMinInsyncReplicas(brokerId, changes) : undefined) ??
    refuseLongValue(
      catalog,
      [...changes.values()].filter((text) => text !== null),
    )
  );
}

/** `DynamicBrokerConfig.validate` on all configurations that the broker (or the default) is to have. */
export function checkDynamicBrokerConfigs(
  catalog: ConfigCatalog,
  proposed: ConfigTexts,
  isPerBroker: boolean,
  state: BrokerConfigState,
): ConfigFailure | undefined {
  const failure = checkNamesAndTypes(catalog, proposed, isPerBroker);
  if (failure !== undefined) return failure;
  const after = isPerBroker
    ? overriddenConfigs(state.staticConfigs, state.defaultConfigs, proposed)
    : overriddenConfigs(state.staticConfigs, proposed, state.brokerConfigs);
  return checkBrokerConfigs(catalog, after) ?? checkReconfiguration(catalog, effectiveConfigs(state), after);
}

function brokerRefusal({ rules }: ConfigCatalog, problem: ConfigFailure, brokerId: number | undefined): Failure {
  if (!isForeseen(problem) && rules.unforeseenRefusal === 'unknown-server-error')
    return failure('UNKNOWN_SERVER_ERROR');
  return refusal(rules.brokerRefusal, problem, 'BROKER', brokerId === undefined ? '' : String(brokerId));
}

/** `DynamicBrokerConfig.validateConfigs`. Unknown names pass: plugins may have configurations of their own. */
function checkNamesAndTypes(
  catalog: ConfigCatalog,
  proposed: ConfigTexts,
  isPerBroker: boolean,
): ConfigFailure | undefined {
  const dynamic = new Set(catalog.dynamicBroker.names);
  const names = javaHashMapOrder([...proposed.keys()]);
  const fixed = names.filter((name) => catalog.broker.has(name) && !dynamic.has(name));
  if (fixed.length > 0) return configException(`Cannot update these configs dynamically: ${setText(catalog, fixed)}`);
  const forListeners = names.filter((name) => dynamicSecurityNames.includes(name));
  if (forListeners.length > 0) {
    const text =
      catalog.rules.setText === 'scala'
        ? `HashSet(${scalaMutableOrder(forListeners, javaStringHash).join(', ')})`
        : setText(catalog, forListeners);
    return configException(
      `These security configs can be dynamically updated only per-listener using the listener prefix: ${text}`,
    );
  }
  const failure = checkTypes(catalog, proposed);
  if (failure !== undefined || isPerBroker) return failure;
  const perBroker = [
    ...names.filter((name) => catalog.dynamicBroker.perBroker.has(name)),
    ...names.filter((name) => {
      const baseName = withoutListenerPrefix(name);
      return baseName !== undefined && !catalog.rules.clusterLevelListenerConfigs.includes(baseName);
    }),
  ];
  if (perBroker.length === 0) return undefined;
  return configException(
    `Cannot update these configs at default cluster level, broker id must be specified: ${setText(catalog, perBroker)}`,
  );
}

function setText({ rules }: ConfigCatalog, names: readonly string[]): string {
  return rules.setText === 'scala' ? scalaSetText(scalaSetOrder(names, javaStringHash)) : `[${names.join(', ')}]`;
}

/** `DynamicConfig.Broker.validate`; a listener's configuration is checked as the broker's. */
function checkTypes(catalog: ConfigCatalog, proposed: ConfigTexts): ConfigFailure | undefined {
  const { names, checkOrder } = catalog.dynamicBroker;
  const texts = new Map([...proposed].map(([name, text]) => [withoutListenerPrefix(name) ?? name, text]));
  const given = names.filter((name) => texts.has(name));
  // Scala's map is filled with all names, whose number decides about the order.
  const ordered =
    checkOrder === 'as-listed' || given.length < 2
      ? given
      : scalaMutableOrder(names, javaStringHash).filter((name) => texts.has(name));
  for (const definition of catalog.throttles.values()) {
    const parsed = parseConfig(definition, texts.get(definition.name));
    if (parsed.kind === 'failure') return parsed.failure;
  }
  for (const name of ordered) {
    const parsed = parseConfig(catalog.broker.get(name)!, texts.get(name));
    if (parsed.kind === 'failure') return parsed.failure;
  }
  return undefined;
}

/**
 * ZooKeeper brokers store dynamic passwords encrypted, and want a secret for that
 * (`DynamicBrokerConfig.toPersistentProps`).
 */
function refusePassword(
  catalog: ConfigCatalog,
  proposed: ConfigTexts,
  { brokerId, state }: BrokerConfigChange,
): Failure | undefined {
  if (!catalog.rules.encryptsPasswords) return undefined;
  const passwords = catalog.dynamicBroker.names.filter((name) => catalog.broker.get(name)?.type === 'PASSWORD');
  const isPassword = (name: string): boolean => passwords.some((password) => name.endsWith(password));
  if (![...proposed.keys()].some(isPassword)) return undefined;
  const refuse = (message: string): Failure =>
    refusal(
      catalog.rules.topicRefusal,
      configException(message),
      'BROKER',
      brokerId === undefined ? '' : String(brokerId),
    );
  if (brokerId === undefined) return refuse('Password config can be defined only at broker level');
  return state.staticConfigs.has('password.encoder.secret')
    ? undefined
    : refuse('Password encoder secret not configured');
}

/** `ConfigurationControlManager.isDisallowed*MinIsrTransition`. */
function refuseMinInsyncReplicas(
  brokerId: number | undefined,
  changes: ReadonlyMap<string, string | null>,
): Failure | undefined {
  const change = changes.get('min.insync.replicas');
  if (change === undefined) return undefined;
  if (brokerId !== undefined)
    return failure('INVALID_CONFIG', 'Broker-level min.insync.replicas cannot be altered while ELR is enabled.');
  if (change === null)
    return failure('INVALID_CONFIG', 'Cluster-level min.insync.replicas cannot be removed while ELR is enabled.');
  return undefined;
}
