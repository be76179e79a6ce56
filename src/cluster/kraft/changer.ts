import { minInsyncReplicas, uncleanElectionEnabled } from '../../model/effectiveConfig';
import { aliveBrokerIds, noteLaggards } from '../../model/liveness';
import type { ClusterNode, Partition } from '../../model/cluster';
import type { PartitionPages } from '../../model/clusterState';
import { changePartition, type PartitionChangeRules, type PartitionTarget } from './partitionChange';
import type { Turn } from '../../model/turn';
import { isElrEnabled } from './features';

/** Changes partitions as a KRaft controller does, with what a batch of changes needs read once. */
export interface Changer {
  /** Changes a partition as the target says; false where nothing changed. */
  (partition: Partition, target: PartitionTarget): boolean;
  allowedElection(partition: Partition): 'unclean' | 'online';
}

/** Reads what a batch of changes needs once: who lives, and each topic's settings. */
export function changer(turn: Turn, brokerToRemove?: number): Changer {
  const alive = aliveBrokerIds(turn);
  if (brokerToRemove !== undefined) alive.delete(brokerToRemove);
  const { epoch } = turn.activeController();
  const rulesByTopic = new Map<string, PartitionChangeRules>();
  const unclean = new Map<string, boolean>();
  const rules = {
    isAcceptableLeader: (id: number) => alive.has(id),
    hasElr: isElrEnabled(turn),
    reassignmentCompletion: turn.profile.reassignmentCompletion,
    controllerEpoch: epoch,
  };
  const rulesFor = (topic: string): PartitionChangeRules => {
    let ofTopic = rulesByTopic.get(topic);
    if (!ofTopic)
      rulesByTopic.set(topic, (ofTopic = { ...rules, minIsr: rules.hasElr ? effectiveMinIsr(turn, topic) : 0 }));
    return ofTopic;
  };
  const change = (partition: Partition, target: PartitionTarget): boolean => {
    const record = changePartition(partition, target, rulesFor(partition.topic));
    if (!record) return false;
    turn.emit(record, partition);
    noteLaggards(
      turn,
      alive,
      record.leader ?? partition.leader,
      record.replicas ?? partition.replicas,
      record.isr ?? partition.isr,
    );
    return true;
  };
  const allowedElection = ({ topic }: Partition) => {
    let allowed = unclean.get(topic);
    if (allowed === undefined) unclean.set(topic, (allowed = uncleanElectionEnabled(turn, topic)));
    return allowed ? ('unclean' as const) : ('online' as const);
  };
  return Object.assign(change, { allowedElection });
}

/**
 * KIP-966: a broker that comes back from an unclean shutdown may have lost what it had acknowledged, so it is no longer
 * eligible (ReplicationControlManager.handleBrokerShutdown). Without ELR, up to 3.9, nothing is done when it returns.
 */
export function cleanUpLastIncarnation(turn: Turn, { id, uncleanShutdown }: ClusterNode): void {
  if (isElrEnabled(turn)) removeFromIsrs(turn, id, uncleanShutdown ? [id] : []);
}

/** A second look at partitions that hold a broker that is no more in their ELR; Kafka leaves it there. */
export function forgetEligible(turn: Turn, brokerId: number): void {
  const change = changer(turn, brokerId);
  forEach(turn.partitionsOnBroker(brokerId), (partition) => {
    if (partition.elr.includes(brokerId)) change(partition, { election: change.allowedElection(partition) });
  });
}

/** A broker leaves every ISR it is in; @param unclean its own id where it may have lost what it had acknowledged */
export function removeFromIsrs(turn: Turn, brokerId: number, unclean: readonly number[]): void {
  const change = changer(turn, brokerId);
  forEach(turn.partitionsOnBroker(brokerId), (partition) => {
    const inIsr = partition.isr.includes(brokerId);
    if (!inIsr && !(unclean.length > 0 && partition.elr.includes(brokerId))) return;
    change(partition, {
      isr: partition.isr.filter((id) => id !== brokerId),
      election: change.allowedElection(partition),
      uncleanShutdownReplicas: unclean,
    });
  });
}

/** No more replicas can be demanded than partition 0 has (ReplicationControlManager.getTopicEffectiveMinIsr). */
function effectiveMinIsr(turn: Turn, name: string): number {
  const topic = turn.topic(name);
  const first = topic && turn.partition(topic, 0);
  return Math.min(minInsyncReplicas(turn, name), first?.replicas.length ?? Number.POSITIVE_INFINITY);
}

/** Visits partitions page by page; what is visited may change. */
export function forEach(pages: PartitionPages, visit: (partition: Partition) => void): void {
  for (const page of pages) for (const partition of page) visit(partition);
}
