let table: Uint32Array | undefined;

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
    return value;
  });
}

/** CRC-32C (Castagnoli), an unsigned number: what a batch of message format v2 carries. */
export function crc32c(parts: readonly Uint8Array[]): number {
  table ??= makeTable();
  let crc = 0xffffffff;
  for (const part of parts)
    for (let index = 0; index < part.length; index++) crc = table[(crc ^ part[index]!) & 255]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
