import type { StoredBatch } from '../model/log';
import { batchChecksum, CorruptBatchError, type RecordBatch } from '../protocol/recordBatch';
import { decodeRecords, endMarkerEpoch } from '../protocol/records';

/** A batch as it stands on disks and goes over the wire. */
export function asRecordBatch<B extends Omit<StoredBatch, 'acks'>>(batch: B): B & RecordBatch {
  return {
    ...batch,
    compression: 0,
    isControl: batch.control !== 'none',
    recordCount: batch.lastOffset - batch.baseOffset + 1,
  };
}

/** The checksum of a batch that is written. */
export function checksumOf(batch: Omit<StoredBatch, 'acks' | 'checksum'>): number {
  return batchChecksum(asRecordBatch({ ...batch, checksum: 0 }));
}

/** The coordinator's epoch in a transaction's end marker; -1 where it cannot be read. */
export function markerEpoch(marker: StoredBatch): number {
  try {
    for (const { value } of decodeRecords(marker)) return endMarkerEpoch(value);
  } catch (error) {
    if (!(error instanceof CorruptBatchError)) throw error;
  }
  return -1;
}
