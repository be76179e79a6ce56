import { describe, expect, test } from 'vitest';
import { commonEndOffset, epochAt, extend, truncate } from '../../src/log/lineage';
import { emptyLog, type ReplicaLog, type StoredBatch } from '../../src/model/log';
import { batchSize } from '../../src/protocol/recordBatch';
import { BatchBuilder, decodeRecords } from '../../src/protocol/records';
import { fetchOnce, nextHighWatermark } from '../../src/log/replication';

/** A log whose epochs start at the given offsets: log(1, 7, [0, 0], [2, 5]) has epoch 2 from offset 5 to 7. */
function log(
  broker: number,
  endOffset: number,
  ...epochs: readonly (readonly [epoch: number, startOffset: number])[]
): ReplicaLog {
  return { ...emptyLog(broker), endOffset, lineage: epochs.map(([epoch, startOffset]) => ({ epoch, startOffset })) };
}

describe('lineages', () => {
  test('an epoch is noted once', () => {
    const lineage = extend(extend([], 0, 0), 0, 3);
    expect(extend(lineage, 4, 7)).toEqual([
      { epoch: 0, startOffset: 0 },
      { epoch: 4, startOffset: 7 },
    ]);
  });

  test('truncation forgets epochs that have no record left', () => {
    expect(truncate(log(1, 9, [0, 0], [2, 5]).lineage, 5)).toEqual([{ epoch: 0, startOffset: 0 }]);
  });

  test('the epoch at an offset', () => {
    expect([0, 4, 5, 6, 7].map((offset) => epochAt(log(1, 7, [0, 0], [2, 5]), offset))).toEqual([
      0,
      0,
      2,
      2,
      undefined,
    ]);
  });

  test.each([
    ['the same', log(1, 7, [0, 0], [2, 5]), log(2, 7, [0, 0], [2, 5]), 7],
    ['a shorter follower', log(1, 7, [0, 0], [2, 5]), log(2, 3, [0, 0]), 3],
    ['a follower with a tail of its own epoch', log(1, 7, [0, 0], [2, 5]), log(2, 9, [0, 0], [1, 4]), 4],
    ['a leader that had less of the last epoch', log(1, 4, [0, 0]), log(2, 6, [0, 0]), 4],
    ['nothing in common', log(1, 4, [3, 0]), log(2, 6, [0, 0]), 0],
  ])('where a follower diverges: %s', (_, leader, follower, expected) => {
    expect(commonEndOffset(leader, follower)).toBe(expected);
  });
});

describe('fetching', () => {
  test(
    'a follower cuts off, tells where its log ends, and takes the rest; the high watermark comes one fetch ' + 'later',
    () => {
      const leader = { ...log(1, 7, [0, 0], [2, 5]), highWatermark: 4 };
      const first = fetchOnce(leader, log(2, 9, [0, 0], [1, 4]));
      expect(first).toMatchObject({ fetchedOffset: 4, endOffset: 7, highWatermark: 4, lineage: leader.lineage });
      expect(nextHighWatermark(leader, [first], false)).toBe(4);
      const second = fetchOnce(leader, first);
      expect(nextHighWatermark(leader, [second], false)).toBe(7);
      expect(nextHighWatermark(leader, [second], true)).toBe(4);
    },
  );

  test('a follower that lacks what the leader has deleted starts anew', () => {
    expect(fetchOnce({ ...log(1, 7, [0, 0]), startOffset: 5 }, log(2, 2, [0, 0]))).toMatchObject({
      startOffset: 5,
      fetchedOffset: 5,
      endOffset: 7,
    });
  });
});

describe('batches', () => {
  const batchOf = (...records: readonly (readonly [key: string | null, value: string])[]): StoredBatch => {
    const builder = new BatchBuilder(16384);
    for (const [key, value] of records) builder.add(1000, key === null ? null : Buffer.from(key), Buffer.from(value));
    return {
      records: builder.records(),
      baseOffset: 7,
      lastOffset: 6 + records.length,
      baseTimestampMs: 1000,
      maxTimestampMs: 1000,
      leaderEpoch: 0,
      producerId: -1,
      producerEpoch: -1,
      baseSequence: -1,
      isTransactional: false,
      control: 'none',
      acks: 1,
      checksum: 0,
    };
  };

  test('are as large as the recorded ones', () => {
    expect(batchSize(batchOf(['k2', 'two']))).toBe(73);
    expect(batchSize(batchOf(['k3', 'three'], ['k4', 'five']))).toBe(88);
  });

  test('give back what was put in', () => {
    const long = 'x'.repeat(300);
    const records = [...decodeRecords(batchOf(['k', 'v'], [null, long]))].map(({ offset, timestampMs, key, value }) => [
      offset,
      timestampMs,
      key && Buffer.from(key).toString(),
      value && Buffer.from(value).toString(),
    ]);
    expect(records).toEqual([
      [7, 1000, 'k', 'v'],
      [8, 1000, null, long],
    ]);
  });

  test('are full at batch.size', () => {
    const builder = new BatchBuilder(100);
    const added = Array.from({ length: 10 }, () => builder.add(0, null, Buffer.from('0123456789')));
    expect(added.filter(Boolean)).toHaveLength(2);
  });
});
