import { javaStringHash } from '../../jvm/hashOrder';
import { parseJavaInt } from '../../jvm/numbers';
import { scalaSetOrder } from '../../jvm/scalaOrder';
import type { ConfigCatalog } from '../../profiles/configs/configCatalog';
import { brokerValue } from './brokerConfigState';
import { configException, illegalArgument, requirementFailed, type ConfigFailure } from './configFailure';
import type { ConfigTexts } from './configValue';
import type { ConfigValue } from './checkConfigValue';

const securityProtocols: readonly string[] = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'];

interface Endpoint {
  readonly listener: string;
  readonly host: string;
  readonly port: number;
}

type Parsed<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'failure'; readonly failure: ConfigFailure };
const failed = (failure: ConfigFailure): { kind: 'failure'; failure: ConfigFailure } => ({ kind: 'failure', failure });

/** "a:b,c:d" as `CoreUtils.parseCsvMap` and `Csv.parseCsvMap` read it: each pair is cut at its last colon. */
export function parsePairs(name: string, text: string): Parsed<ReadonlyMap<string, string>> {
  const pairs = new Map<string, string>();
  for (const pair of text === '' ? [] : text.split(/\s*,\s*/)) {
    const colon = pair.lastIndexOf(':');
    if (colon < 0)
      return failed(
        illegalArgument(`Error parsing configuration property '${name}': begin 0, end -1, length ${pair.length}`),
      );
    pairs.set(pair.slice(0, colon).trim(), pair.slice(colon + 1).trim());
  }
  return { kind: 'value', value: pairs };
}

/** Security protocols by listener, upper case. */
function listenerProtocols(catalog: ConfigCatalog, texts: ConfigTexts): Parsed<ReadonlyMap<string, string>> {
  const name = 'listener.security.protocol.map';
  const pairs = parsePairs(name, String(brokerValue(catalog, texts, name)));
  if (pairs.kind === 'failure') return pairs;
  const protocols = new Map<string, string>();
  for (const [listener, protocol] of pairs.value) {
    if (!securityProtocols.includes(protocol.toUpperCase())) {
      return failed(configException(`Invalid security protocol \`${protocol}\` defined in ${name}`));
    }
    protocols.set(listener.toUpperCase(), protocol.toUpperCase());
  }
  return { kind: 'value', value: protocols };
}

/** `listenerListToEndPoints`; ports may repeat among advertised listeners only. */
function parseEndpoints(
  value: ConfigValue,
  protocols: ReadonlyMap<string, string>,
  portsDiffer: boolean,
): Parsed<readonly Endpoint[]> {
  const items =
    typeof value === 'string'
      ? value.split(/\s*,\s*/).filter((item) => item !== '')
      : ((value ?? []) as readonly string[]);
  const shown = typeof value === 'string' ? value : `[${items.join(', ')}]`;
  const wrong = (reason: string): Parsed<never> =>
    failed(illegalArgument(`Error creating broker listeners from '${shown}': ${reason}`));
  const endpoints: Endpoint[] = [];
  for (const item of items) {
    const match = /^(.*):\/\/\[?([0-9a-zA-Z\-%._:]*)\]?:(-?[0-9]+)$/.exec(item);
    const port = match && parseJavaInt(match[3]!);
    if (!match || !port) return wrong(`Unable to parse ${item} to a broker endpoint`);
    if (port.kind === 'error') return wrong(port.message);
    const listener = match[1]!.toUpperCase();
    if (!protocols.has(listener)) return wrong(`No security protocol defined for listener ${listener}`);
    endpoints.push({ listener, host: match[2]!, port: port.value });
  }
  // Since 3.9 lists are told apart from their text, and their checks stand inside the attempt to read them.
  const clash = (reason: string): Parsed<never> =>
    typeof value === 'string' ? failed(requirementFailed(reason)) : wrong(reason);
  const ports = endpoints.map(({ port }) => port).filter((port) => port !== 0);
  if (new Set(endpoints.map(({ listener }) => listener)).size < endpoints.length) {
    return clash(`Each listener must have a different name, listeners: ${shown}`);
  }
  if (portsDiffer && new Set(ports).size < ports.length)
    return clash(`Each listener must have a different port, listeners: ${shown}`);
  return { kind: 'value', value: endpoints };
}

/** What `KafkaConfig` requires of a broker's listeners, as far as dynamic configurations can touch it. */
export function checkListeners(catalog: ConfigCatalog, texts: ConfigTexts): ConfigFailure | undefined {
  const protocols = listenerProtocols(catalog, texts);
  if (protocols.kind === 'failure') return protocols.failure;
  const value = brokerValue(catalog, texts, 'listeners') ?? 'PLAINTEXT://:9092';
  const listeners = parseEndpoints(value, protocols.value, true);
  if (listeners.kind === 'failure') return listeners.failure;
  const advertised = parseEndpoints(
    brokerValue(catalog, texts, 'advertised.listeners') ?? value,
    protocols.value,
    false,
  );
  if (advertised.kind === 'failure') return advertised.failure;
  const controllerNames = namesOf(brokerValue(catalog, texts, 'controller.listener.names'));
  const unmapped = texts.has('process.roles') ? controllerNames.find((name) => !protocols.value.has(name)) : undefined;
  if (unmapped !== undefined) {
    return configException(
      `Controller listener with name ${unmapped} defined in controller.listener.names ` +
        'not found in listener.security.protocol.map  (an explicit security mapping for each controller listener ' +
        'is required if listener.security.protocol.map is non-empty, ' +
        'or if there are security protocols other than PLAINTEXT in use)',
    );
  }
  return checkAdvertised(advertised.value, listeners.value, interBrokerListener(catalog, texts));
}

function checkAdvertised(
  advertised: readonly Endpoint[],
  listeners: readonly Endpoint[],
  interBroker: string,
): ConfigFailure | undefined {
  const advertisedNames = setOf(advertised);
  const names = setOf(listeners);
  if (!advertisedNames.includes(interBroker)) {
    return requirementFailed(
      'inter.broker.listener.name must be a listener name defined in advertised.listeners. ' +
        `The valid options based on currently configured listeners are ${advertisedNames.join(',')}`,
    );
  }
  if (!advertisedNames.every((name) => names.includes(name))) {
    return requirementFailed(
      'advertised.listeners listener names must be equal to or a subset of the ones defined in listeners. ' +
        `Found ${advertisedNames.join(',')}. ` +
        `The valid options based on the current configuration are ${names.join(',')}`,
    );
  }
  if (advertised.some(({ host }) => host === '0.0.0.0')) {
    return requirementFailed(
      'advertised.listeners cannot use the nonroutable meta-address 0.0.0.0. Use a routable IP address.',
    );
  }
  return undefined;
}

/** `DynamicListenerConfig.validateReconfiguration`. */
export function checkListenerChange(
  catalog: ConfigCatalog,
  before: ConfigTexts,
  after: ConfigTexts,
): ConfigFailure | undefined {
  const was = listenerProtocols(catalog, before);
  const is = listenerProtocols(catalog, after);
  if (was.kind === 'failure' || is.kind === 'failure') return undefined;
  const kept = listenerNames(catalog, after).filter((name) => listenerNames(catalog, before).includes(name));
  const moved = kept.find((name) => was.value.get(name) !== is.value.get(name));
  if (moved !== undefined)
    return configException(`Security protocol cannot be updated for existing listener ListenerName(${moved})`);
  if (catalog.rules.fixesAdvertisedListeners && advertisedText(catalog, before) !== advertisedText(catalog, after)) {
    return configException('Advertised listeners cannot be altered when using a Raft-based metadata quorum.');
  }
  return undefined;
}

/** Names of a broker's listeners, upper case. */
export function listenerNames(catalog: ConfigCatalog, texts: ConfigTexts): readonly string[] {
  const value = brokerValue(catalog, texts, 'listeners') ?? 'PLAINTEXT://:9092';
  const items = typeof value === 'string' ? value.split(/\s*,\s*/) : (value as readonly string[]);
  return items.map((item) => item.slice(0, item.indexOf('://')).toUpperCase());
}

function advertisedText(catalog: ConfigCatalog, texts: ConfigTexts): string {
  return String(brokerValue(catalog, texts, 'advertised.listeners') ?? brokerValue(catalog, texts, 'listeners'));
}

function interBrokerListener(catalog: ConfigCatalog, texts: ConfigTexts): string {
  const name =
    brokerValue(catalog, texts, 'inter.broker.listener.name') ??
    brokerValue(catalog, texts, 'security.inter.broker.protocol');
  return String(name).toUpperCase();
}

function namesOf(value: ConfigValue): readonly string[] {
  const items = typeof value === 'string' ? value.split(',') : ((value ?? []) as readonly string[]);
  return items.map((item) => item.trim().toUpperCase()).filter((item) => item !== '');
}

function setOf(endpoints: readonly Endpoint[]): readonly string[] {
  return scalaSetOrder([...new Set(endpoints.map(({ listener }) => listener))], javaStringHash);
}
