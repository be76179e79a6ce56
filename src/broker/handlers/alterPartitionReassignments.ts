import { findKeptPartition } from '../../model/findPartition';
import type { Turn } from '../../model/turn';
import { failure, noError, type Failure } from '../../protocol/errors';
import type { Handler } from '../handler';

/** AlterPartitionReassignments */
export const alterPartitionReassignmentsHandler: Handler<'AlterPartitionReassignments'> = {
  by: 'controller',
  changesMetadata: true,
  fail: (_view, _request, failed) => ({ ...failed, responses: [] }),
  answer: (turn, { topics, allowReplicationFactorChange = true }) => ({
    errorCode: 'NONE',
    errorMessage: null,
    responses: topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex, replicas = null }) => ({
        partitionIndex,
        ...reassign(turn, name, partitionIndex, replicas, allowReplicationFactorChange),
      })),
    })),
  }),
};

function reassign(
  turn: Turn,
  name: string,
  number: number,
  replicas: readonly number[] | null,
  allowsReplicationFactorChange: boolean,
): Failure {
  const partition = findKeptPartition(turn, { topic: name, partition: number });
  const problem = partition
    ? turn.controller.partitions.reassign(turn, partition, replicas, allowsReplicationFactorChange)
    : failure(
        'UNKNOWN_TOPIC_OR_PARTITION',
        turn.profile.words.reassignsNoSuchPartition(name, number, turn.topic(name) !== undefined),
      );
  return problem ?? noError;
}
