import { apiError } from '../../protocol/apiError';
import { appendBatch } from '../../log/append';
import { isServed } from '../../log/replication';
import type { Handler } from '../handler';

export const produceHandler: Handler<'Produce'> = {
  by: 'leader',
  answer: (turn, { topic: name, partition: number, leader, acks, batch }) => {
    const topic = turn.topic(name);
    const partition = topic && turn.partition(topic, number);
    if (!partition) return apiError('UNKNOWN_TOPIC_OR_PARTITION');
    if (partition.leader !== leader || !isServed(turn, partition)) return apiError('NOT_LEADER_OR_FOLLOWER');
    const place = `${name}-${number}`;
    if (turn.faultSinceMs('lose-ack', place) === undefined) return appendBatch(turn, partition, acks, batch);
    // The write happens, its answer does not arrive; the fault strikes once.
    turn.emit({ type: 'FaultRecord', kind: 'lose-ack', target: place, sinceMs: null });
    const outcome = appendBatch(turn, partition, acks, batch, true);
    return 'error' in outcome || acks === 0
      ? outcome
      : apiError('NETWORK_EXCEPTION', turn.profile.words.disconnected(leader));
  },
};
