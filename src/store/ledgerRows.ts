import type { Partition } from '../model/cluster';
import type { StoredBatch } from '../model/log';
import { batchFromRow, type BatchRow } from './rows';
import type { StateView } from './stateView';

/** A batch as the ledger needs it: with the place of its AppendRecord in the history, and whether its producer heard that it is safe. */
export interface LedgerBatch extends StoredBatch {
  readonly record: number;
  readonly isAcknowledged: boolean;
}

/** All batches that were ever written into a partition, in the order of writing; read one at a time. */
export function* ledgerBatches(view: StateView, { topicKey, partition }: Partition): Iterable<LedgerBatch> {
  const next = view.sql(
    `SELECT b.*, a.base_offset IS NOT NULL AS acknowledged FROM batch b
     LEFT JOIN acknowledged a ON a.topic = b.topic AND a.partition = b.partition AND a.leader_epoch = b.leader_epoch AND a.base_offset = b.base_offset
     WHERE b.topic = ? AND b.partition = ? AND (b.leader_epoch, b.base_offset) > (?, ?) ORDER BY b.leader_epoch, b.base_offset LIMIT 1`,
  );
  let [epoch, offset] = [-1, -1];
  for (;;) {
    const row = next.get(topicKey, partition, epoch, offset) as
      | (BatchRow & { record: number; acknowledged: number })
      | undefined;
    if (!row) return;
    yield { ...batchFromRow(row), record: row.record, isAcknowledged: row.acknowledged === 1 };
    [epoch, offset] = [row.leader_epoch, row.base_offset];
  }
}

/** Something that may have taken records: an election of a replica that was not in sync, or a lost disk. */
export interface LossEvent {
  /** Place in the history. */
  readonly record: number;
  readonly timeMs: number;
  readonly what: string;
  /** Command or due event behind it. */
  readonly cause: string;
}

/** What took records of a partition, or could have, in order. */
export function lossEvents(view: StateView, { topicId, partition }: Partition): readonly LossEvent[] {
  const rows = view
    .sql(
      `SELECT r.offset, r.time_ms, r.type, r.data, c.text FROM record r JOIN cause c ON c.id = r.cause
     WHERE r.type = 'LogDirsLostRecord' OR (r.type = 'PartitionChangeRecord' AND json_extract(r.data, '$.unclean') = 1 AND json_extract(r.data, '$.topicId') = ? AND json_extract(r.data, '$.partitionId') = ?) ORDER BY r.offset`,
    )
    .all(topicId, partition) as { offset: number; time_ms: number; type: string; data: string; text: string }[];
  return rows.map((row) => {
    const data = JSON.parse(row.data) as { readonly leader?: number; readonly brokerId?: number };
    const what =
      row.type === 'LogDirsLostRecord'
        ? `disk of broker ${data.brokerId} lost`
        : `unclean election of broker ${data.leader}`;
    return { record: row.offset, timeMs: row.time_ms, what, cause: row.text };
  });
}
