import { crc32c } from './crc32c';

/** Bytes of a batch before its records (DefaultRecordBatch.RECORD_BATCH_OVERHEAD). */
export const batchOverheadBytes = 61;

/** A batch of message format v2 (org.apache.kafka.common.record.DefaultRecordBatch), header and records. */
export interface RecordBatch {
  readonly baseOffset: number;
  readonly lastOffset: number;
  /** -1 as a producer sends it; the leader writes its own. */
  readonly leaderEpoch: number;
  /** none, gzip, snappy, lz4 or zstd, by its number: 0 to 4. */
  readonly compression: number;
  readonly isTransactional: boolean;
  /** A transaction's end marker. */
  readonly isControl: boolean;
  readonly baseTimestampMs: number;
  readonly maxTimestampMs: number;
  /** -1 without idempotence, and so the two that follow. */
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly recordCount: number;
  /** The records as they are encoded, compressed where the batch is. */
  readonly records: Uint8Array;
}

/** Bytes that are no whole batch, or not the ones that its checksum was made of (CorruptRecordException). */
export class CorruptBatchError extends Error {}

const magic = 2;
const compressionMask = 0x07;
const transactionalFlag = 0x10;
const controlFlag = 0x20;

/**
 * Where a batch's fields start. The checksum is of all from the attributes on; the length counts from the leader epoch
 * on.
 */
const at = {
  length: 8,
  leaderEpoch: 12,
  magic: 16,
  checksum: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  baseTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  producerEpoch: 51,
  baseSequence: 53,
  recordCount: 57,
} as const;

/** The bytes of a batch, with its checksum. */
export function encodeBatch(batch: RecordBatch): Uint8Array {
  const bytes = Buffer.allocUnsafe(batchOverheadBytes + batch.records.length);
  const attributes =
    batch.compression | (batch.isTransactional ? transactionalFlag : 0) | (batch.isControl ? controlFlag : 0);
  bytes.writeBigInt64BE(BigInt(batch.baseOffset), 0);
  bytes.writeInt32BE(bytes.length - at.leaderEpoch, at.length);
  bytes.writeInt32BE(batch.leaderEpoch, at.leaderEpoch);
  bytes[at.magic] = magic;
  bytes.writeInt16BE(attributes, at.attributes);
  bytes.writeInt32BE(batch.lastOffset - batch.baseOffset, at.lastOffsetDelta);
  bytes.writeBigInt64BE(BigInt(batch.baseTimestampMs), at.baseTimestamp);
  bytes.writeBigInt64BE(BigInt(batch.maxTimestampMs), at.maxTimestamp);
  bytes.writeBigInt64BE(BigInt(batch.producerId), at.producerId);
  bytes.writeInt16BE(batch.producerEpoch, at.producerEpoch);
  bytes.writeInt32BE(batch.baseSequence, at.baseSequence);
  bytes.writeInt32BE(batch.recordCount, at.recordCount);
  bytes.set(batch.records, batchOverheadBytes);
  bytes.writeUInt32BE(crc32c([bytes.subarray(at.attributes)]), at.checksum);
  return bytes;
}

/**
 * The batches that stand in these bytes, one after the other; a last one that is cut off is left out, as fetches end.
 * @throws CorruptBatchError
 */
export function* decodeBatches(whole: Uint8Array): Iterable<RecordBatch> {
  const bytes = Buffer.from(whole.buffer, whole.byteOffset, whole.length);
  for (let start = 0; start + batchOverheadBytes <= bytes.length; ) {
    const size = at.leaderEpoch + bytes.readInt32BE(start + at.length);
    if (size < batchOverheadBytes) throw new CorruptBatchError(`a batch of ${size} bytes is smaller than its header`);
    if (start + size > bytes.length) return;
    yield decodeBatch(bytes.subarray(start, start + size));
    start += size;
  }
}

function decodeBatch(bytes: Buffer): RecordBatch {
  if (bytes[at.magic] !== magic) throw new CorruptBatchError(`a batch of format ${bytes[at.magic]} is not known`);
  if (crc32c([bytes.subarray(at.attributes)]) !== bytes.readUInt32BE(at.checksum))
    throw new CorruptBatchError("a batch's checksum is not that of its content");
  const attributes = bytes.readInt16BE(at.attributes);
  const baseOffset = Number(bytes.readBigInt64BE(0));
  return {
    baseOffset,
    lastOffset: baseOffset + bytes.readInt32BE(at.lastOffsetDelta),
    leaderEpoch: bytes.readInt32BE(at.leaderEpoch),
    compression: attributes & compressionMask,
    isTransactional: (attributes & transactionalFlag) !== 0,
    isControl: (attributes & controlFlag) !== 0,
    baseTimestampMs: Number(bytes.readBigInt64BE(at.baseTimestamp)),
    maxTimestampMs: Number(bytes.readBigInt64BE(at.maxTimestamp)),
    producerId: Number(bytes.readBigInt64BE(at.producerId)),
    producerEpoch: bytes.readInt16BE(at.producerEpoch),
    baseSequence: bytes.readInt32BE(at.baseSequence),
    recordCount: bytes.readInt32BE(at.recordCount),
    records: bytes.subarray(batchOverheadBytes),
  };
}
