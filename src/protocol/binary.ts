/** Writes the fields of Kafka's generated message classes (not flexible versions). */
export class BinaryWriter {
  private readonly parts: Buffer[] = [];

  int8(value: number): this {
    return this.push(Buffer.from([value & 0xff]));
  }

  int16(value: number): this {
    const part = Buffer.alloc(2);
    part.writeInt16BE(value);
    return this.push(part);
  }

  int32(value: number): this {
    const part = Buffer.alloc(4);
    part.writeInt32BE(value);
    return this.push(part);
  }

  int64(value: number): this {
    const part = Buffer.alloc(8);
    part.writeBigInt64BE(BigInt(value));
    return this.push(part);
  }

  text(value: string | null): this {
    if (value === null) return this.int16(-1);
    const part = Buffer.from(value);
    return this.int16(part.length).push(part);
  }

  bytes(value: Uint8Array): this {
    return this.int32(value.length).push(Buffer.from(value));
  }

  /** A length in groups of seven bits, the lowest first. */
  unsignedVarint(value: number): this {
    return value < 0x80 ? this.int8(value) : this.int8((value & 0x7f) | 0x80).unsignedVarint(value >>> 7);
  }

  /** A text of a flexible version. */
  compactText(value: string): this {
    const part = Buffer.from(value);
    return this.unsignedVarint(part.length + 1).push(part);
  }

  raw(value: Uint8Array): this {
    return this.push(Buffer.from(value));
  }

  done(): Uint8Array {
    return Buffer.concat(this.parts);
  }

  private push(part: Buffer): this {
    this.parts.push(part);
    return this;
  }
}

/** There are fewer bytes than the fields need (java.nio.BufferUnderflowException), or a length that none can have. */
export class BufferUnderflow extends Error {}

/**
 * Reads what BinaryWriter wrote, from the start.
 * @throws BufferUnderflow
 */
export class BinaryReader {
  private readonly buffer: Buffer;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  int16(): number {
    return this.buffer.readInt16BE(this.advance(2));
  }

  int32(): number {
    return this.buffer.readInt32BE(this.advance(4));
  }

  int64(): number {
    return Number(this.buffer.readBigInt64BE(this.advance(8)));
  }

  text(): string | null {
    const length = this.int16();
    if (length < 0) return null;
    const start = this.advance(length);
    return this.buffer.toString('utf8', start, start + length);
  }

  bytes(): Uint8Array {
    return this.take(this.int32());
  }

  unsignedVarint(): number {
    const byte = this.take(1)[0]!;
    return byte < 0x80 ? byte : (byte & 0x7f) + this.unsignedVarint() * 0x80;
  }

  /** A text of a flexible version. */
  compactText(): string {
    return Buffer.from(this.take(this.unsignedVarint() - 1)).toString();
  }

  /** The next bytes, so many. */
  take(length: number): Uint8Array {
    const start = this.advance(length);
    return this.buffer.subarray(start, start + length);
  }

  /** Nothing is left. */
  get isAtEnd(): boolean {
    return this.at === this.buffer.length;
  }

  /** An array's elements, each of at least a byte, read by `read`. */
  array<T>(read: (reader: this) => T): T[] {
    const length = this.int32();
    if (length < 0 || length > this.buffer.length - this.at) throw new BufferUnderflow();
    return Array.from({ length }, () => read(this));
  }

  /** Where the next bytes start. */
  private advance(count: number): number {
    const start = this.at;
    if (count < 0 || count > this.buffer.length - start) throw new BufferUnderflow();
    this.at += count;
    return start;
  }
}
