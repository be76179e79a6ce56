import { apiError } from '../../protocol/apiError';
import { leaderLog, readableEnd, readRecords } from '../../log/read';
import { isServed } from '../../log/replication';
import type { Handler } from '../handler';

/** Fetch of a consumer; records are decoded as they are taken. */
export const fetchHandler: Handler<'Fetch'> = {
  by: 'broker',
  answer: (view, { topic: name, partition: number, offset, isolation }) => {
    const topic = view.topic(name);
    const partition = topic && view.partition(topic, number);
    const nothing = { logStartOffset: -1, endOffset: -1, records: [] };
    if (!partition) return { ...nothing, error: apiError('UNKNOWN_TOPIC_OR_PARTITION') };
    if (!isServed(view, partition)) return { ...nothing, error: apiError('NOT_LEADER_OR_FOLLOWER') };
    const log = leaderLog(view, partition);
    const endOffset = readableEnd(view, partition, isolation);
    const bounds = { logStartOffset: log.startOffset, endOffset };
    if (offset < log.startOffset || offset > log.highWatermark)
      return { ...bounds, records: [], error: apiError('OFFSET_OUT_OF_RANGE') };
    return { ...bounds, records: readRecords(view, partition, offset, isolation) };
  },
};
