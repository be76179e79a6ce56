import { logLine } from '../../text/logLine';
import { failure, type Failure } from '../../protocol/errors';
import { encodeBatch } from '../../protocol/recordBatch';
import type { BatchBuilder } from '../../protocol/records';
import type { ConnectedNode } from '../cluster';
import { exceptionOf, timeoutException, type JavaException } from '../exceptions';
import { Patience } from '../patience';
import type { ProducerMetadata } from './producerMetadata';
import type { ProducerSettings } from './producerSettings';

const logger = 'org.apache.kafka.clients.producer.internals.Sender';

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

/** Errors after which a producer asks who leads the partition. */
const doubtsLeader: ReadonlySet<string> = new Set([
  'NOT_LEADER_OR_FOLLOWER',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'REQUEST_TIMED_OUT',
  'LEADER_NOT_AVAILABLE',
  'NETWORK_EXCEPTION',
]);

/** Who an idempotent producer is. */
export interface ProducerIdentity {
  readonly producerId: number;
  readonly producerEpoch: number;
}

/** A batch that is full, or flushed. */
export interface ReadyBatch {
  readonly topic: string;
  readonly partition: number;
  readonly builder: BatchBuilder;
  /** When it was begun (cluster time, ms). */
  readonly createdMs: number;
}

/**
 * org.apache.kafka.clients.producer.internals.Sender: sends a batch until it is written, cannot be sent again, or its
 * time is over.
 */
export class Sender {
  private readonly sequences = new Map<string, number>();

  constructor(
    private readonly metadata: ProducerMetadata,
    private readonly settings: ProducerSettings,
  ) {}

  /** A new producer id or epoch counts from 0 again. */
  resetSequences(): void {
    this.sequences.clear();
  }

  /** Returns why the batch was not written, or undefined where the producer takes it for written. */
  deliver(batch: ReadyBatch, identity: ProducerIdentity | undefined): JavaException | undefined {
    const { topic, partition } = batch;
    const { clock } = this.metadata.cluster.identity.environment;
    const { deliveryTimeoutMs, acks, retries, retryBackoffMs } = this.settings;
    const deadlineMs = batch.createdMs + deliveryTimeoutMs;
    const patience = new Patience(clock, deadlineMs - clock.nowMs);
    const bytes = this.encode(batch, identity);
    for (let attempt = 0; ; attempt++) {
      const leader = this.metadata.awaitLeader(topic, partition, deadlineMs);
      if (leader === undefined)
        return timeoutException(
          `Expiring ${batch.builder.recordCount} record(s) for ${topic}-${partition}:${deliveryTimeoutMs} ms has ` +
            `passed since batch creation`,
        );
      const failed = this.produce(leader, topic, partition, bytes);
      if (failed.errorCode === 'NONE' || acks === 0) return undefined;
      const left = retries - attempt - 1;
      if (!retriable.has(failed.errorCode) || left < 0 || clock.nowMs >= deadlineMs) return exceptionOf(failed);
      this.warnOfRetry(failed, `${topic}-${partition}`, left);
      patience.pauseBeforeLast(retryBackoffMs);
    }
  }

  private produce(leader: ConnectedNode, topic: string, partition: number, records: Uint8Array): Failure {
    const { acks, requestTimeoutMs, transactionalId = null } = this.settings;
    const topicData = [{ name: topic, partitionData: [{ index: partition, records }] }];
    const request = { transactionalId, acks, timeoutMs: requestTimeoutMs, topicData };
    const { cluster } = this.metadata;
    const asked = cluster.ask(leader.connection, 'Produce', request, requestTimeoutMs, ({ responses }) => {
      const { errorCode, errorMessage = null } = responses[0]!.partitionResponses[0]!;
      return failure(errorCode, errorMessage);
    });
    const failed = asked.value ?? this.unanswered(asked.state, leader.nodeId);
    if (doubtsLeader.has(failed.errorCode)) this.metadata.forgetLeader(topic, partition);
    return failed;
  }

  private unanswered(state: string, nodeId: number): Failure {
    const { words } = this.metadata.cluster.identity.environment.profile;
    return state === 'disconnected'
      ? failure('NETWORK_EXCEPTION', words.disconnected(nodeId))
      : failure('REQUEST_TIMED_OUT');
  }

  private encode({ topic, partition, builder }: ReadyBatch, identity: ProducerIdentity | undefined): Uint8Array {
    const place = `${topic}-${partition}`;
    const { recordCount } = builder;
    const baseSequence = identity ? (this.sequences.get(place) ?? 0) : -1;
    if (identity) this.sequences.set(place, (baseSequence + recordCount) % 2 ** 31);
    return encodeBatch({
      baseOffset: 0,
      lastOffset: recordCount - 1,
      leaderEpoch: -1,
      compression: 0,
      isTransactional: this.settings.transactionalId !== undefined,
      isControl: false,
      baseTimestampMs: builder.baseTimestampMs,
      maxTimestampMs: builder.maxTimestampMs,
      producerId: identity?.producerId ?? -1,
      producerEpoch: identity?.producerEpoch ?? -1,
      baseSequence,
      recordCount,
      records: builder.records(),
    });
  }

  private warnOfRetry(failed: Failure, place: string, left: number): void {
    const { correlationId, identity } = this.metadata.cluster;
    const { errorCode, errorMessage } = failed;
    const details = errorMessage === null ? '' : `. Error Message: ${errorMessage}`;
    this.warn(
      `Got error produce response with correlation id ${correlationId} on topic-partition ${place}, retrying ` +
        `(${left} attempts left). Error: ${errorCode}${details}`,
    );
    if (errorCode === 'UNKNOWN_TOPIC_OR_PARTITION') {
      this.warn(
        `Received unknown topic or partition error in produce request on partition ${place}. The topic-partition may ` +
          `not exist or the user may not have Describe access to it`,
      );
    } else if (errorCode === 'NOT_LEADER_OR_FOLLOWER' || errorCode === 'NETWORK_EXCEPTION') {
      const { exception, message } = exceptionOf(failed);
      const { endsMetadataReason } = identity.environment.profile.words;
      this.warn(
        `Received invalid metadata error in produce request on partition ${place} due to ${exception}: ` +
          `${message}${endsMetadataReason} Going to request metadata update now`,
      );
    }
  }

  private warn(message: string): void {
    const { environment, prefix } = this.metadata.cluster.identity;
    environment.log(logLine(environment.clock.nowMs, 'WARN', prefix + message, logger));
  }
}
