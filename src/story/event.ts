import type { RecordCause } from '../model/records';

export type EventKind =
  | 'cluster'
  | 'node'
  | 'session'
  | 'controller'
  | 'topic'
  | 'election'
  | 'offline'
  | 'isr'
  | 'reassignment'
  | 'loss'
  | 'partition'
  | 'config';

/**
 * What a record means to somebody who watches the cluster. Its words are made when asked for: of thousands alike, few
 * are shown.
 */
export interface Told {
  readonly kind: EventKind;
  /** The topic that it concerns, itself or a partition of it; '' for none. */
  readonly topic: string;
  /** Like events of one cause share it; they differ in their subject. */
  readonly shape: string;
  /** The ISR afterwards, where a partition's changed. */
  readonly isr?: readonly number[] | undefined;
  /** What it happened to: "broker 1", "topic orders", "orders-0". */
  subject(): string;
  what(): string;
}

/** Something that happened, and why. */
export interface ClusterEvent {
  readonly offset: number;
  /** Cluster time, ms. */
  readonly timeMs: number;
  readonly cause: RecordCause;
  readonly kind: EventKind;
  readonly subject: string;
  readonly what: string;
  readonly isr?: readonly number[];
}

/** Events of one cause that differ only in their subject, mostly just one; more than a few become one group. */
export interface EventGroup {
  readonly first: ClusterEvent;
  readonly count: number;
}
