import { leaderLog } from '../../log/read';
import { isServed } from '../../log/replication';
import type { ClusterView } from '../../model/turn';
import type { Handler } from '../handler';

/**
 * OffsetForLeaderEpoch: where the leader's log ends for an epoch, or for the last one before it (UnifiedLog.endOffsetForEpoch). A consumer
 * finds by it that records are gone.
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
  const topic = view.topic(name);
  const partition = topic && view.partition(topic, number);
  if (!partition) return { errorCode: 'UNKNOWN_TOPIC_OR_PARTITION' as const };
  if (partition.leader !== nodeId || !isServed(view, partition))
    return { errorCode: 'NOT_LEADER_OR_FOLLOWER' as const };
  const log = leaderLog(view, partition);
  const next = log.lineage.findIndex(({ epoch }) => epoch > leaderEpoch);
  return {
    errorCode: 'NONE' as const,
    leaderEpoch: log.lineage.at(next === -1 ? -1 : next - 1)?.epoch ?? -1,
    endOffset: log.lineage[next]?.startOffset ?? log.endOffset,
  };
}
