import type { ApiError } from '../protocol/apiError';
import { noLeader } from '../model/cluster';
import type { ClusterView } from '../model/turn';
import { partitionOfKey } from '../jvm/murmur2';
import { checkReplicated } from '../log/append';
import { BatchBuilder, serializedSize, type Header } from '../log/recordBatch';
import { logLine } from '../text/logLine';
import type { Properties } from './configDef';
import { readProducerSettings, type ProducerSettings } from './producerSettings';
import { exceptionOf, timeoutException, type JavaException } from './exceptions';
import { handle } from '../broker/handle';
import type { ClusterHost } from '../broker/host';
import { Patience } from './patience';
import { networkClient, reach, resolveBootstrap, type Connection } from './reach';
import type { PartitionMetadata } from '../protocol/dataRequests';

export interface ProducerRecord {
  readonly topic: string;
  readonly partition?: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers?: readonly Header[];
}

/** Called once for each record: without an exception when the producer takes it for written. */
export type SendCallback = (thrown: JavaException | undefined) => void;

const sender = 'org.apache.kafka.clients.producer.internals.Sender';
const metadataBackoffMs = 100;

/** Errors after which a producer sends the batch again. */
const retriable: ReadonlySet<string> = new Set([
  'NOT_ENOUGH_REPLICAS',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'NOT_LEADER_OR_FOLLOWER',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'REQUEST_TIMED_OUT',
  'LEADER_NOT_AVAILABLE',
  'NETWORK_EXCEPTION',
]);

interface OpenBatch {
  readonly topic: string;
  readonly partition: number;
  readonly builder: BatchBuilder;
  readonly callbacks: SendCallback[];
  readonly createdMs: number;
}

export interface Transaction {
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Told of each partition before something is written there. */
  readonly addPartition: (topic: string, partition: number) => JavaException | undefined;
}

/**
 * org.apache.kafka.clients.producer.KafkaProducer with its Sender: records wait in a batch for each partition, which goes out when it is
 * full or flushed. Lingering and backing off cost the cluster's time, never the user's.
 */
export class ProducerClient {
  private readonly topics = new Map<string, readonly PartitionMetadata[]>();
  private readonly open = new Map<string, OpenBatch>();
  private readonly sticky = new Map<string, number>();
  private readonly sequences = new Map<string, number>();
  private identity: { producerId: number; producerEpoch: number } | undefined;
  private correlationId = 1;
  private transaction: Transaction | undefined;
  bytesSent = 0;

  private constructor(
    private readonly connection: Connection,
    readonly settings: ProducerSettings,
    private readonly command: string,
  ) {}

  static create(
    host: ClusterHost,
    properties: Properties,
    command: string,
    log: (line: string) => void,
  ): ProducerClient | { readonly thrown: JavaException } {
    const settings = readProducerSettings(properties, host.view.profile.idempotentByDefault);
    if ('thrown' in settings) return settings;
    const addresses = resolveBootstrap(
      host,
      properties.get('bootstrap.servers') ?? '',
      'Failed to construct kafka producer',
      log,
    );
    if ('thrown' in addresses) return addresses;
    return new ProducerClient(
      {
        host,
        addresses,
        prefix: `[Producer clientId=${settings.clientId}${settings.transactionalId === undefined ? '' : `, transactionalId=${settings.transactionalId}`}] `,
        log,
      },
      settings,
      command,
    );
  }

  get host(): ClusterHost {
    return this.connection.host;
  }

  /** Adds a record to its partition's batch; what goes wrong is told to the callback, now or when the batch has been sent. */
  send(record: ProducerRecord, callback: SendCallback): void {
    const partitions = this.waitOnMetadata(record.topic);
    if ('thrown' in partitions) return callback(partitions.thrown);
    const size = serializedSize(record.key, record.value, record.headers);
    const { maxRequestSize } = this.settings;
    if (size > maxRequestSize) {
      return callback({
        exception: 'org.apache.kafka.common.errors.RecordTooLargeException',
        message: `The message is ${size} bytes when serialized which is larger than ${maxRequestSize}, which is the value of the max.request.size configuration.`,
      });
    }
    const partition =
      record.partition ??
      (record.key === null
        ? this.stickyPartition(record.topic, partitions)
        : partitionOfKey(record.key, partitions.length));
    const nowMs = this.host.view.nowMs;
    const place = `${record.topic}-${partition}`;
    let batch = this.open.get(place);
    if (batch && !batch.builder.add(nowMs, record.key, record.value, record.headers)) {
      this.sendBatch(place, batch);
      batch = undefined;
      if (record.partition === undefined && record.key === null) {
        // A full batch is when keyless records move on to another partition.
        this.sticky.delete(record.topic);
        return this.send(record, callback);
      }
    }
    if (!batch) {
      batch = {
        topic: record.topic,
        partition,
        builder: new BatchBuilder(this.settings.batchSize),
        callbacks: [],
        createdMs: nowMs,
      };
      batch.builder.add(nowMs, record.key, record.value, record.headers);
      this.open.set(place, batch);
    }
    batch.callbacks.push(callback);
  }

  /** From now on records belong to this producer's transactions. */
  use(transaction: Transaction, isNewEpoch: boolean): void {
    this.transaction = transaction;
    this.identity = transaction;
    if (isNewEpoch) this.sequences.clear();
  }

  /** Sends all that waits. */
  flush(): void {
    for (const [place, batch] of [...this.open]) this.sendBatch(place, batch);
  }

  /** Forgets what waits, as an aborted transaction does. */
  discard(): void {
    this.open.clear();
  }

  private sendBatch(place: string, batch: OpenBatch): void {
    this.open.delete(place);
    const thrown = this.deliver(batch);
    for (const callback of batch.callbacks) callback(thrown);
  }

  /** Sends one batch until it is written, cannot be sent again, or its time is over. */
  private deliver(batch: OpenBatch): JavaException | undefined {
    const { topic, partition: number, builder } = batch;
    const { host } = this;
    const deadlineMs = batch.createdMs + this.settings.deliveryTimeoutMs;
    const patience = new Patience(host, deadlineMs - host.view.nowMs);
    const inTransaction = this.transaction?.addPartition(topic, number);
    if (inTransaction) return inTransaction;
    const header = {
      ...this.idempotentHeader(`${topic}-${number}`, builder.recordCount),
      recordCount: builder.recordCount,
      baseTimestampMs: builder.baseTimestampMs,
      maxTimestampMs: builder.maxTimestampMs,
      isTransactional: this.transaction !== undefined,
      control: 'none' as const,
      records: builder.records(),
    };
    for (let attempt = 0; ; attempt++) {
      const leader = this.awaitLeader(topic, number, deadlineMs);
      if (leader === undefined)
        return timeoutException(
          `Expiring ${builder.recordCount} record(s) for ${topic}-${number}:${this.settings.deliveryTimeoutMs} ms has passed since batch creation`,
        );
      const error = this.request(topic, number, leader, header);
      if (!error) {
        this.bytesSent += header.records.length;
        return undefined;
      }
      if (this.settings.acks === 0) return undefined;
      const left = this.settings.retries - attempt - 1;
      if (!retriable.has(error.error) || left < 0 || host.view.nowMs >= deadlineMs) return exceptionOf(error);
      const details = error.message === undefined ? '' : `. Error Message: ${error.message}`;
      this.warn(
        `Got error produce response with correlation id ${this.correlationId} on topic-partition ${topic}-${number}, retrying (${left} attempts left). Error: ${error.error}${details}`,
        sender,
      );
      this.warnOfMetadata(error, `${topic}-${number}`);
      patience.pauseBeforeLast(this.settings.retryBackoffMs);
    }
  }

  private request(
    topic: string,
    partition: number,
    leader: number,
    batch: Parameters<typeof this.toRequest>[3],
  ): ApiError | undefined {
    this.correlationId++;
    const { host } = this;
    const response = handle(host, 'Produce', this.toRequest(topic, partition, leader, batch), this.command);
    if ('error' in response) return response;
    if (response.status === 'written') return undefined;
    // In-sync replicas have yet to fetch it: the leader answers when they have, or when the request's time is over.
    const outcome = (view: ClusterView) => {
      const found = view.topic(topic);
      const state = found && view.partition(found, partition);
      return state && state.leader === leader
        ? checkReplicated(view, state, response.lastOffset)
        : ({ error: 'NOT_LEADER_OR_FOLLOWER' } as const);
    };
    if (!host.advanceUntil((view) => outcome(view) !== 'waiting', this.settings.requestTimeoutMs))
      return { error: 'REQUEST_TIMED_OUT' };
    const result = host.read(outcome);
    if (result !== 'replicated') return result === 'waiting' ? { error: 'REQUEST_TIMED_OUT' } : result;
    host.change({ kind: 'command', text: this.command }, (turn) => {
      const found = turn.topic(topic);
      if (found)
        turn.emit({
          type: 'AcknowledgeRecord',
          topicId: found.topicId,
          partitionId: partition,
          leaderEpoch: response.leaderEpoch,
          baseOffset: response.baseOffset,
        });
    });
    return undefined;
  }

  private toRequest(topic: string, partition: number, leader: number, batch: import('../log/append').ProducedBatch) {
    return { kind: 'Produce', topic, partition, leader, acks: this.settings.acks, batch } as const;
  }

  /** The leader's id once it answers; undefined when the batch's time is over first. */
  private awaitLeader(topic: string, partition: number, deadlineMs: number): number | undefined {
    const { host } = this;
    const ready = (view: ClusterView) => {
      const found = view.topic(topic);
      const leader = found && view.partition(found, partition)?.leader;
      return leader !== undefined && leader !== noLeader && view.node(leader)?.process === 'running'
        ? leader
        : undefined;
    };
    const leader = host.read(ready);
    if (leader !== undefined) return leader;
    return host.advanceUntil((view) => ready(view) !== undefined, Math.max(0, deadlineMs - host.view.nowMs))
      ? host.read(ready)
      : undefined;
  }

  /** KafkaProducer.waitOnMetadata: asks until the topic is known, max.block.ms at most. */
  private waitOnMetadata(topic: string): readonly PartitionMetadata[] | { readonly thrown: JavaException } {
    const known = this.topics.get(topic);
    if (known) return known;
    const { maxBlockMs } = this.settings;
    const { host } = this;
    const patience = new Patience(host, maxBlockMs);
    const timedOut = () => ({
      thrown: timeoutException(`Topic ${topic} not present in metadata after ${maxBlockMs} ms.`),
    });
    if (!reach(this.connection, maxBlockMs)) return timedOut();
    for (;;) {
      const [answer] = handle(
        host,
        'TopicMetadata',
        { kind: 'TopicMetadata', topics: [topic], allowAutoTopicCreation: true },
        this.command,
      );
      if (answer && !answer.error) {
        this.topics.set(topic, answer.partitions);
        return answer.partitions;
      }
      const error = answer?.error?.error ?? 'UNKNOWN_TOPIC_OR_PARTITION';
      this.warn(
        `${host.view.profile.words.metadataIssue} with correlation id ${this.correlationId++} : {${topic}=${error}}`,
        networkClient,
      );
      if (error === 'INVALID_TOPIC_EXCEPTION') {
        this.connection.log(
          logLine(
            host.view.nowMs,
            'ERROR',
            `${this.connection.prefix}Metadata response reported invalid topics [${topic}]`,
            'org.apache.kafka.clients.Metadata',
          ),
        );
        return {
          thrown: {
            exception: 'org.apache.kafka.common.errors.InvalidTopicException',
            message: `Invalid topics: [${topic}]`,
          },
        };
      }
      if (!patience.pause(metadataBackoffMs)) return timedOut();
    }
  }

  /** A random partition among those with a leader, kept until a batch is full (KIP-480, KIP-794). */
  private stickyPartition(topic: string, partitions: readonly PartitionMetadata[]): number {
    let chosen = this.sticky.get(topic);
    if (chosen === undefined) {
      const available = partitions.filter(({ leader }) => leader !== noLeader);
      const among = available.length > 0 ? available : partitions;
      const index =
        among.length === 1
          ? 0
          : this.host.change({ kind: 'command', text: this.command }, (turn) => turn.chance.nextInt(among.length));
      chosen = among[index]!.partition;
      this.sticky.set(topic, chosen);
    }
    return chosen;
  }

  private idempotentHeader(
    place: string,
    recordCount: number,
  ): { producerId: number; producerEpoch: number; baseSequence: number } {
    if (!this.settings.isIdempotent) return { producerId: -1, producerEpoch: -1, baseSequence: -1 };
    this.identity ??= handle(this.host, 'InitProducerId', { kind: 'InitProducerId' }, this.command);
    const baseSequence = this.sequences.get(place) ?? 0;
    this.sequences.set(place, (baseSequence + recordCount) % 2 ** 31);
    return { producerId: this.identity.producerId, producerEpoch: this.identity.producerEpoch, baseSequence };
  }

  private warnOfMetadata(error: ApiError, place: string): void {
    if (error.error === 'UNKNOWN_TOPIC_OR_PARTITION') {
      this.warn(
        `Received unknown topic or partition error in produce request on partition ${place}. The topic-partition may not exist or the user may not have Describe access to it`,
        sender,
      );
    } else if (error.error === 'NOT_LEADER_OR_FOLLOWER' || error.error === 'NETWORK_EXCEPTION') {
      const { exception, message } = exceptionOf(error);
      this.warn(
        `Received invalid metadata error in produce request on partition ${place} due to ${exception}: ${message}${this.host.view.profile.words.endsMetadataReason} Going to request metadata update now`,
        sender,
      );
    }
  }

  private warn(message: string, logger: string): void {
    this.connection.log(logLine(this.host.view.nowMs, 'WARN', this.connection.prefix + message, logger));
  }
}
