/** A member of a group that is rebalancing, and what it said when it joined. */
export interface JoiningMember {
  readonly memberId: string;
  readonly clientId: string;
  readonly clientHost: string;
  /** ms */
  readonly sessionTimeoutMs: number;
  /** ms */
  readonly rebalanceTimeoutMs: number;
  /** Assignors that it knows, with its subscription (base64 of ConsumerProtocolSubscription), best first. */
  readonly protocols: readonly { readonly name: string; readonly metadata: string }[];
  /** It has joined the generation in the making. */
  readonly hasJoined: boolean;
}

/**
 * A group between two settled generations: who has joined the next one, or, once all have, who waits for the leader's
 * assignments. The settled ones stand in __consumer_offsets; this a coordinator keeps in memory (GroupMetadata), and
 * here the cluster's file does, because members are processes of their own.
 */
export interface GroupRebalance {
  readonly phase: 'PreparingRebalance' | 'CompletingRebalance';
  readonly generation: number;
  /** The group was empty: it waits whole for others to come (group.initial.rebalance.delay.ms). */
  readonly isInitial: boolean;
  /** While preparing, the leader of before, if any. */
  readonly leader: string | null;
  /** The assignor that all know; null while preparing. */
  readonly protocol: string | null;
  /** Cluster time (ms) until which members, or the leader's assignments, are waited for. */
  readonly untilMs: number;
  readonly members: readonly JoiningMember[];
}
