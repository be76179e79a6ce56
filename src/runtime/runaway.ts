import type { DueEvent } from '../model/turn';
import { reasonOf } from '../story/causeText';

/**
 * How often one thing may fall due at one instant: so often, and again for each node, because each may give another
 * something to do.
 */
const repeatsAtOnce = 100;
const repeatsForEachNode = 4;
/** How many things may fall due meanwhile, however much time passes. */
const longestRun = 250_000;

/**
 * What falls due brings about what falls due, without end: a fault of kafka-lab, told in one line. The transaction is
 * to be rolled back.
 */
export class Runaway extends Error {
  constructor(
    /** Cluster time (ms) that was not got past. */
    readonly atMs: number,
    what: string,
  ) {
    super(`time does not get past ${new Date(atMs).toISOString()}, ${what}`);
  }
}

/** Watches what falls due from one command's change of the cluster to its next: time has to move on, and to end. */
export class DueWatch {
  private atMs = Number.NaN;
  private readonly seen = new Map<string, number>();
  private count = 0;

  /** Something else than time has changed the cluster. */
  reset(): void {
    this.seen.clear();
    this.count = 0;
  }

  /**
   * Notes that an event is about to happen at `nowMs`.
   * @throws Runaway when it has come too often
   */
  see({ cause }: DueEvent, nowMs: number, nodes: number): void {
    if (nowMs !== this.atMs) {
      this.atMs = nowMs;
      this.seen.clear();
    }
    const reason = reasonOf(cause);
    const times = (this.seen.get(reason) ?? 0) + 1;
    this.seen.set(reason, times);
    if (times > repeatsAtOnce + repeatsForEachNode * nodes) {
      const often = [...this.seen].filter(([, each]) => each > repeatsAtOnce).map(([text]) => `"${text}"`);
      throw new Runaway(nowMs, `because it comes again and again then: ${often.join(', ')}`);
    }
    if (++this.count > longestRun)
      throw new Runaway(nowMs, `because more than ${longestRun} things fell due before it, the last "${reason}"`);
  }
}
