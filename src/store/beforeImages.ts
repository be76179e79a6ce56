import type { Statement } from 'better-sqlite3';
import { whereKey, type RowImage, type Value } from './images';
import { idsFromText } from './rows';
import type { Partition } from '../model/cluster';
import { readRecord, type ClusterRecord, type PartitionChangeRecord, type RecordReaders } from '../model/records';
import type { StateView } from './stateView';

/** Images that are put together into one text. */
const packedAtOnce = 1000;

/**
 * What the tables had where records are about to change them, so that the records can be taken back at the cost of the
 * change (see PutBack).
 */
export class BeforeImages {
  private images: string[] = [];
  /** Many in one text each, which keeps the garbage collector from moving each of a hundred thousand. */
  private packed: string[] = [];
  private readonly topicKeys = new Map<string, number>();

  constructor(private readonly view: StateView) {}

  /**
   * Keeps what a record changes; to be called before it is applied.
   * @param before the partition that a PartitionChangeRecord changes; without it, its row is read
   */
  note(record: ClusterRecord, before?: Partition): void {
    readRecord(this.readers, record, before);
  }

  get isEmpty(): boolean {
    return this.images.length === 0 && this.packed.length === 0;
  }

  /** Marks where it stands now. */
  mark(): number {
    this.pack();
    return this.packed.length;
  }

  /** Forgets those after a mark: what they were about was rolled back. */
  cutTo(mark: number): void {
    this.images = [];
    this.packed.length = mark;
  }

  /** Gives all, as text, and begins anew. */
  take(): string {
    this.pack();
    const text = `[${this.packed.join(',\n')}]`;
    this.packed = [];
    return text;
  }

  private readonly readers: RecordReaders<[before: Partition | undefined], void> = {
    RegisterNodeRecord: ({ id }) => this.row('node', id),
    UnregisterNodeRecord: ({ id }) => this.row('node', id),
    NodeProcessRecord: ({ id }) => this.row('node', id),
    RegisterBrokerRecord: ({ brokerId }) => this.row('node', brokerId),
    UnregisterBrokerRecord: ({ brokerId }) => this.row('node', brokerId),
    BrokerRegistrationChangeRecord: ({ brokerId }) => this.row('node', brokerId),
    BrokerCatchUpRecord: ({ brokerId }) => this.row('node', brokerId),
    ThrottledFetchRecord: ({ brokerId }) => this.row('node', brokerId),
    NodeConfigRecord: ({ id }) => this.row('node', id),
    ControllerChangeRecord: () => this.row('controller', 1),
    LeaderImbalanceRecord: () => this.row('controller', 1),
    RegisterControllerRecord: 'nothing',
    ControllerFencedRecord: 'nothing',
    ClearElrRecord: ({ topicName }) => {
      const changed = "elr || last_known_elr <> ''";
      if (topicName === '') this.rows('partition', changed);
      else this.rows('partition', `${changed} AND topic = (SELECT key FROM topic WHERE name = ?)`, topicName);
    },
    FeatureLevelRecord: ({ name }) => this.row('feature', name),
    TopicRecord: () => {
      const { seq } = (this.view.sql("SELECT seq FROM sqlite_sequence WHERE name = 'topic'").get() ?? { seq: 0 }) as {
        seq: number;
      };
      this.row('topic', seq + 1);
    },
    TopicDeletionRecord: ({ topicId }) => this.rows('topic', 'topic_id = ?', topicId),
    RemoveTopicRecord: ({ topicId, name }) => {
      const topic = this.topicKey(topicId);
      this.rows('config', "type = 'topic' AND resource = ?", name);
      // Put back last.
      this.keep(`["placed",${topic}]`);
      for (const table of ['log', 'acknowledged', 'partition']) this.rows(table, 'topic = ?', topic);
      this.row('topic', topic);
    },
    PartitionRecord: ({ topicId, partitionId, replicas }) => {
      this.keep(`["added",${this.topicKey(topicId)},${partitionId},"${replicas.join()}"]`);
    },
    PartitionChangeRecord: (record, before) => {
      const { partitionId, replicas } = record;
      const topic = before?.topicKey ?? this.topicKey(record.topicId);
      if ((record.leader !== undefined || replicas) && !this.view.hasNoLogs())
        this.rows('log', 'topic = ? AND partition = ?', topic, partitionId);
      if (!before || replicas) {
        this.row('partition', topic, partitionId);
        if (replicas) this.replicasOf(topic, partitionId, replicas);
        return;
      }
      this.partition(record, topic, before);
    },
    ConfigRecord: ({ resourceType, resourceName, name }) => this.row('config', resourceType, resourceName, name),
    AppendRecord: (record) => {
      const topic = this.topicKey(record.topicId);
      this.row('log', topic, record.partitionId, record.leader);
      if (record.acknowledged)
        this.row('acknowledged', topic, record.partitionId, record.leaderEpoch, record.baseOffset);
    },
    AcknowledgeRecord: ({ topicId, partitionId, leaderEpoch, baseOffset }) =>
      this.row('acknowledged', this.topicKey(topicId), partitionId, leaderEpoch, baseOffset),
    ReplicaLogsRecord: ({ topicId, partitionId, logs }) => {
      const topic = this.topicKey(topicId);
      for (const { broker } of logs) this.row('log', topic, partitionId, broker);
    },
    LogDirsLostRecord: ({ brokerId }) => {
      this.rows('log', 'broker = ?', brokerId);
      this.row('node', brokerId);
    },
    FaultRecord: ({ kind, target }) => this.row('fault', kind, target),
    ProducerIdsRecord: () => this.row('counter', 'nextProducerId'),
    MigrationRecord: () => this.row('migration', 1),
    ZnodeRecord: ({ path }) => this.row('znode', path),
    TransactionStateRecord: ({ transactionalId }) => this.row('txn', transactionalId),
    GroupRebalanceRecord: ({ group }) => this.row('group_rebalance', group),
    GroupHeartbeatRecord: ({ group }) => this.row('group_rebalance', group),
    ClientQuotaRecord: ({ entity, key }) => this.row('client_quota', JSON.stringify(entity), key),
  };

  /**
   * The columns that a change sets. Made for a hundred thousand at once: nothing is read, and little is put together.
   */
  private partition(record: PartitionChangeRecord, topic: number, before: Partition): void {
    let letters = '';
    let values = '';
    if (record.leader !== undefined) {
      letters += 'l';
      values += `,${before.leader}`;
    }
    if (record.isr) {
      letters += 'i';
      values += `,"${textOf(before.isr)}"`;
    }
    if (record.elr) {
      letters += 'e';
      values += `,"${textOf(before.elr)}"`;
    }
    if (record.lastKnownElr) {
      letters += 'k';
      values += `,"${textOf(before.lastKnownElr)}"`;
    }
    if (record.addingReplicas) {
      letters += 'a';
      values += `,"${textOf(before.addingReplicas)}"`;
    }
    if (record.removingReplicas) {
      letters += 'r';
      values += `,"${textOf(before.removingReplicas)}"`;
    }
    if (record.recovering !== undefined) {
      letters += 'c';
      values += `,${Number(before.recovering)}`;
    }
    const { leaderEpoch, partitionEpoch, controllerEpoch } = before;
    this.keep(
      `["p",${topic},${record.partitionId},"${letters}",${leaderEpoch},${partitionEpoch},${controllerEpoch}${values}]`,
    );
  }

  /** Rows of table `replica`, of the brokers that a partition is on and of those that it comes to. */
  private replicasOf(topic: number, partition: number, replicas: readonly number[]): void {
    const before = this.view
      .sql('SELECT replicas FROM partition WHERE topic = ? AND partition = ?')
      .get(topic, partition) as { replicas: string };
    for (const broker of new Set([...idsFromText(before.replicas), ...replicas]))
      this.row('replica', broker, topic, partition);
  }

  /** The row of a key, or that there is none. */
  private row(table: string, ...key: Value[]): void {
    const row = this.select(table, whereKey(table)).get(key) as Value[] | undefined;
    if (row) this.add('row', table, ...row);
    else this.add('none', table, ...key);
  }

  /** All rows of which something is so. */
  private rows(table: string, condition: string, ...bound: Value[]): void {
    for (const row of this.select(table, condition).all(bound) as Value[][]) this.add('row', table, ...row);
  }

  /** A statement that nobody else has: it gives rows without the names of columns. */
  private select(table: string, condition: string): Statement {
    return this.view.sql(`SELECT * FROM ${table} AS image WHERE ${condition}`).raw();
  }

  private add(...image: RowImage): void {
    this.keep(JSON.stringify(image));
  }

  private keep(text: string): void {
    if (this.images.push(text) === packedAtOnce) this.pack();
  }

  private pack(): void {
    if (this.images.length > 0) this.packed.push(this.images.join(',\n'));
    this.images = [];
  }

  private topicKey(topicId: string): number {
    let key = this.topicKeys.get(topicId);
    if (key === undefined) {
      key = (this.view.sql('SELECT key FROM topic WHERE topic_id = ?').get(topicId) as { key: number }).key;
      this.topicKeys.set(topicId, key);
    }
    return key;
  }
}

/** Texts of lists that were asked for before: a big cluster has few different ones, and partitions share them. */
const knownTexts = new WeakMap<readonly number[], string>();

function textOf(ids: readonly number[]): string {
  let text = knownTexts.get(ids);
  if (text === undefined) knownTexts.set(ids, (text = ids.join()));
  return text;
}
