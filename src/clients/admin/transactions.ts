import { failure, type Failure } from '../../protocol/errors';
import type { ProducerState, TransactionState } from '../../protocol/messages/transactions';
import type { AdminClient } from '../adminClient';
import { findCoordinator } from './coordinators';
import { askLeaders, type TopicPartition } from './leaders';
import { describeNodes } from './topics';

/** A transaction with its coordinator's id. */
export interface ListedTransaction {
  readonly transactionalId: string;
  readonly coordinator: number;
  readonly producerId: number;
  readonly state: string;
}

/** Which transactions are listed (org.apache.kafka.clients.admin.ListTransactionsOptions). */
export interface ListTransactionsFilter {
  readonly producerIds?: readonly number[];
  /** Longer than so many ms; undefined or negative: any. */
  readonly durationMs?: number;
}

/** A transaction to be aborted on one partition (org.apache.kafka.clients.admin.AbortTransactionSpec). */
export interface AbortTransactionSpec extends TopicPartition {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly coordinatorEpoch: number;
}

/** Admin.listTransactions: every coordinator is asked for its own. @throws CallFailed */
export function listTransactions(
  admin: AdminClient,
  { producerIds = [], durationMs = -1 }: ListTransactionsFilter = {},
): readonly ListedTransaction[] {
  const request = { stateFilters: [], producerIdFilters: producerIds, durationFilter: durationMs };
  return describeNodes(admin).flatMap(({ nodeId }) =>
    admin.serves(nodeId)
      ? admin
          .call('listTransactions', 'ListTransactions', request, { nodeId })
          .transactionStates.map(({ transactionalId, producerId, transactionState }) => ({
            transactionalId,
            coordinator: nodeId,
            producerId,
            state: transactionState,
          }))
      : [],
  );
}

/** Admin.describeTransactions of one id, with its coordinator's; or why it can't be. @throws CallFailed */
export function describeTransaction(
  admin: AdminClient,
  transactionalId: string,
): (TransactionState & { readonly coordinator: number }) | Failure {
  const coordinator = findCoordinator(admin, 'transaction', transactionalId);
  if (coordinator.errorCode !== 'NONE') return failure(coordinator.errorCode);
  const { nodeId } = coordinator;
  const request = { transactionalIds: [transactionalId] };
  const [state] = admin.call('describeTransactions', 'DescribeTransactions', request, { nodeId }).transactionStates;
  if (state?.errorCode !== 'NONE') return failure(state?.errorCode ?? 'UNKNOWN_SERVER_ERROR');
  return { ...state, coordinator: nodeId };
}

/** Admin.describeProducers of one partition, from its leader; or why it can't be. @throws CallFailed */
export function describeProducers(admin: AdminClient, place: TopicPartition): readonly ProducerState[] | Failure {
  const [answer] = askLeaders(admin, 'describeProducers', [place], (nodeId, led) => {
    const topics = led.map(({ topic, partition }) => ({ name: topic, partitionIndexes: [partition] }));
    const response = admin.call('describeProducers', 'DescribeProducers', { topics }, { nodeId });
    return response.topics.flatMap(({ partitions }) => partitions);
  });
  return answer && 'activeProducers' in answer && answer.errorCode === 'NONE'
    ? answer.activeProducers
    : failure(answer?.errorCode === 'LEADER_NOT_AVAILABLE' ? 'NOT_LEADER_OR_FOLLOWER' : answer!.errorCode);
}

/** Admin.abortTransaction: the partition's leader writes the marker. @throws CallFailed */
export function abortTransaction(admin: AdminClient, spec: AbortTransactionSpec): Failure {
  const [answer] = askLeaders(admin, 'abortTransaction', [spec], (nodeId) => {
    const { topic, partition, producerId, producerEpoch, coordinatorEpoch } = spec;
    const topics = [{ name: topic, partitionIndexes: [partition] }];
    const marker = { producerId, producerEpoch, coordinatorEpoch, transactionResult: false, topics };
    const response = admin.call('abortTransaction', 'WriteTxnMarkers', { markers: [marker] }, { nodeId });
    return response.markers.flatMap((written) => written.topics.flatMap(({ partitions }) => partitions));
  });
  return failure(answer?.errorCode === 'LEADER_NOT_AVAILABLE' ? 'NOT_LEADER_OR_FOLLOWER' : answer!.errorCode);
}

/** Admin.fenceProducers of one id: as a new producer would, which aborts what is open. @throws CallFailed */
export function fenceProducer(admin: AdminClient, transactionalId: string, transactionTimeoutMs: number): Failure {
  const coordinator = findCoordinator(admin, 'transaction', transactionalId);
  if (coordinator.errorCode !== 'NONE') return failure(coordinator.errorCode);
  const request = { transactionalId, transactionTimeoutMs };
  const { errorCode } = admin.call('fenceProducers', 'InitProducerId', request, { nodeId: coordinator.nodeId });
  return failure(errorCode);
}
