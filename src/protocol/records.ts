import { batchOverheadBytes, CorruptBatchError, type RecordBatch } from './recordBatch';

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

/**
 * The records of a batch, in order, as many as it says it has. What does not hold ends with an error, never without
 * end.
 * @throws CorruptBatchError in the words of org.apache.kafka.common.record.DefaultRecord and DefaultRecordBatch
 */
export function* decodeRecords(
  batch: Pick<RecordBatch, 'records' | 'baseOffset' | 'lastOffset' | 'baseTimestampMs'>,
): Iterable<LogRecord> {
  const bytes = Buffer.from(batch.records.buffer, batch.records.byteOffset, batch.records.length);
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; factor <= greatestFactor; factor *= 128) {
      if (at >= bytes.length) throw invalid('Found invalid record structure');
      const byte = bytes[at++]!;
      value += (byte & 127) * factor;
      if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    throw invalid('Found invalid record structure');
  };
  const chunk = (): Uint8Array | null => {
    const length = varint();
    if (length < 0) return null;
    if (at + length > bytes.length) throw invalid('Found invalid record structure');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const count = batch.lastOffset - batch.baseOffset + 1;
  if (count < 0) throw invalid(`Found invalid record count ${count} in magic v2 batch`);
  for (let read = 1; read <= count; read++) {
    const start = at;
    requireSize(bytes, at);
    const size = varint();
    if (size > bytes.length - at) throw new CutOffRecord(size, bytes.length - at);
    const bodyStart = at++;
    const timestampMs = batch.baseTimestampMs + varint();
    const offset = batch.baseOffset + varint();
    const key = chunk();
    const value = chunk();
    const headerCount = varint();
    if (headerCount < 0) throw invalid(`Found invalid number of record headers ${headerCount}`);
    if (headerCount > bytes.length - at)
      throw invalid(
        `Found invalid number of record headers. ${headerCount} is larger than the remaining size of the buffer`,
      );
    const headers =
      headerCount === 0
        ? noHeaders
        : Array.from({ length: headerCount }, () => ({ key: Buffer.from(chunk() ?? []).toString(), value: chunk() }));
    if (at - bodyStart !== size)
      throw invalid(
        `Invalid record size: expected to read ${size} bytes in record payload, but instead read ${at - bodyStart}`,
      );
    if (read === count && at < bytes.length) throw invalid(recordsRemain);
    yield { offset, timestampMs, key, value, headers, sizeInBytes: at - start };
  }
}

/** What 2.8 says also of a record that is cut off. */
export const recordsRemain = 'Incorrect declared batch size, records still remaining in file';

/** Bytes of the longest varint. */
const mostSizeBytes = 5;
/** A varlong has ten bytes at most; numbers here end at 2 to the 53rd, which eight bytes hold. */
const greatestFactor = 128 ** 7;

/** Looks whether a size that is no varint stands where a record starts, or nothing. */
function requireSize(bytes: Buffer, start: number): void {
  if (start >= bytes.length) throw invalid('Incorrect declared batch size, premature EOF reached');
  let bits = 0;
  for (let index = 0; index < mostSizeBytes; index++) {
    const byte = bytes[start + index];
    if (byte === undefined || byte < 128) return;
    bits |= (byte & 127) << (7 * index);
  }
  throw new CorruptBatchError(
    `Varint is too long, the most significant bit in the 5th byte is set, converted value: ` +
      `${(bits >>> 0).toString(16)}`,
    'java.lang.IllegalArgumentException',
  );
}

/** A record that says that it is longer than what is left of its batch. */
export class CutOffRecord extends CorruptBatchError {
  constructor(size: number, left: number) {
    super(
      `Invalid record size: expected ${size} bytes in record payload, but instead the buffer has only ${left} ` +
        `remaining bytes.`,
      invalidRecordException,
    );
  }
}

const invalidRecordException = 'org.apache.kafka.common.InvalidRecordException';

function invalid(message: string): CorruptBatchError {
  return new CorruptBatchError(message, invalidRecordException);
}

/** A transaction's end marker (ControlRecordType, EndTransactionMarker). */
export function encodeMarker(control: 'commit' | 'abort', timestampMs: number, coordinatorEpoch: number): Uint8Array {
  const builder = new BatchBuilder(0);
  const value = Buffer.alloc(6);
  value.writeInt32BE(coordinatorEpoch, 2);
  builder.add(timestampMs, Buffer.from([0, 0, 0, control === 'commit' ? 1 : 0]), value);
  return builder.records();
}

/** The coordinator's epoch in a marker's value; -1 where there is none. */
export function endMarkerEpoch(value: Uint8Array | null): number {
  return value && value.length >= 6 ? Buffer.from(value.buffer, value.byteOffset, value.length).readInt32BE(2) : -1;
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
