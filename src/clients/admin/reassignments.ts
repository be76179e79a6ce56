import type { Failure } from '../../protocol/errors';
import { brokerIdList } from '../../protocol/fields';
import { perTopic } from '../../protocol/perTopic';
import { throwFailure, type AdminClient } from '../adminClient';
import type { TopicPartition } from './leaders';

/** A reassignment under way (org.apache.kafka.clients.admin.PartitionReassignment). */
export interface OngoingReassignment extends TopicPartition {
  readonly replicas: readonly number[];
  readonly adding: readonly number[];
  readonly removing: readonly number[];
}

/** Where a partition is to go; null: back to where it was. */
export interface NewReassignment extends TopicPartition {
  readonly replicas: readonly number[] | null;
}

/** Admin.listPartitionReassignments: all that are under way. @throws CallFailed */
export function listReassignments(admin: AdminClient): readonly OngoingReassignment[] {
  const response = admin.call('listPartitionReassignments', 'ListPartitionReassignments', { topics: null });
  throwFailure(response);
  return response.topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partitionIndex, replicas, addingReplicas, removingReplicas }) => ({
      topic: name,
      partition: partitionIndex,
      replicas: brokerIdList(replicas),
      adding: brokerIdList(addingReplicas),
      removing: brokerIdList(removingReplicas),
    })),
  );
}

/** Admin.alterPartitionReassignments, with an answer for each partition. @throws CallFailed */
export function alterReassignments(
  admin: AdminClient,
  reassignments: readonly NewReassignment[],
  allowReplicationFactorChange: boolean,
): readonly (TopicPartition & Failure)[] {
  const topics = perTopic(reassignments, ({ partition, replicas }) => ({ partitionIndex: partition, replicas })).map(
    ([name, partitions]) => ({ name, partitions }),
  );
  const request = { topics, allowReplicationFactorChange };
  const response = admin.call('alterPartitionReassignments', 'AlterPartitionReassignments', request);
  throwFailure(response);
  return response.responses.flatMap(({ name, partitions }) =>
    partitions.map(({ partitionIndex, errorCode, errorMessage }) => ({
      topic: name,
      partition: partitionIndex,
      errorCode,
      errorMessage,
    })),
  );
}
