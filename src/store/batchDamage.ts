import { asRecordBatch } from '../log/storedBatch';
import { epochRanges } from '../log/lineage';
import type { ReplicaLog } from '../model/log';
import { CorruptBatchError, requireIntact } from '../protocol/recordBatch';
import { decodeRecords } from '../protocol/records';
import { batchFromRow, type BatchRow } from './rows';
import type { StateView } from './stateView';

/** A batch that is not what was written, or records that a replica should hold and nobody has. */
export interface BatchDamage {
  /** Such as "orders-0 at offset 5". */
  readonly where: string;
  readonly found: string;
}

/**
 * Looks at every batch of records that was ever written, one at a time, and whether the replicas' logs have no holes.
 */
export function* batchDamage(view: StateView): Iterable<BatchDamage> {
  const rows = view
    .sql('SELECT b.*, t.name AS topicName FROM batch b LEFT JOIN topic t ON t.key = b.topic ORDER BY b.id')
    .iterate() as Iterable<BatchRow & { topic: number; partition: number; topicName: string | null; bytes: number }>;
  for (const row of rows) {
    const found = damageOf(row);
    const topic = row.topicName ?? `topic ${row.topic}, which is deleted,`;
    if (found !== undefined) yield { where: `${topic}-${row.partition} at offset ${row.base_offset}`, found };
  }
  for (const partition of view.partitionsHoldingRecords())
    for (const log of view.replicaLogs(partition).values()) {
      const missing = missingRecords(view, partition, log);
      const where = `${partition.topic}-${partition.partition} on broker ${log.broker}`;
      if (missing !== 0) yield { where, found: `${missing} of ${log.endOffset} records are not there` };
    }
}

function damageOf(row: BatchRow & { readonly bytes: number }): string | undefined {
  const batch = batchFromRow(row);
  if (row.bytes !== batch.records.length) return `${batch.records.length} bytes instead of ${row.bytes}`;
  try {
    requireIntact(asRecordBatch(batch));
    let next = batch.baseOffset;
    for (const { offset } of decodeRecords(batch)) if (offset !== next++) return `offset ${offset} is out of order`;
    return next === batch.lastOffset + 1 ? undefined : `it ends at ${next - 1} instead of ${batch.lastOffset}`;
  } catch (error) {
    if (error instanceof CorruptBatchError) return error.message;
    throw error;
  }
}

/** How many of the records up to its end a log lacks; deleted ones keep their place. */
function missingRecords(
  view: StateView,
  { topicKey, partition }: { readonly topicKey: number; readonly partition: number },
  log: ReplicaLog,
): number {
  const count = view.sql(
    'SELECT coalesce(sum(last_offset - base_offset + 1), 0) AS n FROM batch WHERE topic = ? AND partition = ? AND ' +
      'leader_epoch = ? AND base_offset >= ? AND base_offset < ?',
  );
  let held = 0;
  for (const { epoch, startOffset, endOffset } of epochRanges(log))
    held += (count.get(topicKey, partition, epoch, startOffset, endOffset) as { n: number }).n;
  return log.endOffset - held;
}
