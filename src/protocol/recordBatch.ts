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
  /** CRC-32C of all from the attributes on, as it stands in the header. */
  readonly checksum: number;
}

/** What a checksum is made of. */
export type CheckedBatch = Omit<RecordBatch, 'leaderEpoch' | 'checksum'>;

const corruptRecordException = 'org.apache.kafka.common.errors.CorruptRecordException';

/** Bytes that are no whole batch, or not the ones that its checksum was made of; the message is Kafka's. */
export class CorruptBatchError extends Error {
  constructor(
    message: string,
    /** The Java class that says so. */
    readonly exception: string = corruptRecordException,
  ) {
    super(message);
  }
}

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

/** The bytes of a batch. Where no checksum is given it gets its own. */
export function encodeBatch(batch: Omit<RecordBatch, 'checksum'>, checksum = batchChecksum(batch)): Uint8Array {
  const bytes = Buffer.allocUnsafe(batchSize(batch));
  const fields = new DataView(bytes.buffer, bytes.byteOffset);
  fields.setBigInt64(0, whole(batch.baseOffset));
  fields.setInt32(at.length, bytes.length - at.leaderEpoch);
  fields.setInt32(at.leaderEpoch, batch.leaderEpoch);
  fields.setInt8(at.magic, magic);
  fields.setUint32(at.checksum, checksum);
  bytes.set(checkedHeader(batch), at.attributes);
  bytes.set(batch.records, batchOverheadBytes);
  return bytes;
}

/** What a damaged file has instead of a number becomes none: the checksum tells. */
function whole(value: number): bigint {
  return Number.isSafeInteger(value) ? BigInt(value) : 0n;
}

/** Bytes of a batch on disk and on the wire. */
export function batchSize({ records }: Pick<RecordBatch, 'records'>): number {
  return batchOverheadBytes + records.length;
}

/** The checksum that belongs to a batch's content. */
export function batchChecksum(batch: CheckedBatch): number {
  return crc32c([checkedHeader(batch), batch.records]);
}

/**
 * Looks whether a batch is the one that was written (DefaultRecordBatch.ensureValid).
 * @throws CorruptBatchError
 */
export function requireIntact(batch: RecordBatch): void {
  requireChecksum(batch.checksum, batchChecksum(batch));
}

function requireChecksum(stored: number, computed: number): void {
  if (computed !== stored)
    throw new CorruptBatchError(`Record is corrupt (stored crc = ${stored}, computed crc = ${computed})`);
}

/** Whether a batch is the one that was written. */
export function isIntact(batch: RecordBatch): boolean {
  return batchChecksum(batch) === batch.checksum;
}

/** The header's fields that the checksum is made of. */
function checkedHeader(batch: CheckedBatch): Uint8Array {
  const bytes = new Uint8Array(batchOverheadBytes - at.attributes);
  const fields = new DataView(bytes.buffer);
  const attributes =
    batch.compression | (batch.isTransactional ? transactionalFlag : 0) | (batch.isControl ? controlFlag : 0);
  const place = (field: number) => field - at.attributes;
  fields.setInt16(0, attributes);
  fields.setInt32(place(at.lastOffsetDelta), batch.lastOffset - batch.baseOffset);
  fields.setBigInt64(place(at.baseTimestamp), whole(batch.baseTimestampMs));
  fields.setBigInt64(place(at.maxTimestamp), whole(batch.maxTimestampMs));
  fields.setBigInt64(place(at.producerId), whole(batch.producerId));
  fields.setInt16(place(at.producerEpoch), batch.producerEpoch);
  fields.setInt32(place(at.baseSequence), batch.baseSequence);
  fields.setInt32(place(at.recordCount), batch.recordCount);
  return bytes;
}

/**
 * The batches that stand in these bytes, one after the other; a last one that is cut off is left out, as fetches end.
 * @param checksCrcs whether their checksums are looked at
 * @throws CorruptBatchError
 */
export function* decodeBatches(whole: Uint8Array, checksCrcs = true): Iterable<RecordBatch> {
  const bytes = Buffer.from(whole.buffer, whole.byteOffset, whole.length);
  for (let start = 0; start + batchOverheadBytes <= bytes.length; ) {
    const size = at.leaderEpoch + bytes.readInt32BE(start + at.length);
    if (size < batchOverheadBytes)
      throw new CorruptBatchError(`Record size ${size - at.leaderEpoch} is less than the minimum record overhead (14)`);
    if (start + size > bytes.length) return;
    yield decodeBatch(bytes.subarray(start, start + size), checksCrcs);
    start += size;
  }
}

function decodeBatch(bytes: Buffer, checksCrcs: boolean): RecordBatch {
  if (bytes[at.magic] !== magic) throw new CorruptBatchError(`Invalid magic found in record: ${bytes[at.magic]}`);
  const checksum = bytes.readUInt32BE(at.checksum);
  if (checksCrcs) requireChecksum(checksum, crc32c([bytes.subarray(at.attributes)]));
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
    checksum,
  };
}
