import { aliveBrokerIds } from '../model/liveness';
import { noLeader, type Partition } from '../model/cluster';
import {
  readRecord,
  type ClusterRecord,
  type PartitionChangeRecord,
  type PartitionRecord,
  type RecordReaders,
} from '../model/records';
import type { ClusterView } from '../model/turn';

/** What holds in every cluster after every step. */
export const invariants = {
  isrOfReplicas: 'The ISR is a part of the replicas',
  isrNotEmpty: 'Without ELR the ISR is never empty once the partition had a leader',
  leaderInIsr: 'A leader is in the ISR',
  leaderAlive: 'A leader is alive as far as the cluster knows',
  elrApart: 'The ELR is apart from the ISR',
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
  const demand = (invariant: InvariantName, holds: boolean, found: () => string) => {
    if (!holds) violations.push({ invariant, where: `${partition.topic}-${partition.partition}`, found: found() });
  };
  demand('replicasDiffer', replicas.length > 0 && areDifferent(replicas), () => `replicas ${replicas}`);
  demand(
    'isrOfReplicas',
    isr.every((id) => replicas.includes(id)) && areDifferent(isr),
    () => `ISR ${isr}, replicas ${replicas}`,
  );
  demand(
    'isrNotEmpty',
    facts.hasElr || isr.length > 0 || (leader === noLeader && leaderEpoch <= 0),
    () => `no ISR in leader epoch ${leaderEpoch}`,
  );
  demand('leaderInIsr', leader === noLeader || isr.includes(leader), () => `leader ${leader}, ISR ${isr}`);
  demand(
    'leaderAlive',
    leader === noLeader || !facts.hasController || facts.alive.has(leader),
    () => `leader ${leader}`,
  );
  // A replica that a reassignment took away may stand in it still: PartitionChangeBuilder does not look.
  demand('elrApart', !elr.some((id) => isr.includes(id)), () => `ELR ${elr}, ISR ${isr}`);
  return violations;
}

function areDifferent(ids: readonly number[]): boolean {
  return ids.every((id, index) => ids.indexOf(id) === index);
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
  /** How many brokers its ELR and its LastKnownElr have. */
  readonly eligible: number;
  readonly lastEligible: number;
}

interface WatchedTopic {
  readonly name: string;
  /** By partition number. */
  readonly partitions: Epochs[];
}

/** Watches a cluster's records, all of them in order, for epochs that do not grow as they have to. */
export class EpochWatch {
  private readonly topics = new Map<string, WatchedTopic>();
  private controllerEpoch = 0;
  private controllerId = noLeader;

  /** What a record violates. */
  see(record: ClusterRecord): readonly Violation[] {
    return readRecord(this.readers, record) ?? allWell;
  }

  private readonly readers: RecordReaders<[], readonly Violation[]> = {
    RegisterNodeRecord: 'nothing',
    UnregisterNodeRecord: 'nothing',
    NodeProcessRecord: 'nothing',
    RegisterBrokerRecord: 'nothing',
    UnregisterBrokerRecord: 'nothing',
    BrokerRegistrationChangeRecord: 'nothing',
    BrokerCatchUpRecord: 'nothing',
    ThrottledFetchRecord: 'nothing',
    ControllerChangeRecord: ({ controllerId, epoch }) => this.seeController(controllerId, epoch),
    RegisterControllerRecord: 'nothing',
    ClearElrRecord: ({ topicName }) => {
      for (const { name, partitions } of this.topics.values())
        if (topicName === '' || topicName === name) clearElr(partitions);
      return allWell;
    },
    FeatureLevelRecord: 'nothing',
    LeaderImbalanceRecord: 'nothing',
    TopicRecord: ({ topicId, name }) => {
      this.topics.set(topicId, { name, partitions: [] });
      return allWell;
    },
    TopicDeletionRecord: 'nothing',
    RemoveTopicRecord: ({ topicId }) => {
      this.topics.delete(topicId);
      return allWell;
    },
    PartitionRecord: (record) => {
      const { leader, leaderEpoch, partitionEpoch } = record;
      const epochs = { leader, leaderEpoch, partitionEpoch, eligible: 0, lastEligible: 0 };
      this.topicOf(record).partitions[record.partitionId] = epochs;
      return allWell;
    },
    PartitionChangeRecord: (record) => this.seeChange(record),
    ConfigRecord: 'nothing',
    AppendRecord: 'nothing',
    AcknowledgeRecord: 'nothing',
    ReplicaLogsRecord: 'nothing',
    TransactionStateRecord: 'nothing',
    GroupRebalanceRecord: 'nothing',
    GroupHeartbeatRecord: 'nothing',
    LogDirsLostRecord: 'nothing',
    FaultRecord: 'nothing',
    ProducerIdsRecord: 'nothing',
    ZnodeRecord: 'nothing',
    NodeConfigRecord: 'nothing',
    MigrationRecord: 'nothing',
    ControllerFencedRecord: 'nothing',
    ClientQuotaRecord: 'nothing',
  };

  private seeController(id: number, epoch: number): readonly Violation[] {
    const isNew = id !== noLeader && id !== this.controllerId;
    const grew = isNew ? epoch > this.controllerEpoch : epoch >= this.controllerEpoch;
    const found = `epoch ${epoch} after ${this.controllerEpoch}`;
    this.controllerEpoch = epoch;
    this.controllerId = id;
    return grew ? allWell : [{ invariant: 'controllerEpochGrows', where: `controller ${id}`, found }];
  }

  private seeChange(record: PartitionChangeRecord): readonly Violation[] {
    const { name, partitions } = this.topicOf(record);
    const before = partitions[record.partitionId];
    const after: Epochs = {
      leader: record.leader ?? before?.leader ?? noLeader,
      leaderEpoch: record.leaderEpoch,
      partitionEpoch: record.partitionEpoch,
      eligible: record.elr?.length ?? before?.eligible ?? 0,
      lastEligible: record.lastKnownElr?.length ?? before?.lastEligible ?? 0,
    };
    partitions[record.partitionId] = after;
    if (!before) return allWell;
    // ZooKeeper keeps the assignment in the topic's znode: a change of it alone leaves the partition's znode and its
    // version.
    const changesTopicOnly =
      record.replicas !== undefined &&
      record.leader === undefined &&
      record.isr === undefined &&
      after.partitionEpoch === before.partitionEpoch;
    if (changesTopicOnly && after.leaderEpoch === before.leaderEpoch) return allWell;
    return stepViolations(before, after, `${name}-${record.partitionId}`);
  }

  private topicOf({ topicId }: PartitionRecord | PartitionChangeRecord): WatchedTopic {
    let topic = this.topics.get(topicId);
    if (!topic) this.topics.set(topicId, (topic = { name: topicId, partitions: [] }));
    return topic;
  }
}

const allWell: readonly Violation[] = [];

/** Forgetting who was eligible is a change of the partitions that have somebody to forget. */
function clearElr(partitions: Epochs[]): void {
  for (const [number, epochs] of partitions.entries())
    if (epochs.eligible + epochs.lastEligible > 0)
      partitions[number] = { ...epochs, partitionEpoch: epochs.partitionEpoch + 1, eligible: 0, lastEligible: 0 };
}

function stepViolations(before: Epochs, after: Epochs, where: string): readonly Violation[] {
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
