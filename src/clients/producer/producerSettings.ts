import type { Acks } from '../../protocol/fields';
import { checkWord, ConfigRefused, readFlag, readNumber, type Properties } from '../configDef';
import { throwableText, type JavaException } from '../exceptions';

const int32Max = 2147483647;

/** What the producer's constructor finds wrong, after its configuration was read: the cause of another exception. */
class ConstructionRefused extends ConfigRefused {}

/** What of a producer's configuration the simulation obeys; times in ms, sizes in bytes. */
export interface ProducerSettings {
  readonly clientId: string;
  readonly acks: Acks;
  readonly retries: number;
  readonly isIdempotent: boolean;
  readonly transactionalId: string | undefined;
  readonly transactionTimeoutMs: number;
  readonly batchSize: number;
  readonly maxRequestSize: number;
  readonly bufferMemory: number;
  readonly lingerMs: number;
  readonly deliveryTimeoutMs: number;
  /** Lingering and one request took longer than what is the default, so that was raised. */
  readonly raisesDeliveryTimeout: boolean;
  readonly requestTimeoutMs: number;
  readonly maxBlockMs: number;
  readonly retryBackoffMs: number;
}

/**
 * Checks a producer's configuration as org.apache.kafka.clients.producer.ProducerConfig does. @param
 * idempotentByDefault since 3.0
 */
export function readProducerSettings(
  properties: Properties,
  idempotentByDefault: boolean,
): ProducerSettings | { readonly thrown: JavaException } {
  try {
    return read(properties, idempotentByDefault);
  } catch (error) {
    if (error instanceof ConstructionRefused)
      return {
        thrown: {
          exception: 'org.apache.kafka.common.KafkaException',
          message: `Failed to construct kafka producer\nCaused by: ${throwableText(error.thrown)}`,
        },
      };
    if (error instanceof ConfigRefused) return { thrown: error.thrown };
    throw error;
  }
}

function read(properties: Properties, idempotentByDefault: boolean): ProducerSettings {
  const number = (name: string, fallback: number, type: 'INT' | 'LONG' = 'INT', least = 0) =>
    readNumber(properties, name, fallback, type, least);
  const isTransactional = properties.has('transactional.id');
  const wantsIdempotence = readFlag(properties, 'enable.idempotence', idempotentByDefault || isTransactional);
  const acksText = properties.get('acks')?.trim() ?? (wantsIdempotence ? 'all' : '1');
  checkWord(properties, 'acks', ['all', '-1', '0', '1']);
  const acks = acksText === 'all' ? -1 : (Number(acksText) as Acks);
  const retries = number('retries', int32Max);
  checkWord(properties, 'compression.type', ['none', 'gzip', 'snappy', 'lz4', 'zstd']);
  const settings = {
    clientId: properties.get('client.id') ?? 'producer-1',
    acks,
    retries,
    transactionalId: properties.get('transactional.id'),
    transactionTimeoutMs: number('transaction.timeout.ms', 60_000),
    batchSize: number('batch.size', 16384),
    maxRequestSize: number('max.request.size', 1048576),
    bufferMemory: number('buffer.memory', 33554432, 'LONG'),
    lingerMs: number('linger.ms', 0, 'LONG'),
    deliveryTimeoutMs: number('delivery.timeout.ms', 120_000),
    requestTimeoutMs: number('request.timeout.ms', 30_000),
    maxBlockMs: number('max.block.ms', 60_000, 'LONG'),
    retryBackoffMs: number('retry.backoff.ms', 100, 'LONG'),
  };
  const isIdempotent = idempotence(
    properties,
    wantsIdempotence,
    isTransactional,
    retries,
    acks,
    number('max.in.flight.requests.per.connection', 5, 'INT', 1),
  );
  const least = Math.min(settings.lingerMs + settings.requestTimeoutMs, int32Max);
  if (settings.deliveryTimeoutMs < least && properties.has('delivery.timeout.ms'))
    throw new ConstructionRefused(
      'delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms',
    );
  const raisesDeliveryTimeout = settings.deliveryTimeoutMs < least;
  const deliveryTimeoutMs = raisesDeliveryTimeout ? least : settings.deliveryTimeoutMs;
  return { ...settings, isIdempotent, deliveryTimeoutMs, raisesDeliveryTimeout };
}

/**
 * ProducerConfig.postProcessAndValidateIdempotenceConfigs: what was asked for is refused, what is only the default is
 * given up.
 */
function idempotence(
  properties: Properties,
  enabled: boolean,
  transactional: boolean,
  retries: number,
  acks: Acks,
  inFlight: number,
): boolean {
  const asked = properties.has('enable.idempotence') || transactional;
  if (!enabled && transactional)
    throw new ConfigRefused('Cannot set a transactional.id without also enabling idempotence.');
  if (!enabled) return false;
  if (retries === 0) {
    if (asked) throw new ConfigRefused('Must set retries to non-zero when using the idempotent producer.');
    return false;
  }
  if (acks !== -1) {
    if (asked)
      throw new ConfigRefused(
        'Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.',
      );
    return false;
  }
  if (inFlight > 5)
    throw new ConfigRefused(
      'Must set max.in.flight.requests.per.connection to at most 5 to use the idempotent producer.',
    );
  return true;
}
