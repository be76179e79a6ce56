import { asRecordBatch } from '../../log/storedBatch';
import { abortedTransactions, batchesOf, leaderLog, readableEnd } from '../../log/read';
import type { Partition } from '../../model/cluster';
import type { ClusterView } from '../../model/turn';
import type { ErrorCode } from '../../protocol/errors';
import type { IsolationLevel } from '../../protocol/fields';
import type { FetchPartition, FetchRequest, FetchResponse, PartitionData } from '../../protocol/messages/records';
import { batchSize, encodeBatch } from '../../protocol/recordBatch';
import { Held, type Handler } from '../handler';
import { ledPartition } from '../ledPartition';

/**
 * Fetch of a consumer (KafkaApis.handleFetchRequest, DelayedFetch): batches up to where its isolation level may read.
 * Waits for minBytes, maxWaitMs (ms) at most; what is wrong with a partition is told at once.
 */
export const fetchHandler: Handler<'Fetch'> = {
  by: 'broker',
  answer: (view, request, { connection }) => {
    const { nodeId } = connection;
    const response = read(view, nodeId, request);
    const isEnough = (later: ClusterView) => available(later, nodeId, request) >= request.minBytes;
    if (request.maxWaitMs <= 0 || isEnough(view)) return response;
    return new Held(isEnough, view.nowMs + request.maxWaitMs, (later) => read(later, nodeId, request));
  },
};

/** Bytes that could be read now; infinitely many where a partition has an error to tell. */
function available(view: ClusterView, nodeId: number, { topics, isolationLevel = 'read_uncommitted' }: FetchRequest) {
  let bytes = 0;
  for (const { topic = '', partitions } of topics) {
    for (const asked of partitions) {
      const partition = find(view, nodeId, topic, asked);
      if (typeof partition === 'string') return Number.POSITIVE_INFINITY;
      const log = leaderLog(view, partition);
      const end = readableEnd(view, partition, isolationLevel);
      const [first] = batchesOf(view, partition, log, asked.fetchOffset, end);
      if (first) bytes += batchSize(first);
    }
  }
  return bytes;
}

function read(view: ClusterView, nodeId: number, request: FetchRequest): FetchResponse {
  let left = request.maxBytes ?? Number.POSITIVE_INFINITY;
  return {
    errorCode: 'NONE',
    responses: request.topics.map(({ topic = '', partitions }) => ({
      topic,
      partitions: partitions.map((asked) => {
        const data = readPartition(view, nodeId, topic, asked, request.isolationLevel ?? 'read_uncommitted', left);
        left -= data.records?.length ?? 0;
        return data;
      }),
    })),
  };
}

function readPartition(
  view: ClusterView,
  nodeId: number,
  topic: string,
  asked: FetchPartition,
  isolation: IsolationLevel,
  leftBytes: number,
): PartitionData {
  const nothing = { partitionIndex: asked.partition, highWatermark: -1, records: null };
  const partition = find(view, nodeId, topic, asked);
  if (typeof partition === 'string') {
    const bounds = partition === 'OFFSET_OUT_OF_RANGE' ? boundsOf(view, topic, asked) : {};
    return { ...nothing, ...bounds, errorCode: partition };
  }
  const log = leaderLog(view, partition);
  const end = readableEnd(view, partition, isolation);
  const limit = Math.min(leftBytes, asked.partitionMaxBytes);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for (const batch of batchesOf(view, partition, log, asked.fetchOffset, end)) {
    // A first batch that is larger than the limit comes whole, so that a consumer gets on (KIP-74).
    if (bytes > 0 && bytes + batchSize(batch) > limit) break;
    parts.push(encodeBatch(asRecordBatch(batch), batch.checksum));
    bytes += batchSize(batch);
    if (bytes >= limit) break;
  }
  return {
    partitionIndex: asked.partition,
    errorCode: 'NONE',
    highWatermark: log.highWatermark,
    lastStableOffset: readableEnd(view, partition, 'read_committed'),
    logStartOffset: log.startOffset,
    abortedTransactions:
      isolation === 'read_committed' ? abortedTransactions(view, partition, log, asked.fetchOffset, end) : null,
    records: Buffer.concat(parts),
  };
}

/** The partition, where it can be read from this offset here; else why not. */
function find(
  view: ClusterView,
  nodeId: number,
  name: string,
  { partition: number, fetchOffset }: FetchPartition,
): Partition | ErrorCode {
  const partition = ledPartition(view, nodeId, { topic: name, partition: number });
  if (typeof partition === 'string') return partition;
  const log = leaderLog(view, partition);
  return fetchOffset < log.startOffset || fetchOffset > log.highWatermark ? 'OFFSET_OUT_OF_RANGE' : partition;
}

function boundsOf(view: ClusterView, name: string, { partition: number }: FetchPartition) {
  const partition = view.partition(view.topic(name)!, number)!;
  const log = leaderLog(view, partition);
  return { logStartOffset: log.startOffset, highWatermark: log.highWatermark };
}
