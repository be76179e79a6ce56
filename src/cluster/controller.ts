import type { ApiError } from '../protocol/apiError';
import { kraftController } from './kraft/kraftController';
import type { ClusterNode, Partition, Topic } from '../model/cluster';
import type { ClusterView, Turn } from '../model/turn';
import { zooKeeperController } from './zookeeper/zooKeeperController';

export type ElectionType = 'preferred' | 'unclean';

/** What the active controller of either mode does. Every operation hands out records; none of them waits. */
export interface Controller {
  /** A controller is in office and can write: else requests to it time out. */
  isAvailable(view: ClusterView): boolean;
  /** A broker has registered (or was unfenced): partitions without a leader may get one. */
  brokerJoined(turn: Turn, broker: ClusterNode): void;
  /** A broker's session is over: its partitions get other leaders, and it leaves every ISR it can leave. */
  brokerLost(turn: Turn, broker: ClusterNode): void;
  /** KIP-143 controlled shutdown: leaders move away first, then the broker leaves the ISRs; it stays registered. */
  controlledShutdown(turn: Turn, broker: ClusterNode): void;
  /** First state of new partitions; partitions none of whose replicas live have no leader. */
  startPartitions(
    turn: Turn,
    topic: { readonly topicId: string; readonly name: string },
    assignments: ReadonlyMap<number, readonly number[]>,
  ): void;
  /** Election by command. Returns why it did not happen. */
  elect(turn: Turn, partition: Partition, type: ElectionType): ApiError | undefined;
  /** The periodic return of leaders to preferred replicas. */
  balanceLeaders(turn: Turn): void;
  /** Elections of out-of-sync replicas where the configuration allows them; for one topic, or for all. */
  electUnclean(turn: Turn, topic?: string): void;
  /** Starts a reassignment to these replicas or, with null, takes back the one under way. Returns why it was refused. */
  reassign(
    turn: Turn,
    partition: Partition,
    replicas: readonly number[] | null,
    allowsReplicationFactorChange: boolean,
  ): ApiError | undefined;
  /** How leaders change their ISRs in this turn (AlterPartition, or the znode): grows when a follower caught up, shrinks when one lags. */
  isrWriter(turn: Turn): (partition: Partition, isr: readonly number[]) => void;
  /** Deletes what can be deleted now; the rest waits (ZooKeeper: for dead replicas). */
  deleteTopic(turn: Turn, topic: Topic): void;
}

/** The controller of this cluster's mode. */
export function controllerOf(view: ClusterView): Controller {
  return view.profile.mode === 'kraft' ? kraftController : zooKeeperController;
}
