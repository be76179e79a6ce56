import type { ClusterRecord } from '../model/records';
import type { StateView } from './stateView';

/** Who or what led to records: a command, or something that fell due. */
export interface RecordCause {
  readonly id: number;
  readonly kind: 'command' | 'due';
  readonly text: string;
}

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

/** All records from an offset on, oldest first, read in pages. */
export function* history(view: StateView, fromOffset = 0): Iterable<HistoryEntry> {
  const next = view.sql(
    `SELECT r.offset, r.time_ms, r.data, r.cause, c.kind, c.text FROM record r JOIN cause c ON c.id = r.cause WHERE r.offset >= ? ORDER BY r.offset LIMIT ${pageSize}`,
  );
  let causeBefore: RecordCause | undefined;
  for (let from = fromOffset; ; ) {
    const rows = next.all(from) as HistoryRow[];
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
