import type { Cause } from '../model/causes';
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

type HistoryRow = readonly [offset: number, timeMs: number, data: string, cause: number];

/** Records read at once. */
const pageSize = 1000;

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
      : "AND (type IN ('TopicRecord', 'RemoveTopicRecord', 'ClearElrRecord') OR instr(data, $partition))";
  const next = file
    .sql(
      `SELECT offset, time_ms, data, cause FROM record WHERE offset BETWEEN $from AND $to ${ofPartition} ORDER BY ` +
        `offset LIMIT ${pageSize}`,
    )
    .raw();
  const bound = { to: lastOffset, ...(partition !== undefined && { partition: `"partitionId":${partition},` }) };
  let cause: RecordCause | undefined;
  for (let from = firstOffset; ; ) {
    const rows = next.all({ from, ...bound }) as HistoryRow[];
    for (const [offset, timeMs, data, causeId] of rows) {
      if (cause?.id !== causeId) cause = causeOf(file, causeId);
      yield { offset, timeMs, record: JSON.parse(data) as ClusterRecord, cause };
    }
    if (rows.length < pageSize) return;
    from = rows.at(-1)![0] + 1;
  }
}

function causeOf(file: Statements, id: number): RecordCause {
  return causeOfText(id, (file.sql('SELECT data FROM cause WHERE id = ?').get(id) as { data: string }).data);
}

/** A cause as table `cause` has it. */
export function causeOfText(id: number, data: string): RecordCause {
  return { ...(JSON.parse(data) as Cause), id };
}
