/** Writes the fields of Kafka's generated message classes (not flexible versions). */
export class BinaryWriter {
  private readonly parts: Buffer[] = [];

  int8(value: number): this {
    return this.push(Buffer.from([value]));
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

  done(): Uint8Array {
    return Buffer.concat(this.parts);
  }

  private push(part: Buffer): this {
    this.parts.push(part);
    return this;
  }
}

/** Reads what BinaryWriter wrote, from the start. */
export class BinaryReader {
  private readonly buffer: Buffer;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  int16(): number {
    this.at += 2;
    return this.buffer.readInt16BE(this.at - 2);
  }

  int32(): number {
    this.at += 4;
    return this.buffer.readInt32BE(this.at - 4);
  }

  int64(): number {
    this.at += 8;
    return Number(this.buffer.readBigInt64BE(this.at - 8));
  }

  text(): string | null {
    const length = this.int16();
    if (length < 0) return null;
    this.at += length;
    return this.buffer.toString('utf8', this.at - length, this.at);
  }

  bytes(): Uint8Array {
    const length = this.int32();
    this.at += length;
    return this.buffer.subarray(this.at - length, this.at);
  }

  /** An array's elements, each read by `read`. */
  array<T>(read: (reader: this) => T): T[] {
    return Array.from({ length: this.int32() }, () => read(this));
  }
}
