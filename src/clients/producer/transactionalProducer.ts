import { failure, type Failure } from '../../protocol/errors';
import type { ApiName, Request, Response } from '../../protocol/messages';
import type { ConnectedNode } from '../cluster';
import { exceptionOf, timeoutException, type JavaException } from '../exceptions';
import { Patience } from '../patience';
import type { ProducerClient } from './producerClient';
import type { ProducerIdentity } from './sender';

/** Errors that a producer waits out. */
const retriable: ReadonlySet<string> = new Set([
  'COORDINATOR_NOT_AVAILABLE',
  'CONCURRENT_TRANSACTIONS',
  'NOT_COORDINATOR',
]);
const abortable = 'org.apache.kafka.common.KafkaException';

type Outcome<T> = { readonly value: T } | { readonly thrown: JavaException };

/**
 * The transactional half of a producer (org.apache.kafka.clients.producer.internals.TransactionManager). Each step
 * returns why it failed.
 */
export class TransactionalProducer {
  private identity: ProducerIdentity | undefined;
  private coordinator: ConnectedNode | undefined;
  private readonly added = new Set<string>();
  /** Something of the open transaction could not be written: it can only be aborted. */
  private failure: JavaException | undefined;

  constructor(
    private readonly producer: ProducerClient,
    private readonly transactionalId: string,
  ) {}

  /** Who this producer is; undefined before it was initialised. */
  get producerIdentity(): ProducerIdentity | undefined {
    return this.identity;
  }

  /** initTransactions */
  init(): JavaException | undefined {
    const { transactionalId } = this;
    const request = { transactionalId, transactionTimeoutMs: this.producer.settings.transactionTimeoutMs };
    const answer = this.await('InitProducerId', request, 'InitProducerId', ({ errorCode }) => errorCode);
    if ('thrown' in answer) return answer.thrown;
    const { producerId = -1, producerEpoch } = answer.value;
    this.become({ producerId, producerEpoch });
    return undefined;
  }

  /** Goes on as the producer that once was given this epoch. */
  resumeAs(identity: ProducerIdentity): void {
    this.become(identity);
  }

  /** commitTransaction and abortTransaction: what waits is sent first, or forgotten. */
  end(outcome: 'commit' | 'abort'): JavaException | undefined {
    if (outcome === 'commit') this.producer.flush();
    else this.producer.discard();
    if (outcome === 'commit' && this.failure)
      return { exception: abortable, message: `Cannot execute transactional method because we are in an error state` };
    this.failure = undefined;
    if (this.added.size === 0 || !this.identity) return undefined;
    const { transactionalId, identity } = this;
    const request = { transactionalId, ...identity, committed: outcome === 'commit' };
    const answer = this.await('EndTxn', request, `EndTxn(${outcome === 'commit'})`, ({ errorCode }) => errorCode);
    if ('thrown' in answer) return answer.thrown;
    // Before transactions of version 2 (KIP-890) the answer names no producer: it goes on as it was.
    const { producerId = -1, producerEpoch = -1 } = answer.value;
    this.become(producerId < 0 ? identity : { producerId, producerEpoch });
    return undefined;
  }

  private become(identity: ProducerIdentity): void {
    const isNew =
      identity.producerEpoch !== this.identity?.producerEpoch || identity.producerId !== this.identity.producerId;
    this.identity = identity;
    this.added.clear();
    this.producer.use({ ...identity, addPartition: (topic, partition) => this.addPartition(topic, partition) }, isNew);
  }

  private addPartition(topic: string, partition: number): JavaException | undefined {
    const place = `${topic}-${partition}`;
    if (this.added.has(place) || !this.identity) return undefined;
    const { producerId, producerEpoch } = this.identity;
    const transaction = {
      transactionalId: this.transactionalId,
      producerId,
      producerEpoch,
      topics: [{ name: topic, partitions: [partition] }],
    };
    const answer = this.await(
      'AddPartitionsToTxn',
      { transactions: [transaction] },
      'AddPartitionsToTxn',
      ({ resultsByTransaction: [result] }) => result?.topicResults[0]?.resultsByPartition[0]?.partitionErrorCode,
    );
    if ('thrown' in answer) {
      this.failure = answer.thrown;
      return answer.thrown;
    }
    this.added.add(place);
    return undefined;
  }

  /**
   * Asks the coordinator, again while it is not ready, max.block.ms at most. `what` is what the timeout's message
   * names.
   */
  private await<A extends ApiName>(
    apiKey: A,
    request: Request<A>,
    what: string,
    errorOf: (response: Response<A>) => Failure['errorCode'] | undefined,
  ): Outcome<Response<A>> {
    const { environment, settings } = this.producer;
    const patience = new Patience(environment.clock, settings.maxBlockMs);
    for (;;) {
      const answer = this.ask(apiKey, request);
      const errorCode = 'failed' in answer ? answer.failed : (errorOf(answer.value) ?? 'NONE');
      if (errorCode === 'NONE' && 'value' in answer) return { value: answer.value };
      if (!retriable.has(errorCode)) return { thrown: exceptionOf(failure(errorCode)) };
      this.coordinator = undefined;
      if (patience.pause(settings.retryBackoffMs)) continue;
      const { transactionTimeout } = environment.profile.words;
      return { thrown: timeoutException(transactionTimeout(settings.maxBlockMs, what)) };
    }
  }

  private ask<A extends ApiName>(
    apiKey: A,
    request: Request<A>,
  ): { readonly value: Response<A> } | { readonly failed: Failure['errorCode'] } {
    this.coordinator ??= this.findCoordinator();
    if (!this.coordinator) return { failed: 'COORDINATOR_NOT_AVAILABLE' };
    const { cluster } = this.producer.metadata;
    const { requestTimeoutMs } = this.producer.settings;
    const { value } = cluster.ask(this.coordinator.connection, apiKey, request, requestTimeoutMs);
    return value === undefined ? { failed: 'COORDINATOR_NOT_AVAILABLE' } : { value };
  }

  private findCoordinator(): ConnectedNode | undefined {
    const { cluster } = this.producer.metadata;
    const { requestTimeoutMs } = this.producer.settings;
    const connection = cluster.anyNode();
    if (!connection) return undefined;
    const request = { keyType: 'transaction', coordinatorKeys: [this.transactionalId] } as const;
    const [found] = cluster.ask(connection, 'FindCoordinator', request, requestTimeoutMs).value?.coordinators ?? [];
    if (found?.errorCode !== 'NONE') return undefined;
    const node = this.producer.environment.network.connect(found);
    return node && { nodeId: found.nodeId, connection: node };
  }
}
