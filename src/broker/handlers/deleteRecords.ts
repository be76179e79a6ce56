import { apiError } from '../../protocol/apiError';
import { isServed, raiseLogStart } from '../../log/replication';
import type { Handler } from '../handler';

export const deleteRecordsHandler: Handler<'DeleteRecords'> = {
  by: 'leader',
  answer: (turn, { partitions }) =>
    partitions.map(({ topic: name, partition: number, beforeOffset }) => {
      const topic = turn.topic(name);
      const partition = topic && turn.partition(topic, number);
      const failed = (error: Parameters<typeof apiError>[0]) => ({
        topic: name,
        partition: number,
        lowWatermark: -1,
        error: apiError(error),
      });
      if (!partition) return failed('UNKNOWN_TOPIC_OR_PARTITION');
      if (!isServed(turn, partition)) return failed('LEADER_NOT_AVAILABLE');
      const lowWatermark = raiseLogStart(turn, partition, beforeOffset);
      return lowWatermark === undefined
        ? failed('OFFSET_OUT_OF_RANGE')
        : { topic: name, partition: number, lowWatermark };
    }),
};
