import type { ApiError } from '../protocol/apiError';
import type { ProducerIdentity } from '../model/transactions';
import { exceptionOf, timeoutException, type JavaException } from './exceptions';
import { handle } from '../broker/handle';
import { Patience } from './patience';
import type { ProducerClient } from './producerClient';

/** Errors that a producer waits out. */
const retriable: ReadonlySet<string> = new Set([
  'COORDINATOR_NOT_AVAILABLE',
  'CONCURRENT_TRANSACTIONS',
  'NOT_COORDINATOR',
]);
const abortable = 'org.apache.kafka.common.KafkaException';

/** The transactional half of a producer (org.apache.kafka.clients.producer.internals.TransactionManager). Each step returns why it failed. */
export class TransactionalProducer {
  private identity: ProducerIdentity | undefined;
  private readonly added = new Set<string>();
  /** Something of the open transaction could not be written: it can only be aborted. */
  private failure: JavaException | undefined;

  constructor(
    private readonly producer: ProducerClient,
    private readonly transactionalId: string,
    private readonly command: string,
  ) {}

  get producerIdentity(): ProducerIdentity | undefined {
    return this.identity;
  }

  /** initTransactions */
  init(): JavaException | undefined {
    const { host, settings } = this.producer;
    const found = this.await(
      () =>
        handle(
          host,
          'FindCoordinator',
          { kind: 'FindCoordinator', keyType: 'transaction', key: this.transactionalId },
          this.command,
        ),
      'InitProducerId',
    );
    if ('thrown' in found) return found.thrown;
    const answer = this.await(
      () =>
        handle(
          host,
          'InitTransactions',
          { kind: 'InitTransactions', transactionalId: this.transactionalId, timeoutMs: settings.transactionTimeoutMs },
          this.command,
        ),
      'InitProducerId',
    );
    if ('thrown' in answer) return answer.thrown;
    this.become(answer.value);
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
    const { host } = this.producer;
    const producer = this.identity;
    const answer = this.await(
      () =>
        handle(
          host,
          'EndTxn',
          { kind: 'EndTxn', transactionalId: this.transactionalId, producer, outcome },
          this.command,
        ),
      outcome === 'commit' ? 'EndTxn(true)' : 'EndTxn(false)',
    );
    if ('thrown' in answer) return answer.thrown;
    this.become(answer.value);
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
    const producer = this.identity;
    const { host } = this.producer;
    const ask = () =>
      handle(
        host,
        'AddPartitionsToTxn',
        {
          kind: 'AddPartitionsToTxn',
          transactionalId: this.transactionalId,
          producer,
          partitions: [{ topic, partition }],
        },
        this.command,
      );
    const answer = this.await(() => ask() ?? 'added', 'AddPartitionsToTxn');
    if ('thrown' in answer) {
      this.failure = answer.thrown;
      return answer.thrown;
    }
    this.added.add(place);
    return undefined;
  }

  /** Asks again while the coordinator is not ready, max.block.ms at most. */
  private await<T>(ask: () => T | ApiError, what: string): { readonly value: T } | { readonly thrown: JavaException } {
    const { host, settings } = this.producer;
    const patience = new Patience(host, settings.maxBlockMs);
    for (;;) {
      const answer = ask();
      if (!isError(answer)) return { value: answer };
      if (!retriable.has(answer.error)) return { thrown: exceptionOf(answer) };
      if (!patience.pause(settings.retryBackoffMs))
        return { thrown: timeoutException(host.view.profile.words.transactionTimeout(settings.maxBlockMs, what)) };
    }
  }
}

function isError<T>(answer: T | ApiError): answer is ApiError {
  return typeof answer === 'object' && answer !== null && 'error' in answer;
}
