import { shapeOfEveryTopic } from '../story/story';
import type { Statements } from './connection';

/** A stretch of the log; `last` is in it. */
export interface OffsetRange {
  readonly first: number;
  readonly last: number;
}

/** Where the log has what is told of a topic and its partitions. */
export function topicRanges(file: Statements, topic: string): readonly OffsetRange[] {
  return merged(
    file
      .sql("SELECT first, last FROM event WHERE topic = ? OR (topic = '' AND shape = ?) ORDER BY first")
      .all(topic, shapeOfEveryTopic) as OffsetRange[],
  );
}

/**
 * Where the log has what may have taken a topic's records: lost disks, and elections of replicas that were not in sync.
 */
export function lossRanges(file: Statements, topic: string): readonly OffsetRange[] {
  return merged(
    file
      .sql(
        `SELECT first, last FROM event
         WHERE (topic = '' AND kind = 'loss') OR (topic = ? AND kind = 'election' AND shape LIKE 'unclean%') ORDER BY
         first`,
      )
      .all(topic) as OffsetRange[],
  );
}

/** Ranges that are apart from each other, in order. */
function merged(ranges: readonly OffsetRange[]): readonly OffsetRange[] {
  const apart: OffsetRange[] = [];
  for (const { first, last } of ranges) {
    const before = apart.at(-1);
    if (before && first <= before.last + 1)
      apart[apart.length - 1] = { first: before.first, last: Math.max(before.last, last) };
    else apart.push({ first, last });
  }
  return apart;
}
