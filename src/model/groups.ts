/** A member of a group, and what it said when it joined. */
export interface JoiningMember {
  readonly memberId: string;
  /** group.instance.id: a static member's own name, which stays when it comes back as another member. */
  readonly groupInstanceId: string | null;
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
  /** Cluster time (ms) of its last heartbeat, or of the last request of a rebalance. */
  readonly heardMs: number;
}

/**
 * A group that has members: who has joined the generation in the making, or, once all have, who waits for the leader's
 * assignments, or, once they are there, who is still heard. The settled generations stand in __consumer_offsets; this a
 * coordinator keeps in memory (GroupMetadata), and here the cluster's file does, because members are processes of their
 * own.
 */
export interface GroupRebalance {
  readonly phase: 'PreparingRebalance' | 'CompletingRebalance' | 'Stable';
  readonly generation: number;
  /** The group was empty: it waits whole for others to come (group.initial.rebalance.delay.ms). */
  readonly isInitial: boolean;
  /** While preparing, the leader of before, if any. */
  readonly leader: string | null;
  /** The assignor that all know; null while preparing. */
  readonly protocol: string | null;
  /** Cluster time (ms) until which members, or the leader's assignments, are waited for; once stable, nothing. */
  readonly untilMs: number;
  readonly members: readonly JoiningMember[];
}
