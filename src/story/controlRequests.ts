import { noLeader } from '../model/cluster';
import { readRecord, type ClusterRecord, type RecordReaders } from '../model/records';
import type { StoryFacts } from './facts';
import type { PartitionState } from './partitionStory';

/** Names that a request tells; of more partitions only the number. */
const namedAtMost = 3;

/** Partitions by topic and number, each with its leader epoch. */
class Partitions {
  private readonly byTopic = new Map<string, Map<number, number>>();
  private size = 0;

  add(topic: string, partition: number, leaderEpoch: number): void {
    let ofTopic = this.byTopic.get(topic);
    if (!ofTopic) this.byTopic.set(topic, (ofTopic = new Map()));
    const before = ofTopic.size;
    ofTopic.set(partition, leaderEpoch);
    this.size += ofTopic.size - before;
  }

  clear(): void {
    this.byTopic.clear();
    this.size = 0;
  }

  /** A few by name, more by their number. */
  text(nameOf: (name: string, leaderEpoch: number) => string): string {
    if (this.size > namedAtMost) return `${this.size} partitions`;
    return [...this.byTopic]
      .flatMap(([topic, partitions]) => [...partitions].map(([number, epoch]) => nameOf(`${topic}-${number}`, epoch)))
      .join(', ');
  }

  get isEmpty(): boolean {
    return this.size === 0;
  }
}

/**
 * What a controller of a ZooKeeper cluster says to the brokers of what it has decided
 * (kafka.controller.ControllerBrokerRequestBatch).
 */
export class ControlRequests {
  private readonly leaderAndIsr = new Partitions();
  private readonly leaderAndIsrTo = new Set<number>();
  private readonly stopped = new Partitions();
  private readonly stoppedOn = new Set<number>();
  private isDeletion = false;
  private readonly joined = new Set<number>();
  private hasNews = false;

  constructor(private readonly facts: StoryFacts) {}

  /** Who sends them: the active controller, unless its session is over. */
  get controllerId(): number | undefined {
    const { id } = this.facts.activeController();
    const node = this.facts.nodes().find((each) => each.id === id);
    return node && (node.registered || node.role === 'controller') ? id : undefined;
  }

  /** Notes a record that is not in force yet. Returns what has to be told before it. */
  note(record: ClusterRecord): string | undefined {
    return readRecord(this.readers, record);
  }

  /** Partitions are noted beside what was before: noteChange. */
  private readonly readers: RecordReaders<[], string | undefined> = {
    RegisterNodeRecord: 'nothing',
    UnregisterNodeRecord: 'nothing',
    NodeProcessRecord: 'nothing',
    RegisterBrokerRecord: ({ brokerId }) => {
      this.joined.add(brokerId);
      this.hasNews = true;
      return undefined;
    },
    UnregisterBrokerRecord: ({ brokerId }) => {
      const told = this.controllerId === brokerId ? this.finish() : undefined;
      this.hasNews = true;
      return told;
    },
    BrokerRegistrationChangeRecord: 'nothing',
    BrokerCatchUpRecord: 'nothing',
    ThrottledFetchRecord: 'nothing',
    ControllerChangeRecord: () => {
      const told = this.finish();
      this.hasNews = true;
      return told;
    },
    RegisterControllerRecord: 'nothing',
    ClearElrRecord: 'nothing',
    FeatureLevelRecord: 'nothing',
    LeaderImbalanceRecord: 'nothing',
    TopicRecord: 'nothing',
    TopicDeletionRecord: 'nothing',
    RemoveTopicRecord: ({ topicId, name }) => {
      this.isDeletion = true;
      this.hasNews = true;
      for (const { partition, replicas } of this.facts.partitionsOf(topicId)) {
        this.stopped.add(name, partition, 0);
        for (const id of replicas) if (this.isAlive(id)) this.stoppedOn.add(id);
      }
      return undefined;
    },
    PartitionRecord: 'nothing',
    PartitionChangeRecord: 'nothing',
    ConfigRecord: 'nothing',
    AppendRecord: 'nothing',
    AcknowledgeRecord: 'nothing',
    ReplicaLogsRecord: 'nothing',
    TransactionStateRecord: 'nothing',
    GroupRebalanceRecord: 'nothing',
    GroupHeartbeatRecord: 'nothing',
    LogDirsLostRecord: 'nothing',
    FaultRecord: 'nothing',
    ProducerIdsRecord: 'nothing',
    ZnodeRecord: 'nothing',
    NodeConfigRecord: 'nothing',
    MigrationRecord: 'nothing',
    ControllerFencedRecord: 'nothing',
    ClientQuotaRecord: 'nothing',
  };

  /** Notes a partition that is made or changes. */
  noteChange(topic: string, before: PartitionState | undefined, after: PartitionState): void {
    this.hasNews = true;
    const isNewEpoch = before === undefined || after.leaderEpoch > before.leaderEpoch;
    if (before) this.noteStopped(topic, before, after, isNewEpoch);
    // An ISR that a leader changed is news to the others, and no order.
    if (after.leader === noLeader || !isNewEpoch) return;
    this.leaderAndIsr.add(topic, after.partition, after.leaderEpoch);
    for (const id of after.replicas) this.leaderAndIsrTo.add(id);
  }

  private noteStopped(topic: string, before: PartitionState, after: PartitionState, isNewEpoch: boolean): void {
    let hasStopped = false;
    const stop = (id: number) => {
      hasStopped = true;
      if (isNewEpoch && this.isAlive(id)) this.stoppedOn.add(id);
    };
    for (const id of before.replicas) {
      if (after.replicas.includes(id)) continue;
      this.isDeletion = true;
      stop(id);
    }
    for (const id of before.isr) if (id !== before.leader && !after.isr.includes(id) && this.isAlive(id)) stop(id);
    if (hasStopped && isNewEpoch) this.stopped.add(topic, after.partition, after.leaderEpoch);
  }

  /** What the present controller has sent since the last time; undefined for nothing. */
  finish(): string | undefined {
    const sender = this.controllerId;
    const living = this.living(this.facts.nodes().map(({ id }) => id));
    const requests =
      sender !== undefined && this.hasNews
        ? [
            this.leaderAndIsrText(),
            this.joinedText(),
            this.stopReplicaText(),
            living.length > 0 ? `UpdateMetadata to ${brokersText(living)}` : '',
          ]
        : [];
    this.leaderAndIsr.clear();
    this.leaderAndIsrTo.clear();
    this.stopped.clear();
    this.stoppedOn.clear();
    this.joined.clear();
    this.isDeletion = false;
    this.hasNews = false;
    const sent = requests.filter((text) => text !== '');
    if (sent.length === 0) return undefined;
    return `as controller of epoch ${this.facts.activeController().epoch} sends ${sent.join(', ')}`;
  }

  private leaderAndIsrText(): string {
    if (this.leaderAndIsr.isEmpty) return '';
    const names = this.leaderAndIsr.text((name, leaderEpoch) => `${name} (leader epoch ${leaderEpoch})`);
    return `LeaderAndIsr for ${names} to ${brokersText(this.living(this.leaderAndIsrTo))}`;
  }

  private joinedText(): string {
    const joined = this.living(this.joined);
    return joined.length === 0 ? '' : `LeaderAndIsr for all it hosts to ${brokersText(joined)}`;
  }

  private stopReplicaText(): string {
    const targets = this.living(this.stoppedOn);
    if (targets.length === 0) return '';
    return (
      `StopReplica${this.isDeletion ? ' with deletion' : ''} for ${this.stopped.text((name) => name)} to ` +
      `${brokersText(targets)}`
    );
  }

  private isAlive(id: number): boolean {
    return this.facts.nodes().some((node) => node.id === id && node.registered);
  }

  private living(ids: Iterable<number>): number[] {
    return [...ids].filter((id) => this.isAlive(id)).sort((a, b) => a - b);
  }
}

function brokersText(ids: readonly number[]): string {
  if (ids.length === 0) return 'nobody';
  return `${ids.length === 1 ? 'broker' : 'brokers'} ${ids.join(', ')}`;
}
