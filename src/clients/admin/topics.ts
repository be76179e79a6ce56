import { failure, type Failure } from '../../protocol/errors';
import type { BrokerIds, Uuid } from '../../protocol/fields';
import type { MetadataResponseBroker } from '../../protocol/messages/metadata';
import type { AdminClient } from '../adminClient';
import { CallFailed } from '../adminClient';
import { exceptionOf } from '../exceptions';

/** A topic as a listing has it (org.apache.kafka.clients.admin.TopicListing). */
export interface TopicListing {
  readonly name: string;
  readonly topicId: Uuid;
  readonly isInternal: boolean;
}

/**
 * A topic with its partitions; with a failure where there is none (org.apache.kafka.clients.admin.TopicDescription).
 */
export interface TopicDescription extends TopicListing, Failure {
  readonly partitions: readonly PartitionDescription[];
}

/** Lists of brokers are text ("1,2,3"): most are only printed (org.apache.kafka.common.TopicPartitionInfo). */
export interface PartitionDescription {
  readonly partition: number;
  /** Broker id, or -1. */
  readonly leader: number;
  readonly replicas: BrokerIds;
  readonly isr: BrokerIds;
  readonly elr: BrokerIds;
  readonly lastKnownElr: BrokerIds;
}

/** A topic to be made; what is undefined the cluster decides (org.apache.kafka.clients.admin.NewTopic). */
export interface NewTopic {
  readonly name: string;
  readonly partitions: number | undefined;
  readonly replicationFactor: number | undefined;
  /** Replicas of partition 0, 1, ...; excludes the two counts. */
  readonly assignments: readonly (readonly number[])[] | undefined;
  readonly configs: ReadonlyMap<string, string>;
}

/** How many partitions a topic is to have, and the replicas of the new ones if they are given. */
export interface NewPartitions {
  readonly name: string;
  readonly count: number;
  readonly assignments: readonly (readonly number[])[] | undefined;
}

const noUuid = 'AAAAAAAAAAAAAAAAAAAAAA';
const requestTimeoutMs = 30_000;

/** Admin.listTopics: all topics, internal ones too, by name. @throws CallFailed */
export function listTopics(admin: AdminClient): readonly TopicListing[] {
  return admin.call('listTopics', 'Metadata', { topics: null }, {}, ({ topics }) =>
    Array.from(topics, ({ name, topicId = noUuid, isInternal = false }) => ({ name: name ?? '', topicId, isInternal })),
  );
}

/** Admin.describeCluster().nodes(): the living brokers, by id. @throws CallFailed */
export function describeNodes(admin: AdminClient): readonly MetadataResponseBroker[] {
  return admin.call('listNodes', 'Metadata', { topics: [] }).brokers;
}

/**
 * Admin.describeTopics: topics one after the other, in the order of their names given; `visit` is called while they are
 * read, so that a big cluster is never held whole.
 * @throws CallFailed
 */
export function describeTopics<T>(
  admin: AdminClient,
  names: readonly string[],
  visit: (topics: Iterable<TopicDescription>) => T,
): T {
  const request = { topics: names.map((name) => ({ name })) };
  return admin.call('describeTopics', 'DescribeTopicPartitions', request, {}, ({ topics }) => visit(described(topics)));
}

function* described(
  topics: Iterable<import('../../protocol/messages/metadata').DescribeTopicPartitionsResponseTopic>,
): Iterable<TopicDescription> {
  for (const { errorCode, name, topicId = noUuid, isInternal = false, partitions } of topics) {
    yield {
      ...failure(errorCode),
      name: name ?? '',
      topicId,
      isInternal,
      partitions: partitions.map((each) => ({
        partition: each.partitionIndex,
        leader: each.leaderId,
        replicas: each.replicaNodes,
        isr: each.isrNodes,
        elr: each.eligibleLeaderReplicas ?? '',
        lastKnownElr: each.lastKnownElr ?? '',
      })),
    };
  }
}

/** Admin.createTopics of one topic. @throws CallFailed */
export function createTopic(admin: AdminClient, topic: NewTopic): Failure {
  const { name, partitions = -1, replicationFactor = -1, assignments = [], configs } = topic;
  // The client refuses a name that it cannot send.
  if (name === '')
    throw new CallFailed(
      exceptionOf(failure('INVALID_TOPIC_EXCEPTION', "The given topic name '' cannot be represented in a request.")),
    );
  const created = {
    name,
    numPartitions: partitions,
    replicationFactor,
    assignments: assignments.map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds })),
    configs: Array.from(configs, ([config, value]) => ({ name: config, value })),
  };
  const { topics } = admin.call('createTopics', 'CreateTopics', { topics: [created], timeoutMs: requestTimeoutMs });
  return topics[0] ?? failure('UNKNOWN_SERVER_ERROR');
}

/** Admin.createPartitions, with an answer for each topic. @throws CallFailed */
export function createPartitions(admin: AdminClient, topics: readonly NewPartitions[]): readonly Failure[] {
  return admin.call('createPartitions', 'CreatePartitions', {
    topics: topics.map(({ name, count, assignments }) => ({
      name,
      count,
      assignments: assignments?.map((brokerIds) => ({ brokerIds })) ?? null,
    })),
    timeoutMs: requestTimeoutMs,
    validateOnly: false,
  }).results;
}

/** Admin.deleteTopics, with an answer for each topic. @throws CallFailed */
export function deleteTopics(admin: AdminClient, names: readonly string[]): readonly Failure[] {
  return admin.call('deleteTopics', 'DeleteTopics', {
    topics: names.map((name) => ({ name, topicId: noUuid })),
    timeoutMs: requestTimeoutMs,
  }).responses;
}
