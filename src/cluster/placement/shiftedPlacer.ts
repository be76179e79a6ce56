import type { Chance } from '../../model/turn';

/** A broker that replicas may be placed on; `rack` is null where it has none. */
export interface RackedBroker {
  readonly id: number;
  readonly rack: string | null;
}

/** Fixed choices instead of chance: partitions added to a topic go on from the place of its first partition. */
export interface ShiftStart {
  readonly startIndex: number;
  readonly startPartition: number;
}

/**
 * Placement of ZooKeeper clusters and of kafka-reassign-partitions --generate (AdminUtils.assignReplicasToBrokers):
 * first replicas go round the brokers from a random start, followers follow at a shift that grows with each full round;
 * with racks, neighbours in the round are of different racks and a rack is used twice only once all are. Takes
 * replicationFactor <= brokers.length; racks for all brokers or for none.
 */
export function placeShifted(
  brokers: readonly RackedBroker[],
  partitions: number,
  replicationFactor: number,
  chance: Chance,
  start?: ShiftStart,
): number[][] {
  const byId = [...brokers].sort((a, b) => a.id - b.id);
  const racked = byId.every((broker) => broker.rack !== null);
  const circle = racked ? alternateRacks(byId) : byId.map(({ id }) => id);
  const rackOf = new Map(byId.map(({ id, rack }) => [id, rack]));
  const racks = new Set(rackOf.values()).size;
  const size = circle.length;
  const startIndex = start?.startIndex ?? chance.nextInt(size);
  let shift = start ? start.startIndex : chance.nextInt(size);
  const first = Math.max(0, start?.startPartition ?? 0);

  const result: number[][] = [];
  for (let partition = first; partition < first + partitions; partition++) {
    if (partition > 0 && partition % size === 0) shift++;
    const leaderIndex = (partition + startIndex) % size;
    const leader = circle[leaderIndex]!;
    const replicas = [leader];
    if (!racked) {
      for (let follower = 0; follower < replicationFactor - 1; follower++)
        replicas.push(circle[followerIndex(leaderIndex, shift, follower, size)]!);
    } else {
      const usedRacks = new Set([rackOf.get(leader)]);
      let step = 0;
      while (replicas.length < replicationFactor) {
        const candidate = circle[followerIndex(leaderIndex, shift * racks, step++, size)]!;
        const rackIsFree = !usedRacks.has(rackOf.get(candidate)) || usedRacks.size === racks;
        const brokerIsFree = !replicas.includes(candidate);
        if (!rackIsFree || !brokerIsFree) continue;
        replicas.push(candidate);
        usedRacks.add(rackOf.get(candidate));
      }
    }
    result.push(replicas);
  }
  return result;
}

/** AdminUtils.replicaIndex. */
function followerIndex(leaderIndex: number, shift: number, follower: number, size: number): number {
  return (leaderIndex + 1 + ((shift + follower) % (size - 1))) % size;
}

/** Brokers so that each is followed by one of the next rack; racks by name, brokers by id. */
function alternateRacks(brokers: readonly RackedBroker[]): number[] {
  const byRack = new Map<string, number[]>();
  for (const { id, rack } of brokers) byRack.set(rack!, [...(byRack.get(rack!) ?? []), id]);
  const racks = [...byRack.keys()].sort();
  const result: number[] = [];
  for (let turn = 0; result.length < brokers.length; turn++) {
    const id = byRack.get(racks[turn % racks.length]!)!.shift();
    if (id !== undefined) result.push(id);
  }
  return result;
}
