import { failure, type Failure } from '../../protocol/errors';
import { perTopic } from '../../protocol/perTopic';
import type { AdminClient, CallOptions } from '../adminClient';
import type { TopicPartition } from './leaders';

/** A replica in one of a broker's directories (org.apache.kafka.clients.admin.ReplicaInfo). */
export interface ReplicaInfo extends TopicPartition {
  /** It is moving here from another directory. */
  readonly isFuture: boolean;
  /** Bytes. */
  readonly size: number;
  /** Records that it lacks to its high watermark. */
  readonly offsetLag: number;
}

/** One of a broker's directories (org.apache.kafka.clients.admin.LogDirDescription). */
export interface LogDirDescription {
  readonly dir: string;
  readonly replicas: readonly ReplicaInfo[];
}

/** A replica to be moved to a directory. */
export interface ReplicaMove extends TopicPartition {
  readonly logDir: string;
}

/**
 * Admin.describeLogDirs, or describeReplicaLogDirs, of one broker; topics undefined: everything.
 * @param callName which of the two
 * @throws CallFailed
 */
export function describeLogDirs(
  admin: AdminClient,
  callName: 'describeLogDirs' | 'describeReplicaLogDirs',
  options: CallOptions,
  topics?: readonly string[],
): readonly LogDirDescription[] {
  const asked = topics?.map((topic) => ({ topic, partitions: [] })) ?? null;
  return admin.call(callName, 'DescribeLogDirs', { topics: asked }, options).results.map((result) => ({
    dir: result.logDir,
    replicas: result.topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, partitionSize, offsetLag, isFutureKey }) => ({
        topic: name,
        partition: partitionIndex,
        isFuture: isFutureKey,
        size: partitionSize,
        offsetLag,
      })),
    ),
  }));
}

/** Admin.alterReplicaLogDirs on one broker, with an answer for each move, in their order. @throws CallFailed */
export function alterReplicaLogDirs(
  admin: AdminClient,
  moves: readonly ReplicaMove[],
  options: CallOptions,
): readonly Failure[] {
  const paths = [...new Set(moves.map(({ logDir }) => logDir))];
  const dirs = paths.map((path) => ({
    path,
    topics: perTopic(
      moves.filter(({ logDir }) => logDir === path),
      ({ partition }) => partition,
    ).map(([name, partitions]) => ({ name, partitions })),
  }));
  const { results } = admin.call('alterReplicaLogDirs', 'AlterReplicaLogDirs', { dirs }, options);
  const answers = new Map(
    results.flatMap(({ topicName, partitions }) =>
      partitions.map(({ partitionIndex, errorCode }) => [`${topicName}-${partitionIndex}`, errorCode] as const),
    ),
  );
  return moves.map(({ topic, partition }) =>
    failure(answers.get(`${topic}-${partition}`) ?? 'UNKNOWN_TOPIC_OR_PARTITION'),
  );
}
