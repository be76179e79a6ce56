import { readRecord, type LoggedRecord, type RecordOf, type RecordReaders } from '../../model/records';
import { producerIdBlockSize } from './znodeJson';
import { ConfigWrites, type ConfigChange } from './configWrites';
import type { ZnodeWrite } from './znodeWrite';
import { firstSession, zxidOf } from './zxids';

/**
 * Persistent paths that the first broker makes, with their zxids: a try below a missing parent takes one too
 * (KafkaZkClient.createTopLevelPaths).
 */
const firstPaths: readonly (readonly [path: string, zxid: number])[] = [
  ['/consumers', 0x2],
  ['/brokers', 0x4],
  ['/brokers/ids', 0x5],
  ['/brokers/topics', 0x6],
  ['/config', 0x8],
  ['/config/changes', 0x9],
  ['/admin', 0xb],
  ['/admin/delete_topics', 0xc],
  ['/brokers/seqid', 0xd],
  ['/isr_change_notification', 0xe],
  ['/latest_producer_id_block', 0xf],
  ['/log_dir_event_notification', 0x10],
  ['/config/topics', 0x11],
  ['/config/clients', 0x12],
  ['/config/users', 0x13],
  ['/config/brokers', 0x14],
  ['/config/ips', 0x15],
  ['/cluster', 0x17],
  ['/cluster/id', 0x18],
];

/** Makes a write that a record stands for. */
type Write = (kind: ZnodeWrite['kind'], path: string, at?: number, session?: string) => ZnodeWrite;

/** Where and when a record stands in the log. */
interface Place {
  readonly cause: number;
  readonly timeMs: number;
  readonly zxid: number;
}

interface TopicOnTheWay {
  readonly name: string;
  readonly cause: number;
  hasPartitions: boolean;
  /** Cause of the last change of its assignment: one write for all partitions of one request. */
  assignmentCause: number;
  isDeleting: boolean;
}

/** Turns records into the writes that they stand for. */
export class WriteFold {
  private started = false;
  private inKraft = false;
  private readonly topics = new Map<string, TopicOnTheWay>();
  private readonly topicIds = new Map<string, string>();
  private readonly sessions = new Map<number, string>();
  private sessionCount = 0n;
  private controllerId: number | undefined;
  private hadController = false;
  private readonly configs = new ConfigWrites();

  *writes({ offset, timeMs: loggedMs, record, cause }: LoggedRecord): Iterable<ZnodeWrite> {
    const timeMs = record.type === 'ControllerChangeRecord' ? record.sinceMs : loggedMs;
    const zxid = zxidOf(offset);
    const write: Write = (kind, path, at = zxid, session) => ({
      kind,
      path,
      zxid: at,
      timeMs,
      ...(session !== undefined && { session }),
    });
    if (!this.started) {
      this.started = true;
      for (const [path, at] of firstPaths) yield write('create', path, at);
    }
    yield* readRecord(this.readers, record, write, { cause, timeMs, zxid }) ?? [];
  }

  /** What stands in no znode is nothing here. */
  readonly readers: RecordReaders<[Write, Place], Iterable<ZnodeWrite>> = {
    RegisterNodeRecord: 'nothing',
    UnregisterNodeRecord: 'nothing',
    NodeProcessRecord: 'nothing',
    RegisterBrokerRecord: (record, write, place) => this.register(record, write, place),
    UnregisterBrokerRecord: (record, write) => this.unregister(record, write),
    BrokerRegistrationChangeRecord: 'nothing',
    BrokerCatchUpRecord: 'nothing',
    ThrottledFetchRecord: 'nothing',
    ControllerChangeRecord: (record, write, place) => this.changeController(record, write, place),
    RegisterControllerRecord: 'nothing',
    ClearElrRecord: 'nothing',
    FeatureLevelRecord: 'nothing',
    LeaderImbalanceRecord: 'nothing',
    TopicRecord: (record, write, place) => this.makeTopic(record, write, place),
    TopicDeletionRecord: (record, write) => this.markDeleted(record, write),
    RemoveTopicRecord: (record, write, place) => this.removeTopic(record, write, place),
    PartitionRecord: (record, write, place) => this.makePartition(record, write, place),
    PartitionChangeRecord: (record, write, place) => this.changePartition(record, write, place),
    ConfigRecord: (record, _, place) => this.configure(record, place),
    AppendRecord: 'nothing',
    AcknowledgeRecord: 'nothing',
    ReplicaLogsRecord: 'nothing',
    TransactionStateRecord: 'nothing',
    GroupRebalanceRecord: 'nothing',
    GroupHeartbeatRecord: 'nothing',
    LogDirsLostRecord: 'nothing',
    FaultRecord: 'nothing',
    ProducerIdsRecord: (record, write) => this.takeProducerIds(record, write),
    ZnodeRecord: (record, write, place) => this.byHand(record, write, place),
    NodeConfigRecord: 'nothing',
    MigrationRecord: (record, write) => this.migrate(record, write),
    ControllerFencedRecord: 'nothing',
    ClientQuotaRecord: (record, _, place) => this.configure(record, place),
  };

  private *register(record: RecordOf<'RegisterBrokerRecord'>, write: Write, { zxid }: Place): Iterable<ZnodeWrite> {
    if (this.inKraft) return;
    const session = (firstSession + this.sessionCount++).toString(16);
    this.sessions.set(record.brokerId, session);
    yield write('create', `/brokers/ids/${record.brokerId}`, zxid, session);
    // The multi that registers writes the znode once more, to learn its zxid (KafkaZkClient.CheckedEphemeral).
    yield write('set', `/brokers/ids/${record.brokerId}`);
  }

  private *unregister(record: RecordOf<'UnregisterBrokerRecord'>, write: Write): Iterable<ZnodeWrite> {
    if (this.inKraft) return;
    yield write('delete', `/brokers/ids/${record.brokerId}`);
    if (this.controllerId === record.brokerId) {
      this.controllerId = undefined;
      yield write('delete', '/controller');
    }
  }

  private *changeController(
    record: RecordOf<'ControllerChangeRecord'>,
    write: Write,
    { zxid }: Place,
  ): Iterable<ZnodeWrite> {
    if (this.controllerId !== undefined) yield write('delete', '/controller', zxid - 1);
    this.controllerId = record.controllerId < 0 ? undefined : record.controllerId;
    if (this.controllerId === undefined) return;
    if (!this.hadController) yield write('create', '/controller_epoch', zxid - 1);
    yield write('create', '/controller', zxid, this.sessions.get(record.controllerId));
    yield write('set', '/controller_epoch');
    if (!this.hadController) yield write('create', '/feature', zxid + 1);
    this.hadController = true;
  }

  private *makeTopic(record: RecordOf<'TopicRecord'>, write: Write, { cause, zxid }: Place): Iterable<ZnodeWrite> {
    this.topics.set(record.topicId, {
      name: record.name,
      cause,
      hasPartitions: false,
      assignmentCause: cause,
      isDeleting: false,
    });
    this.topicIds.set(record.name, record.topicId);
    yield write('create', `/config/topics/${record.name}`, zxid - 1);
    yield write('create', `/brokers/topics/${record.name}`);
  }

  private *makePartition(
    record: RecordOf<'PartitionRecord'>,
    write: Write,
    { cause, zxid }: Place,
  ): Iterable<ZnodeWrite> {
    const topic = this.topics.get(record.topicId);
    if (!topic) return;
    if (topic.assignmentCause !== cause) yield write('set', `/brokers/topics/${topic.name}`, zxid - 1);
    topic.assignmentCause = cause;
    if (record.partitionEpoch >= 0) yield* this.startPartition(topic, record.partitionId, write, zxid);
  }

  private *changePartition(
    record: RecordOf<'PartitionChangeRecord'>,
    write: Write,
    { zxid }: Place,
  ): Iterable<ZnodeWrite> {
    const topic = this.topics.get(record.topicId);
    if (!topic) return;
    // The assignment stands in the topic's znode, all else in the partition's.
    if (record.replicas ?? record.addingReplicas ?? record.removingReplicas)
      yield write('set', `/brokers/topics/${topic.name}`);
    else if (record.partitionEpoch === 0) yield* this.startPartition(topic, record.partitionId, write, zxid);
    else yield write('set', `/brokers/topics/${topic.name}/partitions/${record.partitionId}/state`);
  }

  private *markDeleted(record: RecordOf<'TopicDeletionRecord'>, write: Write): Iterable<ZnodeWrite> {
    const topic = this.topics.get(record.topicId);
    if (!topic) return;
    topic.isDeleting = true;
    yield write('create', `/admin/delete_topics/${topic.name}`);
  }

  private *removeTopic(record: RecordOf<'RemoveTopicRecord'>, write: Write, { zxid }: Place): Iterable<ZnodeWrite> {
    this.topics.delete(record.topicId);
    this.topicIds.delete(record.name);
    yield write('delete', `/brokers/topics/${record.name}`, zxid - 1);
    yield write('delete', `/config/topics/${record.name}`);
    yield write('delete', `/admin/delete_topics/${record.name}`, zxid + 1);
  }

  private *configure(record: ConfigChange, { cause, timeMs, zxid }: Place): Iterable<ZnodeWrite> {
    if (!this.isPartOfTopic(record, cause)) yield* this.configs.writes(record, cause, zxid, timeMs);
  }

  private *migrate(record: RecordOf<'MigrationRecord'>, write: Write): Iterable<ZnodeWrite> {
    if (record.phase === 'not-started') yield write('delete', '/migration');
    else yield write(record.phase === 'controllers-provisioned' ? 'create' : 'set', '/migration');
    // Brokers in KRaft have no session in ZooKeeper.
    this.inKraft = record.phase === 'brokers-in-kraft' || record.phase === 'finalised';
    if (this.inKraft) for (const id of this.sessions.keys()) yield write('delete', `/brokers/ids/${id}`);
  }

  private *takeProducerIds(record: RecordOf<'ProducerIdsRecord'>, write: Write): Iterable<ZnodeWrite> {
    if ((record.nextProducerId - 1) % producerIdBlockSize === 0) yield write('set', '/latest_producer_id_block');
  }

  private *byHand(record: RecordOf<'ZnodeRecord'>, write: Write, { zxid }: Place): Iterable<ZnodeWrite> {
    if (record.change === 'create') yield write('create', record.path, zxid, record.session?.id);
    else if (record.change !== 'renew') yield write(record.change, record.path);
  }

  /** A partition's znodes come with its first leader. */
  private *startPartition(topic: TopicOnTheWay, partition: number, write: Write, zxid: number): Iterable<ZnodeWrite> {
    const partitions = `/brokers/topics/${topic.name}/partitions`;
    if (!topic.hasPartitions) yield write('create', partitions, zxid - 1);
    topic.hasPartitions = true;
    yield write('create', `${partitions}/${partition}`, zxid - 1);
    yield write('create', `${partitions}/${partition}/state`);
  }

  /** A topic's configurations come with it when it is made, and go with it. */
  private isPartOfTopic(record: ConfigChange, cause: number): boolean {
    if (record.type !== 'ConfigRecord' || record.resourceType !== 'topic') return false;
    const topic = this.topics.get(this.topicIds.get(record.resourceName) ?? '');
    return !topic || topic.cause === cause || topic.isDeleting;
  }
}
