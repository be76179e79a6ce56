import { isServed, raiseLogStart } from '../../log/replication';
import type { Turn } from '../../model/turn';
import type { DeleteRecordsPartition, DeleteRecordsPartitionResult } from '../../protocol/messages/records';
import type { Handler } from '../handler';

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
  const topic = turn.topic(name);
  const partition = topic && turn.partition(topic, partitionIndex);
  const nothing = { partitionIndex, lowWatermark: -1 };
  if (!partition) return { ...nothing, errorCode: 'UNKNOWN_TOPIC_OR_PARTITION' };
  if (partition.leader !== nodeId || !isServed(turn, partition))
    return { ...nothing, errorCode: 'NOT_LEADER_OR_FOLLOWER' };
  const lowWatermark = raiseLogStart(turn, partition, offset);
  return lowWatermark === undefined
    ? { ...nothing, errorCode: 'OFFSET_OUT_OF_RANGE' }
    : { partitionIndex, lowWatermark, errorCode: 'NONE' };
}
