import type { Statement } from 'better-sqlite3';
import type { AppendRecord, ClusterRecord, PartitionChangeRecord, PartitionRecord } from '../model/records';
import { extend } from '../log/lineage';
import type { ReplicaLog, StoredBatch } from '../model/log';
import { idsFromText, lineageFromText, lineageText } from './rows';
import type { StateView } from './stateView';

/** The node whose row a record changes. */
function changedNode(record: ClusterRecord): number | undefined {
  switch (record.type) {
    case 'RegisterNodeRecord':
    case 'UnregisterNodeRecord':
    case 'NodeProcessRecord':
      return record.id;
    case 'RegisterBrokerRecord':
    case 'UnregisterBrokerRecord':
    case 'BrokerRegistrationChangeRecord':
    case 'BrokerCatchUpRecord':
    case 'ThrottledFetchRecord':
      return record.brokerId;
    default:
      return undefined;
  }
}

/** Applies records to the tables. The only writer of state: what a record means is said here and nowhere else. */
export class Replay {
  private readonly topicKeys = new Map<string, number>();
  /** Updates of a partition, by the columns that they set. */
  private readonly updates = new Map<string, Statement>();

  constructor(private readonly view: StateView) {}

  apply(record: ClusterRecord): void {
    const sql = (text: string) => this.view.sql(text);
    const nodeId = changedNode(record);
    if (nodeId !== undefined) this.view.forgetNode(nodeId);
    switch (record.type) {
      case 'RegisterNodeRecord':
        sql('INSERT INTO node VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, -1, 0, NULL, ?, 0, ?, NULL)').run(
          record.id,
          record.role,
          record.host,
          record.port,
          record.rack,
          'stopped',
          0,
          0,
          JSON.stringify(record.properties),
          record.directoryId ?? '',
        );
        return;
      case 'UnregisterNodeRecord':
        sql('DELETE FROM node WHERE id = ?').run(record.id);
        return;
      case 'NodeProcessRecord':
        // The registered incarnation was heard until it stopped running; killed or stopped, another incarnation has to register.
        sql(
          `UPDATE node SET last_contact_ms = CASE WHEN process = 'running' AND (incarnation_registered OR role = 'controller') THEN $since ELSE last_contact_ms END,
           unclean_shutdown = CASE WHEN $process = 'killed' THEN 1 ELSE unclean_shutdown END,
           incarnation_registered = CASE WHEN $process IN ('killed', 'stopped') THEN 0 ELSE incarnation_registered END, process = $process, process_since_ms = $since WHERE id = $id`,
        ).run({ id: record.id, process: record.process, since: record.sinceMs });
        return;
      case 'RegisterBrokerRecord':
        sql(
          'UPDATE node SET registered = 1, fenced = ?, broker_epoch = ?, unclean_shutdown = 0, incarnation_registered = 1 WHERE id = ?',
        ).run(Number(record.fenced), record.brokerEpoch, record.brokerId);
        return;
      case 'UnregisterBrokerRecord':
        sql('UPDATE node SET registered = 0, catch_up_since_ms = NULL, throttled_since_ms = NULL WHERE id = ?').run(
          record.brokerId,
        );
        return;
      case 'BrokerRegistrationChangeRecord':
        sql('UPDATE node SET fenced = ? WHERE id = ?').run(Number(record.fenced), record.brokerId);
        if (record.fenced)
          sql('UPDATE node SET catch_up_since_ms = NULL, throttled_since_ms = NULL WHERE id = ?').run(record.brokerId);
        return;
      case 'BrokerCatchUpRecord':
        sql('UPDATE node SET catch_up_since_ms = ? WHERE id = ?').run(record.sinceMs, record.brokerId);
        return;
      case 'ThrottledFetchRecord':
        sql('UPDATE node SET throttled_since_ms = ? WHERE id = ?').run(record.sinceMs, record.brokerId);
        return;
      case 'ControllerChangeRecord':
        this.view.forgetController();
        sql('UPDATE controller SET id = ?, epoch = ?, since_ms = ?, lost_since_ms = ?, unlisted = ?').run(
          record.controllerId,
          record.epoch,
          record.sinceMs,
          record.lostSinceMs ?? null,
          record.unlisted ?? 0,
        );
        return;
      case 'RegisterControllerRecord':
        return;
      case 'ClearElrRecord': {
        const all =
          "UPDATE partition SET elr = '', last_known_elr = '', partition_epoch = partition_epoch + 1 WHERE elr || last_known_elr <> ''";
        if (record.topicName === '') sql(all).run();
        else sql(`${all} AND topic = (SELECT key FROM topic WHERE name = ?)`).run(record.topicName);
        return;
      }
      case 'FeatureLevelRecord':
        if (record.featureLevel === 0) sql('DELETE FROM feature WHERE name = ?').run(record.name);
        else sql('INSERT OR REPLACE INTO feature VALUES (?, ?)').run(record.name, record.featureLevel);
        return;
      case 'LeaderImbalanceRecord':
        sql('UPDATE controller SET imbalanced_since_ms = ?').run(record.sinceMs);
        return;
      case 'TopicRecord':
        sql('INSERT INTO topic (name, topic_id) VALUES (?, ?)').run(record.name, record.topicId);
        return;
      case 'TopicDeletionRecord':
        this.view.forget();
        sql('UPDATE topic SET deleting = 1 WHERE topic_id = ?').run(record.topicId);
        return;
      case 'RemoveTopicRecord': {
        sql('DELETE FROM config WHERE type = ? AND resource = ?').run('topic', record.name);
        const key = this.topicKey(record.topicId);
        this.topicKeys.delete(record.topicId);
        this.view.forget();
        const placed = sql('SELECT DISTINCT replicas FROM partition WHERE topic = ?').all(key) as {
          replicas: string;
        }[];
        const brokers = new Set(placed.flatMap(({ replicas }) => idsFromText(replicas)));
        for (const broker of brokers) sql('DELETE FROM replica WHERE broker = ? AND topic = ?').run(broker, key);
        sql('DELETE FROM log WHERE topic = ?').run(key);
        sql('DELETE FROM acknowledged WHERE topic = ?').run(key);
        sql('DELETE FROM partition WHERE topic = ?').run(key);
        sql('DELETE FROM topic WHERE key = ?').run(key);
        return;
      }
      case 'PartitionRecord':
        this.addPartition(record);
        return;
      case 'PartitionChangeRecord':
        this.changePartition(record);
        return;
      case 'ConfigRecord':
        if (record.value === null)
          sql('DELETE FROM config WHERE type = ? AND resource = ? AND name = ?').run(
            record.resourceType,
            record.resourceName,
            record.name,
          );
        else
          sql('INSERT OR REPLACE INTO config VALUES (?, ?, ?, ?)').run(
            record.resourceType,
            record.resourceName,
            record.name,
            record.value,
          );
        return;
      case 'AppendRecord':
        this.append(record);
        return;
      case 'AcknowledgeRecord':
        this.acknowledge(this.topicKey(record.topicId), record);
        return;
      case 'ReplicaLogsRecord': {
        const topic = this.topicKey(record.topicId);
        for (const log of record.logs) this.setLog(topic, record.partitionId, log);
        return;
      }
      case 'LogDirsLostRecord':
        sql('DELETE FROM log WHERE broker = ?').run(record.brokerId);
        // With the disk went the mark of a clean shutdown.
        sql('UPDATE node SET unclean_shutdown = 1 WHERE id = ?').run(record.brokerId);
        return;
      case 'FaultRecord':
        if (record.sinceMs === null)
          sql('DELETE FROM fault WHERE kind = ? AND target = ?').run(record.kind, record.target);
        else sql('INSERT OR REPLACE INTO fault VALUES (?, ?, ?)').run(record.kind, record.target, record.sinceMs);
        return;
      case 'ProducerIdsRecord':
        sql("INSERT OR REPLACE INTO counter VALUES ('nextProducerId', ?)").run(record.nextProducerId);
        return;
      case 'NodeConfigRecord':
        sql('UPDATE node SET properties = ?, directory_id = coalesce(?, directory_id) WHERE id = ?').run(
          JSON.stringify(record.properties),
          record.directoryId ?? null,
          record.id,
        );
        return;
      case 'MigrationRecord':
        sql('INSERT OR REPLACE INTO migration VALUES (1, ?, ?)').run(record.phase, record.metadataOffset);
        return;
      case 'ControllerFencedRecord':
        // It says what happened and changes nothing.
        return;
      case 'ZnodeRecord':
        if (record.change === 'create')
          sql('INSERT INTO znode VALUES (?, ?, ?, ?)').run(
            record.path,
            record.data,
            record.session?.id ?? null,
            record.session?.expiresMs ?? null,
          );
        else if (record.change === 'set') sql('UPDATE znode SET data = ? WHERE path = ?').run(record.data, record.path);
        else if (record.change === 'renew')
          sql('UPDATE znode SET expires_ms = ? WHERE path = ?').run(record.expiresMs, record.path);
        else sql('DELETE FROM znode WHERE path = ?').run(record.path);
        return;
      case 'TransactionStateRecord':
        sql('INSERT OR REPLACE INTO txn VALUES (?, ?, ?, ?, ?, ?, ?)').run(
          record.transactionalId,
          record.producerId,
          record.producerEpoch,
          record.timeoutMs,
          record.state,
          record.startMs,
          JSON.stringify(record.partitions),
        );
        return;
      case 'GroupRebalanceRecord':
        if (record.rebalance === null) sql('DELETE FROM group_rebalance WHERE id = ?').run(record.group);
        else
          sql('INSERT OR REPLACE INTO group_rebalance (id, data) VALUES (?, ?)').run(
            record.group,
            JSON.stringify(record.rebalance),
          );
        return;
      case 'ClientQuotaRecord': {
        const entity = JSON.stringify(record.entity);
        if (record.value === null) sql('DELETE FROM client_quota WHERE entity = ? AND key = ?').run(entity, record.key);
        else sql('INSERT OR REPLACE INTO client_quota VALUES (?, ?, ?)').run(entity, record.key, record.value);
        return;
      }
      default:
        record satisfies never;
    }
  }

  /** Stores what an AppendRecord stands for; its own offset is the next one. */
  keepBatch(
    partition: { readonly topicKey: number; readonly partition: number },
    batch: StoredBatch,
    recordOffset: number,
  ): void {
    this.view
      .sql('INSERT INTO batch VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
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
        .sql('INSERT INTO log VALUES (?, ?, ?, 0, ?, 0, 0, ?)')
        .run(topic, record.partitionId, record.leader, record.lastOffset + 1, lineage);
    if (record.acknowledged) this.acknowledge(topic, record);
  }

  private acknowledge(
    topic: number,
    record: { readonly partitionId: number; readonly leaderEpoch: number; readonly baseOffset: number },
  ): void {
    this.view
      .sql('INSERT OR IGNORE INTO acknowledged VALUES (?, ?, ?, ?)')
      .run(topic, record.partitionId, record.leaderEpoch, record.baseOffset);
  }

  private setLog(topic: number, partition: number, log: ReplicaLog): void {
    this.view.noteLog();
    this.view
      .sql('INSERT OR REPLACE INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
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
        'INSERT INTO partition (topic, partition, leader, replicas, isr, leader_epoch, partition_epoch, controller_epoch, preferred) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
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
        record.replicas[0],
      );
    this.addReplicas(topic, record.partitionId, record.replicas);
  }

  private addReplicas(topic: number, partition: number, replicas: readonly number[]): void {
    if (replicas.length === 0) return;
    const rows = replicas.map(() => '(?, ?, ?)').join();
    this.view.sql(`INSERT INTO replica VALUES ${rows}`).run(replicas.flatMap((broker) => [broker, topic, partition]));
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
      set('preferred = ?, ', record.replicas[0]);
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
        `UPDATE partition SET ${columns}leader_epoch = ?, partition_epoch = ?, controller_epoch = ? WHERE topic = ? AND partition = ?`,
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
