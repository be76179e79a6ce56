import { readRecord, type ClusterRecord, type PartitionChangeRecord, type RecordReaders } from '../model/records';
import type { Turn } from '../model/turn';
import { forgetTopic } from '../coordinators/groups';
import { replicate } from '../log/replication';

/** Notes during a turn which partitions' followers may have something to fetch, or to cut off, when it ends. */
export class Unsettled {
  private readonly changes: PartitionChangeRecord[] = [];
  private readonly brokers = new Set<number>();
  /** Brokers whose followers fetch again: their leaders take them back. */
  private readonly recovered = new Set<number>();
  private readonly removed = new Set<string>();
  private all = false;

  /** Notes what a record means for those who fetch. */
  note(record: ClusterRecord): void {
    readRecord(this.readers, record);
  }

  private readonly readers: RecordReaders<[], void> = {
    RegisterNodeRecord: 'nothing',
    UnregisterNodeRecord: 'nothing',
    NodeProcessRecord: ({ id, process }) => {
      if (process === 'running') this.brokers.add(id);
    },
    RegisterBrokerRecord: ({ brokerId }) => {
      this.brokers.add(brokerId);
    },
    UnregisterBrokerRecord: 'nothing',
    BrokerRegistrationChangeRecord: ({ brokerId }) => {
      this.brokers.add(brokerId);
    },
    BrokerCatchUpRecord: 'nothing',
    ThrottledFetchRecord: 'nothing',
    ControllerChangeRecord: 'nothing',
    RegisterControllerRecord: 'nothing',
    ClearElrRecord: 'nothing',
    FeatureLevelRecord: 'nothing',
    LeaderImbalanceRecord: 'nothing',
    TopicRecord: 'nothing',
    TopicDeletionRecord: 'nothing',
    RemoveTopicRecord: ({ name }) => {
      this.removed.add(name);
    },
    PartitionRecord: 'nothing',
    PartitionChangeRecord: (record) => {
      this.changes.push(record);
    },
    ConfigRecord: 'nothing',
    AppendRecord: 'nothing',
    AcknowledgeRecord: 'nothing',
    ReplicaLogsRecord: 'nothing',
    TransactionStateRecord: 'nothing',
    GroupRebalanceRecord: 'nothing',
    GroupHeartbeatRecord: 'nothing',
    LogDirsLostRecord: 'nothing',
    FaultRecord: ({ kind, target, sinceMs }) => {
      if (sinceMs === null && kind === 'slow-follower') this.recovered.add(Number(target));
      if (sinceMs === null && kind === 'stepwise') this.all = true;
    },
    ProducerIdsRecord: 'nothing',
    ZnodeRecord: 'nothing',
    NodeConfigRecord: 'nothing',
    MigrationRecord: 'nothing',
    ControllerFencedRecord: 'nothing',
    ClientQuotaRecord: 'nothing',
  };

  /** Lets them fetch: in the settled state every living follower has all that its leader has. */
  settle(turn: Turn): void {
    for (const broker of this.recovered) turn.laggards.add(broker);
    for (const topic of this.removed) forgetTopic(turn, topic);
    if (
      (this.changes.length === 0 && this.brokers.size === 0 && this.recovered.size === 0 && !this.all) ||
      turn.hasNoLogs()
    )
      return;
    const withLogs = turn.partitionsWithLogs();
    const changed = new Map(this.changes.map((record) => [`${record.topicId}-${record.partitionId}`, record]));
    for (const [name, { topicId, partitionId }] of changed) {
      const partition = withLogs.has(name) ? turn.partitionById(topicId, partitionId) : undefined;
      if (partition) replicate(turn, partition);
    }
    if (this.all) for (const partition of turn.partitionsHoldingRecords()) replicate(turn, partition);
    for (const broker of [...this.brokers, ...this.recovered])
      for (const partition of turn.partitionsWithLogsOn(broker)) replicate(turn, partition);
  }
}
