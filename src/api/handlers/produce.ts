import { apiError } from '../../cluster/apiError';
import { appendBatch } from '../../log/append';
import { isServed } from '../../log/replication';
import type { Handler } from '../handle';

export const produceHandler: Handler<'Produce'> = {
  by: 'leader',
  answer: (turn, { topic: name, partition: number, leader, acks, batch }) => {
    const topic = turn.topic(name);
    const partition = topic && turn.partition(topic, number);
    if (!partition) return apiError('UNKNOWN_TOPIC_OR_PARTITION');
    if (partition.leader !== leader || !isServed(turn, partition)) return apiError('NOT_LEADER_OR_FOLLOWER');
    return appendBatch(turn, partition, acks, batch);
  },
};
