import { partitionOfKey } from '../../jvm/murmur2';
import { BatchBuilder, serializedSize, type Header } from '../../protocol/records';
import { resolveBootstrap } from '../bootstrap';
import { ClusterMetadata } from '../cluster';
import type { Properties } from '../configDef';
import type { ClientEnvironment } from '../environment';
import type { JavaException } from '../exceptions';
import { Patience } from '../patience';
import { ProducerMetadata, type PartitionLeader } from './producerMetadata';
import { logLine } from '../../text/logLine';
import { readProducerSettings, type ProducerSettings } from './producerSettings';
import { Sender, type ProducerIdentity, type ReadyBatch } from './sender';

/** A record to be written; without a partition, the key or chance decides. */
export interface ProducerRecord {
  readonly topic: string;
  readonly partition?: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers?: readonly Header[];
}

/** Called once for each record: without an exception when the producer takes it for written. */
export type SendCallback = (thrown: JavaException | undefined) => void;

interface OpenBatch extends ReadyBatch {
  readonly callbacks: SendCallback[];
}

/** A transaction that records belong to. */
export interface Transaction extends ProducerIdentity {
  /** Told of each partition before something is written there. */
  readonly addPartition: (topic: string, partition: number) => JavaException | undefined;
}

/**
 * org.apache.kafka.clients.producer.KafkaProducer with its accumulator: records wait in a batch for each partition,
 * which goes out when it is full or flushed.
 */
export class ProducerClient {
  private readonly open = new Map<string, OpenBatch>();
  private readonly sticky = new Map<string, number>();
  private readonly sender: Sender;
  private identity: ProducerIdentity | undefined;
  private transaction: Transaction | undefined;

  private constructor(
    readonly environment: ClientEnvironment,
    readonly settings: ProducerSettings,
    readonly metadata: ProducerMetadata,
  ) {
    this.sender = new Sender(metadata, settings);
  }

  /** Settings that do not hold, or a list that names no usable address, give the client's construction error. */
  static create(
    environment: ClientEnvironment,
    properties: Properties,
  ): ProducerClient | { readonly thrown: JavaException } {
    const settings = readProducerSettings(properties, environment.profile.idempotentByDefault);
    if ('thrown' in settings) return settings;
    const list = properties.get('bootstrap.servers') ?? '';
    const addresses = resolveBootstrap(environment, list, 'Failed to construct kafka producer');
    if ('thrown' in addresses) return addresses;
    const { clientId, transactionalId, maxBlockMs, requestTimeoutMs } = settings;
    const transactional = transactionalId === undefined ? '' : `, transactionalId=${transactionalId}`;
    const prefix = `[Producer clientId=${clientId}${transactional}] `;
    if (settings.raisesDeliveryTimeout) {
      const told =
        'delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms. ' +
        `Setting it to ${settings.deliveryTimeoutMs}.`;
      const logger = 'org.apache.kafka.clients.producer.KafkaProducer';
      environment.log(logLine(environment.clock.nowMs, 'WARN', prefix + told, logger));
    }
    const cluster = new ClusterMetadata({ environment, addresses, clientId, prefix });
    return new ProducerClient(environment, settings, new ProducerMetadata(cluster, maxBlockMs, requestTimeoutMs));
  }

  /**
   * Adds a record to its partition's batch; what goes wrong is told to the callback, now or when the batch has been
   * sent.
   */
  send(record: ProducerRecord, callback: SendCallback): void {
    const partitions = this.metadata.partitionsOf(record.topic);
    if ('thrown' in partitions) return callback(partitions.thrown);
    const size = serializedSize(record.key, record.value, record.headers);
    const tooLarge = this.tooLarge(size);
    if (tooLarge) return callback(tooLarge);
    this.add(record, partitions, callback);
  }

  /** KafkaProducer.ensureValidRecordSize */
  private tooLarge(size: number): JavaException | undefined {
    const { maxRequestSize, bufferMemory } = this.settings;
    if (size <= Math.min(maxRequestSize, bufferMemory)) return undefined;
    const limit =
      size > maxRequestSize
        ? `${maxRequestSize}, which is the value of the max.request.size configuration.`
        : 'the total memory buffer you have configured with the buffer.memory configuration.';
    return {
      exception: 'org.apache.kafka.common.errors.RecordTooLargeException',
      message: `The message is ${size} bytes when serialized which is larger than ${limit}`,
    };
  }

  /** From now on records belong to this producer's transactions. */
  use(transaction: Transaction, isNewEpoch: boolean): void {
    this.transaction = transaction;
    this.identity = transaction;
    if (isNewEpoch) this.sender.resetSequences();
  }

  /** Sends all that waits. */
  flush(): void {
    for (const [place, batch] of [...this.open]) this.sendBatch(place, batch);
  }

  /** Forgets what waits, as an aborted transaction does. */
  discard(): void {
    this.open.clear();
  }

  private add(record: ProducerRecord, partitions: readonly PartitionLeader[], callback: SendCallback): void {
    const { topic, key, value, headers } = record;
    const { nowMs } = this.environment.clock;
    const partition = this.partitionFor(record, partitions);
    const place = `${topic}-${partition}`;
    const open = this.open.get(place);
    if (open?.builder.add(nowMs, key, value, headers)) {
      open.callbacks.push(callback);
      return;
    }
    if (open) {
      this.sendBatch(place, open);
      if (record.partition === undefined && key === null) {
        // A full batch is when keyless records move on to another partition.
        this.sticky.delete(topic);
        return this.send(record, callback);
      }
    }
    const builder = new BatchBuilder(this.settings.batchSize);
    builder.add(nowMs, key, value, headers);
    this.open.set(place, { topic, partition, builder, callbacks: [callback], createdMs: nowMs });
  }

  private partitionFor({ topic, partition, key }: ProducerRecord, partitions: readonly PartitionLeader[]): number {
    if (partition !== undefined) return partition;
    return key === null ? this.stickyPartition(topic, partitions) : partitionOfKey(key, partitions.length);
  }

  /** A random partition among those with a leader, kept until a batch is full (KIP-480, KIP-794). */
  private stickyPartition(topic: string, partitions: readonly PartitionLeader[]): number {
    let chosen = this.sticky.get(topic);
    if (chosen === undefined) {
      const available = partitions.filter(({ leader }) => leader >= 0);
      const among = available.length > 0 ? available : partitions;
      const index = among.length === 1 ? 0 : this.environment.chance.nextInt(among.length);
      chosen = among[index]!.partition;
      this.sticky.set(topic, chosen);
    }
    return chosen;
  }

  private sendBatch(place: string, batch: OpenBatch): void {
    this.open.delete(place);
    const thrown =
      this.transaction?.addPartition(batch.topic, batch.partition) ?? this.sender.deliver(batch, this.identify());
    for (const callback of batch.callbacks) callback(thrown);
  }

  /** Who this producer is; an idempotent one asks once for its id. */
  private identify(): ProducerIdentity | undefined {
    if (this.settings.isIdempotent) this.identity ??= this.initProducerId();
    return this.identity;
  }

  private initProducerId(): ProducerIdentity | undefined {
    const { clock } = this.environment;
    const { cluster } = this.metadata;
    const { requestTimeoutMs, maxBlockMs } = this.settings;
    const request = { transactionalId: null, transactionTimeoutMs: -1 };
    const patience = new Patience(clock, maxBlockMs);
    for (;;) {
      const connection = cluster.anyNode();
      const answer = connection && cluster.ask(connection, 'InitProducerId', request, requestTimeoutMs).value;
      if (answer) return { producerId: answer.producerId ?? -1, producerEpoch: answer.producerEpoch };
      if (!patience.pauseUntilChange()) return undefined;
    }
  }
}
