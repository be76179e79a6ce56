import { afterEach, describe, expect, test } from 'vitest';
import { killNode, pauseNode, resumeNode, startNode, stopNode } from '../../../src/cluster/nodes';
import type { ProfileId } from '../../../src/profiles/profile';
import { createPartitions, deleteTopics } from '../../../src/clients/admin/topics';
import { Lab } from './lab';

let lab: Lab;
afterEach(() => lab.remove());

const all: readonly ProfileId[] = ['2.8-zk', '3.9-zk', '3.9-kraft', '4.3-kraft'];
const zooKeeper: readonly ProfileId[] = ['2.8-zk', '3.9-zk'];
const kraft: readonly ProfileId[] = ['3.9-kraft', '4.3-kraft'];

describe.each(all)('%s', (profile) => {
  test('moves at once where the new replicas live', () => {
    lab = new Lab(profile);
    lab.create('t', [1, 2]);
    expect(lab.reassign('t', [3, 2])).toBe('');
    expect(lab.state('t')).toBe('3,2 isr 2,3 leader 3');
  });

  test('another order of the same replicas changes neither leader nor ISR', () => {
    lab = new Lab(profile);
    lab.create('t', [1, 2, 3]);
    lab.reassign('t', [3, 1, 2]);
    expect(lab.state('t')).toBe('3,1,2 isr 1,2,3 leader 1');
  });

  test('waits for a broker that does not answer, and goes on when it does', () => {
    lab = new Lab(profile);
    lab.create('t', [1, 2]);
    lab.node(3, pauseNode);
    lab.reassign('t', [2, 3]);
    expect(lab.state('t')).toBe('2,3,1 +3 -1 isr 1,2 leader 1');
    lab.node(3, resumeNode);
    expect(lab.state('t')).toBe('2,3 isr 2,3 leader 2');
  });

  test('waits for a leader that does not answer', () => {
    lab = new Lab(profile);
    lab.create('t', [2, 1]);
    lab.node(2, pauseNode);
    lab.reassign('t', [2, 3]);
    expect(lab.state('t')).toBe('2,3,1 +3 -1 isr 2,1 leader 2');
    lab.node(2, resumeNode);
    expect(lab.state('t')).toBe('2,3 isr 2,3 leader 2');
  });

  test('survives the loss of its session and its leader meanwhile', () => {
    lab = new Lab(profile);
    lab.create('t', [1, 2]);
    lab.node(3, killNode);
    lab.reassign('t', [2, 3]);
    lab.session.advance(30_000);
    lab.node(1, stopNode);
    expect(lab.state('t')).toBe('2,3,1 +3 -1 isr 2 leader 2');
    lab.node(3, startNode);
    lab.session.settle();
    expect(lab.state('t')).toBe('2,3 isr 2,3 leader 2');
  });

  test('can be taken back', () => {
    lab = new Lab(profile);
    lab.create('t', [1, 2]);
    lab.node(3, pauseNode);
    lab.reassign('t', [3, 2]);
    expect(lab.reassign('t', null)).toBe('');
    expect(lab.state('t')).toBe('2,1 isr 1,2 leader 1'); // the order of before is not known any more
    lab.node(3, resumeNode);
    lab.session.settle();
    expect(lab.state('t')).toBe('2,1 isr 1,2 leader 1');
    expect(lab.reassign('t', null)).toBe('NO_REASSIGNMENT_IN_PROGRESS: ');
  });

  test('names what is under way, and topics show no more replicas than before', () => {
    lab = new Lab(profile);
    lab.create('t', [1, 2]);
    lab.create('u', [1, 2]);
    lab.node(4, pauseNode);
    lab.reassign('t', [1, 2, 4]);
    const underWay = { partitionIndex: 0, replicas: '1,2,4', addingReplicas: '4', removingReplicas: '' };
    expect(lab.ask('ListPartitionReassignments', {}).topics).toEqual([{ name: 't', partitions: [underWay] }]);
  });
});

describe.each(zooKeeper)('%s, the steps of KafkaController', (profile) => {
  test(
    'epochs: the brokers are told of new replicas, of the new leader, and of each replica that leaves the ' + 'ISR',
    () => {
      lab = new Lab(profile);
      lab.create('t', [1, 2]);
      lab.reassign('t', [3, 4]);
      const { leader, leaderEpoch, isr, replicas } = lab.partition('t');
      expect({ leader, leaderEpoch, isr, replicas }).toEqual({
        leader: 3,
        leaderEpoch: 1 + 1 + 2,
        isr: [3, 4],
        replicas: [3, 4],
      });
    },
  );

  test('another target replaces the one under way: what was being added goes', () => {
    lab = new Lab(profile);
    lab.create('t', [1, 2]);
    lab.node(3, pauseNode);
    lab.reassign('t', [2, 3]);
    lab.reassign('t', [2, 4]);
    expect(lab.state('t')).toBe('2,4 isr 2,4 leader 2');
  });

  test('a new controller resumes it', () => {
    lab = new Lab(profile);
    lab.create('t', [2, 3]);
    lab.node(4, killNode);
    lab.reassign('t', [3, 4]);
    const before = lab.partition('t').leaderEpoch;
    lab.node(1, stopNode);
    lab.session.advance(0);
    expect(lab.state('t')).toBe('3,4,2 +4 -2 isr 2,3 leader 2');
    expect(lab.partition('t').leaderEpoch).toBe(before + 1);
    lab.session.advance(20_000);
    lab.node(4, startNode);
    lab.session.settle();
    expect(lab.state('t')).toBe('3,4 isr 3,4 leader 3');
  });

  test('a topic gets no partitions while it is under way', () => {
    lab = new Lab(profile);
    lab.create('t', [1, 2]);
    lab.node(3, pauseNode);
    lab.reassign('t', [2, 3]);
    const [result] = createPartitions(lab.admin, [{ name: 't', count: 2, assignments: undefined }]);
    expect(result).toMatchObject({
      errorCode: 'REASSIGNMENT_IN_PROGRESS',
      errorMessage: "A partition reassignment is in progress for the topic 't'.",
    });
  });

  test('a topic is not deleted before it is done', () => {
    lab = new Lab(profile);
    lab.create('t', [1, 2]);
    lab.node(3, pauseNode);
    lab.reassign('t', [2, 3]);
    deleteTopics(lab.admin, ['t']);
    expect(lab.session.read((view) => view.topic('t')?.deleting)).toBe(true);
    lab.node(3, resumeNode);
    lab.session.settle();
    expect(lab.session.read((view) => view.topic('t'))).toBeUndefined();
  });

  test.each([
    [[], 'Empty replica list specified in partition reassignment.'],
    [[1, 1], 'Duplicate replica ids in partition reassignment replica list: ArrayBuffer(1, 1)'],
    [[-1], 'Invalid broker id in replica list: ArrayBuffer(-1)'],
    [
      [2, 9],
      'Replica assignment has brokers that are not alive. Replica list: ArrayBuffer(9), live broker list: Set(1, 2, ' +
        '3, 4)',
    ],
  ])('refuses %j', (target, message) => {
    lab = new Lab(profile);
    lab.create('t', [1, 2]);
    expect(lab.reassign('t', target)).toBe(`INVALID_REPLICA_ASSIGNMENT: ${message}`);
    expect(lab.reassign('nope', [1])).toBe('UNKNOWN_TOPIC_OR_PARTITION: The partition does not exist.');
  });
});

describe.each(kraft)('%s, the records of ReplicationControlManager', (profile) => {
  test('the leader epoch grows only when a replica leaves', () => {
    lab = new Lab(profile);
    lab.create('t', [1, 2]);
    lab.reassign('t', [1, 2, 3]);
    expect(lab.partition('t')).toMatchObject({ replicas: [1, 2, 3], leaderEpoch: 0, partitionEpoch: 2 });
    lab.reassign('t', [1, 3]);
    expect(lab.partition('t')).toMatchObject({
      replicas: [1, 3],
      isr: [1, 3],
      leader: 1,
      leaderEpoch: 1,
      partitionEpoch: 3,
    });
  });

  test('what is added is reckoned from all present replicas', () => {
    lab = new Lab(profile);
    lab.create('t', [1, 2]);
    lab.node(3, pauseNode);
    lab.reassign('t', [2, 3]);
    lab.reassign('t', [2, 4]);
    expect(lab.state('t')).toBe('2,4 isr 2,4 leader 2');
  });

  test(
    'going back by a new target keeps the list of what was added: recorded in 4.3 and 3.9, and only 3.9 gets out ' +
      'of it',
    () => {
      lab = new Lab(profile);
      lab.create('t', [1, 2]);
      lab.node(3, pauseNode);
      lab.reassign('t', [2, 3]);
      lab.reassign('t', [1, 2]);
      expect(lab.state('t')).toBe(profile === '4.3-kraft' ? '1,2,3 +3 -3 isr 1,2 leader 1' : '1,2 isr 1,2 leader 1');
      if (profile === '4.3-kraft') expect(lab.reassign('t', null)).toBe('');
      expect(lab.state('t')).toBe('1,2 isr 1,2 leader 1');
    },
  );

  test('takes a dead broker, and waits', () => {
    lab = new Lab(profile);
    lab.create('t', [1, 2]);
    lab.node(3, stopNode);
    expect(lab.reassign('t', [2, 3])).toBe('');
    expect(lab.state('t')).toBe('2,3,1 +3 -1 isr 1,2 leader 1');
  });

  test.each([
    [[], 'The manual partition assignment includes an empty replica list.'],
    [[2, 1, 1, 9], 'The manual partition assignment includes the broker 1 more than once.'],
    [[9, 1], 'The manual partition assignment includes broker 9, but no such broker is registered.'],
  ])('refuses %j', (target, message) => {
    lab = new Lab(profile);
    lab.create('t', [1, 2]);
    expect(lab.reassign('t', target)).toBe(`INVALID_REPLICA_ASSIGNMENT: ${message}`);
    expect(lab.reassign('nope', [1])).toBe('UNKNOWN_TOPIC_OR_PARTITION: Unable to find a topic named nope.');
  });

  test('KIP-860: another number of replicas may be refused', () => {
    lab = new Lab(profile);
    lab.create('t', [1, 2]);
    expect(lab.reassign('t', [1, 2, 3], false)).toBe(
      'INVALID_REPLICATION_FACTOR: The replication factor is changed from 2 to 3',
    );
    expect(lab.reassign('t', [3, 4], false)).toBe('');
  });
});

test.each([
  ['3.9-kraft', '1,2,3 +3 isr 1,3 leader 1'],
  ['4.3-kraft', '1,2,3 isr 1,3 leader 1'],
] as const)('%s: whether all targets have to be in sync, or only the added ones', (profile, state) => {
  lab = new Lab(profile);
  lab.create('t', [1, 2]);
  lab.node(2, stopNode);
  lab.reassign('t', [1, 2, 3]);
  expect(lab.state('t')).toBe(state);
});
