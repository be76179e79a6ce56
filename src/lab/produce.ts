import { InvalidArgumentError, Option, type Command } from 'commander';
import { ProducerClient } from '../clients/producer/producerClient';
import { TransactionalProducer } from '../clients/producer/transactionalProducer';
import { throwableText, type JavaException } from '../clients/exceptions';

import { isBroker } from '../model/liveness';
import { commandEnvironment } from '../runtime/commandEnvironment';
import type { ClusterSession } from '../runtime/clusterSession';
import { causeOf, LabRefusal, type LabContext } from './context';
import { example } from './format';

interface ProduceOptions {
  readonly acks?: string;
  readonly key?: string;
  readonly partition?: number;
  readonly transactionalId?: string;
  readonly epoch?: number;
  readonly end: 'commit' | 'abort' | 'none';
}

/** `kafka-lab produce`: a producer that may write transactions and be a zombie. */
export function addProduceCommand(program: Command, context: LabContext): void {
  program
    .command('produce')
    .argument('<topic>', 'topic to write to')
    .argument('<value...>', 'records, a value each')
    .description('write records, in a transaction if it has an id: committed, aborted or left open')
    .addOption(new Option('--acks <acks>', 'how many replicas must have a record').choices(['0', '1', 'all']))
    .option('--key <key>', 'key of all records')
    .option('--partition <number>', 'partition of all records', wholeNumber)
    .option('--transactional-id <id>', 'write one transaction under this id')
    .option('--epoch <number>', 'go on as the producer that was given this epoch, perhaps a zombie by now', wholeNumber)
    .addOption(
      new Option('--end <how>', 'how the transaction ends').choices(['commit', 'abort', 'none']).default('commit'),
    )
    .addHelpText(
      'after',
      example(
        'kafka-lab produce orders a b c --acks 1',
        'kafka-lab produce orders debit credit --transactional-id pay --end none',
        'kafka-lab produce orders refund --transactional-id pay',
        'kafka-lab produce orders late --transactional-id pay --epoch 0 || echo fenced',
      ),
    )
    .action((topic: string, values: readonly string[], options: ProduceOptions) => {
      produce(context, topic, values, options);
    });
}

function produce(context: LabContext, topic: string, values: readonly string[], options: ProduceOptions): void {
  const session = context.open();
  const properties = new Map([
    ['bootstrap.servers', bootstrapOf(session)],
    ['client.id', 'kafka-lab'],
  ]);
  if (options.acks !== undefined) properties.set('acks', options.acks);
  if (options.transactionalId !== undefined) properties.set('transactional.id', options.transactionalId);
  const producer = ProducerClient.create(commandEnvironment(session, causeOf(context).words, context.err), properties);
  if ('thrown' in producer) throw refusal(producer.thrown);
  const transactions =
    options.transactionalId === undefined ? undefined : new TransactionalProducer(producer, options.transactionalId);
  if (transactions) start(session, transactions, options);
  let failed: JavaException | undefined;
  for (const value of values) {
    const key = options.key === undefined ? null : Buffer.from(options.key);
    producer.send(
      {
        topic,
        key,
        value: Buffer.from(value),
        ...(options.partition !== undefined && { partition: options.partition }),
      },
      (thrown) => (failed ??= thrown),
    );
  }
  producer.flush();
  const identity = transactions?.producerIdentity;
  if (failed) throw refusal(failed);
  const count = `${values.length} record${values.length === 1 ? '' : 's'}`;
  if (!transactions || !identity) return context.out(`Wrote ${count} to ${topic}`);
  const who = `producer ${identity.producerId}, epoch ${identity.producerEpoch}`;
  if (options.end === 'none') return context.out(`Wrote ${count} to ${topic} as ${who}; the transaction is open`);
  failed = transactions.end(options.end);
  if (failed) throw refusal(failed);
  return context.out(
    `Wrote ${count} to ${topic} as ${who}; the transaction is ${options.end === 'commit' ? 'committed' : 'aborted'}`,
  );
}

/** A new producer fences all before it; one with an epoch goes on where it was. */
function start(
  session: ClusterSession,
  transactions: TransactionalProducer,
  { epoch, transactionalId = '' }: ProduceOptions,
): void {
  if (epoch === undefined) {
    const failed = transactions.init();
    if (failed) throw refusal(failed);
    return;
  }
  const known = session.read((view) => view.transaction(transactionalId));
  if (!known) throw new LabRefusal(`No producer has used the transactional id ${transactionalId} yet`);
  transactions.resumeAs({ producerId: known.producerId, producerEpoch: epoch });
}

function bootstrapOf(session: ClusterSession): string {
  return session.read((view) => {
    const brokers = view.nodes().filter(isBroker);
    const living = brokers.filter(({ process }) => process === 'running');
    return (living.length > 0 ? living : brokers).map(({ host, port }) => `${host}:${port}`).join();
  });
}

const refusal = (thrown: JavaException) => new LabRefusal(throwableText(thrown));

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It takes a number such as 0.');
  return Number(text);
}
