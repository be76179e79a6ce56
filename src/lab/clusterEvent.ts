import type { RecordCause } from '../store/history';

/** What an event is about; `kafka-lab events --format json` names it. */
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

/** Something that happened, and why. */
export interface ClusterEvent {
  readonly offset: number;
  /** Cluster time, ms. */
  readonly timeMs: number;
  readonly kind: EventKind;
  /** What it happened to: "broker 1", "topic orders", "orders-0". */
  readonly subject: string;
  readonly what: string;
  readonly cause: RecordCause;
  /** The ISR afterwards, where a partition's changed. */
  readonly isr?: readonly number[];
  /** Like events of one cause share it; they differ in their subject. */
  readonly shape: string;
}
