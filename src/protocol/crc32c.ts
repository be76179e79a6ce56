/** Bytes that are taken at once, with a table for the place of each (slicing-by-8). */
const bytesAtOnce = 8;

let tables: Uint32Array | undefined;

/** One table after the other: what a byte adds to the checksum when so many bytes come after it. */
function makeTables(): Uint32Array {
  const made = new Uint32Array(256 * bytesAtOnce);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
    made[byte] = value;
  }
  for (let at = 256; at < made.length; at++) made[at] = (made[at - 256]! >>> 8) ^ made[made[at - 256]! & 255]!;
  return made;
}

/** CRC-32C (Castagnoli), an unsigned number: what a batch of message format v2 carries. */
export function crc32c(parts: readonly Uint8Array[]): number {
  tables ??= makeTables();
  let crc = -1;
  for (const part of parts) crc = extended(crc, part, tables);
  return ~crc >>> 0;
}

function extended(before: number, part: Uint8Array, table: Uint32Array): number {
  let crc = before;
  let index = 0;
  for (const end = part.length - bytesAtOnce; index <= end; index += bytesAtOnce) {
    crc ^= part[index]! | (part[index + 1]! << 8) | (part[index + 2]! << 16) | (part[index + 3]! << 24);
    crc =
      table[1792 + (crc & 255)]! ^
      table[1536 + ((crc >>> 8) & 255)]! ^
      table[1280 + ((crc >>> 16) & 255)]! ^
      table[1024 + (crc >>> 24)]! ^
      table[768 + part[index + 4]!]! ^
      table[512 + part[index + 5]!]! ^
      table[256 + part[index + 6]!]! ^
      table[part[index + 7]!]!;
  }
  for (; index < part.length; index++) crc = table[(crc ^ part[index]!) & 255]! ^ (crc >>> 8);
  return crc;
}
