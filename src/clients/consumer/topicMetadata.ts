import type { MetadataResponseTopic } from '../../protocol/messages/metadata';
import type { NodeConnection } from '../../protocol/network';
import { logLine } from '../../text/logLine';
import { networkClient } from '../bootstrap';
import type { ClusterMetadata, ConnectedNode } from '../cluster';
import { ConsumerFailure } from './consumerFailure';

/** What a consumer subscribes to: topics by name, or all whose names match. */
export type TopicSubscription =
  | { readonly kind: 'topics'; readonly topics: readonly string[] }
  | { readonly kind: 'pattern'; readonly matches: (topic: string) => boolean };

/** Topics as a consumer knows them (org.apache.kafka.clients.consumer.internals.ConsumerMetadata). */
export class TopicMetadata {
  private warnedOf = '';
  private correlationId = 2;
  private topics = new Map<string, MetadataResponseTopic>();
  /** Leaders by topic and partition, as they were told since they were asked for anew. */
  private readonly leaders = new Map<string, ReadonlyMap<number, number>>();

  constructor(
    private readonly cluster: ClusterMetadata,
    private readonly requestTimeoutMs: number,
  ) {}

  /**
   * Asks for metadata, which makes a missing topic where that is allowed, and says what is wrong with it. @throws
   * ConsumerFailure
   */
  subscribed(connection: NodeConnection, subscription: TopicSubscription): readonly string[] {
    const isByName = subscription.kind === 'topics';
    const names = isByName ? subscription.topics : this.matching(connection, subscription.matches);
    for (let attempt = 0; ; attempt++) {
      const answers = this.cluster.topics(connection, names, isByName, this.requestTimeoutMs);
      const failed = answers.filter(({ errorCode }) => errorCode !== 'NONE');
      const errors = failed.map(({ name, errorCode }) => `${name}=${errorCode}`).join(', ');
      if (errors !== '' && errors !== this.warnedOf) this.warnOfMetadata(errors);
      this.refuseInvalid(failed);
      const changed = errors !== this.warnedOf;
      this.warnedOf = errors;
      // A topic just made is there when asked for again.
      if (errors === '' || !changed || attempt === 2) {
        const known = answers.filter(({ errorCode }) => errorCode === 'NONE');
        this.topics = new Map(known.map((topic) => [topic.name ?? '', topic]));
        return [...this.topics.keys()];
      }
    }
  }

  /** How many partitions each of these topics has. */
  partitionCounts(connection: NodeConnection, names: readonly string[]): ReadonlyMap<string, number> {
    const answers = this.cluster.topics(connection, names, false, this.requestTimeoutMs);
    return new Map(
      answers.flatMap(({ name, errorCode, partitions }) =>
        errorCode === 'NONE' ? [[name ?? '', partitions.length] as const] : [],
      ),
    );
  }

  /** Leaders may be others by now: they are asked for anew, once for each topic. */
  forgetLeaders(): void {
    this.leaders.clear();
  }

  /** The leader of a partition, where it answers now. */
  leader(connection: NodeConnection, topic: string, partition: number): ConnectedNode | undefined {
    let leaders = this.leaders.get(topic);
    if (!leaders) {
      const [answer] = this.cluster.topics(connection, [topic], false, this.requestTimeoutMs);
      leaders = new Map(answer?.partitions.map(({ partitionIndex, leaderId }) => [partitionIndex, leaderId]));
      this.leaders.set(topic, leaders);
    }
    const leader = leaders.get(partition) ?? -1;
    return leader >= 0 ? this.cluster.node(leader) : undefined;
  }

  private matching(connection: NodeConnection, matches: (topic: string) => boolean): readonly string[] {
    // exclude.internal.topics is on by default.
    const asked = this.cluster.ask(connection, 'Metadata', { topics: null }, this.requestTimeoutMs, ({ topics }) =>
      Array.from(topics, ({ name, isInternal = false }) => ({ name: name ?? '', isInternal })),
    );
    const names = asked.value ?? [];
    return names.filter(({ name, isInternal }) => !isInternal && matches(name)).map(({ name }) => name);
  }

  private warnOfMetadata(errors: string): void {
    const { metadataIssue } = this.cluster.identity.environment.profile.words;
    this.log('WARN', `${metadataIssue} with correlation id ${this.correlationId++} : {${errors}}`, networkClient);
  }

  private refuseInvalid(failed: readonly MetadataResponseTopic[]): void {
    const invalid = failed.filter(({ errorCode }) => errorCode === 'INVALID_TOPIC_EXCEPTION').map(({ name }) => name);
    if (invalid.length === 0) return;
    const names = invalid.join(', ');
    this.log('ERROR', `Metadata response reported invalid topics [${names}]`, 'org.apache.kafka.clients.Metadata');
    throw new ConsumerFailure({
      exception: 'org.apache.kafka.common.errors.InvalidTopicException',
      message: `Invalid topics: [${names}]`,
    });
  }

  private log(level: 'WARN' | 'ERROR', message: string, logger: string): void {
    const { environment, prefix } = this.cluster.identity;
    environment.log(logLine(environment.clock.nowMs, level, prefix + message, logger));
  }
}
