import { describe, expect, test } from 'vitest';
import type { ClusterRecord } from '../../src/model/records';
import { Statements } from '../../src/store/connection';
import { memoryDatabase } from '../../src/store/database';
import { eventGroups, EventWriter, lastEventGroups } from '../../src/store/eventRows';
import { schema } from '../../src/store/schema';
import { ToldChange, type PartitionState } from '../../src/story/partitionStory';
import { Retelling } from '../../src/story/retelling';

const before: PartitionState = {
  partition: 0,
  leader: 1,
  leaderEpoch: 4,
  replicas: [1, 2, 3],
  isr: [1, 2, 3],
  elr: [],
  addingReplicas: [],
  removingReplicas: [],
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
      { ...before, replicas: [4, 1, 2, 3], addingReplicas: [4], removingReplicas: [3] },
      { replicas: [4, 1, 2], addingReplicas: [], removingReplicas: [], isr: [1, 2, 4] },
      'reassignment ends: replicas 4,1,2,3 -> 4,1,2; ISR changes 1,2,3 -> 1,2,4',
    ],
    ['only the epoch', before, {}, ''],
  ])('%s', (_name, state, fields, what) => {
    const told = new ToldChange('orders', state, { ...change, ...fields });
    expect([told.what(), told.isNothing]).toEqual([what, what === '']);
  });
});

const manyPartitions = 1000;
const born: readonly ClusterRecord[] = [
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
];
const moved = Array.from(
  { length: manyPartitions },
  (_, partitionId): ClusterRecord => ({ ...change, partitionId, leader: 2, isr: [2, 3] }),
);
const few = [5, 9].map((partitionId): ClusterRecord => ({ ...change, partitionId, leader: 3, isr: [3] }));

/** A file in which causes, by their number, stand with what they led to. */
function told(causes: readonly (readonly ClusterRecord[])[]): Statements {
  const db = memoryDatabase();
  db.exec(schema);
  const view = new Statements(db);
  const events = new EventWriter(view);
  const retelling = new Retelling(events.listen, (cause) => events.finish(cause));
  let offset = 0;
  for (const [id, records] of causes.entries()) {
    view
      .sql('INSERT INTO cause (id, time_ms, data) VALUES (?, 0, ?)')
      .run(id, JSON.stringify({ kind: 'command', words: ['test'] }));
    for (const record of records) retelling.tell(record, offset++, id);
  }
  retelling.finish();
  return view;
}

describe('events', () => {
  test('of one cause that are thousands alike are one with a count', () => {
    const groups = [...eventGroups(told([born, moved]))];
    expect(groups.map(({ first, count }) => [count, first.subject, first.what])).toEqual([
      [1, 'topic big', 'created with 1000 partitions, replication factor 3'],
      [manyPartitions, 'big-0', 'clean election: leader 1 -> 2, epoch 5; ISR shrinks 1,2,3 -> 2,3'],
    ]);
  });

  test('take as many rows as there is to tell, however many records', () => {
    const view = told([born, moved, few]);
    expect(view.sql('SELECT count(*) AS n FROM event').get()).toEqual({ n: 3 });
  });

  test('are the last ones when asked for, oldest first', () => {
    const view = told([born, moved, few]);
    const all = [...eventGroups(view)];
    expect(all).toHaveLength(4);
    for (let count = 1; count <= all.length + 1; count++)
      expect(lastEventGroups(view, count)).toEqual(all.slice(-count));
  });

  test('are those of one topic when asked for', () => {
    const other = born.map((record) => ({ ...record, topicId: 'other', ...('name' in record && { name: 'small' }) }));
    const view = told([born, other as readonly ClusterRecord[], moved]);
    expect([...eventGroups(view, 'small')].map(({ first }) => first.subject)).toEqual(['topic small']);
    expect([...eventGroups(view, 'big')].map(({ first }) => first.subject)).toEqual(['topic big', 'big-0']);
  });
});
