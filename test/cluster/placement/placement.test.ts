import { expect, test } from 'vitest';
import { placeShifted } from '../../../src/cluster/placement/shiftedPlacer';
import { placeStriped } from '../../../src/cluster/placement/stripedPlacer';
import type { Chance } from '../../../src/model/turn';
// What AdminUtils.assignReplicasToBrokers of 2.8.2 and of 3.9.2 answered, the same: broker ids, racks, replication
// factor, fixed start index, first partition, replicas of the 8 partitions from there on.
import shifted from './facts/shifted.json';
// What StripedReplicaPlacer of 3.9.2 and of 4.3.1 answered, the same, with the chance below: broker ids, racks, fenced
// ones, replication factor, replicas of 9 partitions.
import striped from './facts/striped.json';

type Racks = readonly string[] | null;

function scripted(): Chance {
  let draws = 0;
  return { nextInt: (bound) => (draws++ * 7 + 3) % bound, bytes: () => new Uint8Array() };
}

const brokersOf = (ids: readonly number[], racks: Racks) =>
  ids.map((id, index) => ({ id, rack: racks?.[index] ?? null }));

test.each(shifted as unknown as [number[], Racks, number, number, number, number[][]][])(
  'shifted: brokers %j, racks %j, %i replicas from %i, %i',
  (ids, racks, replicationFactor, startIndex, startPartition, placed) => {
    expect(
      placeShifted(brokersOf(ids, racks), 8, replicationFactor, scripted(), { startIndex, startPartition }),
    ).toEqual(placed);
  },
);

test.each(striped as unknown as [number[], Racks, number[], number, number[][]][])(
  'striped: brokers %j, racks %j, fenced %j, %i replicas',
  (ids, racks, fenced, replicationFactor, placed) => {
    const brokers = brokersOf(ids, racks).map((broker) => ({ ...broker, fenced: fenced.includes(broker.id) }));
    expect(placeStriped(brokers, 9, replicationFactor, scripted())).toEqual(placed);
  },
);
