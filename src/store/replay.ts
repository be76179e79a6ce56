import type { Statement } from 'better-sqlite3';
import {
  readRecord,
  type AppendRecord,
  type ClusterRecord,
  type PartitionChangeRecord,
  type PartitionRecord,
  type RecordReaders,
} from '../model/records';
import { extend } from '../log/lineage';
import { noLeader } from '../model/cluster';
import type { ReplicaLog, StoredBatch } from '../model/log';
import { idsFromText, lineageFromText, lineageText } from './rows';
import type { StateView } from './stateView';

/** Applies records to the tables. The only writer of state: what a record means is said here and nowhere else. */
export class Replay {
  private readonly topicKeys = new Map<string, number>();
  /** Updates of a partition, by the columns that they set. */
  private readonly updates = new Map<string, Statement>();

  /** @param keepsReplicas whether table `replica` is kept, which says by broker what `partition` says by topic */
  constructor(
    private readonly view: StateView,
    private readonly keepsReplicas = true,
  ) {}

  /** Forgets what was read before: another process, or a rollback, has changed the file. */
  forget(): void {
    this.topicKeys.clear();
  }

  /** Puts a record in force. */
  apply(record: ClusterRecord): void {
    readRecord(this.readers, record);
  }

  private readonly readers: RecordReaders<[], void> = {
    RegisterNodeRecord: (record) => {
      this.view.forgetNode(record.id);
      this.view
        .sql(`INSERT INTO node (id, role, host, port, rack, process, process_since_ms, last_contact_ms, registered,
          fenced,
             broker_epoch, unclean_shutdown, properties, incarnation_registered, directory_id)
           VALUES (?, ?, ?, ?, ?, 'stopped', 0, 0, 0, 0, -1, 0, ?, 0, ?)`)
        .run(
          record.id,
          record.role,
          record.host,
          record.port,
          record.rack,
          JSON.stringify(record.properties),
          record.directoryId ?? '',
        );
    },
    UnregisterNodeRecord: (record) => {
      this.view.forgetNode(record.id);
      this.view.sql('DELETE FROM node WHERE id = ?').run(record.id);
    },
    NodeProcessRecord: (record) => {
      this.view.forgetNode(record.id);
      // The registered incarnation was heard until it stopped running; killed or stopped, another incarnation has to
      // register.
      this.view
        .sql(
          `UPDATE node SET last_contact_ms = CASE WHEN process = 'running'
             AND (incarnation_registered OR role = 'controller') THEN $since ELSE last_contact_ms END,
           unclean_shutdown = CASE WHEN $process = 'killed' THEN 1 ELSE unclean_shutdown END,
           incarnation_registered = CASE WHEN $process IN ('killed', 'stopped') THEN 0
             ELSE incarnation_registered END, process = $process,
           process_since_ms = $since WHERE id = $id`,
        )
        .run({ id: record.id, process: record.process, since: record.sinceMs });
    },
    RegisterBrokerRecord: (record) => {
      this.view.forgetNode(record.brokerId);
      this.view
        .sql(
          'UPDATE node SET registered = 1, fenced = ?, broker_epoch = ?, unclean_shutdown = 0, ' +
            'incarnation_registered = 1 WHERE id = ?',
        )
        .run(Number(record.fenced), record.brokerEpoch, record.brokerId);
    },
    UnregisterBrokerRecord: (record) => {
      this.view.forgetNode(record.brokerId);
      this.view
        .sql('UPDATE node SET registered = 0, catch_up_since_ms = NULL, throttled_since_ms = NULL WHERE id = ?')
        .run(record.brokerId);
    },
    BrokerRegistrationChangeRecord: (record) => {
      this.view.forgetNode(record.brokerId);
      this.view.sql('UPDATE node SET fenced = ? WHERE id = ?').run(Number(record.fenced), record.brokerId);
      if (record.fenced)
        this.view
          .sql('UPDATE node SET catch_up_since_ms = NULL, throttled_since_ms = NULL WHERE id = ?')
          .run(record.brokerId);
    },
    BrokerCatchUpRecord: (record) => {
      this.view.forgetNode(record.brokerId);
      this.view.sql('UPDATE node SET catch_up_since_ms = ? WHERE id = ?').run(record.sinceMs, record.brokerId);
    },
    ThrottledFetchRecord: (record) => {
      this.view.forgetNode(record.brokerId);
      this.view.sql('UPDATE node SET throttled_since_ms = ? WHERE id = ?').run(record.sinceMs, record.brokerId);
    },
    ControllerChangeRecord: (record) => {
      this.view.forgetController();
      this.view
        .sql('UPDATE controller SET id = ?, epoch = ?, since_ms = ?, lost_since_ms = ?, unlisted = ?')
        .run(record.controllerId, record.epoch, record.sinceMs, record.lostSinceMs ?? null, record.unlisted ?? 0);
    },
    RegisterControllerRecord: 'nothing',
    ClearElrRecord: (record) => {
      const all =
        "UPDATE partition SET elr = '', last_known_elr = '', partition_epoch = partition_epoch + 1 WHERE elr || " +
        "last_known_elr <> ''";
      if (record.topicName === '') this.view.sql(all).run();
      else this.view.sql(`${all} AND topic = (SELECT key FROM topic WHERE name = ?)`).run(record.topicName);
    },
    FeatureLevelRecord: (record) => {
      if (record.featureLevel === 0) this.view.sql('DELETE FROM feature WHERE name = ?').run(record.name);
      else
        this.view
          .sql('INSERT OR REPLACE INTO feature (name, level) VALUES (?, ?)')
          .run(record.name, record.featureLevel);
    },
    LeaderImbalanceRecord: (record) => {
      this.view.sql('UPDATE controller SET imbalanced_since_ms = ?').run(record.sinceMs);
    },
    TopicRecord: (record) => {
      this.view.sql('INSERT INTO topic (name, topic_id) VALUES (?, ?)').run(record.name, record.topicId);
    },
    TopicDeletionRecord: (record) => {
      this.view.forget();
      this.view.sql('UPDATE topic SET deleting = 1 WHERE topic_id = ?').run(record.topicId);
    },
    RemoveTopicRecord: (record) => {
      this.view.sql('DELETE FROM config WHERE type = ? AND resource = ?').run('topic', record.name);
      const key = this.topicKey(record.topicId);
      this.topicKeys.delete(record.topicId);
      this.view.forget();
      const placed = this.view.sql('SELECT DISTINCT replicas FROM partition WHERE topic = ?').all(key) as {
        replicas: string;
      }[];
      const brokers = new Set(placed.flatMap(({ replicas }) => idsFromText(replicas)));
      for (const broker of brokers)
        this.view.sql('DELETE FROM replica WHERE broker = ? AND topic = ?').run(broker, key);
      this.view.sql('DELETE FROM log WHERE topic = ?').run(key);
      this.view.sql('DELETE FROM acknowledged WHERE topic = ?').run(key);
      this.view.sql('DELETE FROM partition WHERE topic = ?').run(key);
      this.view.sql('DELETE FROM topic WHERE key = ?').run(key);
    },
    PartitionRecord: (record) => {
      this.addPartition(record);
    },
    PartitionChangeRecord: (record) => {
      this.changePartition(record);
    },
    ConfigRecord: (record) => {
      if (record.value === null)
        this.view
          .sql('DELETE FROM config WHERE type = ? AND resource = ? AND name = ?')
          .run(record.resourceType, record.resourceName, record.name);
      else
        this.view
          .sql('INSERT OR REPLACE INTO config (type, resource, name, value) VALUES (?, ?, ?, ?)')
          .run(record.resourceType, record.resourceName, record.name, record.value);
    },
    AppendRecord: (record) => {
      this.append(record);
    },
    AcknowledgeRecord: (record) => {
      this.acknowledge(this.topicKey(record.topicId), record);
    },
    ReplicaLogsRecord: (record) => {
      const topic = this.topicKey(record.topicId);
      for (const log of record.logs) this.setLog(topic, record.partitionId, log);
    },
    LogDirsLostRecord: (record) => {
      this.view.sql('DELETE FROM log WHERE broker = ?').run(record.brokerId);
      // With the disk went the mark of a clean shutdown.
      this.view.sql('UPDATE node SET unclean_shutdown = 1 WHERE id = ?').run(record.brokerId);
    },
    FaultRecord: (record) => {
      if (record.sinceMs === null)
        this.view.sql('DELETE FROM fault WHERE kind = ? AND target = ?').run(record.kind, record.target);
      else
        this.view
          .sql('INSERT OR REPLACE INTO fault (kind, target, since_ms) VALUES (?, ?, ?)')
          .run(record.kind, record.target, record.sinceMs);
    },
    ProducerIdsRecord: (record) => {
      this.view
        .sql("INSERT OR REPLACE INTO counter (name, value) VALUES ('nextProducerId', ?)")
        .run(record.nextProducerId);
    },
    NodeConfigRecord: (record) => {
      this.view
        .sql('UPDATE node SET properties = ?, directory_id = coalesce(?, directory_id) WHERE id = ?')
        .run(JSON.stringify(record.properties), record.directoryId ?? null, record.id);
    },
    MigrationRecord: (record) => {
      this.view
        .sql('INSERT OR REPLACE INTO migration (one, phase, metadata_offset) VALUES (1, ?, ?)')
        .run(record.phase, record.metadataOffset);
    },
    // It says what happened and changes nothing.
    ControllerFencedRecord: 'nothing',
    ZnodeRecord: (record) => {
      if (record.change === 'create')
        this.view
          .sql('INSERT INTO znode (path, data, session, expires_ms) VALUES (?, ?, ?, ?)')
          .run(record.path, record.data, record.session?.id ?? null, record.session?.expiresMs ?? null);
      else if (record.change === 'set')
        this.view.sql('UPDATE znode SET data = ? WHERE path = ?').run(record.data, record.path);
      else if (record.change === 'renew')
        this.view.sql('UPDATE znode SET expires_ms = ? WHERE path = ?').run(record.expiresMs, record.path);
      else this.view.sql('DELETE FROM znode WHERE path = ?').run(record.path);
    },
    TransactionStateRecord: (record) => {
      this.view
        .sql(`INSERT OR REPLACE INTO txn (id, producer_id, producer_epoch, timeout_ms, state, start_ms, partitions)
           VALUES (?, ?, ?, ?, ?, ?, ?)`)
        .run(
          record.transactionalId,
          record.producerId,
          record.producerEpoch,
          record.timeoutMs,
          record.state,
          record.startMs,
          JSON.stringify(record.partitions),
        );
    },
    GroupRebalanceRecord: (record) => {
      if (record.rebalance === null) this.view.sql('DELETE FROM group_rebalance WHERE id = ?').run(record.group);
      else
        this.view
          .sql('INSERT OR REPLACE INTO group_rebalance (id, data) VALUES (?, ?)')
          .run(record.group, JSON.stringify(record.rebalance));
    },
    GroupHeartbeatRecord: ({ group, memberId, heardMs }) => {
      const rebalance = this.view.groupRebalance(group);
      const members = rebalance?.members.map((each) => (each.memberId === memberId ? { ...each, heardMs } : each));
      this.view
        .sql('UPDATE group_rebalance SET data = ? WHERE id = ?')
        .run(JSON.stringify({ ...rebalance, members }), group);
    },
    ClientQuotaRecord: (record) => {
      const entity = JSON.stringify(record.entity);
      if (record.value === null)
        this.view.sql('DELETE FROM client_quota WHERE entity = ? AND key = ?').run(entity, record.key);
      else
        this.view
          .sql('INSERT OR REPLACE INTO client_quota (entity, key, value) VALUES (?, ?, ?)')
          .run(entity, record.key, record.value);
    },
  };

  /** Stores what an AppendRecord stands for; its own offset is the next one. */
  keepBatch(
    partition: { readonly topicKey: number; readonly partition: number },
    batch: StoredBatch,
    recordOffset: number,
  ): void {
    this.view
      .sql(`INSERT INTO batch (topic, partition, leader_epoch, base_offset, last_offset, record, base_timestamp_ms,
           max_timestamp_ms, producer_id, producer_epoch, base_sequence, transactional, control, acks, bytes, records,
           checksum)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
      .run(
        partition.topicKey,
        partition.partition,
        batch.leaderEpoch,
        batch.baseOffset,
        batch.lastOffset,
        recordOffset,
        batch.baseTimestampMs,
        batch.maxTimestampMs,
        batch.producerId,
        batch.producerEpoch,
        batch.baseSequence,
        Number(batch.isTransactional),
        batch.control,
        batch.acks,
        batch.records.length,
        batch.records,
        batch.checksum,
      );
  }

  private append(record: AppendRecord): void {
    this.view.noteLog();
    const topic = this.topicKey(record.topicId);
    const row = this.view
      .sql('SELECT lineage FROM log WHERE topic = ? AND partition = ? AND broker = ?')
      .get(topic, record.partitionId, record.leader) as { lineage: string } | undefined;
    const lineage = lineageText(extend(lineageFromText(row?.lineage ?? ''), record.leaderEpoch, record.baseOffset));
    if (row)
      this.view
        .sql('UPDATE log SET end_offset = ?, lineage = ? WHERE topic = ? AND partition = ? AND broker = ?')
        .run(record.lastOffset + 1, lineage, topic, record.partitionId, record.leader);
    else
      this.view
        .sql(`INSERT INTO log (topic, partition, broker, start_offset, end_offset, high_watermark,
           fetched_offset, lineage) VALUES (?, ?, ?, 0, ?, 0, 0, ?)`)
        .run(topic, record.partitionId, record.leader, record.lastOffset + 1, lineage);
    if (record.acknowledged) this.acknowledge(topic, record);
  }

  private acknowledge(
    topic: number,
    record: { readonly partitionId: number; readonly leaderEpoch: number; readonly baseOffset: number },
  ): void {
    this.view
      .sql('INSERT OR IGNORE INTO acknowledged (topic, partition, leader_epoch, base_offset) VALUES (?, ?, ?, ?)')
      .run(topic, record.partitionId, record.leaderEpoch, record.baseOffset);
  }

  private setLog(topic: number, partition: number, log: ReplicaLog): void {
    this.view.noteLog();
    this.view
      .sql(`INSERT OR REPLACE INTO log (topic, partition, broker, start_offset, end_offset, high_watermark,
           fetched_offset, lineage)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
      .run(
        topic,
        partition,
        log.broker,
        log.startOffset,
        log.endOffset,
        log.highWatermark,
        log.fetchedOffset,
        lineageText(log.lineage),
      );
  }

  private addPartition(record: PartitionRecord): void {
    const topic = this.topicKey(record.topicId);
    this.view
      .sql(
        'INSERT INTO partition (topic, partition, leader, replicas, isr, leader_epoch, partition_epoch, ' +
          'controller_epoch, preferred) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        topic,
        record.partitionId,
        record.leader,
        record.replicas.join(),
        record.isr.join(),
        record.leaderEpoch,
        record.partitionEpoch,
        record.controllerEpoch,
        preferred(record.replicas),
      );
    this.addReplicas(topic, record.partitionId, record.replicas);
  }

  private addReplicas(topic: number, partition: number, replicas: readonly number[]): void {
    if (replicas.length === 0 || !this.keepsReplicas) return;
    const rows = replicas.map(() => '(?, ?, ?)').join();
    this.view
      .sql(`INSERT INTO replica (broker, topic, partition) VALUES ${rows}`)
      .run(replicas.flatMap((broker) => [broker, topic, partition]));
  }

  private changePartition(record: PartitionChangeRecord): void {
    const topic = this.topicKey(record.topicId);
    // Columns are set only where the record has them; each set of columns is a statement of its own.
    let columns = '';
    const values: (string | number)[] = [];
    const set = (column: string, value: string | number | undefined) => {
      if (value === undefined) return;
      columns += column;
      values.push(value);
    };
    set('leader = ?, ', record.leader);
    set('isr = ?, ', record.isr?.join());
    set('elr = ?, ', record.elr?.join());
    set('last_known_elr = ?, ', record.lastKnownElr?.join());
    set('adding = ?, ', record.addingReplicas?.join());
    set('removing = ?, ', record.removingReplicas?.join());
    if (record.recovering !== undefined) set('recovering = ?, ', Number(record.recovering));
    if (record.replicas) {
      set('replicas = ?, ', record.replicas.join());
      set('preferred = ?, ', preferred(record.replicas));
      const before = this.view
        .sql('SELECT replicas FROM partition WHERE topic = ? AND partition = ?')
        .get(topic, record.partitionId) as { replicas: string };
      for (const broker of idsFromText(before.replicas))
        this.view
          .sql('DELETE FROM replica WHERE broker = ? AND topic = ? AND partition = ?')
          .run(broker, topic, record.partitionId);
      this.addReplicas(topic, record.partitionId, record.replicas);
      // A broker deletes the log of a replica that it no longer has.
      for (const broker of idsFromText(before.replicas))
        if (!record.replicas.includes(broker))
          this.view
            .sql('DELETE FROM log WHERE topic = ? AND partition = ? AND broker = ?')
            .run(topic, record.partitionId, broker);
    }
    // A new leader has heard of no follower yet.
    if (record.leader !== undefined && !this.view.hasNoLogs())
      this.view
        .sql('UPDATE log SET fetched_offset = -1 WHERE topic = ? AND partition = ?')
        .run(topic, record.partitionId);
    let update = this.updates.get(columns);
    if (!update) {
      update = this.view.sql(
        `UPDATE partition SET ${columns}leader_epoch = ?, partition_epoch = ?, controller_epoch = ? WHERE topic = ? ` +
          `AND partition = ?`,
      );
      this.updates.set(columns, update);
    }
    values.push(record.leaderEpoch, record.partitionEpoch, record.controllerEpoch, topic, record.partitionId);
    update.run(values);
  }

  private topicKey(topicId: string): number {
    let key = this.topicKeys.get(topicId);
    if (key === undefined)
      this.topicKeys.set(
        topicId,
        (key = (this.view.sql('SELECT key FROM topic WHERE topic_id = ?').get(topicId) as { key: number }).key),
      );
    return key;
  }
}

/** The preferred leader; ZooKeeper takes a partition without any replica. */
function preferred(replicas: readonly number[]): number {
  return replicas[0] ?? noLeader;
}
