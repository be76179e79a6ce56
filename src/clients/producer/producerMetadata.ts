import { logLine } from '../../text/logLine';
import { networkClient } from '../bootstrap';
import type { ClusterMetadata, ConnectedNode } from '../cluster';
import { Patience } from '../patience';
import { timeoutException, type JavaException } from '../exceptions';

/** How long a client waits before it asks for metadata again, ms (retry.backoff.ms). */
const metadataBackoffMs = 100;

/** A partition as a producer sees it. */
export interface PartitionLeader {
  readonly partition: number;
  /** Broker id, or -1. */
  readonly leader: number;
}

/**
 * What a producer knows of topics, and how it finds out (org.apache.kafka.clients.producer.internals.ProducerMetadata).
 */
export class ProducerMetadata {
  private readonly topics = new Map<string, readonly PartitionLeader[]>();
  private readonly leaders = new Map<string, ConnectedNode>();

  constructor(
    readonly cluster: ClusterMetadata,
    private readonly maxBlockMs: number,
    private readonly requestTimeoutMs: number,
  ) {}

  /** KafkaProducer.waitOnMetadata: asks until the topic is known, max.block.ms at most. */
  partitionsOf(topic: string): readonly PartitionLeader[] | { readonly thrown: JavaException } {
    const known = this.topics.get(topic);
    if (known) return known;
    const { clock } = this.cluster.identity.environment;
    const patience = new Patience(clock, this.maxBlockMs);
    const timedOut = () => ({
      thrown: timeoutException(`Topic ${topic} not present in metadata after ${this.maxBlockMs} ms.`),
    });
    const connection = this.cluster.bootstrap(this.maxBlockMs);
    if (!connection) return timedOut();
    for (;;) {
      const { correlationId } = this.cluster;
      const [answer] = this.cluster.topics(connection, [topic], true, this.requestTimeoutMs);
      if (answer?.errorCode === 'NONE') return this.learn(topic, answer.partitions);
      const error = answer?.errorCode ?? 'UNKNOWN_TOPIC_OR_PARTITION';
      const { metadataIssue } = this.cluster.identity.environment.profile.words;
      this.log('WARN', `${metadataIssue} with correlation id ${correlationId} : {${topic}=${error}}`, networkClient);
      if (error === 'INVALID_TOPIC_EXCEPTION') return this.invalidTopic(topic);
      if (!patience.pause(metadataBackoffMs)) return timedOut();
    }
  }

  /** The leader of a partition once it answers; undefined where there is none until the deadline (cluster time, ms). */
  awaitLeader(topic: string, partition: number, deadlineMs: number): ConnectedNode | undefined {
    const place = `${topic}-${partition}`;
    const { clock } = this.cluster.identity.environment;
    const patience = new Patience(clock, deadlineMs - clock.nowMs);
    for (;;) {
      const known = this.leaders.get(place) ?? this.findLeader(topic, partition);
      if (known) {
        this.leaders.set(place, known);
        return known;
      }
      if (!patience.pauseUntilChange()) return undefined;
    }
  }

  /** The leader is not there, or not the leader: who is, has to be asked again. */
  forgetLeader(topic: string, partition: number): void {
    const place = `${topic}-${partition}`;
    const leader = this.leaders.get(place);
    if (leader) this.cluster.disconnect(leader.nodeId);
    this.leaders.delete(place);
  }

  private findLeader(topic: string, partition: number): ConnectedNode | undefined {
    const connection = this.cluster.anyNode();
    const [answer] = connection ? this.cluster.topics(connection, [topic], false, this.requestTimeoutMs) : [];
    const leader = answer?.partitions.find(({ partitionIndex }) => partitionIndex === partition)?.leaderId ?? -1;
    return leader < 0 ? undefined : this.cluster.node(leader);
  }

  private learn(
    topic: string,
    partitions: readonly { readonly partitionIndex: number; readonly leaderId: number }[],
  ): readonly PartitionLeader[] {
    const known = partitions.map(({ partitionIndex, leaderId }) => ({ partition: partitionIndex, leader: leaderId }));
    this.topics.set(topic, known);
    return known;
  }

  private invalidTopic(topic: string): { readonly thrown: JavaException } {
    this.log('ERROR', `Metadata response reported invalid topics [${topic}]`, 'org.apache.kafka.clients.Metadata');
    return {
      thrown: {
        exception: 'org.apache.kafka.common.errors.InvalidTopicException',
        message: `Invalid topics: [${topic}]`,
      },
    };
  }

  private log(level: 'WARN' | 'ERROR', message: string, logger: string): void {
    const { environment, prefix } = this.cluster.identity;
    environment.log(logLine(environment.clock.nowMs, level, prefix + message, logger));
  }
}
