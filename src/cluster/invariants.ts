import { aliveBrokerIds } from '../model/liveness';
import { noLeader, type Partition } from '../model/cluster';
import type { ClusterRecord, PartitionChangeRecord, PartitionRecord } from '../model/records';
import type { ClusterView } from '../model/turn';

/** What holds in every cluster after every step. */
export const invariants = {
  isrOfReplicas: 'The ISR is a part of the replicas',
  isrNotEmpty: 'Without ELR the ISR is never empty once the partition had a leader',
  leaderInIsr: 'A leader is in the ISR',
  leaderAlive: 'A leader is alive as far as the cluster knows',
  elrOfReplicas: 'The ELR is a part of the replicas, and apart from the ISR',
  replicasDiffer: 'Replicas of a partition are on different brokers',
  leaderEpochGrows: 'Leader epochs never fall, and grow with every new leader',
  partitionEpochGrows: 'Partition epochs grow by one with every change',
  controllerEpochGrows: 'Controller epochs never fall, and grow with every new controller',
} as const;

/** Names of the invariants. */
export type InvariantName = keyof typeof invariants;

/** Something that does not hold. */
export interface Violation {
  readonly invariant: InvariantName;
  /** The partition or node, such as "orders-0". */
  readonly where: string;
  readonly found: string;
}

/** What a partition's state is judged by. */
export interface InvariantFacts {
  readonly hasElr: boolean;
  readonly alive: ReadonlySet<number>;
  /** Somebody is in office who replaces dead leaders. */
  readonly hasController: boolean;
}

/** The invariants of one partition's present state. */
export function partitionViolations(partition: Partition, facts: InvariantFacts): Violation[] {
  const { replicas, isr, elr, leader, leaderEpoch } = partition;
  const violations: Violation[] = [];
  const demand = (invariant: InvariantName, holds: boolean, found: string) => {
    if (!holds) violations.push({ invariant, where: `${partition.topic}-${partition.partition}`, found });
  };
  demand('replicasDiffer', replicas.length > 0 && new Set(replicas).size === replicas.length, `replicas ${replicas}`);
  demand(
    'isrOfReplicas',
    isr.every((id) => replicas.includes(id)) && new Set(isr).size === isr.length,
    `ISR ${isr}, replicas ${replicas}`,
  );
  demand(
    'isrNotEmpty',
    facts.hasElr || isr.length > 0 || (leader === noLeader && leaderEpoch <= 0),
    `no ISR in leader epoch ${leaderEpoch}`,
  );
  demand('leaderInIsr', leader === noLeader || isr.includes(leader), `leader ${leader}, ISR ${isr}`);
  demand('leaderAlive', leader === noLeader || !facts.hasController || facts.alive.has(leader), `leader ${leader}`);
  demand(
    'elrOfReplicas',
    elr.every((id) => replicas.includes(id) && !isr.includes(id)),
    `ELR ${elr}, ISR ${isr}, replicas ${replicas}`,
  );
  return violations;
}

/**
 * The invariants of a whole cluster's present state; topics that wait for deletion are let alone, as their controller
 * does.
 */
export function* clusterViolations(view: ClusterView): Iterable<Violation> {
  const facts: InvariantFacts = {
    hasElr: view.profile.hasElr,
    alive: aliveBrokerIds(view),
    hasController: view.controller.isAvailable(view),
  };
  for (const topic of view.topics()) {
    if (topic.deleting) continue;
    for (const partition of view.partitions(topic)) yield* partitionViolations(partition, facts);
  }
}

interface Epochs {
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
}

/** Watches a cluster's records, all of them in order, for epochs that do not grow as they have to. */
export class EpochWatch {
  private readonly partitions = new Map<string, Epochs>();
  private controllerEpoch = 0;
  private controllerId = noLeader;

  see(record: ClusterRecord): Violation[] {
    switch (record.type) {
      case 'ControllerChangeRecord': {
        const grew =
          record.controllerId === noLeader || record.controllerId === this.controllerId
            ? record.epoch >= this.controllerEpoch
            : record.epoch > this.controllerEpoch;
        const violation: Violation = {
          invariant: 'controllerEpochGrows',
          where: `controller ${record.controllerId}`,
          found: `epoch ${record.epoch} after ${this.controllerEpoch}`,
        };
        this.controllerEpoch = record.epoch;
        this.controllerId = record.controllerId;
        return grew ? [] : [violation];
      }
      case 'PartitionRecord':
        this.partitions.set(keyOf(record), record);
        return [];
      case 'PartitionChangeRecord': {
        const before = this.partitions.get(keyOf(record));
        const after: Epochs = {
          leader: record.leader ?? before?.leader ?? noLeader,
          leaderEpoch: record.leaderEpoch,
          partitionEpoch: record.partitionEpoch,
        };
        this.partitions.set(keyOf(record), after);
        // ZooKeeper keeps the assignment in the topic's znode: a change of it alone leaves the partition's znode and
        // its version.
        const changesTopicOnly =
          record.replicas !== undefined &&
          record.leader === undefined &&
          record.isr === undefined &&
          after.partitionEpoch === before?.partitionEpoch;
        if (changesTopicOnly && after.leaderEpoch === before.leaderEpoch) return [];
        return before ? stepViolations(before, after, keyOf(record)) : [];
      }
      default:
        return [];
    }
  }
}

function stepViolations(before: Epochs, after: Epochs, where: string): Violation[] {
  const violations: Violation[] = [];
  const leaderGrew =
    after.leader === before.leader ? after.leaderEpoch >= before.leaderEpoch : after.leaderEpoch > before.leaderEpoch;
  if (!leaderGrew)
    violations.push({
      invariant: 'leaderEpochGrows',
      where,
      found: `epoch ${after.leaderEpoch} of leader ${after.leader} after ${before.leaderEpoch} of ${before.leader}`,
    });
  if (after.partitionEpoch !== before.partitionEpoch + 1)
    violations.push({
      invariant: 'partitionEpochGrows',
      where,
      found: `epoch ${after.partitionEpoch} after ${before.partitionEpoch}`,
    });
  return violations;
}

function keyOf({ topicId, partitionId }: PartitionRecord | PartitionChangeRecord): string {
  return `${topicId}-${partitionId}`;
}
