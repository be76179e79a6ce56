import { describe, expect, test } from 'vitest';
import { EpochWatch, partitionViolations, type InvariantFacts } from '../../src/cluster/invariants';
import type { Partition } from '../../src/model/cluster';
import type { ClusterRecord } from '../../src/model/records';

const partition: Partition = {
  topicKey: 1,
  topicId: 'id',
  topic: 'orders',
  partition: 0,
  replicas: [1, 2, 3],
  isr: [1, 2],
  leader: 1,
  leaderEpoch: 3,
  partitionEpoch: 5,
  controllerEpoch: 1,
  elr: [],
  lastKnownElr: [],
  addingReplicas: [],
  removingReplicas: [],
  recovering: false,
};
const facts: InvariantFacts = { hasElr: false, alive: new Set([1, 2]), hasController: true };

describe("a partition's state", () => {
  test.each<[string, Partial<Partition>, Partial<InvariantFacts>, readonly string[]]>([
    ['sound', {}, {}, []],
    ['offline', { leader: -1, isr: [3] }, {}, []],
    ['led by a stranger to its ISR', { leader: 2, isr: [1] }, {}, ['leaderInIsr']],
    ['led by a dead broker', { leader: 3, isr: [3] }, {}, ['leaderAlive']],
    ['led by a dead broker that nobody can replace', { leader: 3, isr: [3] }, { hasController: false }, []],
    ['without ISR', { leader: -1, isr: [] }, {}, ['isrNotEmpty']],
    ['without ISR, eligible replicas kept', { leader: -1, isr: [], elr: [1] }, { hasElr: true }, []],
    ['never led', { leader: -1, isr: [], leaderEpoch: 0 }, {}, []],
    ['in sync on a broker that has no replica', { isr: [1, 4] }, {}, ['isrOfReplicas']],
    ['eligible and in sync', { elr: [2] }, { hasElr: true }, ['elrApart']],
    ['eligible after a reassignment took it away', { replicas: [1], isr: [1], elr: [2] }, { hasElr: true }, []],
    ['twice on one broker', { replicas: [1, 2, 2] }, {}, ['replicasDiffer']],
  ])('%s', (_name, fields, more, broken) => {
    expect(
      partitionViolations({ ...partition, ...fields }, { ...facts, ...more }).map(({ invariant }) => invariant),
    ).toEqual(broken);
  });
});

describe('epochs', () => {
  const born: ClusterRecord = {
    type: 'PartitionRecord',
    topicId: 'id',
    partitionId: 0,
    replicas: [1, 2],
    isr: [1, 2],
    leader: 1,
    leaderEpoch: 0,
    partitionEpoch: 0,
    controllerEpoch: 1,
  };
  const change = { type: 'PartitionChangeRecord', topicId: 'id', partitionId: 0, controllerEpoch: 1 } as const;
  const controller = (controllerId: number, epoch: number): ClusterRecord => ({
    type: 'ControllerChangeRecord',
    controllerId,
    epoch,
    sinceMs: 0,
  });

  test.each<[string, readonly ClusterRecord[], readonly string[]]>([
    [
      'grow',
      [
        born,
        { ...change, leader: 2, leaderEpoch: 1, partitionEpoch: 1 },
        { ...change, isr: [2], leaderEpoch: 1, partitionEpoch: 2 },
      ],
      [],
    ],
    [
      'of a new leader that does not grow',
      [born, { ...change, leader: 2, leaderEpoch: 0, partitionEpoch: 1 }],
      ['leaderEpochGrows'],
    ],
    [
      'that grow once more where eligible replicas are forgotten',
      [
        { type: 'TopicRecord', topicId: 'id', name: 'orders' },
        born,
        { ...change, isr: [1], elr: [2], leaderEpoch: 0, partitionEpoch: 1 },
        { type: 'ClearElrRecord', topicName: 'orders' },
        { ...change, isr: [1, 2], leaderEpoch: 0, partitionEpoch: 3 },
        { type: 'ClearElrRecord', topicName: '' },
        { ...change, isr: [1], leaderEpoch: 0, partitionEpoch: 4 },
      ],
      [],
    ],
    ['that skip one', [born, { ...change, isr: [1], leaderEpoch: 0, partitionEpoch: 2 }], ['partitionEpochGrows']],
    ['of controllers', [controller(1, 1), controller(-1, 1), controller(2, 2)], []],
    ['of a new controller that does not grow', [controller(1, 3), controller(2, 3)], ['controllerEpochGrows']],
  ])('%s', (_name, records, broken) => {
    const watch = new EpochWatch();
    expect(records.flatMap((record) => watch.see(record)).map(({ invariant }) => invariant)).toEqual(broken);
  });
});
