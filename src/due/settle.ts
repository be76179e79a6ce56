import type { ClusterRecord, PartitionChangeRecord } from '../model/records';
import type { Turn } from '../model/turn';
import { replicate } from '../log/replication';

/** Notes during a turn which partitions' followers may have something to fetch, or to cut off, when it ends. */
export class Unsettled {
  private readonly changes: PartitionChangeRecord[] = [];
  private readonly brokers = new Set<number>();
  /** Brokers whose followers fetch again: their leaders take them back. */
  private readonly recovered = new Set<number>();
  private all = false;

  note(record: ClusterRecord): void {
    switch (record.type) {
      case 'PartitionChangeRecord':
        this.changes.push(record);
        return;
      case 'NodeProcessRecord':
        if (record.process === 'running') this.brokers.add(record.id);
        return;
      case 'RegisterBrokerRecord':
      case 'BrokerRegistrationChangeRecord':
        this.brokers.add(record.brokerId);
        return;
      case 'FaultRecord':
        if (record.sinceMs === null && record.kind === 'slow-follower') this.recovered.add(Number(record.target));
        if (record.sinceMs === null && record.kind === 'stepwise') this.all = true;
        return;
      default:
        return;
    }
  }

  /** Lets them fetch: in the settled state every living follower has all that its leader has. */
  settle(turn: Turn): void {
    for (const broker of this.recovered) turn.laggards.add(broker);
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
