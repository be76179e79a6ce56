import { apiError } from '../../protocol/apiError';
import type { Partition } from '../../model/cluster';
import type { ClusterView } from '../../model/turn';
import { epochAt } from '../../log/lineage';
import { leaderLog, readableEnd, readRecords, type Isolation } from '../../log/read';
import { isServed } from '../../log/replication';
import type { OffsetSpec } from '../../protocol/dataRequests';
import type { Handler } from '../handler';

export const listOffsetsHandler: Handler<'ListOffsets'> = {
  by: 'broker',
  answer: (view, { partitions, isolation }) =>
    partitions.map(({ topic: name, partition: number, at }) => {
      const topic = view.topic(name);
      const partition = topic && view.partition(topic, number);
      const nowhere = { topic: name, partition: number, offset: -1, timestampMs: -1, leaderEpoch: -1 };
      if (!partition) return { ...nowhere, error: apiError('UNKNOWN_TOPIC_OR_PARTITION') };
      if (!isServed(view, partition)) return { ...nowhere, error: apiError('LEADER_NOT_AVAILABLE') };
      return { ...nowhere, ...find(view, partition, at, isolation) };
    }),
};

/** Partition.fetchOffsetForTimestamp: what a consumer cannot read yet is not found. */
function find(view: ClusterView, partition: Partition, at: OffsetSpec, isolation: Isolation) {
  const log = leaderLog(view, partition);
  const end = readableEnd(view, partition, isolation);
  const place = (offset: number, timestampMs = -1) => ({
    offset,
    timestampMs,
    leaderEpoch: epochAt(log, offset) ?? log.lineage.at(-1)?.epoch ?? -1,
  });
  if (at === 'earliest') return place(log.startOffset);
  if (at === 'latest') return place(end);
  let found: { readonly offset: number; readonly timestampMs: number } | undefined;
  for (const record of readRecords(view, partition, log.startOffset, isolation)) {
    if (at === 'max-timestamp') {
      if (!found || record.timestampMs > found.timestampMs) found = record;
    } else if (record.timestampMs >= at) {
      found = record;
      break;
    }
  }
  return found && found.offset < end
    ? place(found.offset, found.timestampMs)
    : { offset: -1, timestampMs: -1, leaderEpoch: -1 };
}
