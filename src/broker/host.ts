import type { CommandCause } from '../model/causes';
import type { ClusterView, Turn } from '../model/turn';
import type { Profile } from '../profiles/profile';

/**
 * What the broker room needs of whoever keeps the cluster: transactions and time. Implemented by
 * runtime/clusterSession.
 */
export interface ClusterHost {
  readonly view: { readonly profile: Profile; readonly clusterId: string; readonly nowMs: number };
  /** Reads within one transaction; within another one, in that. */
  read<T>(action: (view: ClusterView) => T): T;
  /** A change: all of it is committed, or with an exception none. */
  change<T>(cause: CommandCause, action: (turn: Turn) => T): T;
  /** Cluster time passes (ms), with all that falls due in it; nobody waits for it. */
  advance(ms: number): void;
  /** Lets other processes work (wall time, ms, at most) until something is the case. Returns whether it was. */
  giveWay(done: (view: ClusterView) => boolean, wallMs: number): boolean;
  /** Time passes (ms, at most) until something is the case. Returns whether it was. */
  advanceUntil(done: (view: ClusterView) => boolean, limitMs: number): boolean;
  /** A member of a group is in this process, or no longer is: its heartbeats go on while time passes. */
  noteClient(memberId: string, isHere: boolean): void;
  /** Time passes (ms, at most) until something in the cluster has changed. */
  advanceUntilChange(limitMs: number): void;
}
