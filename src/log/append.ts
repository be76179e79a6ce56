import { failure, type Failure } from '../protocol/errors';
import { controllerConfig } from '../model/effectiveConfig';
import type { Partition } from '../model/cluster';
import type { ClusterView, Turn } from '../model/turn';
import { holds } from './lineage';
import { batchOverheadBytes } from '../protocol/recordBatch';
import { emptyLog, type Acks, type StoredBatch } from '../model/log';
import { effectiveMinIsr, replicate } from './replication';
import { checksumOf } from './storedBatch';

/** A batch as a producer sends it: its place in the log is not known yet. */
export interface ProducedBatch {
  readonly recordCount: number;
  readonly baseTimestampMs: number;
  readonly maxTimestampMs: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly isTransactional: boolean;
  readonly control: StoredBatch['control'];
  readonly records: Uint8Array;
  /** As the producer sent it; what the leader writes itself gets its own. */
  readonly checksum?: number;
}

/**
 * Where a batch stands, and whether that is all that its acks ask for; `waiting`: in-sync replicas have yet to fetch
 * it.
 */
export interface Appended {
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly leaderEpoch: number;
  readonly status: 'written' | 'waiting';
}

/** Batches of one producer that a leader remembers to tell a repetition (ProducerStateEntry.NUM_BATCHES_TO_RETAIN). */
const rememberedBatches = 5;
const int32Range = 2 ** 31;

/**
 * A leader appends a batch (ReplicaManager.appendRecords, Partition.appendRecordsToLeader); the followers fetch at
 * once. The leader is to be alive: whoever asks has looked. Refusals leave the log as it was, except
 * NOT_ENOUGH_REPLICAS_AFTER_APPEND.
 */
export function appendBatch(
  turn: Turn,
  partition: Partition,
  acks: Acks,
  batch: ProducedBatch,
  acknowledgementIsLost = false,
): Appended | Failure {
  if (acks === -1 && partition.isr.length < effectiveMinIsr(turn, partition)) return failure('NOT_ENOUGH_REPLICAS');
  if (batchOverheadBytes + batch.records.length > maxMessageBytes(turn, partition.topic))
    return failure('MESSAGE_TOO_LARGE');
  const known = checkSequence(turn, partition, batch);
  if (known && 'errorCode' in known) return known;
  const { leaderEpoch, baseOffset, lastOffset } =
    known ?? append(turn, partition, acks, batch, acks === 1 && !acknowledgementIsLost);
  const written = { baseOffset, lastOffset, leaderEpoch, status: 'written' } as const;
  if (acks !== -1) return written;
  const outcome = checkReplicated(turn, partition, lastOffset);
  if (outcome !== 'replicated') return outcome === 'waiting' ? { ...written, status: 'waiting' } : outcome;
  if (!acknowledgementIsLost)
    turn.emit({
      type: 'AcknowledgeRecord',
      topicId: partition.topicId,
      partitionId: partition.partition,
      leaderEpoch,
      baseOffset,
    });
  return written;
}

/** Whether what was written with acks=all is safe by now (Partition.checkEnoughReplicasReachOffset). */
export function checkReplicated(
  view: ClusterView,
  partition: Partition,
  lastOffset: number,
): 'replicated' | 'waiting' | Failure {
  const leader = view.replicaLogs(partition).get(partition.leader);
  if (!leader || leader.highWatermark <= lastOffset) return 'waiting';
  return partition.isr.length < effectiveMinIsr(view, partition)
    ? failure('NOT_ENOUGH_REPLICAS_AFTER_APPEND')
    : 'replicated';
}

/**
 * Greatest batch that the topic takes, bytes; the topic's name for it is max.message.bytes, the broker's
 * message.max.bytes.
 */
function maxMessageBytes(view: ClusterView, topic: string): number {
  return Number(view.configs('topic', topic).get('max.message.bytes') ?? controllerConfig(view, 'message.max.bytes'));
}

function append(
  turn: Turn,
  partition: Partition,
  acks: Acks,
  batch: ProducedBatch,
  acknowledged: boolean,
): StoredBatch {
  const log = turn.replicaLogs(partition).get(partition.leader) ?? emptyLog(partition.leader);
  const { recordCount, checksum, ...header } = batch;
  const placed = {
    ...header,
    leaderEpoch: partition.leaderEpoch,
    baseOffset: log.endOffset,
    lastOffset: log.endOffset + recordCount - 1,
  };
  const stored: StoredBatch = { ...placed, acks, checksum: checksum ?? checksumOf(placed) };
  turn.keepBatch(partition, stored);
  turn.emit({
    type: 'AppendRecord',
    topicId: partition.topicId,
    partitionId: partition.partition,
    leader: partition.leader,
    leaderEpoch: stored.leaderEpoch,
    baseOffset: stored.baseOffset,
    lastOffset: stored.lastOffset,
    acks,
    acknowledged,
    ...(stored.producerId >= 0 && { producerId: stored.producerId }),
  });
  replicate(turn, partition);
  return stored;
}

/**
 * An idempotent producer's batch follows its last one, or repeats one of the last five (ProducerStateManager,
 * ProducerAppendInfo). Returns the batch that it repeats.
 */
function checkSequence(turn: Turn, partition: Partition, batch: ProducedBatch): StoredBatch | Failure | undefined {
  if (batch.producerId < 0 || batch.control !== 'none') return undefined;
  const log = turn.replicaLogs(partition).get(partition.leader);
  const held = turn
    .producerBatches(partition, batch.producerId, rememberedBatches)
    .filter((each) => log && holds(log, each.leaderEpoch, each.baseOffset));
  const [last] = held;
  if (!last) return undefined;
  if (batch.producerEpoch < last.producerEpoch) return failure('INVALID_PRODUCER_EPOCH');
  const repeated = held.find(
    (each) =>
      each.producerEpoch === batch.producerEpoch &&
      each.control === 'none' &&
      each.baseSequence === batch.baseSequence &&
      each.lastOffset - each.baseOffset + 1 === batch.recordCount,
  );
  if (repeated) return repeated;
  const data = held.find((each) => each.control === 'none');
  const expected =
    batch.producerEpoch > last.producerEpoch || !data || data.producerEpoch < batch.producerEpoch
      ? 0
      : (data.baseSequence + data.lastOffset - data.baseOffset + 1) % int32Range;
  return batch.baseSequence === expected ? undefined : failure('OUT_OF_ORDER_SEQUENCE_NUMBER');
}
