import { apiError } from '../../protocol/apiError';
import type { Handler } from '../handler';

export const alterPartitionReassignmentsHandler: Handler<'AlterPartitionReassignments'> = {
  by: 'controller',
  answer: (turn, { partitions, allowsReplicationFactorChange }) =>
    partitions.map(({ topic: name, partition: number, replicas }) => {
      const topic = turn.topic(name);
      const partition = topic && !topic.deleting ? turn.partition(topic, number) : undefined;
      const error = partition
        ? turn.controller.partitions.reassign(turn, partition, replicas, allowsReplicationFactorChange)
        : apiError(
            'UNKNOWN_TOPIC_OR_PARTITION',
            turn.profile.words.reassignsNoSuchPartition(name, number, topic !== undefined),
          );
      return { topic: name, partition: number, ...(error && { error }) };
    }),
};
