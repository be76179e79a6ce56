import { failure, type Failure } from '../protocol/errors';
import { controllerConfig } from '../model/effectiveConfig';
import type { Partition } from '../model/cluster';
import { createTopic } from '../cluster/topics';
import { isInternalTopic, offsetsTopic, transactionsTopic } from '../model/topicNames';
import type { ClusterView, Turn } from '../model/turn';
import { coordinatorPartition } from '../jvm/murmur2';
import { appendBatch } from '../log/append';
import { BatchBuilder } from '../protocol/records';
import { isServed } from '../log/replication';

/**
 * A broker makes a topic that somebody needs (AutoTopicCreationManager): with the cluster's default sizes, or with an
 * internal topic's own. The answer is the error that the asker gets this time; it asks again.
 */
export function createTopicOnDemand(turn: Turn, name: string): Failure {
  const isInternal = isInternalTopic(name);
  if (!isInternal && controllerConfig(turn, 'auto.create.topics.enable') !== 'true')
    return failure('UNKNOWN_TOPIC_OR_PARTITION');
  if (!turn.controller.isAvailable(turn)) return failure('UNKNOWN_TOPIC_OR_PARTITION');
  const config = (key: string) => controllerConfig(turn, key);
  const sizes = isInternal
    ? {
        partitions: Number(config(`${prefixOf(name)}.num.partitions`)),
        replicationFactor: Number(config(`${prefixOf(name)}.replication.factor`)),
      }
    : { partitions: undefined, replicationFactor: undefined };
  const outcome = createTopic(
    turn,
    { name, ...sizes, assignments: undefined, configs: internalConfigs(config, name) },
    () => undefined,
  );
  return turn.controller.topics.answerOnDemand('errorCode' in outcome ? outcome : undefined);
}

const prefixOf = (name: string) => (name === offsetsTopic ? 'offsets.topic' : 'transaction.state.log');

/** GroupCoordinator.offsetsTopicConfigs, TransactionStateManager.transactionTopicConfigs. */
function internalConfigs(config: (name: string) => string, name: string): Readonly<Record<string, string>> {
  if (name === offsetsTopic)
    return {
      'compression.type': 'producer',
      'cleanup.policy': 'compact',
      'segment.bytes': config('offsets.topic.segment.bytes'),
    };
  if (name !== transactionsTopic) return {};
  return {
    'compression.type': 'uncompressed',
    'cleanup.policy': 'compact',
    'min.insync.replicas': config('transaction.state.log.min.isr'),
    'segment.bytes': config('transaction.state.log.segment.bytes'),
    'unclean.leader.election.enable': 'false',
  };
}

/**
 * The partition whose leader coordinates a group or a transactional id; undefined while there is none or it has no
 * living leader.
 */
export function coordinatorOf(view: ClusterView, keyType: 'group' | 'transaction', key: string): Partition | undefined {
  const topic = view.topic(keyType === 'group' ? offsetsTopic : transactionsTopic);
  if (!topic) return undefined;
  const partition = view.partition(topic, coordinatorPartition(key, view.partitionCount(topic)));
  return partition && isServed(view, partition) ? partition : undefined;
}

/**
 * The coordinator appends to its log; what too few in-sync replicas refuse, clients hear as COORDINATOR_NOT_AVAILABLE.
 */
export function writeToCoordinator(
  turn: Turn,
  keyType: 'group' | 'transaction',
  key: string,
  records: readonly { readonly key: Uint8Array; readonly value: Uint8Array | null }[],
): Failure | undefined {
  const partition = coordinatorOf(turn, keyType, key);
  if (!partition) return failure('COORDINATOR_NOT_AVAILABLE');
  if (records.length === 0) return undefined;
  const builder = new BatchBuilder(Number.MAX_SAFE_INTEGER);
  for (const record of records) builder.add(turn.nowMs, record.key, record.value);
  const { recordCount, baseTimestampMs, maxTimestampMs } = builder;
  const outcome = appendBatch(turn, partition, -1, {
    recordCount,
    baseTimestampMs,
    maxTimestampMs,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    isTransactional: false,
    control: 'none',
    records: builder.records(),
  });
  return 'errorCode' in outcome ? failure('COORDINATOR_NOT_AVAILABLE') : undefined;
}
