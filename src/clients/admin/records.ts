import type { Failure } from '../../protocol/errors';
import { failure } from '../../protocol/errors';
import { offsetTimestamps, type IsolationLevel } from '../../protocol/fields';
import { perTopic } from '../../protocol/perTopic';
import type { AdminClient } from '../adminClient';
import { askLeaders, type TopicPartition } from './leaders';

/** A place of the log, or the first record at or after a timestamp, ms (org.apache.kafka.clients.admin.OffsetSpec). */
export type OffsetSpec = 'earliest' | 'latest' | 'max-timestamp' | number;

/** Where a spec is in a partition's log; offset -1 where no record is that young. */
export interface ListedOffset extends TopicPartition, Failure {
  readonly offset: number;
  readonly timestampMs: number;
  readonly leaderEpoch: number;
}

/** What a partition is to lose: all below an offset, or with -1 below the high watermark. */
export interface RecordsToDelete extends TopicPartition {
  readonly beforeOffset: number;
}

/** What is left of a partition: its lowest offset, -1 with a failure. */
export interface DeletedRecords extends TopicPartition, Failure {
  readonly lowWatermark: number;
}

const timestamps = {
  earliest: offsetTimestamps.earliest,
  latest: offsetTimestamps.latest,
  'max-timestamp': offsetTimestamps.maxTimestamp,
} as const;

/** How long a broker takes for a deletion at most, ms. */
const requestTimeoutMs = 30_000;

/** Admin.listOffsets: asks the leaders; a partition without one that answers fails by itself. @throws CallFailed */
export function listOffsets(
  admin: AdminClient,
  partitions: readonly (TopicPartition & { readonly at: OffsetSpec })[],
  isolationLevel: IsolationLevel = 'read_uncommitted',
): readonly ListedOffset[] {
  const answers = askLeaders(admin, 'listOffsets', partitions, (nodeId, led) => {
    const topics = perTopic(led, ({ partition, at }) => ({
      partitionIndex: partition,
      timestamp: typeof at === 'number' ? at : timestamps[at],
    })).map(([name, asked]) => ({ name, partitions: asked }));
    const response = admin.call('listOffsets', 'ListOffsets', { replicaId: -1, isolationLevel, topics }, { nodeId });
    const found = new Map(
      response.topics.flatMap(({ name, partitions: listed }) =>
        listed.map((each) => [`${name}-${each.partitionIndex}`, each] as const),
      ),
    );
    return led.map(({ topic, partition }) => found.get(`${topic}-${partition}`)!);
  });
  return answers.map((answer, index) => {
    const { topic, partition } = partitions[index]!;
    const { offset = -1, timestamp = -1, leaderEpoch = -1 } = 'partitionIndex' in answer ? answer : {};
    return { topic, partition, ...failure(answer.errorCode), offset, timestampMs: timestamp, leaderEpoch };
  });
}

/** Admin.deleteRecords: asks the leaders. @throws CallFailed */
export function deleteRecords(admin: AdminClient, deletions: readonly RecordsToDelete[]): readonly DeletedRecords[] {
  const answers = askLeaders(admin, 'deleteRecords', deletions, (nodeId, led) => {
    const topics = perTopic(led, ({ partition, beforeOffset }) => ({
      partitionIndex: partition,
      offset: beforeOffset,
    })).map(([name, asked]) => ({ name, partitions: asked }));
    const request = { topics, timeoutMs: requestTimeoutMs };
    const response = admin.call('deleteRecords', 'DeleteRecords', request, { nodeId });
    const found = new Map(
      response.topics.flatMap(({ name, partitions }) =>
        partitions.map((each) => [`${name}-${each.partitionIndex}`, each] as const),
      ),
    );
    return led.map(({ topic, partition }) => found.get(`${topic}-${partition}`)!);
  });
  return answers.map((answer, index) => {
    const { topic, partition } = deletions[index]!;
    const lowWatermark = 'lowWatermark' in answer ? answer.lowWatermark : -1;
    return { topic, partition, ...failure(answer.errorCode), lowWatermark };
  });
}
