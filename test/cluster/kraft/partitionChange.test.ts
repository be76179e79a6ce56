import { describe, expect, test } from 'vitest';
import { noLeader, type Partition } from '../../../src/model/cluster';
import { changePartition, type PartitionChangeRules } from '../../../src/cluster/kraft/partitionChange';

const partition: Partition = {
  topicKey: 1,
  topicId: 'id',
  topic: 't',
  partition: 0,
  replicas: [1, 2, 3],
  isr: [1, 2, 3],
  leader: 1,
  leaderEpoch: 5,
  partitionEpoch: 7,
  controllerEpoch: 1,
  elr: [],
  lastKnownElr: [],
  addingReplicas: [],
  removingReplicas: [],
  recovering: false,
};

function rules(alive: readonly number[], hasElr: boolean, minIsr = 2): PartitionChangeRules {
  return {
    isAcceptableLeader: (id) => alive.includes(id),
    hasElr,
    minIsr,
    controllerEpoch: 1,
    reassignmentCompletion: 'additions-in-sync',
  };
}

/** The rules of PartitionChangeBuilder, one by one. */
describe('a change of a partition', () => {
  test('nothing to change is no record', () => {
    expect(changePartition(partition, {}, rules([1, 2, 3], true))).toBeUndefined();
  });

  test('a leader that stays keeps its epoch when the ISR shrinks; only the partition epoch grows', () => {
    expect(changePartition(partition, { isr: [1, 2] }, rules([1, 2], true))).toMatchObject({
      isr: [1, 2],
      leaderEpoch: 5,
      partitionEpoch: 8,
    });
  });

  test('the next leader is the first replica that is in sync and lives', () => {
    expect(changePartition(partition, { isr: [2, 3] }, rules([2, 3], true))).toMatchObject({
      leader: 2,
      leaderEpoch: 6,
    });
    expect(changePartition({ ...partition, isr: [1, 3] }, { isr: [3] }, rules([2, 3], false))).toMatchObject({
      leader: 3,
    });
  });

  test('who leaves an ISR below min.insync.replicas stays eligible', () => {
    expect(changePartition({ ...partition, isr: [1, 2] }, { isr: [1] }, rules([1], true))).toMatchObject({
      isr: [1],
      elr: [2],
    });
  });

  test('an ISR that is large enough again needs nobody eligible', () => {
    expect(changePartition({ ...partition, isr: [1], elr: [2] }, { isr: [1, 3] }, rules([1, 3], true))).toMatchObject({
      isr: [1, 3],
      elr: [],
    });
  });

  test('with ELR the ISR may be empty, and the last leader is remembered', () => {
    expect(changePartition({ ...partition, isr: [1], elr: [2] }, { isr: [] }, rules([], true))).toMatchObject({
      isr: [],
      elr: [1, 2],
      leader: noLeader,
      lastKnownElr: [1],
    });
  });

  test('without ELR the last member stays in the ISR', () => {
    const change = changePartition({ ...partition, isr: [1] }, { isr: [] }, rules([], false));
    expect(change).toMatchObject({ leader: noLeader });
    expect(change).not.toHaveProperty('isr');
  });

  test('an eligible replica is elected cleanly once the ISR is empty', () => {
    const change = changePartition(
      { ...partition, isr: [], elr: [1, 2], leader: noLeader, lastKnownElr: [1] },
      {},
      rules([2], true),
    );
    expect(change).toMatchObject({ leader: 2, isr: [2], elr: [1], lastKnownElr: [] });
    expect(change).not.toHaveProperty('unclean');
  });

  test('a broker back from an unclean shutdown is eligible no more', () => {
    expect(
      changePartition(
        { ...partition, isr: [], elr: [1, 2], leader: noLeader, lastKnownElr: [1] },
        { uncleanShutdownReplicas: [1] },
        rules([], true),
      ),
    ).toMatchObject({ elr: [2] });
  });

  test('the last known leader comes back, uncleanly, when nobody is eligible', () => {
    expect(
      changePartition({ ...partition, isr: [], leader: noLeader, lastKnownElr: [3] }, {}, rules([2, 3], true)),
    ).toMatchObject({ leader: 3, isr: [3], unclean: true, recovering: true });
  });

  test('an unclean election takes the first replica that lives, only where it is allowed', () => {
    const orphan = { ...partition, isr: [1], leader: noLeader };
    expect(changePartition(orphan, { election: 'online' }, rules([2, 3], false))).toBeUndefined();
    expect(changePartition(orphan, { election: 'unclean' }, rules([2, 3], false))).toMatchObject({
      leader: 2,
      isr: [2],
      unclean: true,
      recovering: true,
    });
  });

  test('a preferred election leaves a healthy leader alone when the first replica is not in sync', () => {
    expect(
      changePartition({ ...partition, isr: [2, 3], leader: 2 }, { election: 'preferred' }, rules([1, 2, 3], true)),
    ).toBeUndefined();
    expect(
      changePartition({ ...partition, leader: 2 }, { election: 'preferred' }, rules([1, 2, 3], true)),
    ).toMatchObject({ leader: 1 });
  });
});
