import { longestDurationMs } from '../model/time';
import type { ClientClock } from '../protocol/network';

/**
 * So many attempts a client makes at its own pace; from then on it waits twice as long each time, so that long waits
 * cost little.
 */
const pacedAttempts = 2000;
/** So often it looks whether something has changed; then it lets 2 ms pass before it looks, 4, 8, and so on. */
const pacedLooks = 200;

/** The time that a client gives itself for something that it tries again and again. Each attempt moves time. */
export class Patience {
  private readonly untilMs: number;
  private attempts = 0;

  /** @param timeoutMs a hundred years at most */
  constructor(
    private readonly clock: ClientClock,
    timeoutMs: number,
  ) {
    this.untilMs = clock.nowMs + Math.min(timeoutMs, longestDurationMs);
  }

  /** What is left of it, ms. */
  get leftMs(): number {
    return Math.max(0, this.untilMs - this.clock.nowMs);
  }

  /** Lets the time (ms) before the next attempt pass; false, with all time spent, where there will be none. */
  pause(backoffMs: number): boolean {
    const pauseMs = this.nextPauseMs(backoffMs);
    const { leftMs } = this;
    this.clock.sleep(Math.min(pauseMs, leftMs));
    return pauseMs < leftMs;
  }

  /** As `pause`, but the last attempt is made when time is over: time passes by a whole backoff. */
  pauseBeforeLast(backoffMs: number): void {
    const wholeMs = Math.max(1, backoffMs);
    this.clock.sleep(Math.max(wholeMs, Math.min(this.nextPauseMs(backoffMs), this.leftMs)));
  }

  /**
   * Lets time pass until something in the cluster changes, or all of it; who has looked often lets more pass. False
   * where there is none.
   */
  pauseUntilChange(): boolean {
    if (this.leftMs === 0) return false;
    const tooOften = ++this.attempts - pacedLooks;
    if (tooOften > 0) this.clock.sleep(Math.min(this.leftMs, 2 ** tooOften));
    if (this.leftMs > 0) this.clock.sleepUntilChange(this.leftMs);
    return true;
  }

  private nextPauseMs(backoffMs: number): number {
    return Math.max(1, backoffMs) * 2 ** Math.max(0, ++this.attempts - pacedAttempts);
  }
}
