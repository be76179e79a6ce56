import { exceptionOf } from '../../clients/exceptions';
import { failure } from '../../protocol/errors';
import { jacksonText } from '../../jvm/jacksonText';
import { executionFailed } from './failure';
import { describeMoves } from './moves';
import { partitionSetOrder, partitionText, replicaText, sortedPartitions, type TopicPartition } from './partitions';
import { anyLogDir, type Target } from './plan';
import type { AdminSession, Session } from './session';

/** Replicas of whole topics (getReplicaAssignmentForTopics); a topic that is not there fails. */
export function topicAssignments(session: Session, topics: readonly string[]): readonly Target[] {
  const found = session.replicasOf(topics);
  return [...found].flatMap(([topic, partitions]) => {
    if (!partitions) throw missing(session.words.looksForPartitions ? `Topic ${topic} not found.` : undefined);
    return partitions.map((replicas, partition) => ({ topic, partition, replicas }));
  });
}

/** Replicas of the partitions of a plan (getReplicaAssignmentForPartitions); 2.8 leaves out what is not there. */
export function partitionAssignments(session: Session, partitions: readonly TopicPartition[]): readonly Target[] {
  const wanted = new Set(partitions.map(partitionText));
  const topics = topicAssignments(
    session,
    partitions.map(({ topic }) => topic),
  );
  const found = topics.filter((each) => wanted.has(partitionText(each)));
  const names = new Set(found.map(partitionText));
  const lost = partitions.filter((each) => !names.has(partitionText(each)));
  if (lost.length > 0 && session.words.looksForPartitions)
    throw missing(`Unable to find partition: ${partitionSetOrder(session.words, lost).map(partitionText).join(', ')}`);
  return found;
}

/** formatAsReassignmentJson; directories are those of the replicas named, else "any". */
export function assignmentJson(assignments: readonly Target[], logDirs: ReadonlyMap<string, string>): string {
  const partitions = sortedPartitions(assignments).map(({ topic, partition, replicas }) => ({
    topic,
    partition,
    replicas,
    log_dirs: replicas.map((broker) => logDirs.get(replicaText({ topic, partition, broker })) ?? anyLogDir),
  }));
  return jacksonText({ version: 1, partitions });
}

/** Where the replicas on living brokers are (getReplicaToLogDir); asked for since 4.x only. */
export function currentLogDirs(session: AdminSession, assignments: readonly Target[]): ReadonlyMap<string, string> {
  if (!session.words.showsLogDirs) return new Map();
  const alive = new Set(session.brokers().map(({ id }) => id));
  const replicas = assignments.flatMap(({ topic, partition, replicas: ids }) =>
    ids.filter((broker) => alive.has(broker)).map((broker) => ({ topic, partition, broker })),
  );
  const places = describeMoves(session, replicas);
  return new Map(
    [...places].flatMap(([name, { current }]) => (current === undefined ? [] : [[name, current] as const])),
  );
}

function missing(message: string | undefined) {
  return executionFailed(exceptionOf(failure('UNKNOWN_TOPIC_OR_PARTITION', message ?? null)));
}
