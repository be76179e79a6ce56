import type { EpochStart, ReplicaLog } from '../model/log';

/** A stretch of a log with one leader epoch; `endOffset` is exclusive. */
export interface EpochRange {
  readonly epoch: number;
  readonly startOffset: number;
  readonly endOffset: number;
}

/** A log's stretches between two offsets, in order. */
export function epochRanges(
  log: Pick<ReplicaLog, 'lineage' | 'endOffset'>,
  fromOffset = 0,
  toOffset = log.endOffset,
): EpochRange[] {
  return log.lineage
    .map(({ epoch, startOffset }, index) => ({
      epoch,
      startOffset: Math.max(startOffset, fromOffset),
      endOffset: Math.min(log.lineage[index + 1]?.startOffset ?? log.endOffset, log.endOffset, toOffset),
    }))
    .filter((range) => range.startOffset < range.endOffset);
}

/** The lineage after records of `epoch` were appended at `offset`. */
export function extend(lineage: readonly EpochStart[], epoch: number, offset: number): readonly EpochStart[] {
  const last = lineage.at(-1);
  return last !== undefined && last.epoch >= epoch ? lineage : [...lineage, { epoch, startOffset: offset }];
}

/** The lineage of what is left below `endOffset`. */
export function truncate(lineage: readonly EpochStart[], endOffset: number): readonly EpochStart[] {
  return lineage.filter(({ startOffset }) => startOffset < endOffset);
}

/**
 * Where a follower's log stops being the leader's: the follower truncates to it and fetches from there. What
 * OffsetsForLeaderEpoch and the fetcher find by asking epoch by epoch (KIP-101, KIP-279), read off the two lineages at
 * once. A log keeps its lineage from offset 0 on, also when its oldest records are deleted.
 */
export function commonEndOffset(leader: ReplicaLog, follower: ReplicaLog): number {
  const shortest = Math.min(leader.endOffset, follower.endOffset);
  for (let index = 0; ; index++) {
    const [theirs, mine] = [leader.lineage[index], follower.lineage[index]];
    if (
      theirs !== undefined &&
      mine !== undefined &&
      theirs.epoch === mine.epoch &&
      theirs.startOffset === mine.startOffset
    )
      continue;
    return Math.min(shortest, theirs?.startOffset ?? shortest, mine?.startOffset ?? shortest);
  }
}

/** Whether a log holds the entry that (epoch, offset) names. */
export function holds(log: ReplicaLog, epoch: number, offset: number): boolean {
  return offset >= log.startOffset && epochAt(log, offset) === epoch;
}

/** Leader epoch of the entry at an offset; undefined beyond the log. */
export function epochAt(log: Pick<ReplicaLog, 'lineage' | 'endOffset'>, offset: number): number | undefined {
  if (offset >= log.endOffset) return undefined;
  return log.lineage.findLast(({ startOffset }) => startOffset <= offset)?.epoch;
}
