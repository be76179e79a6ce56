import type { GroupRebalance } from '../model/groups';
import type { ActiveController, ClusterNode, ConfigResourceType, Partition, Topic } from '../model/cluster';
import type { ClusterRecord, LoggedRecord, MigrationPhase, RecordType } from '../model/records';
import type { ClusterView, Controller } from '../model/turn';
import type { PartitionPages, PartitionTexts, UserZnode } from '../model/clusterState';
import type { EntryRange, Fault, FaultKind } from '../model/logView';
import { batchOverheadBytes } from '../protocol/recordBatch';
import type { BatchHeader, ReplicaLog, StoredBatch } from '../model/log';
import type { TransactionMetadata } from '../model/transactions';
import type { Profile } from '../profiles/profile';
import { Statements, type Connection } from './connection';
import {
  batchFromRow,
  logFromRow,
  nodeFromRow,
  partitionColumns,
  partitionFromRow,
  transactionFromRow,
  type BatchRow,
  type LogRow,
  type NodeRow,
  type PartitionRow,
  type TransactionRow,
} from './rows';

/** Partitions read at once from a big slice. */
const pageSize = 1000;

interface TopicRow {
  readonly key: number;
  readonly name: string;
  readonly topic_id: string;
  readonly deleting: number;
}

const topicFromRow = (row: TopicRow): Topic => ({
  key: row.key,
  name: row.name,
  topicId: row.topic_id,
  deleting: row.deleting === 1,
});

/** The read side of the cluster's file. */
export class StateView extends Statements implements ClusterView {
  /** One object, because turns are made from the view and must share it. */
  private readonly read: {
    nodes: readonly ClusterNode[] | undefined;
    controller: ActiveController | undefined;
    noLogs: boolean | undefined;
  } = {
    nodes: undefined,
    controller: undefined,
    noLogs: undefined,
  };
  /** Nodes that have changed since they were read. */
  private readonly changedNodes = new Set<number>();
  private readonly topicsByKey = new Map<number, Topic>();
  private readonly topicsById = new Map<string, Topic>();
  nowMs = 0;

  constructor(
    db: Connection,
    readonly profile: Profile,
    readonly controller: Controller,
    readonly clusterId: string,
  ) {
    super(db);
  }

  /**
   * Forgets what was read before and is kept because it is asked for often: when another process, or a rollback, has
   * changed the file, and when topics change.
   */
  forget(): void {
    this.topicsByKey.clear();
    this.topicsById.clear();
    this.read.nodes = undefined;
    this.read.controller = undefined;
    this.read.noLogs = undefined;
  }

  /** Forgets one node alone: in a big cluster many change one after the other. */
  forgetNode(id: number): void {
    this.changedNodes.add(id);
  }

  forgetController(): void {
    this.read.controller = undefined;
  }

  node(id: number): ClusterNode | undefined {
    return this.nodes().find((node) => node.id === id);
  }

  nodes(): readonly ClusterNode[] {
    const { read, changedNodes } = this;
    if (read.nodes && changedNodes.size > 0) {
      const changed = [...changedNodes].map((id) => this.sql('SELECT * FROM node WHERE id = ?').get(id));
      const kept = read.nodes.filter(({ id }) => !changedNodes.has(id));
      const rows = changed.filter((row) => row !== undefined) as NodeRow[];
      read.nodes = [...kept, ...rows.map(nodeFromRow)].sort((a, b) => a.id - b.id);
    }
    changedNodes.clear();
    return (read.nodes ??= (this.sql('SELECT * FROM node ORDER BY id').all() as NodeRow[]).map(nodeFromRow));
  }

  activeController(): ActiveController {
    return (this.read.controller ??= this.sql(
      'SELECT id, epoch, since_ms AS sinceMs, lost_since_ms AS lostSinceMs, unlisted FROM controller',
    ).get() as ActiveController);
  }

  features(): ReadonlyMap<string, number> {
    const rows = this.sql('SELECT name, level FROM feature').all() as { name: string; level: number }[];
    return new Map(rows.map(({ name, level }) => [name, level]));
  }

  countRecords(types: ReadonlySet<string>, untilMs: number): number {
    const row = this.sql(
      'SELECT count(*) AS n FROM record WHERE time_ms <= ? AND type IN (SELECT value FROM json_each(?))',
    ).get(untilMs, JSON.stringify([...types])) as { n: number };
    return row.n;
  }

  imbalancedSinceMs(): number | null {
    return (this.sql('SELECT imbalanced_since_ms AS ms FROM controller').get() as { ms: number | null }).ms;
  }

  topic(name: string): Topic | undefined {
    const row = this.sql('SELECT * FROM topic WHERE name = ?').get(name) as TopicRow | undefined;
    return row && topicFromRow(row);
  }

  topics(): readonly Topic[] {
    return (this.sql('SELECT * FROM topic ORDER BY name').all() as TopicRow[]).map(topicFromRow);
  }

  deletingTopics(): readonly Topic[] {
    return (this.sql('SELECT * FROM topic WHERE deleting = 1 ORDER BY name').all() as TopicRow[]).map(topicFromRow);
  }

  partition(topic: Topic, partition: number): Partition | undefined {
    const row = this.sql(`SELECT ${partitionColumns} FROM partition p WHERE topic = ? AND partition = ?`)
      .raw()
      .get(topic.key, partition) as PartitionRow | undefined;
    return row && partitionFromRow(row, topic);
  }

  partitionById(topicId: string, partition: number): Partition | undefined {
    const row = this.sql(
      `SELECT ${partitionColumns} FROM topic t JOIN partition p ON p.topic = t.key AND p.partition = ? WHERE ` +
        `t.topic_id = ?`,
    )
      .raw()
      .get(partition, topicId) as PartitionRow | undefined;
    return row && partitionFromRow(row, this.topicByKey(row[0]));
  }

  partitions(topic: Topic): readonly Partition[] {
    return (
      this.sql(`SELECT ${partitionColumns} FROM partition p WHERE topic = ?`).raw().all(topic.key) as PartitionRow[]
    ).map((row) => partitionFromRow(row, topic));
  }

  partitionTexts(topic: Topic): readonly PartitionTexts[] {
    return this.sql(
      'SELECT partition, leader, leader_epoch AS leaderEpoch, replicas, isr, elr, last_known_elr AS lastKnownElr, ' +
        'adding FROM partition WHERE topic = ?',
    ).all(topic.key) as PartitionTexts[];
  }

  partitionCount(topic: Topic): number {
    return (this.sql('SELECT count(*) AS n FROM partition WHERE topic = ?').get(topic.key) as { n: number }).n;
  }

  *partitionsOnBroker(brokerId: number): PartitionPages {
    const next = this.sql(
      `SELECT ${partitionColumns} FROM replica r JOIN partition p ON p.topic = r.topic AND p.partition = r.partition
       WHERE r.broker = ? AND (r.topic, r.partition) > (?, ?) ORDER BY r.topic, r.partition LIMIT ${pageSize}`,
    );
    yield* this.pages((topic, partition) => next.raw().all(brokerId, topic, partition) as PartitionRow[]);
  }

  partitionsWithoutLeader(): PartitionPages {
    return this.pagesWhere('leader = -1');
  }

  partitionsAwayFromPreferred(): PartitionPages {
    return this.pagesWhere('leader <> preferred');
  }

  reassigningPartitions(): PartitionPages {
    return this.pagesWhere("adding || removing <> ''");
  }

  hasPartitionAwayFromPreferred(): boolean {
    return this.sql('SELECT 1 FROM partition WHERE leader <> preferred LIMIT 1').get() !== undefined;
  }

  hasPartitionWithoutLeader(): boolean {
    return this.sql('SELECT 1 FROM partition WHERE leader = -1 LIMIT 1').get() !== undefined;
  }

  replicaLogs({ topicKey, partition }: Pick<Partition, 'topicKey' | 'partition'>): ReadonlyMap<number, ReplicaLog> {
    const rows = this.sql('SELECT * FROM log WHERE topic = ? AND partition = ?').all(topicKey, partition) as LogRow[];
    return new Map(rows.map((row) => [row.broker, logFromRow(row)]));
  }

  hasNoLogs(): boolean {
    return (this.read.noLogs ??= this.sql('SELECT 1 FROM log LIMIT 1').get() === undefined);
  }

  /** A log was written: what was known of their absence holds no more. */
  noteLog(): void {
    this.read.noLogs = undefined;
  }

  partitionsWithLogs(): ReadonlySet<string> {
    const rows = this.sql('SELECT DISTINCT t.topic_id, l.partition FROM log l JOIN topic t ON t.key = l.topic')
      .raw()
      .all() as [string, number][];
    return new Set(rows.map(([topicId, partition]) => `${topicId}-${partition}`));
  }

  partitionsWithLogsOn(brokerId: number): readonly Partition[] {
    const rows = this.sql(
      `SELECT ${partitionColumns} FROM (SELECT DISTINCT topic, partition FROM log) l
       JOIN replica r ON r.broker = ? AND r.topic = l.topic AND r.partition = l.partition
       JOIN partition p ON p.topic = l.topic AND p.partition = l.partition ORDER BY p.topic, p.partition`,
    )
      .raw()
      .all(brokerId) as PartitionRow[];
    return rows.map((row) => partitionFromRow(row, this.topicByKey(row[0])));
  }

  *batches({ topicKey, partition, epoch, startOffset, endOffset }: EntryRange): Iterable<StoredBatch> {
    // One batch at a time, so that a reader may write in between and stop when it likes.
    const next = this.sql(
      'SELECT * FROM batch WHERE topic = ? AND partition = ? AND leader_epoch = ? AND base_offset >= ? AND ' +
        'base_offset < ? ORDER BY base_offset LIMIT 1',
    );
    const first = this.sql(
      'SELECT base_offset FROM batch WHERE topic = ? AND partition = ? AND leader_epoch = ? AND base_offset <= ? AND ' +
        'last_offset >= ? ORDER BY base_offset DESC LIMIT 1',
    );
    let from =
      (first.get(topicKey, partition, epoch, startOffset, startOffset) as { base_offset: number } | undefined)
        ?.base_offset ?? startOffset;
    for (;;) {
      const row = next.get(topicKey, partition, epoch, from, endOffset) as BatchRow | undefined;
      if (!row) return;
      yield batchFromRow(row);
      // Where the file is damaged a batch may end before it starts.
      from = Math.max(row.base_offset, row.last_offset) + 1;
    }
  }

  bytesOf({ topicKey, partition, epoch, startOffset, endOffset }: EntryRange): number {
    const row = this.sql(
      `SELECT coalesce(sum(bytes + ${batchOverheadBytes}), 0) AS bytes FROM batch WHERE topic = ? AND partition = ? ` +
        `AND leader_epoch = ? AND base_offset >= ? AND base_offset < ?`,
    );
    return (row.get(topicKey, partition, epoch, startOffset, endOffset) as { bytes: number }).bytes;
  }

  producerBatches(
    { topicKey, partition }: Pick<Partition, 'topicKey' | 'partition'>,
    producerId: number,
    limit: number,
  ): readonly StoredBatch[] {
    const rows = this.sql(
      'SELECT * FROM batch WHERE producer_id = ? AND producer_id >= 0 AND topic = ? AND partition = ? ORDER BY id ' +
        'DESC LIMIT ?',
    ).all(producerId, topicKey, partition, limit) as BatchRow[];
    return rows.map(batchFromRow);
  }

  transactionalBatches({ topicKey, partition }: Pick<Partition, 'topicKey' | 'partition'>): readonly BatchHeader[] {
    const rows = this.sql(
      `SELECT leader_epoch, base_offset, last_offset, base_timestamp_ms, max_timestamp_ms, producer_id,
        producer_epoch, base_sequence, transactional, control, acks
       FROM batch WHERE topic = ? AND partition = ? AND transactional = 1 ORDER BY base_offset`,
    ).all(topicKey, partition) as BatchRow[];
    return rows.map(batchFromRow);
  }

  producerIds({ topicKey, partition }: Pick<Partition, 'topicKey' | 'partition'>): readonly number[] {
    const rows = this.sql(
      'SELECT DISTINCT producer_id AS id FROM batch WHERE topic = ? AND partition = ? AND producer_id >= 0 ORDER BY ' +
        'producer_id',
    ).all(topicKey, partition);
    return (rows as { id: number }[]).map(({ id }) => id);
  }

  groupRebalance(group: string): GroupRebalance | undefined {
    const row = this.sql('SELECT data FROM group_rebalance WHERE id = ?').get(group) as { data: string } | undefined;
    return row && (JSON.parse(row.data) as GroupRebalance);
  }

  groupRebalances(): readonly { readonly group: string; readonly rebalance: GroupRebalance }[] {
    const rows = this.sql('SELECT id, data FROM group_rebalance ORDER BY id').all() as { id: string; data: string }[];
    return rows.map(({ id, data }) => ({ group: id, rebalance: JSON.parse(data) as GroupRebalance }));
  }

  transaction(transactionalId: string): TransactionMetadata | undefined {
    const row = this.sql('SELECT * FROM txn WHERE id = ?').get(transactionalId) as TransactionRow | undefined;
    return row && transactionFromRow(row);
  }

  transactions(): readonly TransactionMetadata[] {
    return (this.sql('SELECT * FROM txn ORDER BY id').all() as TransactionRow[]).map(transactionFromRow);
  }

  unfinishedTransactions(): readonly TransactionMetadata[] {
    return (
      this.sql(
        "SELECT * FROM txn WHERE state IN ('Ongoing', 'PrepareCommit', 'PrepareAbort') ORDER BY id",
      ).all() as TransactionRow[]
    ).map(transactionFromRow);
  }

  faultSinceMs(kind: FaultKind, target: string): number | undefined {
    return (
      this.sql('SELECT since_ms AS ms FROM fault WHERE kind = ? AND target = ?').get(kind, target) as
        | { ms: number }
        | undefined
    )?.ms;
  }

  faults(): readonly Fault[] {
    return this.sql('SELECT kind, target, since_ms AS sinceMs FROM fault ORDER BY kind, target').all() as Fault[];
  }

  partitionsHoldingRecords(): readonly Partition[] {
    const rows = this.sql(
      `SELECT ${partitionColumns} FROM (SELECT DISTINCT topic, partition FROM log) l JOIN partition p ON p.topic = ` +
        `l.topic AND p.partition = l.partition ORDER BY p.topic, p.partition`,
    );
    return (rows.raw().all() as PartitionRow[]).map((row) => partitionFromRow(row, this.topicByKey(row[0])));
  }

  nextProducerId(): number {
    return (
      (this.sql("SELECT value FROM counter WHERE name = 'nextProducerId'").get() as { value: number } | undefined)
        ?.value ?? 0
    );
  }

  configs(type: ConfigResourceType, name: string): ReadonlyMap<string, string> {
    const rows = this.sql('SELECT name, value FROM config WHERE type = ? AND resource = ?').all(type, name) as {
      name: string;
      value: string;
    }[];
    return new Map(rows.map((row) => [row.name, row.value]));
  }

  configuredResources(type: ConfigResourceType): readonly string[] {
    return (
      this.sql('SELECT DISTINCT resource FROM config WHERE type = ? ORDER BY resource').all(type) as {
        resource: string;
      }[]
    ).map((row) => row.resource);
  }

  clientQuotas() {
    const rows = this.sql('SELECT entity, key, value FROM client_quota ORDER BY entity, key').all() as {
      entity: string;
      key: string;
      value: number;
    }[];
    const byEntity = new Map<string, Record<string, number>>();
    for (const { entity, key, value } of rows) {
      const values = byEntity.get(entity) ?? {};
      values[key] = value;
      byEntity.set(entity, values);
    }
    return [...byEntity].map(([entity, values]) => ({
      entity: JSON.parse(entity) as Record<string, string | null>,
      values,
    }));
  }

  migration(): { readonly phase: MigrationPhase; readonly metadataOffset: number } {
    return (
      (this.sql('SELECT phase, metadata_offset AS metadataOffset FROM migration').get() as
        | { phase: MigrationPhase; metadataOffset: number }
        | undefined) ?? { phase: 'not-started', metadataOffset: -1 }
    );
  }

  userZnodes(): readonly UserZnode[] {
    return this.sql(
      'SELECT path, data, session, expires_ms AS expiresMs FROM znode ORDER BY path',
    ).all() as UserZnode[];
  }

  *history(types: readonly RecordType[]): Iterable<LoggedRecord> {
    const rows = this.sql(
      `SELECT offset, time_ms, data, cause FROM record WHERE type IN (${types.map(() => '?').join()}) ORDER BY offset`,
    ).iterate(...types) as Iterable<{ offset: number; time_ms: number; data: string; cause: number }>;
    for (const row of rows)
      yield {
        offset: row.offset,
        timeMs: row.time_ms,
        record: JSON.parse(row.data) as ClusterRecord,
        cause: row.cause,
      };
  }

  recordTimeMs(offset: number): number | undefined {
    return (this.sql('SELECT time_ms AS ms FROM record WHERE offset = ?').get(offset) as { ms: number } | undefined)
      ?.ms;
  }

  meta(name: string): string | undefined {
    return (this.sql('SELECT value FROM meta WHERE name = ?').get(name) as { value: string } | undefined)?.value;
  }

  topicByKey(key: number): Topic {
    let topic = this.topicsByKey.get(key);
    if (!topic)
      this.topicsByKey.set(
        key,
        (topic = topicFromRow(this.sql('SELECT * FROM topic WHERE key = ?').get(key) as TopicRow)),
      );
    return topic;
  }

  topicById(topicId: string): Topic | undefined {
    let topic = this.topicsById.get(topicId);
    if (!topic) {
      const row = this.sql('SELECT * FROM topic WHERE topic_id = ?').get(topicId) as TopicRow | undefined;
      if (!row) return undefined;
      this.topicsById.set(topicId, (topic = topicFromRow(row)));
    }
    return topic;
  }

  private *pagesWhere(condition: string): PartitionPages {
    const next = this.sql(
      `SELECT ${partitionColumns} FROM partition p WHERE ${condition} AND (topic, partition) > (?, ?) ORDER BY ` +
        `topic, partition LIMIT ${pageSize}`,
    );
    yield* this.pages((topic, partition) => next.raw().all(topic, partition) as PartitionRow[]);
  }

  private *pages(next: (topic: number, partition: number) => PartitionRow[]): PartitionPages {
    let topic = -1;
    let partition = -1;
    for (;;) {
      const rows = next(topic, partition);
      const last = rows.at(-1);
      if (!last) return;
      [topic, partition] = last;
      yield rows.map((row) => partitionFromRow(row, this.topicByKey(row[0])));
      if (rows.length < pageSize) return;
    }
  }
}
