/** Who is meant, where it happened to a node. */
interface OfNode {
  readonly node: { readonly role: 'broker' | 'controller'; readonly id: number };
}

/** The configuration that decided when, and its value then. */
interface ByConfig {
  readonly config: { readonly name: string; readonly value: string };
}

interface OfTransaction {
  readonly transactionalId: string;
}

interface OfGroup {
  readonly group: string;
}

/** What fell due by itself: which rule, of which node, by which configuration. */
export type DueCause = { readonly kind: 'due' } & (
  | ({ readonly rule: 'session-expired' } & OfNode & ByConfig)
  /** A follower has not fetched for so long. */
  | ({ readonly rule: 'stopped-fetching' } & OfNode & ByConfig)
  /** A follower that fetches has not had all of its leaders' records for so long. */
  | ({ readonly rule: 'fell-behind' } & OfNode & ByConfig)
  | ({ readonly rule: 'came-up' } & OfNode)
  | ({ readonly rule: 'caught-up'; readonly throttled: boolean } & OfNode)
  | ({ readonly rule: 'fetched'; readonly partition: string; readonly fromOffset: number } & OfNode)
  | ({ readonly rule: 'controller-lost' } & ByConfig)
  | ({ readonly rule: 'leader-imbalance-check' } & ByConfig)
  | ({ readonly rule: 'unclean-election-check' } & ByConfig)
  | { readonly rule: 'shell-session-expired' }
  | ({ readonly rule: 'transaction-overdue' } & OfTransaction & ByConfig)
  | ({ readonly rule: 'transaction-markers' } & OfTransaction)
  | ({ readonly rule: 'transaction-ended' } & OfTransaction)
  | ({ readonly rule: 'members-missing' } & OfGroup)
  | ({ readonly rule: 'assignments-missing' } & OfGroup)
  | ({ readonly rule: 'members-silent'; readonly sessionTimeoutMs: number } & OfGroup)
  /** The cluster was brought to the present, and something had been left to do. */
  | { readonly rule: 'time-passed' }
);

/** A command with its words as they were typed, the shell's quotes taken off. */
export interface CommandCause {
  readonly kind: 'command';
  readonly words: readonly string[];
}

/** A cause of a file of version 1, which had only a sentence for it. */
interface ToldCause {
  readonly kind: 'told';
  readonly by: 'command' | 'due';
  readonly text: string;
}

/** Who or what led to records. */
export type Cause = CommandCause | DueCause | ToldCause;
