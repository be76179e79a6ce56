import { zeroUuid } from '../../jvm/uuid';
import { isBroker } from '../../model/liveness';
import type { ClusterNode } from '../../model/cluster';
import type { ClusterView } from '../../model/turn';
import { isDynamicQuorum } from './features';
import { lastNoOpMs, metadataEndOffset } from './metadataLog';
import { voters } from './quorum';

/** What the leader knows of who fetches the metadata log. */
export interface ReplicaState {
  readonly replicaId: number;
  /** zeroUuid for the voters of a static quorum. */
  readonly directoryId: string;
  /** -1 where it has not fetched from this leader. */
  readonly logEndOffset: number;
  /** Cluster time, ms; null where it has not fetched, or has not caught up. */
  readonly lastFetchMs: number | null;
  readonly lastCaughtUpMs: number | null;
}

/** DescribeQuorumResponse. */
export interface QuorumDescription {
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly highWatermark: number;
  readonly voters: readonly ReplicaState[];
  readonly observers: readonly ReplicaState[];
  /** The voters' controller listeners. */
  readonly nodes: readonly { readonly id: number; readonly host: string; readonly port: number }[];
}

/** The leader forgets an observer that has not fetched for this long, ms (LeaderState.OBSERVER_SESSION_TIMEOUT_MS). */
const observerSessionMs = 300_000;
/** A follower's fetch waits for something new at most so long, ms (KafkaRaftClient.MAX_FETCH_WAIT_MS). */
const fetchWaitMs = 500;

/** LeaderState.describeQuorum. Every living replica has fetched what the last NoOpRecord woke it for. */
export function describeQuorum(view: ClusterView): QuorumDescription {
  const { id: leaderId, epoch: leaderEpoch, sinceMs } = view.controller.quorum.leader(view);
  const endOffset = metadataEndOffset(view);
  const isDynamic = isDynamicQuorum(view);
  const fetchedMs = lastNoOpMs(view);
  const state = (node: ClusterNode, directoryId: string): ReplicaState => {
    const replica = { replicaId: node.id, directoryId };
    if (node.id === leaderId)
      return { ...replica, logEndOffset: endOffset, lastFetchMs: view.nowMs, lastCaughtUpMs: view.nowMs };
    if (node.process === 'running')
      return { ...replica, logEndOffset: endOffset, lastFetchMs: fetchedMs, lastCaughtUpMs: fetchedMs };
    const endedMs = node.processSinceMs;
    if (endedMs <= sinceMs) return { ...replica, logEndOffset: -1, lastFetchMs: null, lastCaughtUpMs: null };
    const lastFetchMs = lastNoOpMs(view, endedMs);
    return {
      ...replica,
      logEndOffset: metadataEndOffset(view, endedMs),
      lastFetchMs,
      lastCaughtUpMs: Math.max(sinceMs, lastFetchMs - fetchWaitMs),
    };
  };
  const all = voters(view);
  const observes = ({ process, processSinceMs }: ClusterNode) =>
    process === 'running' || (processSinceMs > sinceMs && processSinceMs + observerSessionMs > view.nowMs);
  return {
    leaderId,
    leaderEpoch,
    highWatermark: endOffset,
    voters: all.map((node) => state(node, isDynamic ? node.directoryId : zeroUuid)),
    // Brokers of ZooKeeper do not fetch the metadata log, also while they migrate.
    observers: view
      .nodes()
      .filter(
        (node) =>
          view.controller.quorum.holdsMetadata &&
          isBroker(node) &&
          !all.some(({ id }) => id === node.id) &&
          observes(node),
      )
      .map((node) => state(node, node.directoryId)),
    nodes: all.map((node) => ({ id: node.id, host: node.host, port: controllerPort(node) })),
  };
}

/** Where a controller listens; a combined node has that port in its listeners. */
export function controllerPort(node: ClusterNode): number {
  const listener = /CONTROLLER:\/\/[^:,]*:(\d+)/.exec(node.properties.listeners ?? '');
  return node.role === 'combined' && listener ? Number(listener[1]) : node.port;
}
