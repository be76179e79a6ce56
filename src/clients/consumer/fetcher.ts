import type { FetchResponse, PartitionData } from '../../protocol/messages/records';
import type { InFlight } from '../../protocol/network';
import { perKey, perTopic } from '../../protocol/perTopic';
import { CorruptBatchError, decodeBatches, type RecordBatch } from '../../protocol/recordBatch';
import { decodeRecords, type LogRecord } from '../../protocol/records';
import type { TopicPartition } from '../assignors/assignor';
import type { ClusterMetadata } from '../cluster';
import type { JavaException } from '../exceptions';
import { ConsumerFailure } from './consumerFailure';
import type { ConsumerSettings } from './consumerSettings';

/** A partition that is read, and how far. */
export interface Position extends TopicPartition {
  /** Offset of the next record; undefined until it is known where to start. */
  offset: number | undefined;
  /** Leader epoch of the last record before it; -1 where that is not known. */
  leaderEpoch: number;
  startAt: 'committed' | 'earliest' | 'latest' | number;
  /** What was fetched and not yet handed out. */
  records: Iterator<LogRecord> | undefined;
}

/** A record that a consumer hands out. */
export interface ConsumedRecord extends LogRecord, TopicPartition {}

/** org.apache.kafka.clients.consumer.internals.Fetcher: fetches from leaders, hands out records one at a time. */
export class Fetcher {
  constructor(
    private readonly cluster: ClusterMetadata,
    private readonly settings: ConsumerSettings,
  ) {}

  /**
   * Fetches for positions that have nothing left, from their leaders, and waits for the first that has something,
   * limitMs (ms) at most.
   * @param leaderOf the leader's id of a partition, where it answers
   * @returns positions whose offset is not in the log
   */
  fetch(
    positions: readonly Position[],
    leaderOf: (position: Position) => number | undefined,
    limitMs: number,
  ): readonly Position[] {
    const wanted = positions.filter(({ offset, records }) => offset !== undefined && !records);
    const byLeader = perKey(wanted, leaderOf, (position) => position);
    const sent = byLeader.flatMap(([leader, led]) =>
      leader === undefined ? [] : this.send(leader, led, Math.min(limitMs, this.settings.fetchMaxWaitMs)),
    );
    if (sent.length > 0 && sent.every(({ request }) => request.state === 'waiting'))
      this.cluster.identity.environment.network.poll(
        sent.map(({ request }) => request),
        limitMs,
      );
    return sent.flatMap(({ led, request }) => this.take(led, request.value));
  }

  /** The next record that was fetched, in the order of the positions. */
  next(positions: readonly Position[]): ConsumedRecord | undefined {
    for (const position of positions) {
      const next = position.records?.next();
      if (!next) continue;
      if (!next.done) return { ...next.value, topic: position.topic, partition: position.partition };
      position.records = undefined;
    }
    return undefined;
  }

  private send(leader: number, led: readonly Position[], maxWaitMs: number) {
    const node = this.cluster.node(leader);
    if (!node) return [];
    const { isolation, fetchMinBytes, fetchMaxBytes, partitionMaxBytes, requestTimeoutMs } = this.settings;
    const request = {
      maxWaitMs,
      minBytes: fetchMinBytes,
      maxBytes: fetchMaxBytes,
      isolationLevel: isolation,
      topics: perTopic(led, ({ partition, offset }) => ({
        partition,
        fetchOffset: offset ?? 0,
        partitionMaxBytes,
      })).map(([topic, partitions]) => ({ topic, partitions })),
    };
    const sent: InFlight<FetchResponse> = this.cluster.send(
      node.connection,
      'Fetch',
      request,
      requestTimeoutMs,
      (response) => response,
    );
    return [{ led, request: sent }];
  }

  private take(led: readonly Position[], response: FetchResponse | undefined): readonly Position[] {
    const lost: Position[] = [];
    const asked = new Map(led.map((position) => [`${position.topic}-${position.partition}`, position]));
    for (const { topic, partitions } of response?.responses ?? []) {
      for (const data of partitions) {
        const position = asked.get(`${topic}-${data.partitionIndex}`);
        if (!position) continue;
        if (data.errorCode === 'OFFSET_OUT_OF_RANGE') lost.push(position);
        else if (data.errorCode === 'NONE' && data.records && data.records.length > 0)
          position.records = this.readable(position, data);
      }
    }
    return lost;
  }

  /**
   * Records from the position on; control records and, read committed, aborted ones are passed over.
   * @throws ConsumerFailure where what was fetched is damaged
   */
  private *readable(position: Position, data: PartitionData): Generator<LogRecord, undefined> {
    try {
      yield* this.decoded(position, data);
    } catch (error) {
      if (error instanceof CorruptBatchError) throw new ConsumerFailure(cannotGoOn(position));
      throw error;
    }
    return undefined;
  }

  private *decoded(position: Position, { records, abortedTransactions }: PartitionData): Iterable<LogRecord> {
    const aborted = [...(abortedTransactions ?? [])].sort((a, b) => a.firstOffset - b.firstOffset);
    const abortedProducers = new Set<number>();
    for (const batch of decodeBatches(records!, this.settings.checksCrcs)) {
      while (aborted[0] && aborted[0].firstOffset <= batch.lastOffset)
        abortedProducers.add(aborted.shift()!.producerId);
      if (batch.isControl) abortedProducers.delete(batch.producerId);
      else if (!(batch.isTransactional && abortedProducers.has(batch.producerId))) yield* recordsFrom(position, batch);
      // Where nobody looks at checksums, a damaged batch may say that it ends before it starts: it is passed all the
      // same.
      position.offset = Math.max(position.offset ?? 0, batch.baseOffset + 1, batch.lastOffset + 1);
      position.leaderEpoch = batch.leaderEpoch;
    }
  }
}

/** CompletedFetch.fetchRecords */
function cannotGoOn({ topic, partition }: TopicPartition): JavaException {
  return {
    exception: 'org.apache.kafka.common.KafkaException',
    message:
      `Received exception when fetching the next record from ${topic}-${partition}. ` +
      'If needed, please seek past the record to continue consumption.',
  };
}

function* recordsFrom(position: Position, batch: RecordBatch): Iterable<LogRecord> {
  for (const record of decodeRecords(batch)) {
    if (record.offset < (position.offset ?? 0)) continue;
    position.offset = record.offset + 1;
    position.leaderEpoch = batch.leaderEpoch;
    yield record;
  }
}
