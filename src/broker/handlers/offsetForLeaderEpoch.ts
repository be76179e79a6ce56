import { apiError } from '../../protocol/apiError';
import { leaderLog } from '../../log/read';
import { isServed } from '../../log/replication';
import type { Handler } from '../handler';

/** Where the leader's log ends for an epoch, or for the last one before it (UnifiedLog.endOffsetForEpoch): a consumer finds by it that records are gone. */
export const offsetForLeaderEpochHandler: Handler<'OffsetForLeaderEpoch'> = {
  by: 'broker',
  answer: (view, { topic: name, partition: number, leaderEpoch }) => {
    const topic = view.topic(name);
    const partition = topic && view.partition(topic, number);
    if (!partition) return apiError('UNKNOWN_TOPIC_OR_PARTITION');
    if (!isServed(view, partition)) return apiError('NOT_LEADER_OR_FOLLOWER');
    const log = leaderLog(view, partition);
    const next = log.lineage.find(({ epoch }) => epoch > leaderEpoch);
    return { endOffset: next?.startOffset ?? log.endOffset };
  },
};
