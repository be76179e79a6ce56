import { epochAt } from '../../log/lineage';
import { leaderLog, readableEnd, readRecords } from '../../log/read';
import type { Partition } from '../../model/cluster';
import type { ClusterView } from '../../model/turn';
import { offsetTimestamps, type IsolationLevel } from '../../protocol/fields';
import type { ListOffsetsPartition, ListOffsetsPartitionResponse } from '../../protocol/messages/records';
import type { Handler } from '../handler';
import { ledPartition } from '../ledPartition';

/** ListOffsets */
export const listOffsetsHandler: Handler<'ListOffsets'> = {
  by: 'broker',
  answer: (view, { topics, isolationLevel }, { connection }) => ({
    topics: topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map((asked) => list(view, connection.nodeId, name, asked, isolationLevel)),
    })),
  }),
};

function list(
  view: ClusterView,
  nodeId: number,
  name: string,
  { partitionIndex, timestamp }: ListOffsetsPartition,
  isolation: IsolationLevel,
): ListOffsetsPartitionResponse {
  const partition = ledPartition(view, nodeId, { topic: name, partition: partitionIndex });
  if (typeof partition === 'string') return { partitionIndex, errorCode: partition };
  return { partitionIndex, errorCode: 'NONE', ...find(view, partition, timestamp, isolation) };
}

/** Partition.fetchOffsetForTimestamp: what a consumer cannot read yet is not found. */
function find(view: ClusterView, partition: Partition, at: number, isolation: IsolationLevel) {
  const log = leaderLog(view, partition);
  const end = readableEnd(view, partition, isolation);
  const place = (offset: number, timestamp = -1) => ({
    offset,
    timestamp,
    leaderEpoch: epochAt(log, offset) ?? log.lineage.at(-1)?.epoch ?? -1,
  });
  if (at === offsetTimestamps.earliest) return place(log.startOffset);
  if (at === offsetTimestamps.latest) return place(end);
  let found: { readonly offset: number; readonly timestampMs: number } | undefined;
  for (const record of readRecords(view, partition, log.startOffset, isolation)) {
    if (at === offsetTimestamps.maxTimestamp) {
      if (!found || record.timestampMs > found.timestampMs) found = record;
    } else if (record.timestampMs >= at) {
      found = record;
      break;
    }
  }
  return found && found.offset < end
    ? place(found.offset, found.timestampMs)
    : { offset: -1, timestamp: -1, leaderEpoch: -1 };
}
