import { noLeader } from '../model/cluster';
import { readRecord, type ClusterRecord, type MigrationPhase, type RecordReaders } from '../model/records';
import { livesByControlRequests, type StoryFacts } from './facts';
import { changed, firstState, type PartitionState } from './partitionStory';

type Node = ReturnType<StoryFacts['nodes']>[number];

interface Topic {
  readonly name: string;
  /** By partition number. */
  readonly partitions: PartitionState[];
}

/**
 * The facts of a story out of the records themselves, for who reads the log from its beginning; small, for partitions
 * are many.
 */
export class StoryMemory implements StoryFacts {
  readonly nodesById = new Map<number, Node>();
  readonly topics = new Map<string, Topic>();
  controller = { id: noLeader, epoch: 0 };
  isBornWithZooKeeper = true;
  phase: MigrationPhase = 'not-started';
  /** Lists of ids that were seen before: a big cluster has few different ones. */
  private readonly lists = new Map<string, readonly number[]>();
  private readonly isShared = new Set<readonly number[]>();

  nodes(): readonly Node[] {
    return [...this.nodesById.values()];
  }

  activeController(): StoryMemory['controller'] {
    return this.controller;
  }

  topicName(topicId: string): string {
    return this.topics.get(topicId)?.name ?? topicId;
  }

  partitionsOf(topicId: string): Iterable<PartitionState> {
    return this.topics.get(topicId)?.partitions ?? [];
  }

  partition(topicId: string, partition: number): PartitionState | undefined {
    return this.topics.get(topicId)?.partitions[partition];
  }

  hasControlRequests(): boolean {
    return livesByControlRequests(this.isBornWithZooKeeper, this.phase);
  }

  /** A record is in force: what comes after it is told with that in mind. */
  apply(record: ClusterRecord): void {
    readRecord(memories, record, this);
  }

  changeNode(id: number, change: Partial<Node>): void {
    const node = this.nodesById.get(id);
    if (node) this.nodesById.set(id, { ...node, ...change });
  }

  keep(topicId: string, state: PartitionState): void {
    const topic = this.topics.get(topicId);
    if (!topic) return;
    topic.partitions[state.partition] = {
      ...state,
      replicas: this.shared(state.replicas),
      isr: this.shared(state.isr),
      elr: this.shared(state.elr),
      addingReplicas: this.shared(state.addingReplicas),
      removingReplicas: this.shared(state.removingReplicas),
    };
  }

  private shared(ids: readonly number[]): readonly number[] {
    if (this.isShared.has(ids)) return ids;
    const text = ids.join();
    const known = this.lists.get(text);
    if (known) return known;
    this.lists.set(text, ids);
    this.isShared.add(ids);
    return ids;
  }
}

const none: readonly number[] = [];

/** What a record leaves in the memory. */
const memories: RecordReaders<[StoryMemory], void> = {
  RegisterNodeRecord: ({ id, role }, memory) => {
    if (memory.nodesById.size === 0) memory.isBornWithZooKeeper = role === 'broker';
    memory.nodesById.set(id, { id, role, process: 'stopped', registered: false });
  },
  UnregisterNodeRecord: ({ id }, memory) => void memory.nodesById.delete(id),
  NodeProcessRecord: ({ id, process }, memory) => memory.changeNode(id, { process }),
  RegisterBrokerRecord: ({ brokerId }, memory) => memory.changeNode(brokerId, { registered: true }),
  UnregisterBrokerRecord: ({ brokerId }, memory) => memory.changeNode(brokerId, { registered: false }),
  ControllerChangeRecord: ({ controllerId, epoch }, memory) => void (memory.controller = { id: controllerId, epoch }),
  MigrationRecord: ({ phase }, memory) => void (memory.phase = phase),
  TopicRecord: ({ topicId, name }, memory) => void memory.topics.set(topicId, { name, partitions: [] }),
  RemoveTopicRecord: ({ topicId }, memory) => void memory.topics.delete(topicId),
  PartitionRecord: (record, memory) => memory.keep(record.topicId, firstState(record)),
  PartitionChangeRecord: (record, memory) => {
    const before = memory.partition(record.topicId, record.partitionId);
    if (before) memory.keep(record.topicId, changed(before, record));
  },
  ClearElrRecord: ({ topicName }, memory) => {
    for (const [topicId, topic] of memory.topics)
      if (topicName === '' || topicName === topic.name)
        for (const state of topic.partitions) if (state.elr.length > 0) memory.keep(topicId, { ...state, elr: none });
  },
  BrokerRegistrationChangeRecord: 'nothing',
  BrokerCatchUpRecord: 'nothing',
  ThrottledFetchRecord: 'nothing',
  RegisterControllerRecord: 'nothing',
  FeatureLevelRecord: 'nothing',
  LeaderImbalanceRecord: 'nothing',
  TopicDeletionRecord: 'nothing',
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
  ControllerFencedRecord: 'nothing',
  ClientQuotaRecord: 'nothing',
};
