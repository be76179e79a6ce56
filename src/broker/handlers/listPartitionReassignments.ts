import type { Handler } from '../handler';

export const listPartitionReassignmentsHandler: Handler<'ListPartitionReassignments'> = {
  by: 'last-controller',
  answer: (turn) =>
    [...turn.reassigningPartitions()]
      .flat()
      .map(({ topic, partition, replicas, addingReplicas, removingReplicas }) => ({
        topic,
        partition,
        replicas,
        adding: addingReplicas,
        removing: removingReplicas,
      })),
};
