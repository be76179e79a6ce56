import { failure, type Failure } from '../protocol/errors';
import type { Partition } from '../model/cluster';
import { findPartition } from '../model/findPartition';
import type { ProducerIdentity, TransactionMetadata, TransactionState } from '../model/transactions';
import type { ClusterView, DueEvent, Turn } from '../model/turn';
import { appendBatch, type ProducedBatch } from '../log/append';
import { BinaryWriter } from '../protocol/binary';
import type { PartitionName } from '../model/cluster';
import { coordinatorOf, writeToCoordinator } from './internalTopics';
import { takeProducerId } from './producerIds';
import { perTopic } from '../protocol/perTopic';
import { encodeMarker } from '../protocol/records';
import { effectiveMinIsr, isServed } from '../log/replication';

/** A state's number in the coordinator's log. */
const stateNumbers: Readonly<Record<TransactionState, number>> = {
  Empty: 0,
  Ongoing: 1,
  PrepareCommit: 2,
  PrepareAbort: 3,
  CompleteCommit: 4,
  CompleteAbort: 5,
};

/**
 * TransactionStateManagerConfig: how often overdue transactions are looked for, and the longest timeout that is taken,
 * ms.
 */
const abortCheckIntervalMs = 10_000;
const maxTimeoutMs = 900_000;

/** A producer with this id starts: whoever had it before is fenced, its open transaction aborted (InitProducerId). */
export function initProducer(turn: Turn, transactionalId: string, timeoutMs: number): ProducerIdentity | Failure {
  if (!coordinatorOf(turn, 'transaction', transactionalId)) return failure('COORDINATOR_NOT_AVAILABLE');
  if (timeoutMs > maxTimeoutMs || timeoutMs <= 0) return failure('INVALID_TRANSACTION_TIMEOUT');
  let known = turn.transaction(transactionalId);
  if (known?.state === 'Ongoing') {
    const error = end(turn, { ...known, producerEpoch: known.producerEpoch + 1 }, 'abort');
    if (error) return error;
    known = turn.transaction(transactionalId);
  }
  if (known?.state.startsWith('Prepare')) return failure('CONCURRENT_TRANSACTIONS');
  const identity = known
    ? { producerId: known.producerId, producerEpoch: known.producerEpoch + 1 }
    : { producerId: takeProducerId(turn), producerEpoch: 0 };
  return (
    write(turn, { transactionalId, ...identity, timeoutMs, state: 'Empty', startMs: -1, partitions: [] }) ?? identity
  );
}

/**
 * A transaction reaches partitions: the coordinator must know of each before something is written there
 * (AddPartitionsToTxn).
 */
export function addPartitions(
  turn: Turn,
  transactionalId: string,
  producer: ProducerIdentity,
  partitions: readonly PartitionName[],
): Failure | undefined {
  const known = check(turn, transactionalId, producer);
  if ('errorCode' in known) return known;
  if (known.state.startsWith('Prepare')) return failure('CONCURRENT_TRANSACTIONS');
  const before = known.state === 'Ongoing' ? known.partitions : [];
  const added = partitions.filter(
    ({ topic, partition }) => !before.some((each) => each.topic === topic && each.partition === partition),
  );
  if (added.length === 0) return undefined;
  return write(turn, {
    ...known,
    state: 'Ongoing',
    startMs: known.state === 'Ongoing' ? known.startMs : turn.nowMs,
    partitions: [...before, ...added],
  });
}

/**
 * Commits or aborts (EndTxn). With transactions of version 2 (KIP-890) the producer goes on with the epoch that is
 * returned.
 */
export function endTransaction(
  turn: Turn,
  transactionalId: string,
  producer: ProducerIdentity,
  outcome: 'commit' | 'abort',
): ProducerIdentity | Failure {
  const known = check(turn, transactionalId, producer);
  if ('errorCode' in known) return known;
  const done = outcome === 'commit' ? 'CompleteCommit' : 'CompleteAbort';
  if (known.state === done) return producer;
  if (known.state !== 'Ongoing')
    return known.state.startsWith('Prepare') ? failure('CONCURRENT_TRANSACTIONS') : failure('INVALID_TXN_STATE');
  const next = turn.profile.bumpsEpochPerTransaction
    ? { ...producer, producerEpoch: producer.producerEpoch + 1 }
    : producer;
  return end(turn, { ...known, ...next }, outcome) ?? next;
}

function check(view: ClusterView, transactionalId: string, producer: ProducerIdentity): TransactionMetadata | Failure {
  if (!coordinatorOf(view, 'transaction', transactionalId)) return failure('COORDINATOR_NOT_AVAILABLE');
  const known = view.transaction(transactionalId);
  if (!known || known.producerId !== producer.producerId) return failure('INVALID_PRODUCER_ID_MAPPING');
  return known.producerEpoch === producer.producerEpoch ? known : failure('PRODUCER_FENCED');
}

function end(turn: Turn, transaction: TransactionMetadata, outcome: 'commit' | 'abort'): Failure | undefined {
  const error = write(turn, { ...transaction, state: outcome === 'commit' ? 'PrepareCommit' : 'PrepareAbort' });
  if (error) return error;
  writeMarkers(turn, transaction.transactionalId);
  return undefined;
}

/**
 * Writes the markers that can be written, each once: the coordinator remembers what is done without writing it down
 * (TransactionMarkerChannelManager). When none is missing it notes in its log that the transaction is complete, and
 * tries that again where it can't (its txnLogAppendRetryQueue).
 */
function writeMarkers(turn: Turn, transactionalId: string): void {
  const transaction = turn.transaction(transactionalId);
  const coordinator = coordinatorOf(turn, 'transaction', transactionalId);
  if (!transaction || !coordinator) return;
  const control = transaction.state === 'PrepareCommit' ? 'commit' : 'abort';
  const left = transaction.partitions.filter((name) => {
    const partition = findPartition(turn, name);
    // A deleted topic needs no marker.
    if (!partition) return false;
    return (
      !isServed(turn, partition) ||
      'errorCode' in appendBatch(turn, partition, -1, marker(turn, transaction, control, coordinator.leaderEpoch))
    );
  });
  const state = control === 'commit' ? 'CompleteCommit' : 'CompleteAbort';
  if (left.length === 0 && !write(turn, { ...transaction, state, partitions: [] })) return;
  if (left.length < transaction.partitions.length)
    turn.emit({ type: 'TransactionStateRecord', ...transaction, partitions: left });
}

/**
 * Ends a hanging transaction on one partition, which its coordinator knows nothing of any more (WriteTxnMarkers by an
 * administrator).
 */
export function abortHanging(
  turn: Turn,
  partition: Partition,
  producer: ProducerIdentity,
  coordinatorEpoch: number,
): Failure | undefined {
  const outcome = appendBatch(turn, partition, -1, marker(turn, producer, 'abort', coordinatorEpoch));
  return 'errorCode' in outcome ? outcome : undefined;
}

function marker(
  turn: Turn,
  { producerId, producerEpoch }: ProducerIdentity,
  control: 'commit' | 'abort',
  coordinatorEpoch: number,
): ProducedBatch {
  const records = encodeMarker(control, turn.nowMs, coordinatorEpoch);
  return {
    recordCount: 1,
    baseTimestampMs: turn.nowMs,
    maxTimestampMs: turn.nowMs,
    producerId,
    producerEpoch,
    baseSequence: -1,
    isTransactional: true,
    control,
    records,
  };
}

/**
 * What of transactions falls due: overdue ones are aborted, missing markers and the note of their end written as soon
 * as they can be.
 */
export function nextTransactionEvent(view: ClusterView, transaction: TransactionMetadata): DueEvent | undefined {
  const { transactionalId, state, startMs, timeoutMs } = transaction;
  const coordinator = coordinatorOf(view, 'transaction', transactionalId);
  if (!coordinator) return undefined;
  if (state === 'Ongoing') {
    const overdueMs = startMs + timeoutMs;
    const atMs = Math.max(Math.ceil(overdueMs / abortCheckIntervalMs) * abortCheckIntervalMs, view.nowMs);
    const abort = (turn: Turn) => {
      const known = turn.transaction(transactionalId);
      if (known) end(turn, { ...known, producerEpoch: known.producerEpoch + 1 }, 'abort');
    };
    return {
      atMs,
      cause: {
        kind: 'due',
        rule: 'transaction-overdue',
        transactionalId,
        config: { name: 'transaction.timeout.ms', value: String(timeoutMs) },
      },
      run: abort,
    };
  }
  const canWrite = transaction.partitions.some((name) => {
    const partition = findPartition(view, name);
    return !partition || takesAcksOfAll(view, partition);
  });
  const canEnd = transaction.partitions.length === 0 && takesAcksOfAll(view, coordinator);
  if (!canWrite && !canEnd) return undefined;
  return {
    atMs: view.nowMs,
    cause: { kind: 'due', rule: canEnd ? 'transaction-ended' : 'transaction-markers', transactionalId },
    run: (turn) => writeMarkers(turn, transactionalId),
  };
}

/** The leader answers and has enough replicas in sync for a write with acks=all. */
function takesAcksOfAll(view: ClusterView, partition: Partition): boolean {
  return isServed(view, partition) && partition.isr.length >= effectiveMinIsr(view, partition);
}

/** The coordinator appends to its log and is then of the new state. */
function write(turn: Turn, transaction: TransactionMetadata): Failure | undefined {
  const key = new BinaryWriter().int16(0).text(transaction.transactionalId).done();
  const error = writeToCoordinator(turn, 'transaction', transaction.transactionalId, [
    { key, value: encode(transaction, turn.nowMs) },
  ]);
  if (error) return error;
  turn.emit({ type: 'TransactionStateRecord', ...transaction });
  return undefined;
}

/** TransactionLogValue, version 0. */
function encode(
  { producerId, producerEpoch, timeoutMs, state, startMs, partitions }: TransactionMetadata,
  nowMs: number,
): Uint8Array {
  const byTopic = perTopic(partitions, ({ partition }) => partition);
  const writer = new BinaryWriter()
    .int16(0)
    .int64(producerId)
    .int16(producerEpoch)
    .int32(timeoutMs)
    .int8(stateNumbers[state])
    .int32(byTopic.length);
  for (const [topic, ids] of byTopic) {
    writer.text(topic).int32(ids.length);
    for (const id of ids) writer.int32(id);
  }
  return writer.int64(nowMs).int64(startMs).done();
}
