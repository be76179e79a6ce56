import { apiError } from '../../protocol/apiError';
import { noLeader } from '../../model/cluster';
import { coordinatorOf } from '../../coordinators/internalTopics';
import { producersOf } from '../../log/producers';
import { isServed } from '../../log/replication';
import { abortHanging, addPartitions, endTransaction, initProducer } from '../../coordinators/transactions';
import type { Handler } from '../handler';

export const initTransactionsHandler: Handler<'InitTransactions'> = {
  by: 'leader',
  answer: (turn, { transactionalId, timeoutMs }) => initProducer(turn, transactionalId, timeoutMs),
};

export const addPartitionsToTxnHandler: Handler<'AddPartitionsToTxn'> = {
  by: 'leader',
  answer: (turn, { transactionalId, producer, partitions }) =>
    addPartitions(turn, transactionalId, producer, partitions),
};

export const endTxnHandler: Handler<'EndTxn'> = {
  by: 'leader',
  answer: (turn, { transactionalId, producer, outcome }) => endTransaction(turn, transactionalId, producer, outcome),
};

/** Every coordinator tells of its own ids. */
export const listTransactionsHandler: Handler<'ListTransactions'> = {
  by: 'broker',
  answer: (view) =>
    view.transactions().flatMap((transaction) => {
      const coordinator = coordinatorOf(view, 'transaction', transaction.transactionalId)?.leader;
      return coordinator === undefined ? [] : [{ ...transaction, coordinator }];
    }),
};

export const describeTransactionsHandler: Handler<'DescribeTransactions'> = {
  by: 'broker',
  answer: (view, { transactionalId }) => {
    const coordinator = coordinatorOf(view, 'transaction', transactionalId)?.leader ?? noLeader;
    if (coordinator === noLeader) return apiError('COORDINATOR_NOT_AVAILABLE');
    const transaction = view.transaction(transactionalId);
    return transaction ? { ...transaction, coordinator } : apiError('TRANSACTIONAL_ID_NOT_FOUND');
  },
};

export const describeProducersHandler: Handler<'DescribeProducers'> = {
  by: 'broker',
  answer: (view, { topic: name, partition: number }) => {
    const topic = view.topic(name);
    const partition = topic && view.partition(topic, number);
    if (!partition) return apiError('UNKNOWN_TOPIC_OR_PARTITION');
    return isServed(view, partition) ? producersOf(view, partition) : apiError('NOT_LEADER_OR_FOLLOWER');
  },
};

export const writeTxnMarkersHandler: Handler<'WriteTxnMarkers'> = {
  by: 'leader',
  answer: (turn, { topic: name, partition: number, producer, coordinatorEpoch }) => {
    const topic = turn.topic(name);
    const partition = topic && turn.partition(topic, number);
    if (!partition) return apiError('UNKNOWN_TOPIC_OR_PARTITION');
    return isServed(turn, partition)
      ? abortHanging(turn, partition, producer, coordinatorEpoch)
      : apiError('NOT_LEADER_OR_FOLLOWER');
  },
};
