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
          for (const _ of decodeRecords({ records, baseOffset: 0, lastOffset: 1000, baseTimestampMs: 0 })) count++;
        } catch (error) {
          expect(error).toBeInstanceOf(CorruptBatchError);
        }
        expect(count).toBeLessThanOrEqual(records.length);
      }),
      { numRuns: 2000 },
    );
  });

  // What kafka-dump-log of the releases says of a file in which a batch with one record, "two", is changed like that.
  const record = (change: (bytes: Uint8Array) => void) => {
    const [batch] = decodeBatches(encoded(['two']));
    const records = Uint8Array.from([18, 0, 0, 0, 1, 6, 116, 119, 111, 0]);
    change(records);
    return { ...batch!, records };
  };
  test.each<[string, (bytes: Uint8Array) => void, string]>([
    ['a value longer than the batch', (bytes) => void (bytes[5] = 100), 'Found invalid record structure'],
    [
      'a size that is less than the record',
      (bytes) => void (bytes[0] = 4),
      'Invalid record size: expected to read 2 bytes in record payload, but instead read 9',
    ],
    [
      'a size that is more than the batch',
      (bytes) => void (bytes[0] = 100),
      'Invalid record size: expected 50 bytes in record payload, but instead the buffer has only 9 remaining bytes.',
    ],
    [
      'nothing but ones',
      (bytes) => bytes.fill(255),
      'Varint is too long, the most significant bit in the 5th byte is set, converted value: ffffffff',
    ],
    [
      'nothing but zeroes',
      (bytes) => bytes.fill(0),
      'Invalid record size: expected to read 0 bytes in record payload, but instead read 6',
    ],
    [
      'more headers than bytes',
      (bytes) => void (bytes[9] = 20),
      'Found invalid number of record headers. 10 is larger than the remaining size of the buffer',
    ],
    ['a negative number of headers', (bytes) => void (bytes[9] = 1), 'Found invalid number of record headers -1'],
  ])('of a record with %s says what Kafka says', (_name, change, message) => {
    expect([...decodeRecords(record(() => undefined))]).toHaveLength(1);
    expect(() => [...decodeRecords(record(change))]).toThrow(message);
  });

  test.each([
    [8, 'Incorrect declared batch size, premature EOF reached'],
    [4, 'Found invalid record count -2 in magic v2 batch'],
  ])('that ends at %i instead of 7 says what Kafka says', (lastOffset, message) => {
    expect(() => [...decodeRecords({ ...record(() => undefined), lastOffset })]).toThrow(message);
  });

  test('with more behind its last record says what Kafka says', () => {
    const { records } = record(() => undefined);
    const twice = { ...record(() => undefined), records: Buffer.concat([records, records]) };
    expect(() => [...decodeRecords(twice)]).toThrow('Incorrect declared batch size, records still remaining in file');
  });
});
