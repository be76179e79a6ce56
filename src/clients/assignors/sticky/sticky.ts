import { javaComputedMapOrder, javaHashMapOrder } from '../../../jvm/hashOrder';
import { BinaryReader, BinaryWriter, BufferUnderflow } from '../../../protocol/binary';
import { readPartitions, writePartitions } from '../../../protocol/consumerProtocol';
import { perKey } from '../../../protocol/perTopic';
import type {
  Assignor,
  LastAssignment,
  MemberSubscription,
  PartitionCounts,
  Subscriptions,
  TopicPartition,
} from '../assignor';
import { assignGenerally, startOfClaims, startOfOwned } from './general';
import { latestOwnership, noGeneration, ownership, type Claim } from './owned';
import { Partitions, removeFrom } from './partitions';
import { assignUniformly, type StickyAssignment } from './uniform';
import { assignUniformlyBefore } from './uniformBefore';

/** How sticky assignments are made: as 2.8 does, or as since 3.x. */
export type StickyRules = 'latest-generation' | 'each-generation';

/** org.apache.kafka.clients.consumer.StickyAssignor: members tell in their user data what they had. */
export function stickyAssignor(rules: StickyRules): Assignor {
  return {
    name: 'sticky',
    isCooperative: false,
    userData: (last) => (last ? stickyUserData(last) : null),
    assign: (subscriptions, counts) => share(rules, subscriptions, counts, stickyClaim).assignment,
  };
}

/**
 * org.apache.kafka.clients.consumer.CooperativeStickyAssignor: members keep what they have while they join, so what
 * goes from one to another is given to nobody this time, and to the new owner in the rebalance that follows.
 */
export function cooperativeStickyAssignor(rules: StickyRules): Assignor {
  return {
    name: 'cooperative-sticky',
    isCooperative: true,
    userData: (last) => new BinaryWriter().int32(last?.generation ?? noGeneration).done(),
    assign: (subscriptions, counts) => {
      const { assignment, moved } = share(rules, subscriptions, counts, cooperativeClaim);
      for (const [partition, memberId] of moved ?? changesHands(subscriptions, assignment))
        removeFrom(assignment.get(memberId)!, partition);
      return assignment;
    },
  };
}

/** AbstractStickyAssignor.assign */
function share(
  rules: StickyRules,
  subscriptions: Subscriptions,
  counts: PartitionCounts,
  claimOf: (subscription: MemberSubscription) => Claim,
): StickyAssignment {
  const names = new Partitions();
  const claimants = javaHashMapOrder([...subscriptions.keys()]).map((memberId) => {
    const subscription = subscriptions.get(memberId)!;
    return { memberId, subscription, claim: claimOf(subscription) };
  });
  const isEarlier = rules === 'latest-generation';
  const owned = (isEarlier ? latestOwnership : ownership)(claimants, counts, names);
  if (owned.isUniform) return (isEarlier ? assignUniformlyBefore : assignUniformly)(owned, counts, names);
  // 2.8 reads user data twice without going back: of members that were looked at, it finds nothing the second time.
  const readAgain = claimants.map((claimant) =>
    owned.owned.has(claimant.memberId) ? { ...claimant, claim: claimOf(readOnce(claimant.subscription)) } : claimant,
  );
  const start = isEarlier ? startOfClaims(readAgain, names) : startOfOwned(owned, claimants, names);
  const assignment = assignGenerally(claimants, start, counts, names, isEarlier);
  return { assignment, moved: undefined };
}

function readOnce(subscription: MemberSubscription): MemberSubscription {
  return { ...subscription, userData: subscription.userData && new Uint8Array() };
}

/** What somebody is given that another has to give up first (computePartitionsTransferringOwnership). */
function changesHands(
  subscriptions: Subscriptions,
  assignment: ReadonlyMap<string, readonly TopicPartition[]>,
): ReadonlyMap<TopicPartition, string> {
  const nameOf = ({ topic, partition }: TopicPartition) => `${topic}-${partition}`;
  const revoked = new Set<string>();
  const added = new Map<TopicPartition, string>();
  for (const [memberId, given] of assignment) {
    const had = new Set(subscriptions.get(memberId)!.ownedPartitions.map(nameOf));
    for (const partition of given) if (!had.delete(nameOf(partition))) added.set(partition, memberId);
    for (const name of had) revoked.add(name);
  }
  return new Map([...added].filter(([partition]) => revoked.has(nameOf(partition))));
}

/** STICKY_ASSIGNOR_USER_DATA_V1: the previous assignment, and its generation. */
function stickyUserData({ partitions, generation }: LastAssignment): Uint8Array {
  const byTopic = new Map(
    perKey(
      partitions,
      ({ topic }) => topic,
      (each) => each,
    ),
  );
  const ordered = javaComputedMapOrder([...byTopic.keys()]).flatMap((topic) => byTopic.get(topic)!);
  return writePartitions(new BinaryWriter(), ordered).int32(generation).done();
}

/** In version 0 there is no generation; what cannot be read is nothing of no generation. */
function stickyClaim({ userData }: MemberSubscription): Claim {
  if (!userData || userData.length === 0) return { partitions: [], generation: null };
  try {
    const reader = new BinaryReader(userData);
    return { partitions: readPartitions(reader), generation: reader.isAtEnd ? null : reader.int32() };
  } catch (error) {
    if (!(error instanceof BufferUnderflow)) throw error;
    return { partitions: [], generation: noGeneration };
  }
}

/** The generation stands in the subscription, or, up to 2.8, in the user data. */
function cooperativeClaim({ ownedPartitions, generation, userData }: MemberSubscription): Claim {
  if (generation !== null || !userData) return { partitions: ownedPartitions, generation };
  const encoded = userData.length < 4 ? noGeneration : new BinaryReader(userData).int32();
  return { partitions: ownedPartitions, generation: encoded };
}
