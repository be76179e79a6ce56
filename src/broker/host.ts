import type { ClusterView, Turn } from '../model/turn';
import type { Profile } from '../profiles/profile';

/** What the api needs of whoever keeps the cluster: transactions and time. Implemented by runtime/clusterSession. */
export interface ClusterHost {
  readonly view: { readonly profile: Profile; readonly clusterId: string; readonly nowMs: number };
  read<T>(action: (view: ClusterView) => T): T;
  change<T>(cause: { readonly kind: 'command'; readonly text: string }, action: (turn: Turn) => T): T;
  /** Cluster time passes (ms), with all that falls due in it; nobody waits for it. */
  advance(ms: number): void;
  /** Time passes (ms, at most) until something is the case. Returns whether it was. */
  advanceUntil(done: (view: ClusterView) => boolean, limitMs: number): boolean;
}
