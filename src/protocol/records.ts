import { crc32c } from './crc32c';
import { batchOverheadBytes } from './recordBatch';

/** A record's header. */
export interface Header {
  readonly key: string;
  readonly value: Uint8Array | null;
}

/** A record of a log, as a consumer gets it. */
export interface LogRecord {
  readonly offset: number;
  readonly timestampMs: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly Header[];
  /** Bytes that it takes in its batch. */
  readonly sizeInBytes: number;
}

/** A batch with its records encoded and not compressed, as logs keep it. */
interface EncodedBatch {
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly baseTimestampMs: number;
  readonly maxTimestampMs: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly isTransactional: boolean;
  readonly control: 'none' | 'commit' | 'abort';
  readonly records: Uint8Array;
}

const noHeaders: readonly Header[] = [];

/** Records of one batch in the making, encoded as org.apache.kafka.common.record.DefaultRecord does. */
export class BatchBuilder {
  private buffer: Buffer;
  private length = 0;
  recordCount = 0;
  baseTimestampMs = 0;
  maxTimestampMs = 0;

  /**
   * @param batchSize bytes of a full batch with its header (batch.size); a record that is larger gets a batch of its
   * own
   */
  constructor(private readonly batchSize: number) {
    this.buffer = Buffer.allocUnsafe(Math.max(64, Math.min(batchSize, 1 << 14)));
  }

  /** Adds a record, or returns false where the batch is full. */
  add(
    timestampMs: number,
    key: Uint8Array | null,
    value: Uint8Array | null,
    headers: readonly Header[] = noHeaders,
  ): boolean {
    if (this.recordCount === 0) this.baseTimestampMs = this.maxTimestampMs = timestampMs;
    const delta = timestampMs - this.baseTimestampMs;
    const body = bodySize(delta, this.recordCount, key, value, headers);
    const size = varintSize(body) + body;
    if (this.recordCount > 0 && batchOverheadBytes + this.length + size > this.batchSize) return false;
    this.reserve(size);
    this.varint(body);
    this.buffer[this.length++] = 0;
    this.varint(delta);
    this.varint(this.recordCount);
    this.bytes(key);
    this.bytes(value);
    this.varint(headers.length);
    for (const header of headers) {
      this.bytes(Buffer.from(header.key));
      this.bytes(header.value);
    }
    this.recordCount++;
    this.maxTimestampMs = Math.max(this.maxTimestampMs, timestampMs);
    return true;
  }

  /** The encoded records. */
  records(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  private reserve(size: number): void {
    if (this.length + size <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + size));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }

  private bytes(value: Uint8Array | null): void {
    if (value === null) {
      this.varint(-1);
      return;
    }
    this.varint(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  /** ByteUtils.writeVarint and writeVarlong: zigzag, seven bits a byte. */
  private varint(value: number): void {
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    while (rest > 127) {
      this.buffer[this.length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.buffer[this.length++] = rest;
  }
}

/** Bytes of a batch on disk. */
export function batchSize(batch: Pick<EncodedBatch, 'records'>): number {
  return batchOverheadBytes + batch.records.length;
}

/** The records of a batch, in order. */
export function* decodeRecords(
  batch: Pick<EncodedBatch, 'records' | 'baseOffset' | 'baseTimestampMs'>,
): Iterable<LogRecord> {
  const bytes = Buffer.from(batch.records.buffer, batch.records.byteOffset, batch.records.length);
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * factor;
      if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
  };
  const chunk = (): Uint8Array | null => {
    const length = varint();
    if (length < 0) return null;
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const start = at;
    varint();
    at++;
    const timestampMs = batch.baseTimestampMs + varint();
    const offset = batch.baseOffset + varint();
    const key = chunk();
    const value = chunk();
    const count = varint();
    const headers =
      count === 0
        ? noHeaders
        : Array.from({ length: count }, () => ({ key: Buffer.from(chunk() ?? []).toString(), value: chunk() }));
    yield { offset, timestampMs, key, value, headers, sizeInBytes: at - start };
  }
}

/** A transaction's end marker (ControlRecordType, EndTransactionMarker). */
export function encodeMarker(control: 'commit' | 'abort', timestampMs: number, coordinatorEpoch: number): Uint8Array {
  const builder = new BatchBuilder(0);
  const value = Buffer.alloc(6);
  value.writeInt32BE(coordinatorEpoch, 2);
  builder.add(timestampMs, Buffer.from([0, 0, 0, control === 'commit' ? 1 : 0]), value);
  return builder.records();
}

/**
 * Bytes that a record takes alone, at most (AbstractRecords.estimateSizeInBytesUpperBound): what max.request.size is
 * compared to.
 */
export function serializedSize(
  key: Uint8Array | null,
  value: Uint8Array | null,
  headers: readonly Header[] = noHeaders,
): number {
  return batchOverheadBytes + 21 + sized(key) + sized(value) + headersSize(headers);
}

function bodySize(
  timestampDelta: number,
  offsetDelta: number,
  key: Uint8Array | null,
  value: Uint8Array | null,
  headers: readonly Header[],
): number {
  return 1 + varintSize(timestampDelta) + varintSize(offsetDelta) + sized(key) + sized(value) + headersSize(headers);
}

function headersSize(headers: readonly Header[]): number {
  let size = varintSize(headers.length);
  for (const { key, value } of headers) size += sized(Buffer.from(key)) + sized(value);
  return size;
}

function sized(value: Uint8Array | null): number {
  return value === null ? 1 : varintSize(value.length) + value.length;
}

function varintSize(value: number): number {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  let size = 1;
  for (; rest > 127; size++) rest = Math.floor(rest / 128);
  return size;
}

const transactionalFlag = 0x10;
const controlFlag = 0x20;

/** The checksum in a batch's header: CRC-32C of all that follows it. */
export function batchChecksum(batch: EncodedBatch): number {
  const header = Buffer.alloc(40);
  header.writeInt16BE((batch.isTransactional ? transactionalFlag : 0) | (batch.control === 'none' ? 0 : controlFlag));
  header.writeInt32BE(batch.lastOffset - batch.baseOffset, 2);
  header.writeBigInt64BE(BigInt(batch.baseTimestampMs), 6);
  header.writeBigInt64BE(BigInt(batch.maxTimestampMs), 14);
  header.writeBigInt64BE(BigInt(batch.producerId), 22);
  header.writeInt16BE(batch.producerEpoch, 30);
  header.writeInt32BE(batch.baseSequence, 32);
  header.writeInt32BE(batch.lastOffset - batch.baseOffset + 1, 36);
  return crc32c([header, batch.records]);
}
