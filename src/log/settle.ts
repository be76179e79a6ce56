import type { ClusterRecord } from '../cluster/records';
import { noLeader } from '../cluster/model';
import type { Turn } from '../cluster/turn';
import { replicate } from './replication';

/** Notes during a turn which partitions' followers may have something to fetch, or to cut off, when it ends. */
export class Unsettled {
  private readonly partitions = new Map<string, { readonly topicId: string; readonly partition: number }>();
  private readonly brokers = new Set<number>();

  note(record: ClusterRecord): void {
    switch (record.type) {
      case 'PartitionChangeRecord':
        this.partitions.set(`${record.topicId}-${record.partitionId}`, { topicId: record.topicId, partition: record.partitionId });
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
    if ((this.partitions.size === 0 && this.brokers.size === 0) || turn.hasNoLogs()) return;
    for (const { topicId, partition: number } of this.partitions.values()) {
      const partition = turn.partitionById(topicId, number);
      if (partition && partition.leader !== noLeader) replicate(turn, partition);
    }
    for (const broker of this.brokers) for (const partition of turn.partitionsWithLogsOn(broker)) if (partition.leader !== noLeader) replicate(turn, partition);
  }
}
