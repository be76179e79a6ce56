import type { ProducerState } from '../../protocol/dataRequests';
import { exceptionOf, type JavaException } from '../../clients/exceptions';
import type { ApiError } from '../../protocol/apiError';
import { javaHashMapOrder, javaIntHashSetOrder } from '../../jvm/hashOrder';
import { compileJavaPattern } from '../../jvm/pattern';
import { AdminSession, Thrown } from '../adminSession';
import { failUncaught, takeOptions } from '../failures';
import { prettyTable } from '../prettyTable';
import type { Tool, ToolContext } from '../tool';
import { parseTransactionsOptions, type TransactionsCommand, type TransactionsOptions } from './options';

/** The command ends with one line on standard error (TransactionsCommand.printErrorAndExit). */
class Refused extends Error {}

type CommandOf<C extends TransactionsCommand['command']> = Extract<TransactionsCommand, { readonly command: C }>;

const minuteMs = 60_000;

/** kafka-transactions (org.apache.kafka.tools.TransactionsCommand), since 3.0. */
export const transactions: Tool = (context) => {
  const parsed = takeOptions(context, parseTransactionsOptions(context.argv, context.profile), (thrown) =>
    failUncaught(context, thrown),
  );
  if ('exitCode' in parsed) return parsed.exitCode;
  const { options } = parsed;
  try {
    const session = AdminSession.open(context, options.bootstrapServer, options.commandConfig);
    act(session, options);
    return 0;
  } catch (error) {
    if (error instanceof Refused) {
      context.err(error.message);
      return 1;
    }
    if (error instanceof Thrown) {
      context.err(`${failures[options.command]}: ${error.thrown.message}. Enable debug logging for additional detail.`);
      return 1;
    }
    throw error;
  }
};

const failures: Readonly<Record<TransactionsOptions['command'], string>> = {
  list: 'Failed to list transactions',
  describe: 'Failed to describe transaction state',
  'describe-producers': 'Failed to describe producers',
  abort: 'Failed to abort transaction',
  'find-hanging': 'Failed to list topics',
  forceTerminateTransaction: 'Failed to force terminate transaction',
};

const refuse = (message: string, error: ApiError | JavaException) =>
  new Refused(
    `${message}: ${('error' in error ? exceptionOf(error) : error).message}. Enable debug logging for additional ` +
      'detail.',
  );

function act(session: AdminSession, options: TransactionsOptions): void {
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

function list(session: AdminSession, { durationFilterMs, transactionalIdPattern }: CommandOf<'list'>): void {
  const { context } = session;
  const listed = session.call('listTransactions', 'ListTransactions', { kind: 'ListTransactions' });
  const pattern = transactionalIdPattern === undefined ? undefined : compileJavaPattern(transactionalIdPattern);
  if (pattern?.kind === 'error')
    throw new Refused(`Failed to list transactions: ${pattern.message}. Enable debug logging for additional detail.`);
  const isShown = ({ transactionalId, state, startMs }: (typeof listed)[number]) => {
    if (pattern && !pattern.matches(transactionalId)) return false;
    return (
      durationFilterMs === undefined ||
      durationFilterMs < 0 ||
      (state === 'Ongoing' && context.host.view.nowMs - startMs > durationFilterMs)
    );
  };
  const shown = listed.filter(isShown);
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

function describe(session: AdminSession, transactionalId: string): void {
  const { context } = session;
  session.call('findCoordinator', 'FindCoordinator', {
    kind: 'FindCoordinator',
    keyType: 'transaction',
    key: transactionalId,
  });
  const description = session.call('describeTransactions', 'DescribeTransactions', {
    kind: 'DescribeTransactions',
    transactionalId,
  });
  if ('error' in description) {
    const notFound =
      `DescribeTransactions request for transactionalId \`${transactionalId}\` failed because the ID ` +
      'could not be found';
    const error =
      description.error === 'TRANSACTIONAL_ID_NOT_FOUND'
        ? { error: description.error, message: notFound }
        : description;
    throw refuse(`Failed to describe transaction state of transactional-id \`${transactionalId}\``, error);
  }
  const { coordinator, producerId, producerEpoch, state, timeoutMs, startMs, partitions } = description;
  const [start, duration] = startMs < 0 ? ['None', 'None'] : [startMs, context.host.view.nowMs - startMs];
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
      state,
      timeoutMs,
      start,
      duration,
      partitions.map(({ topic, partition }) => `${topic}-${partition}`).join(),
    ],
  ]);
}

function producersOf(session: AdminSession, topic: string, partition: number): readonly ProducerState[] | ApiError {
  return session.call('describeProducers', 'DescribeProducers', { kind: 'DescribeProducers', topic, partition });
}

function isError<T>(answer: readonly T[] | ApiError): answer is ApiError {
  return 'error' in answer;
}

function describeProducers(
  session: AdminSession,
  { topic, partition, brokerId }: CommandOf<'describe-producers'>,
): void {
  const found = producersOf(session, topic, partition);
  if (isError(found))
    throw refuse(
      `Failed to describe producers for partition ${topic}-${partition} on broker ${brokerId ?? 'leader'}`,
      found,
    );
  const rows = found.map(
    ({ producerId, producerEpoch, coordinatorEpoch, lastSequence, lastTimestampMs, transactionStartOffset }) => [
      producerId,
      producerEpoch,
      coordinatorEpoch,
      lastSequence,
      lastTimestampMs,
      transactionStartOffset ?? 'None',
    ],
  );
  printTable(
    session.context,
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
  session: AdminSession,
  { topic, partition, brokerId, maxTransactionTimeoutMinutes }: CommandOf<'find-hanging'>,
): void {
  const nowMs = session.context.host.view.nowMs;
  const names =
    topic === undefined
      ? session.call('listTopics', 'Metadata', { kind: 'Metadata' }).topics.map(({ name }) => name)
      : [topic];
  const descriptions = [
    ...session.call('describeTopics', 'DescribeTopicPartitions', { kind: 'DescribeTopicPartitions', topics: names }),
  ];
  const failed = descriptions.find(({ error }) => error);
  if (failed?.error) throw refuse(`Failed to describe ${names.length} topics`, failed.error);
  const searched = descriptions.flatMap(({ name, partitions }) =>
    partitions
      .filter(
        (each) =>
          (partition === undefined || each.partition === partition) &&
          (brokerId === undefined || each.replicas.split(',').includes(String(brokerId))),
      )
      .map((each) => ({ topic: name, partition: each.partition })),
  );
  const known = session.call('listTransactions', 'ListTransactions', { kind: 'ListTransactions' });
  const rows = searched.flatMap((place) => {
    const found = producersOf(session, place.topic, place.partition);
    if (isError(found)) return [];
    return found
      .filter(
        ({ transactionStartOffset, lastTimestampMs }) =>
          transactionStartOffset !== undefined && nowMs - lastTimestampMs > maxTransactionTimeoutMinutes * minuteMs,
      )
      .filter(
        ({ producerId }) =>
          !known.some(
            (each) =>
              each.producerId === producerId &&
              each.partitions.some((open) => open.topic === place.topic && open.partition === place.partition),
          ),
      )
      .map((each) => [
        place.topic,
        place.partition,
        each.producerId,
        each.producerEpoch,
        each.coordinatorEpoch,
        each.transactionStartOffset!,
        each.lastTimestampMs,
        Math.floor((nowMs - each.lastTimestampMs) / minuteMs),
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

function abort(session: AdminSession, { topic, partition, transaction }: CommandOf<'abort'>): void {
  const place = `${topic}-${partition}`;
  let spec: { producerId: number; producerEpoch: number; coordinatorEpoch: number };
  if (transaction.kind === 'start-offset') {
    const found = producersOf(session, topic, partition);
    if (isError(found)) throw refuse(`Failed to validate producer state for partition ${place}`, found);
    const open = found.find(({ transactionStartOffset }) => transactionStartOffset === transaction.startOffset);
    if (!open)
      throw new Refused(
        `Could not find any open transactions starting at offset ${transaction.startOffset} on partition ${place}`,
      );
    spec = {
      producerId: open.producerId,
      producerEpoch: open.producerEpoch,
      coordinatorEpoch: Math.max(0, open.coordinatorEpoch),
    };
  } else {
    spec = {
      producerId: transaction.producerId,
      producerEpoch: transaction.producerEpoch,
      coordinatorEpoch: Math.max(0, transaction.coordinatorEpoch),
    };
  }
  const { producerId, producerEpoch, coordinatorEpoch } = spec;
  const error = session.call('abortTransaction', 'WriteTxnMarkers', {
    kind: 'WriteTxnMarkers',
    topic,
    partition,
    producer: { producerId, producerEpoch },
    coordinatorEpoch,
  });
  if (error)
    throw refuse(
      `Failed to abort transaction AbortTransactionSpec(topicPartition=${place}, producerId=${producerId}, ` +
        `producerEpoch=${producerEpoch}, coordinatorEpoch=${coordinatorEpoch})`,
      error,
    );
}

/** Fences the id as a new producer would, which aborts what is open (KIP-1107). */
function forceTerminate(session: AdminSession, transactionalId: string): void {
  session.call('findCoordinator', 'FindCoordinator', {
    kind: 'FindCoordinator',
    keyType: 'transaction',
    key: transactionalId,
  });
  const answer = session.call('fenceProducers', 'InitTransactions', {
    kind: 'InitTransactions',
    transactionalId,
    timeoutMs: minuteMs,
  });
  if ('error' in answer) throw refuse(`Failed to force terminate transactionalId ${transactionalId}`, answer);
}
