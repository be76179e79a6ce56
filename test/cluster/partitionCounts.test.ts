import { afterEach, expect, test } from 'vitest';
import { createPartitions, createTopic } from '../../src/clients/admin/topics';
import { newAssignmentProblem } from '../../src/cluster/zookeeper/assignments';
import type { ProfileId } from '../../src/profiles/profile';
import { Lab } from './reassignment/lab';

let lab: Lab;
afterEach(() => lab?.remove());

function create(name: string, partitions: number, configs: Readonly<Record<string, string>> = {}): string {
  const sizes = { partitions, replicationFactor: 1, assignments: undefined };
  const { errorCode, errorMessage } = createTopic(lab.admin, {
    name,
    ...sizes,
    configs: new Map(Object.entries(configs)),
  });
  return errorCode === 'NONE' ? '' : `${errorCode}: ${errorMessage}`;
}

const grow = (...counts: readonly (readonly [name: string, count: number])[]) =>
  createPartitions(
    lab.admin,
    counts.map(([name, count]) => ({ name, count, assignments: undefined })),
  ).map(({ errorCode }) => errorCode);

const count = (name: string) => lab.session.read((view) => view.partitionCount(view.topic(name)!));
const controller = () => lab.session.read((view) => view.activeController());

test.each(['3.9-kraft', '4.3-kraft'] as const)(
  '%s: a request makes up to 10,000 records; those that fit stay though it fails',
  (profile: ProfileId) => {
    lab = new Lab(profile, 3);
    expect(create('a', 10_001)).toBe('POLICY_VIOLATION: Excessively large number of partitions per request.');
    const tooMany = 'POLICY_VIOLATION: Unable to perform excessively large batch operation.';
    expect(create('a', 10_000)).toBe(tooMany);
    expect(create('a', 9_999, { 'retention.ms': '1' })).toBe(tooMany);
    expect(create('a', 1)).toBe('');
    expect(create('a', 10_001)).toMatch('POLICY_VIOLATION');
    expect(create('b', 1)).toBe('');
    expect(create('c', 1)).toBe('');
    expect(grow(['a', 6_001], ['b', 6_001], ['c', 2])).toEqual([
      'NONE',
      'UNKNOWN_SERVER_ERROR',
      'UNKNOWN_SERVER_ERROR',
    ]);
    expect([count('a'), count('b'), count('c')]).toEqual([6_001, 4_001, 1]);
    expect(grow(['b', 1_000_000])).toEqual(['UNKNOWN_SERVER_ERROR']);
    expect(count('b')).toBe(14_001);
  },
);

test.each(['3.9-kraft', '4.3-kraft'] as const)('%s: a controller without memory resigns', (profile) => {
  lab = new Lab(profile, 3);
  create('a', 1);
  create('b', 1);
  const before = controller();
  expect(grow(['a', 2], ['b', 2_147_483_647])).toEqual(['UNKNOWN_SERVER_ERROR', 'UNKNOWN_SERVER_ERROR']);
  expect([count('a'), count('b')]).toEqual([1, 1]);
  expect(controller()).toMatchObject({ epoch: before.epoch + 1 });
  expect(controller().id).not.toBe(before.id);
  expect(grow(['a', 2])).toEqual(['NONE']);
});

test('ZooKeeper: a sum that overflows looks like a gap, unless it overflows twice', () => {
  // What Scala's arithmetic gives: 2.8 answered so for 70,000 and 1,000,000, and not for 100,000.
  const taken = (partitions: number) => newAssignmentProblem(new Array(partitions).fill([1])) === undefined;
  expect([1, 46_341, 46_342, 70_000, 80_265, 80_266, 100_000, 103_622, 103_623, 1_000_000].map(taken)).toEqual([
    true,
    true,
    false,
    false,
    false,
    true,
    true,
    true,
    false,
    false,
  ]);
});

test('ZooKeeper: as many partitions as fit into a znode of 1 MB', () => {
  lab = new Lab('2.8-zk', 3);
  const gap = 'partitions should be a consecutive 0-based integer sequence';
  expect(create('a', 70_000)).toBe(`INVALID_REPLICA_ASSIGNMENT: ${gap}`);
  expect(create('a', 1)).toBe('');
  expect(grow(['a', 2_147_483_647])).toEqual(['UNKNOWN_SERVER_ERROR']);
  expect(() => create('b', 100_000)).toThrow(/jute\.maxbuffer/);
  expect(() => grow(['a', 95_000])).toThrow(/jute\.maxbuffer/);
  expect(grow(['a', 46_342])).toEqual(['NONE']);
  expect(count('a')).toBe(46_342);
});
