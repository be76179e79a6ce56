import { raiseLogStart } from '../../log/replication';
import type { Turn } from '../../model/turn';
import type { DeleteRecordsPartition, DeleteRecordsPartitionResult } from '../../protocol/messages/records';
import type { Handler } from '../handler';
import { ledPartition } from '../ledPartition';

/** DeleteRecords */
export const deleteRecordsHandler: Handler<'DeleteRecords'> = {
  by: 'leader',
  answer: (turn, { topics }, { connection }) => ({
    topics: topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map((asked) => deleteRecords(turn, connection.nodeId, name, asked)),
    })),
  }),
};

function deleteRecords(
  turn: Turn,
  nodeId: number,
  name: string,
  { partitionIndex, offset }: DeleteRecordsPartition,
): DeleteRecordsPartitionResult {
  const nothing = { partitionIndex, lowWatermark: -1 };
  const partition = ledPartition(turn, nodeId, { topic: name, partition: partitionIndex });
  if (typeof partition === 'string') return { ...nothing, errorCode: partition };
  const lowWatermark = raiseLogStart(turn, partition, offset);
  return lowWatermark === undefined
    ? { ...nothing, errorCode: 'OFFSET_OUT_OF_RANGE' }
    : { partitionIndex, lowWatermark, errorCode: 'NONE' };
}
