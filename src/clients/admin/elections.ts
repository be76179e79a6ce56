import { failure, type Failure } from '../../protocol/errors';
import type { ElectionType } from '../../protocol/fields';
import { perTopic } from '../../protocol/perTopic';
import { throwFailure, type AdminClient } from '../adminClient';
import type { TopicPartition } from './leaders';

/** What came of the election of one partition. */
export interface PartitionElection extends TopicPartition, Failure {}

/**
 * Admin.electLeaders; partitions null: every one, and those that need no election are not answered for.
 * @param timeoutMs how long the tool waits, ms
 * @throws CallFailed
 */
export function electLeaders(
  admin: AdminClient,
  electionType: ElectionType,
  partitions: readonly TopicPartition[] | null,
  timeoutMs: number,
): readonly PartitionElection[] {
  const topicPartitions =
    partitions &&
    perTopic(partitions, ({ partition }) => partition).map(([topic, indexes]) => ({ topic, partitions: indexes }));
  const request = { electionType, topicPartitions, timeoutMs };
  const response = admin.call('electLeaders', 'ElectLeaders', request, { timeoutMs });
  throwFailure(failure(response.errorCode));
  return response.replicaElectionResults.flatMap(({ topic, partitionResult }) =>
    partitionResult.map(({ partitionId, errorCode, errorMessage }) => ({
      topic,
      partition: partitionId,
      errorCode,
      errorMessage,
    })),
  );
}
