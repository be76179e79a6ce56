import type { ClusterRecord, PartitionChangeRecord } from '../cluster/records';
import { noLeader } from '../cluster/model';
import type { Turn } from '../cluster/turn';
import { replicate } from './replication';

/** Notes during a turn which partitions' followers may have something to fetch, or to cut off, when it ends. */
export class Unsettled {
  private readonly changes: PartitionChangeRecord[] = [];
  private readonly brokers = new Set<number>();

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
      default:
        return;
    }
  }

  /** Lets them fetch: in the settled state every living follower has all that its leader has. */
  settle(turn: Turn): void {
    if ((this.changes.length === 0 && this.brokers.size === 0) || turn.hasNoLogs()) return;
    const withLogs = turn.partitionsWithLogs();
    const changed = new Map(this.changes.map((record) => [`${record.topicId}-${record.partitionId}`, record]));
    for (const [name, { topicId, partitionId }] of changed) {
      const partition = withLogs.has(name) ? turn.partitionById(topicId, partitionId) : undefined;
      if (partition && partition.leader !== noLeader) replicate(turn, partition);
    }
    for (const broker of this.brokers) for (const partition of turn.partitionsWithLogsOn(broker)) if (partition.leader !== noLeader) replicate(turn, partition);
  }
}
