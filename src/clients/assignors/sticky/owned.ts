import type { MemberSubscription, PartitionCounts, TopicPartition } from '../assignor';
import { removeFrom, type Partitions } from './partitions';

/** What a member says that it had, and in which generation; null where it does not say. */
export interface Claim {
  readonly partitions: readonly TopicPartition[];
  readonly generation: number | null;
}

/** Before the first generation. */
export const noGeneration = -1;

/** What members have to begin with. */
export interface Ownership {
  /** All subscribed to the same topics. */
  readonly isUniform: boolean;
  /** By member, in the order of a Java map. */
  readonly owned: ReadonlyMap<string, TopicPartition[]>;
  /** Partitions that several members claim in one generation: nobody keeps them. */
  readonly contested: ReadonlySet<TopicPartition>;
  readonly maxGeneration: number;
}

/** A member with what it subscribed to, and what it claims. */
export interface Claimant {
  readonly memberId: string;
  readonly subscription: MemberSubscription;
  readonly claim: Claim;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return new Set(a).size === b.length && b.every((topic) => a.includes(topic));
}

/**
 * AbstractStickyAssignor.allSubscriptionsEqual since 3.2: of two that claim a partition the later generation has it.
 */
export function ownership(claimants: readonly Claimant[], counts: PartitionCounts, names: Partitions): Ownership {
  const owned = new Map<string, TopicPartition[]>();
  const contested = new Set<TopicPartition>();
  const owners = new Map<TopicPartition, Claimant>();
  const first = claimants.find(({ subscription }) => subscription.topics.length > 0)?.subscription.topics ?? [];
  let isUniform = true;
  let maxGeneration = noGeneration;
  for (const claimant of claimants) {
    const { memberId, subscription, claim } = claimant;
    if (owners.size + owned.size > 0 && !isSame(first, subscription.topics)) isUniform = false;
    const generation = claim.generation ?? noGeneration;
    maxGeneration = Math.max(maxGeneration, generation);
    const mine: TopicPartition[] = [];
    owned.set(memberId, mine);
    for (const partition of claim.partitions.map((each) => names.of(each))) {
      if (!counts.has(partition.topic)) continue;
      const other = owners.get(partition);
      const otherGeneration = other?.subscription.generation ?? noGeneration;
      if (other && generation < otherGeneration) continue;
      owners.set(partition, claimant);
      if (other) removeFrom(owned.get(other.memberId)!, partition);
      if (other && generation === otherGeneration) contested.add(partition);
      else mine.push(partition);
    }
  }
  return { isUniform, owned, contested, maxGeneration };
}

/** The same before 3.2: only members of the highest generation have anything. */
export function latestOwnership(claimants: readonly Claimant[], counts: PartitionCounts, names: Partitions): Ownership {
  const owned = new Map<string, TopicPartition[]>();
  const contested = new Set<TopicPartition>();
  const owners = new Map<TopicPartition, string>();
  let topics: readonly string[] = [];
  let maxGeneration = noGeneration;
  for (const { memberId, subscription, claim } of claimants) {
    if (topics.length === 0) topics = subscription.topics;
    else if (!isSame(topics, subscription.topics)) return { isUniform: false, owned, contested, maxGeneration };
    const mine: TopicPartition[] = [];
    owned.set(memberId, mine);
    if ((claim.generation ?? noGeneration) < maxGeneration) continue;
    if (claim.generation !== null && claim.generation > maxGeneration) {
      maxGeneration = claim.generation;
      owners.clear();
      contested.clear();
      for (const others of owned.values()) others.length = 0;
    }
    for (const partition of claim.partitions.map((each) => names.of(each))) {
      if (!counts.has(partition.topic)) continue;
      const other = owners.get(partition);
      if (other === undefined) {
        owners.set(partition, memberId);
        mine.push(partition);
      } else {
        removeFrom(owned.get(other)!, partition);
        contested.add(partition);
      }
    }
  }
  return { isUniform: true, owned, contested, maxGeneration };
}
