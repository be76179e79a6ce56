import { javaIntHashSetOrder } from '../../jvm/hashOrder';
import type { Profile } from '../../profiles/profile';
import { noLeader, type Partition } from '../../model/cluster';
import type { PartitionChangeRecord } from '../../model/records';

/** Which leaders an election may choose: the first replica, any safe one, or if none is safe any that lives. */
export type Election = 'preferred' | 'online' | 'unclean';

/** What a partition is to be; what is absent stays. */
export interface PartitionTarget {
  readonly isr?: readonly number[];
  readonly replicas?: readonly number[];
  readonly addingReplicas?: readonly number[];
  readonly removingReplicas?: readonly number[];
  readonly recovering?: boolean;
  readonly election?: Election;
  /** Replicas whose broker came back from an unclean shutdown: no longer eligible. */
  readonly uncleanShutdownReplicas?: readonly number[];
}

/** What a change has to heed besides the partition itself. */
export interface PartitionChangeRules {
  readonly isAcceptableLeader: (brokerId: number) => boolean;
  /** Effective min.insync.replicas of the topic. */
  readonly minIsr: number;
  /** KIP-966. */
  readonly hasElr: boolean;
  readonly reassignmentCompletion: Profile['reassignmentCompletion'];
  readonly controllerEpoch: number;
}

/**
 * The one place where a KRaft controller changes a partition: completes a reassignment whose replicas are in sync,
 * keeps ELR and LastKnownElr, elects, and bumps epochs. Follows org.apache.kafka.controller.PartitionChangeBuilder.
 * Returns undefined where nothing would change.
 */
export function changePartition(
  partition: Partition,
  target: PartitionTarget,
  rules: PartitionChangeRules,
): PartitionChangeRecord | undefined {
  const wanted: Assignment = {
    isr: target.isr ?? partition.isr,
    replicas: target.replicas ?? partition.replicas,
    adding: target.addingReplicas ?? partition.addingReplicas,
    removing: target.removingReplicas ?? partition.removingReplicas,
  };
  const plan = completeReassignment(wanted, rules.reassignmentCompletion);
  let isr = plan.isr;
  let { elr, lastKnownElr } = rules.hasElr
    ? eligibleReplicas(partition, isr, target.uncleanShutdownReplicas ?? [], rules.minIsr)
    : { elr: partition.elr, lastKnownElr: partition.lastKnownElr };

  const elected = elect(partition, { isr, elr, replicas: plan.replicas }, target.election ?? 'online', rules);
  let leader: number | undefined;
  let recovering = target.recovering;
  let uncleanIsr: readonly number[] | undefined;
  if (elected.leader !== partition.leader) {
    leader = elected.leader;
    if (elr.includes(elected.leader)) {
      isr = [elected.leader];
      elr = elr.filter((id) => id !== elected.leader);
    }
    if (elected.unclean) {
      uncleanIsr = [elected.leader];
      recovering = true;
    }
  }
  // Followers must stop fetching from a leader whose replica set shrank: a new epoch tells them.
  if (leader === undefined && !partition.replicas.every((id) => plan.replicas.includes(id))) leader = partition.leader;
  if (uncleanIsr || !rules.hasElr) {
    elr = [];
    lastKnownElr = [];
  }
  const isrIsKept = isr.length === 0 && !rules.hasElr;
  const newIsr = uncleanIsr ?? (isrIsKept || same(isr, partition.isr) ? undefined : isr);
  const newLastKnownElr = rules.hasElr ? lastKnownLeader(partition, leader) : lastKnownElr;

  const fields: Changed = {};
  if (newIsr) fields.isr = newIsr;
  if (leader !== undefined) fields.leader = leader;
  if (!same(plan.replicas, partition.replicas)) fields.replicas = plan.replicas;
  if (!same(plan.adding, partition.addingReplicas)) fields.addingReplicas = plan.adding;
  if (!same(plan.removing, partition.removingReplicas)) fields.removingReplicas = plan.removing;
  if (!same(elr, partition.elr)) fields.elr = elr;
  if (!same(newLastKnownElr, partition.lastKnownElr)) fields.lastKnownElr = newLastKnownElr;
  if (recovering !== undefined && recovering !== partition.recovering) fields.recovering = recovering;
  if (elected.unclean) fields.unclean = true;
  if (Object.keys(fields).length === 0) return undefined;
  return {
    type: 'PartitionChangeRecord',
    topicId: partition.topicId,
    partitionId: partition.partition,
    ...fields,
    leaderEpoch: partition.leaderEpoch + (leader === undefined ? 0 : 1),
    partitionEpoch: partition.partitionEpoch + 1,
    controllerEpoch: rules.controllerEpoch,
  };
}

/** What a change sets, while it is put together: many are made at once, so no object is copied for each field. */
type Changed = {
  -readonly [K in keyof Omit<
    PartitionChangeRecord,
    'type' | 'topicId' | 'partitionId' | 'leaderEpoch' | 'partitionEpoch' | 'controllerEpoch'
  >]: PartitionChangeRecord[K];
};

interface Assignment {
  readonly isr: readonly number[];
  readonly replicas: readonly number[];
  readonly adding: readonly number[];
  readonly removing: readonly number[];
}

/**
 * A reassignment is done once its target replicas are in the ISR
 * (PartitionReassignmentReplicas.maybeCompleteReassignment).
 */
function completeReassignment(plan: Assignment, completion: Profile['reassignmentCompletion']): Assignment {
  if (plan.adding.length === 0 && plan.removing.length === 0) return plan;
  const isr = plan.isr.filter((id) => !plan.removing.includes(id));
  const replicas = plan.replicas.filter((id) => !plan.removing.includes(id));
  if (plan.removing.length > 0 && (isr.length === 0 || replicas.length === 0)) return plan;
  const shrinks = plan.adding.length < plan.removing.length;
  const done = (ids: readonly number[]) => ids.every((id) => isr.includes(id));
  const isDone = completion === 'all-in-sync' ? done(replicas) : done(plan.adding) && (!shrinks || done(replicas));
  return isDone ? { isr, replicas, adding: [], removing: [] } : plan;
}

/** KIP-966: who left a too small ISR cleanly stays eligible; java.util.HashSet gives small ids in ascending order. */
function eligibleReplicas(partition: Partition, isr: readonly number[], unclean: readonly number[], minIsr: number) {
  if (isr.length >= minIsr) return { elr: [], lastKnownElr: [] };
  const candidates = javaIntHashSetOrder([...new Set([...partition.elr, ...partition.isr])]);
  const elr = candidates.filter((id) => !isr.includes(id) && !unclean.includes(id));
  return { elr, lastKnownElr: partition.lastKnownElr };
}

/**
 * The last leader is remembered while a partition has none, so that it may come back when nobody is eligible any more.
 */
function lastKnownLeader(partition: Partition, leader: number | undefined): readonly number[] {
  if (leader === noLeader && partition.lastKnownElr.length === 0) return [partition.leader];
  if (leader !== undefined && leader >= 0) return [];
  return partition.lastKnownElr;
}

interface Candidates {
  readonly isr: readonly number[];
  readonly elr: readonly number[];
  readonly replicas: readonly number[];
}

function elect(
  partition: Partition,
  { isr, elr, replicas }: Candidates,
  election: Election,
  rules: PartitionChangeRules,
): { leader: number; unclean: boolean } {
  const isValid = (id: number) =>
    (isr.includes(id) || (isr.length === 0 && elr.includes(id))) && rules.isAcceptableLeader(id);
  const first = replicas[0];
  if (election === 'preferred' && first !== undefined && isValid(first)) return { leader: first, unclean: false };
  if (isValid(partition.leader)) return { leader: partition.leader, unclean: false };
  const safe = replicas.find(isValid);
  if (safe !== undefined) return { leader: safe, unclean: false };
  const [last] = partition.lastKnownElr;
  const onlyLastIsKnown = rules.hasElr && isr.length === 0 && elr.length === 0 && partition.lastKnownElr.length === 1;
  if (onlyLastIsKnown && last !== undefined && rules.isAcceptableLeader(last)) return { leader: last, unclean: true };
  const alive = election === 'unclean' ? replicas.find(rules.isAcceptableLeader) : undefined;
  return alive === undefined ? { leader: noLeader, unclean: false } : { leader: alive, unclean: true };
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((id, index) => id === b[index]));
}
