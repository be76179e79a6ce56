import { describe, expect, test } from 'vitest';
import type { ClusterRecord } from '../../src/model/records';
import { groupEvents } from '../../src/lab/events';
import { tellPartitionChange, type PartitionState } from '../../src/lab/partitionStory';
import { Story } from '../../src/lab/story';
import type { HistoryEntry } from '../../src/store/history';

const before: PartitionState = {
  partition: 0,
  leader: 1,
  leaderEpoch: 4,
  replicas: [1, 2, 3],
  isr: [1, 2, 3],
  elr: [],
  adding: [],
  removing: [],
};
const change = {
  type: 'PartitionChangeRecord',
  topicId: 'id',
  partitionId: 0,
  leaderEpoch: 5,
  partitionEpoch: 9,
  controllerEpoch: 1,
} as const;

describe('a change of a partition', () => {
  test.each([
    [
      'a leader that leaves hands over',
      before,
      { leader: 2, isr: [2, 3] },
      'clean election: leader 1 -> 2, epoch 5; ISR shrinks 1,2,3 -> 2,3',
    ],
    [
      'the first replica takes over from one that stays',
      { ...before, leader: 2 },
      { leader: 1 },
      'preferred election: leader 2 -> 1, epoch 5',
    ],
    [
      'the first replica takes over from one that leaves',
      { ...before, leader: 2 },
      { leader: 1, isr: [1, 3] },
      'clean election: leader 2 -> 1, epoch 5; ISR shrinks 1,2,3 -> 1,3',
    ],
    [
      'the first replica ends an outage',
      { ...before, leader: -1 },
      { leader: 1 },
      'clean election: leader none -> 1, epoch 5',
    ],
    [
      'nobody is left',
      { ...before, isr: [1] },
      { leader: -1, isr: [], elr: [1] },
      'no leader any more, it was 1: offline; ISR shrinks 1 -> none; ELR none -> 1',
    ],
    [
      'an out-of-sync replica leads',
      { ...before, leader: -1, isr: [1] },
      { leader: 2, isr: [2], unclean: true },
      'unclean election: leader none -> 2, epoch 5, what only others had is lost; ISR changes 1 -> 2',
    ],
    ['a follower caught up', { ...before, isr: [1, 3] }, { isr: [1, 3, 2] }, 'ISR grows 1,3 -> 1,3,2'],
    [
      'a move starts',
      before,
      { replicas: [4, 1, 2, 3], addingReplicas: [4], removingReplicas: [3] },
      'reassignment starts: adds 4, removes 3',
    ],
    [
      'a move ends',
      { ...before, replicas: [4, 1, 2, 3], adding: [4], removing: [3] },
      { replicas: [4, 1, 2], addingReplicas: [], removingReplicas: [], isr: [1, 2, 4] },
      'reassignment ends: replicas 4,1,2,3 -> 4,1,2; ISR changes 1,2,3 -> 1,2,4',
    ],
    ['only the epoch', before, {}, ''],
  ])('%s', (_name, state, fields, what) => {
    expect(tellPartitionChange(state, { ...change, ...fields }).what).toBe(what);
  });
});

const records = (causeId: number, text: string, list: readonly ClusterRecord[], from: number): HistoryEntry[] =>
  list.map((record, index) => ({
    offset: from + index,
    timeMs: 0,
    record,
    cause: { id: causeId, kind: 'command', text },
  }));

const manyPartitions = 1000;
const born = records(
  1,
  'kafka-topics',
  [
    { type: 'TopicRecord', topicId: 'id', name: 'big' },
    ...Array.from(
      { length: manyPartitions },
      (_, partitionId): ClusterRecord => ({
        type: 'PartitionRecord',
        topicId: 'id',
        partitionId,
        replicas: [1, 2, 3],
        isr: [1, 2, 3],
        leader: 1,
        leaderEpoch: 0,
        partitionEpoch: 0,
        controllerEpoch: 1,
      }),
    ),
  ],
  0,
);
const moved = records(
  2,
  'kafka-lab broker stop 1',
  Array.from(
    { length: manyPartitions },
    (_, partitionId): ClusterRecord => ({ ...change, partitionId, leader: 2, isr: [2, 3] }),
  ),
  2000,
);

describe('events', () => {
  test('fold thousands alike of one cause into one with a count', () => {
    const groups = groupEvents(new Story().read([...born, ...moved]), () => true, 5);
    expect(groups.map(({ first, count }) => [count, first.subject, first.what])).toEqual([
      [1, 'topic big', 'created with 1000 partitions, replication factor 3'],
      [manyPartitions, 'big-0', 'clean election: leader 1 -> 2, epoch 5; ISR shrinks 1,2,3 -> 2,3'],
    ]);
  });

  test('stand alone when asked for, and keep what concerns somebody', () => {
    const groups = groupEvents(
      new Story().read([...born, ...moved]),
      ({ subject }) => subject.startsWith('big-9'),
      Number.POSITIVE_INFINITY,
    );
    expect(groups).toHaveLength(111);
    expect(groups.every(({ count }) => count === 1)).toBe(true);
  });
});
