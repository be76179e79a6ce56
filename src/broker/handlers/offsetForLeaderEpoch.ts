import { leaderLog } from '../../log/read';
import type { ClusterView } from '../../model/turn';
import type { Handler } from '../handler';
import { ledPartition } from '../ledPartition';

/**
 * OffsetForLeaderEpoch: where the leader's log ends for an epoch, or for the last one before it
 * (UnifiedLog.endOffsetForEpoch). A consumer finds by it that records are gone.
 */
export const offsetForLeaderEpochHandler: Handler<'OffsetForLeaderEpoch'> = {
  by: 'broker',
  answer: (view, { topics }, { connection }) => ({
    topics: topics.map(({ topic, partitions }) => ({
      topic,
      partitions: partitions.map(({ partition, leaderEpoch }) => ({
        partition,
        ...endOffset(view, connection.nodeId, topic, partition, leaderEpoch),
      })),
    })),
  }),
};

function endOffset(view: ClusterView, nodeId: number, name: string, number: number, leaderEpoch: number) {
  const partition = ledPartition(view, nodeId, { topic: name, partition: number });
  if (typeof partition === 'string') return { errorCode: partition };
  const log = leaderLog(view, partition);
  const next = log.lineage.findIndex(({ epoch }) => epoch > leaderEpoch);
  return {
    errorCode: 'NONE' as const,
    leaderEpoch: log.lineage.at(next === -1 ? -1 : next - 1)?.epoch ?? -1,
    endOffset: log.lineage[next]?.startOffset ?? log.endOffset,
  };
}
