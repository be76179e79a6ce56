import { perTopic } from '../../protocol/perTopic';
import type { Handler } from '../handler';

/** ListPartitionReassignments: all that are under way, or those of the named topics. */
export const listPartitionReassignmentsHandler: Handler<'ListPartitionReassignments'> = {
  by: 'last-controller',
  changesMetadata: false,
  fail: (_view, _request, failed) => ({ ...failed, topics: [] }),
  answer: (view, { topics = null }) => {
    const named =
      topics &&
      new Set(topics.flatMap(({ name, partitionIndexes }) => partitionIndexes.map((index) => `${name}-${index}`)));
    const underWay = [...view.reassigningPartitions()]
      .flat()
      .filter(({ topic, partition }) => !named || named.has(`${topic}-${partition}`));
    return {
      errorCode: 'NONE',
      errorMessage: null,
      topics: perTopic(underWay, ({ partition, replicas, addingReplicas, removingReplicas }) => ({
        partitionIndex: partition,
        replicas: replicas.join(),
        addingReplicas: addingReplicas.join(),
        removingReplicas: removingReplicas.join(),
      })).map(([name, partitions]) => ({ name, partitions })),
    };
  },
};
