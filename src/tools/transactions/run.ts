import { describeTopics, listTopics } from '../../clients/admin/topics';
import {
  abortTransaction,
  describeProducers as askForProducers,
  describeTransaction,
  fenceProducer,
  listTransactions,
} from '../../clients/admin/transactions';
import type { AdminClient } from '../../clients/adminClient';
import { exceptionOf, type JavaException } from '../../clients/exceptions';
import { failure, type Failure } from '../../protocol/errors';
import { javaHashMapOrder, javaIntHashSetOrder } from '../../jvm/hashOrder';
import { compileJavaPattern } from '../../jvm/pattern';
import { openAdmin } from '../adminSession';
import { refused, type ThrownIn } from '../thrown';
import { failUncaught } from '../failures';
import { runCommand } from '../runCommand';
import { prettyTable } from '../prettyTable';
import type { Tool, ToolContext } from '../tool';
import { parseTransactionsOptions, type TransactionsCommand, type TransactionsOptions } from './options';

interface Session {
  readonly context: ToolContext;
  readonly admin: AdminClient;
}

type CommandOf<C extends TransactionsCommand['command']> = Extract<TransactionsCommand, { readonly command: C }>;

const minuteMs = 60_000;

/** kafka-transactions (org.apache.kafka.tools.TransactionsCommand), since 3.0. */
export const transactions: Tool = (context) =>
  runCommand(
    context,
    parseTransactionsOptions(context.argv, context.profile),
    (options) => act({ context, admin: openAdmin(context, options.bootstrapServer, options.commandConfig) }, options),
    fail,
  );

/** TransactionsCommand.printErrorAndExit */
function fail(context: ToolContext, thrown: JavaException, _: ThrownIn, options?: TransactionsOptions): number {
  if (!options) return failUncaught(context, thrown);
  context.err(`${failures[options.command]}: ${thrown.message}. Enable debug logging for additional detail.`);
  return 1;
}

const failures: Readonly<Record<TransactionsOptions['command'], string>> = {
  list: 'Failed to list transactions',
  describe: 'Failed to describe transaction state',
  'describe-producers': 'Failed to describe producers',
  abort: 'Failed to abort transaction',
  'find-hanging': 'Failed to list topics',
  forceTerminateTransaction: 'Failed to force terminate transaction',
};

const refuse = (message: string, failed: Failure) =>
  refused(`${message}: ${exceptionOf(failed).message}. Enable debug logging for additional detail.`);

function act(session: Session, options: TransactionsOptions): void {
  switch (options.command) {
    case 'list':
      return list(session, options);
    case 'describe':
      return describe(session, options.transactionalId);
    case 'describe-producers':
      return describeProducers(session, options);
    case 'find-hanging':
      return findHanging(session, options);
    case 'abort':
      return abort(session, options);
    case 'forceTerminateTransaction':
      return forceTerminate(session, options.transactionalId);
  }
}

function printTable(
  context: ToolContext,
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  for (const line of prettyTable(
    header,
    rows.map((row) => row.map(String)),
  ))
    context.out(line);
}

function list(session: Session, { durationFilterMs, transactionalIdPattern }: CommandOf<'list'>): void {
  const { context, admin } = session;
  const listed = listTransactions(admin, durationFilterMs === undefined ? {} : { durationMs: durationFilterMs });
  const pattern = transactionalIdPattern === undefined ? undefined : compileJavaPattern(transactionalIdPattern);
  if (pattern?.kind === 'error')
    throw refused(`Failed to list transactions: ${pattern.message}. Enable debug logging for additional detail.`);
  const shown = listed.filter(({ transactionalId }) => !pattern || pattern.matches(transactionalId));
  const rows = javaIntHashSetOrder(shown.map(({ coordinator }) => coordinator)).flatMap((broker) => {
    const own = shown.filter(({ coordinator }) => coordinator === broker);
    return javaHashMapOrder(own.map(({ transactionalId }) => transactionalId)).map(
      (id) => own.find(({ transactionalId }) => transactionalId === id)!,
    );
  });
  printTable(
    context,
    ['TransactionalId', 'Coordinator', 'ProducerId', 'TransactionState'],
    rows.map(({ transactionalId, coordinator, producerId, state }) => [
      transactionalId,
      coordinator,
      producerId,
      state,
    ]),
  );
}

function describe({ context, admin }: Session, transactionalId: string): void {
  const description = describeTransaction(admin, transactionalId);
  if (!('transactionState' in description)) {
    const notFound =
      `DescribeTransactions request for transactionalId \`${transactionalId}\` failed because the ID ` +
      'could not be found';
    throw refuse(
      `Failed to describe transaction state of transactional-id \`${transactionalId}\``,
      description.errorCode === 'TRANSACTIONAL_ID_NOT_FOUND' ? failure(description.errorCode, notFound) : description,
    );
  }
  const { coordinator, producerId, producerEpoch, transactionState, topics } = description;
  const { transactionTimeoutMs: timeoutMs, transactionStartTimeMs: startMs } = description;
  const [start, duration] = startMs < 0 ? ['None', 'None'] : [startMs, context.environment.clock.nowMs - startMs];
  const header = [
    'CoordinatorId',
    'TransactionalId',
    'ProducerId',
    'ProducerEpoch',
    'TransactionState',
    'TransactionTimeoutMs',
    'CurrentTransactionStartTimeMs',
    'TransactionDurationMs',
    'TopicPartitions',
  ];
  printTable(context, header, [
    [
      coordinator,
      transactionalId,
      producerId,
      producerEpoch,
      transactionState,
      timeoutMs,
      start,
      duration,
      topics.flatMap(({ topic, partitions }) => partitions.map((partition) => `${topic}-${partition}`)).join(),
    ],
  ]);
}

function describeProducers(
  { context, admin }: Session,
  { topic, partition, brokerId }: CommandOf<'describe-producers'>,
): void {
  const found = askForProducers(admin, { topic, partition });
  if ('errorCode' in found)
    throw refuse(
      `Failed to describe producers for partition ${topic}-${partition} on broker ${brokerId ?? 'leader'}`,
      found,
    );
  const rows = found.map(
    ({
      producerId,
      producerEpoch,
      coordinatorEpoch,
      lastSequence = -1,
      lastTimestamp = -1,
      currentTxnStartOffset = -1,
    }) => [
      producerId,
      producerEpoch,
      coordinatorEpoch,
      lastSequence,
      lastTimestamp,
      currentTxnStartOffset < 0 ? 'None' : currentTxnStartOffset,
    ],
  );
  printTable(
    context,
    [
      'ProducerId',
      'ProducerEpoch',
      'LatestCoordinatorEpoch',
      'LastSequence',
      'LastTimestamp',
      'CurrentTransactionStartOffset',
    ],
    rows,
  );
}

function findHanging(
  session: Session,
  { topic, partition, brokerId, maxTransactionTimeoutMinutes }: CommandOf<'find-hanging'>,
): void {
  const { context, admin } = session;
  const { nowMs } = context.environment.clock;
  const names = topic === undefined ? listTopics(admin).map(({ name }) => name) : [topic];
  const descriptions = describeTopics(admin, names, (described) => [...described]);
  const failed = descriptions.find(({ errorCode }) => errorCode !== 'NONE');
  if (failed) throw refuse(`Failed to describe ${names.length} topics`, failed);
  const searched = descriptions.flatMap(({ name, partitions }) =>
    partitions
      .filter(
        (each) =>
          (partition === undefined || each.partition === partition) &&
          (brokerId === undefined || each.replicas.split(',').includes(String(brokerId))),
      )
      .map((each) => ({ topic: name, partition: each.partition })),
  );
  const open = openPartitions(admin);
  const rows = searched.flatMap((place) => {
    const found = askForProducers(admin, place);
    if ('errorCode' in found) return [];
    return found
      .filter(
        ({ currentTxnStartOffset = -1, lastTimestamp = -1 }) =>
          currentTxnStartOffset >= 0 && nowMs - lastTimestamp > maxTransactionTimeoutMinutes * minuteMs,
      )
      .filter(({ producerId }) => !open.has(`${producerId} ${place.topic}-${place.partition}`))
      .map(({ producerId, producerEpoch, coordinatorEpoch, currentTxnStartOffset = -1, lastTimestamp = -1 }) => [
        place.topic,
        place.partition,
        producerId,
        producerEpoch,
        coordinatorEpoch,
        currentTxnStartOffset,
        lastTimestamp,
        Math.floor((nowMs - lastTimestamp) / minuteMs),
      ]);
  });
  printTable(
    session.context,
    [
      'Topic',
      'Partition',
      'ProducerId',
      'ProducerEpoch',
      'CoordinatorEpoch',
      'StartOffset',
      'LastTimestamp',
      'Duration(min)',
    ],
    rows,
  );
}

/** Partitions of transactions that coordinators know of, each after its producer's id. */
function openPartitions(admin: AdminClient): ReadonlySet<string> {
  const known = new Set<string>();
  for (const { transactionalId } of listTransactions(admin)) {
    const description = describeTransaction(admin, transactionalId);
    if (!('transactionState' in description)) continue;
    for (const { topic, partitions } of description.topics)
      for (const partition of partitions) known.add(`${description.producerId} ${topic}-${partition}`);
  }
  return known;
}

function abort({ admin }: Session, { topic, partition, transaction }: CommandOf<'abort'>): void {
  const place = `${topic}-${partition}`;
  let found: { readonly producerId: number; readonly producerEpoch: number; readonly coordinatorEpoch: number };
  if (transaction.kind === 'start-offset') {
    const producers = askForProducers(admin, { topic, partition });
    if ('errorCode' in producers) throw refuse(`Failed to validate producer state for partition ${place}`, producers);
    const open = producers.find(({ currentTxnStartOffset }) => currentTxnStartOffset === transaction.startOffset);
    if (!open)
      throw refused(
        `Could not find any open transactions starting at offset ${transaction.startOffset} on partition ${place}`,
      );
    found = open;
  } else found = transaction;
  const { producerId, producerEpoch } = found;
  const coordinatorEpoch = Math.max(0, found.coordinatorEpoch);
  const answer = abortTransaction(admin, { topic, partition, producerId, producerEpoch, coordinatorEpoch });
  if (answer.errorCode !== 'NONE')
    throw refuse(
      `Failed to abort transaction AbortTransactionSpec(topicPartition=${place}, producerId=${producerId}, ` +
        `producerEpoch=${producerEpoch}, coordinatorEpoch=${coordinatorEpoch})`,
      answer,
    );
}

/** Fences the id as a new producer would, which aborts what is open (KIP-1107). */
function forceTerminate({ admin }: Session, transactionalId: string): void {
  const answer = fenceProducer(admin, transactionalId, minuteMs);
  if (answer.errorCode !== 'NONE') throw refuse(`Failed to force terminate transactionalId ${transactionalId}`, answer);
}
