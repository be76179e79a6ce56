import type { AdminClient, CallLimits } from '../../clients/adminClient';
import { exceptionOf } from '../../clients/exceptions';
import type { ApiName, Request, Response, TopicDescription } from '../../protocol/requests';
import type { ToolContext } from '../tool';
import { executionFailed } from './failure';
import type { TopicPartition } from './partitions';
import { toolWords, type ToolWords } from './words';

/** A reassignment that is under way, as ListPartitionReassignments tells it. */
export interface Reassignment extends TopicPartition {
  readonly replicas: readonly number[];
  readonly adding: readonly number[];
  readonly removing: readonly number[];
}

/**
 * One run of the tool: its client, and what it asks the cluster. A call that fails is thrown as KafkaFuture.get throws
 * it.
 */
export class Session {
  readonly words: ToolWords;

  constructor(
    readonly context: ToolContext,
    private readonly client: Pick<AdminClient, 'call'>,
    /** The client is one of controllers (KIP-919), whose nodes they are. */
    private readonly asksControllers = false,
  ) {
    this.words = toolWords[context.profile.toolVersion];
  }

  out(line: string): void {
    this.context.out(line);
  }

  call<A extends ApiName>(callName: string, name: A, request: Request<A>, limits?: CallLimits): Response<A> {
    const result = this.client.call(callName, name, request, limits);
    if ('thrown' in result) throw executionFailed(result.thrown);
    return result.value;
  }

  /** Ids and racks of the living brokers, or of the controllers where those are asked. */
  brokers(): readonly { readonly id: number; readonly rack: string | null }[] {
    if (!this.asksControllers) return this.call('describeCluster', 'Metadata', { kind: 'Metadata' }).brokers;
    return this.call('describeCluster', 'DescribeCluster', {
      kind: 'DescribeCluster',
      endpointType: 'controller',
      includeFenced: false,
    }).nodes;
  }

  /** Limits of a request that is for one broker; a controller answers for all of them. */
  only(brokerId: number): CallLimits {
    return this.asksControllers ? {} : { brokerId };
  }

  reassignments(): readonly Reassignment[] {
    return this.call('listPartitionReassignments', 'ListPartitionReassignments', {
      kind: 'ListPartitionReassignments',
    });
  }

  /** Replicas of these topics, by topic and partition number; undefined for a topic that is not there. */
  replicasOf(topics: readonly string[]): ReadonlyMap<string, readonly (readonly number[])[] | undefined> {
    const distinct = [...new Set(topics)];
    const described =
      distinct.length === 0
        ? []
        : this.call('describeTopics', 'DescribeTopicPartitions', { kind: 'DescribeTopicPartitions', topics: distinct });
    return new Map([...described].map((topic) => [topic.name, replicasOrMissing(topic)]));
  }
}

function replicasOrMissing(topic: TopicDescription): readonly (readonly number[])[] | undefined {
  if (topic.error && topic.error.error !== 'UNKNOWN_TOPIC_OR_PARTITION')
    throw executionFailed(exceptionOf(topic.error));
  return topic.error ? undefined : topic.partitions.map(({ replicas }) => replicas.split(',').map(Number));
}
