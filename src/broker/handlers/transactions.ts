import { coordinatorOf } from '../../coordinators/internalTopics';
import { addPartitions, endTransaction } from '../../coordinators/transactions';
import type { ClusterView } from '../../model/turn';
import { noError } from '../../protocol/errors';
import type { TransactionState } from '../../protocol/messages/transactions';
import { perTopic } from '../../protocol/perTopic';
import type { Handler } from '../handler';

/** AddPartitionsToTxn: the coordinator takes all partitions of a transaction, or none. */
export const addPartitionsToTxnHandler: Handler<'AddPartitionsToTxn'> = {
  by: 'leader',
  answer: (turn, { transactions }) => ({
    errorCode: 'NONE',
    resultsByTransaction: transactions.map(({ transactionalId, producerId, producerEpoch, topics }) => {
      const partitions = topics.flatMap(({ name, partitions: indexes }) =>
        indexes.map((partition) => ({ topic: name, partition })),
      );
      const error = addPartitions(turn, transactionalId, { producerId, producerEpoch }, partitions);
      const { errorCode } = error ?? noError;
      return {
        transactionalId,
        topicResults: topics.map(({ name, partitions: indexes }) => ({
          name,
          resultsByPartition: indexes.map((partitionIndex) => ({ partitionIndex, partitionErrorCode: errorCode })),
        })),
      };
    }),
  }),
};

/** EndTxn */
export const endTxnHandler: Handler<'EndTxn'> = {
  by: 'leader',
  answer: (turn, { transactionalId, producerId, producerEpoch, committed }) => {
    const outcome = endTransaction(
      turn,
      transactionalId,
      { producerId, producerEpoch },
      committed ? 'commit' : 'abort',
    );
    return 'errorCode' in outcome ? { errorCode: outcome.errorCode } : { errorCode: 'NONE', ...outcome };
  },
};

/** ListTransactions: the asked coordinator's own. */
export const listTransactionsHandler: Handler<'ListTransactions'> = {
  by: 'broker',
  answer: (view, { stateFilters, producerIdFilters, durationFilter = -1 }, { connection }) => ({
    errorCode: 'NONE',
    unknownStateFilters: [],
    transactionStates: view
      .transactions()
      .filter(({ transactionalId }) => coordinates(view, connection.nodeId, transactionalId))
      .filter(({ state }) => stateFilters.length === 0 || stateFilters.includes(state))
      .filter(({ producerId }) => producerIdFilters.length === 0 || producerIdFilters.includes(producerId))
      .filter(({ startMs }) => durationFilter < 0 || (startMs >= 0 && view.nowMs - startMs > durationFilter))
      .map(({ transactionalId, producerId, state }) => ({ transactionalId, producerId, transactionState: state })),
  }),
};

/** DescribeTransactions */
export const describeTransactionsHandler: Handler<'DescribeTransactions'> = {
  by: 'broker',
  answer: (view, { transactionalIds }, { connection }) => ({
    transactionStates: transactionalIds.map((id) => describe(view, connection.nodeId, id)),
  }),
};

function coordinates(view: ClusterView, nodeId: number, transactionalId: string): boolean {
  return coordinatorOf(view, 'transaction', transactionalId)?.leader === nodeId;
}

function describe(view: ClusterView, nodeId: number, transactionalId: string): TransactionState {
  const nothing = {
    transactionalId,
    transactionState: '',
    transactionTimeoutMs: 0,
    transactionStartTimeMs: 0,
    producerId: 0,
    producerEpoch: 0,
    topics: [],
  };
  if (!coordinates(view, nodeId, transactionalId)) return { ...nothing, errorCode: 'NOT_COORDINATOR' };
  const known = view.transaction(transactionalId);
  if (!known) return { ...nothing, errorCode: 'TRANSACTIONAL_ID_NOT_FOUND' };
  const { state, timeoutMs, startMs, producerId, producerEpoch, partitions } = known;
  return {
    errorCode: 'NONE',
    transactionalId,
    transactionState: state,
    transactionTimeoutMs: timeoutMs,
    transactionStartTimeMs: startMs,
    producerId,
    producerEpoch,
    topics: perTopic(partitions, ({ partition }) => partition).map(([topic, indexes]) => ({
      topic,
      partitions: indexes,
    })),
  };
}
