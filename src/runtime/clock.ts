/** live: the cluster's time follows the wall clock between commands. manual: it moves only when told, and by commands that wait. */
export type ClockMode = 'live' | 'manual';

export interface ClockState {
  readonly mode: ClockMode;
  /** Cluster time, ms since the epoch. */
  readonly nowMs: number;
  /** Wall time (ms) at which nowMs held. */
  readonly wallMs: number;
}

/** A cluster made with a seed starts at this instant, so that same seed and commands give the same bytes. */
export const seededStartMs = Date.UTC(2026, 0, 1);

/** Cluster time (ms) at the given wall time; a wall clock that was set back does not turn the cluster's back. */
export function clusterTimeMs(clock: ClockState, wallMs: number): number {
  return clock.mode === 'manual' ? clock.nowMs : clock.nowMs + Math.max(0, wallMs - clock.wallMs);
}
