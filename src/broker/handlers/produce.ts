import { appendBatch, checkReplicated, type ProducedBatch } from '../../log/append';
import { findPartition } from '../../model/findPartition';
import { isInternalTopic } from '../../model/topicNames';
import type { ClusterView, Turn } from '../../model/turn';
import { failure, noError, type ErrorCode, type Failure } from '../../protocol/errors';
import type { Acks } from '../../protocol/fields';
import type { PartitionProduceResponse } from '../../protocol/messages/records';
import { perTopic } from '../../protocol/perTopic';
import { CorruptBatchError, decodeBatches, type RecordBatch } from '../../protocol/recordBatch';
import { Held, type Handler, type Outcome } from '../handler';
import { ledPartition } from '../ledPartition';

/** One partition of a request, and how far it is. */
interface Write extends Failure {
  readonly topic: string;
  readonly partition: number;
  readonly leaderEpoch: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
  /** In-sync replicas have yet to fetch it. */
  readonly isWaiting: boolean;
}

/**
 * Produce (KafkaApis.handleProduceRequest, ReplicaManager.appendRecords, DelayedProduce). With acks=all the answer
 * waits until the ISR has the records, timeoutMs (ms) at most.
 */
export const produceHandler: Handler<'Produce'> = {
  by: 'leader',
  answer: (turn, { acks, timeoutMs, topicData }, { connection, header }) => {
    let isLost = false;
    const writes = topicData.flatMap(({ name = '', partitionData }) =>
      partitionData.map(({ index, records }) => {
        const losesAnswer = strikes(turn, name, index);
        isLost ||= losesAnswer && acks !== 0;
        const by = { nodeId: connection.nodeId, clientId: header.clientId };
        return write(turn, by, { topic: name, partition: index }, acks, records, losesAnswer);
      }),
    );
    // The write happens, its answer does not arrive.
    return isLost ? 'disconnect' : answerWhenReplicated(writes, turn.nowMs + timeoutMs);
  },
};

/** Who may write to internal topics (AdminUtils.AdminClientId); whoever else does would confuse their coordinators. */
const adminClientId = '__admin_client';

/** Whether somebody wants the answer to this write to be lost (kafka-lab fault lose-ack); the fault strikes once. */
function strikes(turn: Turn, topic: string, partition: number): boolean {
  const place = `${topic}-${partition}`;
  if (turn.faultSinceMs('lose-ack', place) === undefined) return false;
  turn.emit({ type: 'FaultRecord', kind: 'lose-ack', target: place, sinceMs: null });
  return true;
}

function write(
  turn: Turn,
  { nodeId, clientId }: { readonly nodeId: number; readonly clientId: string },
  place: { readonly topic: string; readonly partition: number },
  acks: Acks,
  records: Uint8Array | null,
  losesAnswer: boolean,
): Write {
  const refused = (problem: Failure): Write => ({
    ...place,
    ...problem,
    leaderEpoch: -1,
    baseOffset: -1,
    lastOffset: -1,
    isWaiting: false,
  });
  const batch = onlyBatch(records);
  if (typeof batch === 'string') return refused(failure(batch));
  if (isInternalTopic(place.topic) && clientId !== adminClientId && findPartition(turn, place))
    return refused(failure('INVALID_TOPIC_EXCEPTION'));
  const partition = ledPartition(turn, nodeId, place);
  if (typeof partition === 'string') return refused(failure(partition));
  const outcome = appendBatch(turn, partition, acks, producedBatch(batch), losesAnswer);
  if ('errorCode' in outcome) return refused(outcome);
  const { leaderEpoch, baseOffset, lastOffset, status } = outcome;
  return { ...place, ...noError, leaderEpoch, baseOffset, lastOffset, isWaiting: status === 'waiting' };
}

/** A producer sends one batch for a partition (ProduceRequest.validateRecords); compressed ones are not kept yet. */
function onlyBatch(records: Uint8Array | null): RecordBatch | ErrorCode {
  try {
    const [batch, second] = decodeBatches(records ?? new Uint8Array());
    if (!batch || second || batch.isControl) return 'INVALID_RECORD';
    return batch.compression === 0 ? batch : 'UNSUPPORTED_COMPRESSION_TYPE';
  } catch (error) {
    if (error instanceof CorruptBatchError) return 'CORRUPT_MESSAGE';
    throw error;
  }
}

function producedBatch(batch: RecordBatch): ProducedBatch {
  const { recordCount, baseTimestampMs, maxTimestampMs, producerId, producerEpoch, baseSequence, records } = batch;
  // The leader changes nothing that the checksum is made of, but for a count that leaves offsets out.
  const isKept = batch.lastOffset - batch.baseOffset + 1 === recordCount;
  return {
    ...(isKept && { checksum: batch.checksum }),
    recordCount,
    baseTimestampMs,
    maxTimestampMs,
    producerId,
    producerEpoch,
    baseSequence,
    isTransactional: batch.isTransactional,
    control: 'none',
    records,
  };
}

function answerWhenReplicated(writes: readonly Write[], untilMs: number): Outcome<'Produce'> {
  if (!writes.some(({ isWaiting }) => isWaiting)) return { responses: responses(writes) };
  const isReady = (view: ClusterView) =>
    writes.every((each) => !each.isWaiting || whatCameOf(view, each) !== 'waiting');
  return new Held(isReady, untilMs, (later) => ({ responses: responses(writes.map((each) => settled(later, each))) }));
}

/** Whether the leader of the time has it acknowledged by now (Partition.checkEnoughReplicasReachOffset). */
function whatCameOf(view: ClusterView, { topic, partition: number, leaderEpoch, lastOffset }: Write) {
  const partition = findPartition(view, { topic, partition: number });
  if (!partition || partition.leaderEpoch !== leaderEpoch) return failure('NOT_LEADER_OR_FOLLOWER');
  const outcome = checkReplicated(view, partition, lastOffset);
  return typeof outcome === 'string' ? outcome : outcome;
}

/** A write that waited: acknowledged, refused after all, or out of time. */
function settled(turn: Turn, waited: Write): Write {
  if (!waited.isWaiting) return waited;
  const outcome = whatCameOf(turn, waited);
  if (outcome === 'waiting') return { ...waited, ...failure('REQUEST_TIMED_OUT') };
  if (outcome !== 'replicated') return { ...waited, ...outcome };
  const { topicId } = findPartition(turn, waited)!;
  turn.emit({
    type: 'AcknowledgeRecord',
    topicId,
    partitionId: waited.partition,
    leaderEpoch: waited.leaderEpoch,
    baseOffset: waited.baseOffset,
  });
  return waited;
}

function responses(writes: readonly Write[]) {
  return perTopic(
    writes,
    ({ partition, baseOffset, errorCode, errorMessage }): PartitionProduceResponse => ({
      index: partition,
      errorCode,
      baseOffset: errorCode === 'NONE' ? baseOffset : -1,
      errorMessage,
    }),
  ).map(([name, partitionResponses]) => ({ name, partitionResponses }));
}
