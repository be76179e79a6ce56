import type { ClusterRecord, RecordCause } from '../model/records';
import type { Statements } from './connection';

/** A record of the log with its cause. */
export interface HistoryEntry {
  readonly offset: number;
  /** Cluster time, ms. */
  readonly timeMs: number;
  readonly record: ClusterRecord;
  readonly cause: RecordCause;
}

interface HistoryRow {
  readonly offset: number;
  readonly time_ms: number;
  readonly data: string;
  readonly cause: number;
  readonly kind: RecordCause['kind'];
  readonly text: string;
}

const pageSize = 2000;

/** A part of the log. */
export interface HistoryPart {
  readonly firstOffset?: number;
  readonly lastOffset?: number;
  /** Records of this partition of some topic, and those of topics and of all partitions. */
  readonly partition?: number | undefined;
}

/** Records of the log or of a part of it, oldest first, read in pages. */
export function* history(file: Statements, part: HistoryPart = {}): Iterable<HistoryEntry> {
  const { firstOffset = 0, lastOffset = Number.MAX_SAFE_INTEGER, partition } = part;
  const ofPartition =
    partition === undefined
      ? ''
      : "AND (r.type IN ('TopicRecord', 'RemoveTopicRecord', 'ClearElrRecord') OR instr(r.data, $partition))";
  const next = file.sql(
    `SELECT r.offset, r.time_ms, r.data, r.cause, c.kind, c.text FROM record r JOIN cause c ON c.id = r.cause
     WHERE r.offset BETWEEN $from AND $to ${ofPartition} ORDER BY r.offset LIMIT ${pageSize}`,
  );
  const bound = { to: lastOffset, ...(partition !== undefined && { partition: `"partitionId":${partition},` }) };
  let causeBefore: RecordCause | undefined;
  for (let from = firstOffset; ; ) {
    const rows = next.all({ from, ...bound }) as HistoryRow[];
    for (const row of rows) {
      if (causeBefore?.id !== row.cause) causeBefore = { id: row.cause, kind: row.kind, text: row.text };
      yield {
        offset: row.offset,
        timeMs: row.time_ms,
        record: JSON.parse(row.data) as ClusterRecord,
        cause: causeBefore,
      };
    }
    if (rows.length < pageSize) return;
    from = rows.at(-1)!.offset + 1;
  }
}
