import { lastInstantMs } from '../model/time';

/**
 * live: the cluster's time follows the wall clock between commands. manual: it moves only when told, and by commands
 * that wait.
 */
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
  if (clock.mode === 'manual') return clock.nowMs;
  return Math.min(lastInstantMs, clock.nowMs + Math.max(0, wallMs - clock.wallMs));
}

/** The clock as the file keeps it, by name; undefined where that is none. */
export function readClock(meta: (name: string) => string | undefined): ClockState | undefined {
  const mode = meta('clockMode');
  const [nowMs, wallMs] = [meta('nowMs'), meta('wallMs')].map((text) => (text?.trim() ? Number(text) : Number.NaN));
  if ((mode !== 'live' && mode !== 'manual') || !isInstant(nowMs!) || !Number.isInteger(wallMs)) return undefined;
  return { mode, nowMs: nowMs!, wallMs: wallMs! };
}

function isInstant(ms: number): boolean {
  return Number.isInteger(ms) && ms >= 0 && ms <= lastInstantMs;
}
