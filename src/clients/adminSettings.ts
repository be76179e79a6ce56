import type { AdminClientDefinitions } from '../profiles/profile';
import { javaHashMapOrder } from '../jvm/hashOrder';
import { checkWord, ConfigRefused, readFlag, readNumber, type Properties } from './configDef';
import type { JavaException } from './exceptions';

export interface AdminTimeouts {
  /** Limit of one call of the admin client, ms. */
  readonly apiTimeoutMs: number;
  /** What the client's constructor warns of. */
  readonly warnings: readonly { readonly message: string; readonly logger: string }[];
}

const failedToCreate: JavaException = {
  exception: 'org.apache.kafka.common.KafkaException',
  message: 'Failed to create new KafkaAdminClient',
};
const securityProtocols = ['SASL_SSL', 'PLAINTEXT', 'SSL', 'SASL_PLAINTEXT'];
const defaultApiTimeoutMs = 60_000;
const defaultRequestTimeoutMs = 30_000;
const noLimit = -Infinity;

/**
 * Checks a properties file as org.apache.kafka.clients.admin.AdminClientConfig does, setting after setting, and then as
 * KafkaAdminClient's constructor does; held against the three releases' own clients.
 */
export function readAdminSettings(
  properties: Properties,
  definitions: AdminClientDefinitions,
): AdminTimeouts | { readonly thrown: JavaException } {
  try {
    check(properties, definitions);
  } catch (error) {
    if (error instanceof ConfigRefused) return { thrown: error.thrown };
    throw error;
  }
  if (definitions.knowsControllers && properties.has('bootstrap.controllers')) return { thrown: failedToCreate };
  if (!securityProtocols.includes((properties.get('security.protocol') ?? 'PLAINTEXT').trim().toUpperCase()))
    return { thrown: failedToCreate };
  const requestTimeoutMs = readNumber(properties, 'request.timeout.ms', defaultRequestTimeoutMs);
  const asked = readNumber(properties, 'default.api.timeout.ms', defaultApiTimeoutMs);
  const isTooShort = asked < requestTimeoutMs;
  if (isTooShort && properties.has('default.api.timeout.ms')) return { thrown: failedToCreate };
  const unknown = definitions.warnsOfUnknownConfigs
    ? javaHashMapOrder([...properties.keys()].filter((name) => !isUsedIn28(name)))
    : [];
  return {
    apiTimeoutMs: Math.max(asked, requestTimeoutMs),
    warnings: [
      // The 0 is KafkaAdminClient's own slip: it prints the field that it is about to set.
      ...(isTooShort
        ? [
            {
              message:
                `[AdminClient clientId=${clientIdOf(properties)}] Overriding the default value for ` +
                `default.api.timeout.ms (0) with the explicitly configured request timeout ${requestTimeoutMs}`,
              logger: 'org.apache.kafka.clients.admin.KafkaAdminClient',
            },
          ]
        : []),
      ...unknown.map((name) => ({
        message: `The configuration '${name}' was supplied but isn't a known config.`,
        logger: 'org.apache.kafka.clients.admin.AdminClientConfig',
      })),
    ],
  };
}

/** client.id of the properties, or what the client makes up. */
export function clientIdOf(properties: Properties, fallback = 'adminclient-1'): string {
  return properties.get('client.id') ?? fallback;
}

/** In the order of AdminClientConfig's definitions: the first bad setting is the one that is told. */
function check(properties: Properties, definitions: AdminClientDefinitions): void {
  const long = (name: string, least = 0) => readNumber(properties, name, 0, 'LONG', least);
  const int = (name: string, least = 0) => readNumber(properties, name, 0, 'INT', least);
  long('metadata.max.age.ms');
  int('send.buffer.bytes', -1);
  int('receive.buffer.bytes', -1);
  long('reconnect.backoff.ms');
  long('reconnect.backoff.max.ms');
  long('retry.backoff.ms');
  if (definitions.knowsControllers) {
    long('retry.backoff.max.ms');
    readFlag(properties, 'enable.metrics.push', true);
  }
  int('request.timeout.ms');
  long('socket.connection.setup.timeout.ms', noLimit);
  long('socket.connection.setup.timeout.max.ms', noLimit);
  long('connections.max.idle.ms', noLimit);
  int('retries');
  int('default.api.timeout.ms');
  int('metrics.num.samples', 1);
  long('metrics.sample.window.ms');
  if (definitions.knowsJmxReporter) readFlag(properties, 'auto.include.jmx.reporter', true);
  checkWord(properties, 'metrics.recording.level', ['INFO', 'DEBUG', 'TRACE']);
  checkWord(properties, 'client.dns.lookup', definitions.dnsLookups);
  if (!definitions.checksProtocols) return;
  checkWord(properties, 'security.protocol', securityProtocols, true);
  checkWord(properties, 'metadata.recovery.strategy', ['REBOOTSTRAP', 'NONE'], true);
}

/**
 * What a client without encryption looks up: AbstractConfig.logUnused tells the rest, although ssl.* and most of sasl.*
 * are known.
 */
function isUsedIn28(name: string): boolean {
  return used28.has(name) || /^(?:metrics|reconnect|send|receive)\./.test(name);
}

const used28: ReadonlySet<string> = new Set([
  'bootstrap.servers',
  'client.dns.lookup',
  'client.id',
  'connections.max.idle.ms',
  'default.api.timeout.ms',
  'metadata.max.age.ms',
  'metric.reporters',
  'request.timeout.ms',
  'retries',
  'retry.backoff.ms',
  'sasl.mechanism',
  'security.protocol',
  'socket.connection.setup.timeout.ms',
  'socket.connection.setup.timeout.max.ms',
]);
