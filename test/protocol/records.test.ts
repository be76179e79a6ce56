import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32c } from '../../src/protocol/crc32c';
import { CorruptBatchError, decodeBatches, encodeBatch, isIntact } from '../../src/protocol/recordBatch';
import { BatchBuilder, decodeRecords } from '../../src/protocol/records';

test('CRC-32C is what RFC 3720 says', () => {
  const ascending = Uint8Array.from({ length: 32 }, (_, index) => index);
  expect(crc32c([new Uint8Array(32)])).toBe(0x8a9136aa);
  expect(crc32c([new Uint8Array(32).fill(255)])).toBe(0x62a8ab43);
  expect(crc32c([ascending])).toBe(0x46dd794e);
  expect(crc32c([ascending.toReversed()])).toBe(0x113fdb5c);
  for (let cut = 0; cut <= 32; cut++)
    expect(crc32c([ascending.subarray(0, cut), ascending.subarray(cut)])).toBe(0x46dd794e);
});

/** Where in a batch's bytes nothing is checked: its offset, its length, the leader's epoch and the magic number. */
const checkedFrom = 17;

function encoded(values: readonly string[]): Uint8Array {
  const builder = new BatchBuilder(1 << 20);
  for (const value of values) builder.add(1000, Buffer.from('key'), Buffer.from(value));
  return encodeBatch({
    baseOffset: 7,
    lastOffset: 6 + values.length,
    leaderEpoch: 3,
    compression: 0,
    isTransactional: false,
    isControl: false,
    baseTimestampMs: 1000,
    maxTimestampMs: 1000,
    producerId: 1,
    producerEpoch: 2,
    baseSequence: 3,
    recordCount: values.length,
    records: builder.records(),
  });
}

describe('a batch', () => {
  const values = fc.array(fc.string(), { minLength: 1, maxLength: 20 });

  test('is intact when it comes back as it went', () => {
    fc.assert(
      fc.property(values, (list) => {
        const [batch] = decodeBatches(encoded(list));
        expect(isIntact(batch!)).toBe(true);
        expect([...decodeRecords(batch!)].map(({ value }) => Buffer.from(value!).toString())).toEqual(list);
      }),
    );
  });

  test('is known to be damaged, whichever byte from the checksum on is another', () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.integer({ min: 1, max: 255 }), (list, place, change) => {
        const bytes = encoded(list);
        const at = checkedFrom + (place % (bytes.length - checkedFrom));
        bytes[at] = bytes[at]! ^ change;
        expect(() => [...decodeBatches(bytes)]).toThrow(CorruptBatchError);
        expect([...decodeBatches(bytes, false)]).toHaveLength(1);
      }),
    );
  });

  test('of any bytes comes to an end', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      // Lengths that make no progress, and those that go backwards.
      fc.array(fc.constantFrom(0, 1, 2, 127, 128, 255), { maxLength: 300 }).map((list) => Uint8Array.from(list)),
    );
    fc.assert(
      fc.property(bytes, (records) => {
        let count = 0;
        try {
          for (const _ of decodeRecords({ records, baseOffset: 0, baseTimestampMs: 0 })) count++;
        } catch (error) {
          expect(error).toBeInstanceOf(CorruptBatchError);
        }
        expect(count).toBeLessThanOrEqual(records.length);
      }),
      { numRuns: 2000 },
    );
  });
});
