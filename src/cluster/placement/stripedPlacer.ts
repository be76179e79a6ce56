import { javaHashOrder, javaStringHash } from '../../jvm/hashOrder';
import type { Chance } from '../../model/turn';

/** A broker that replicas may be placed on; fenced ones come last. */
export interface PlacementBroker {
  readonly id: number;
  readonly rack: string | null;
  readonly fenced: boolean;
}

/** Brokers of one rack, handed out in a circle whose start moves by one with each new partition. */
class BrokerCircle {
  private index = 0;
  private offset = 0;
  private round = 0;
  constructor(private readonly ids: number[]) {}

  start(chance: Chance): void {
    if (this.ids.length === 0) return;
    this.ids.sort((a, b) => a - b);
    this.offset = chance.nextInt(this.ids.length);
  }

  shuffle(chance: Chance): void {
    shuffle(this.ids, chance);
  }

  next(round: number): number | undefined {
    if (this.ids.length === 0) return undefined;
    if (this.round !== round) {
      this.round = round;
      this.index = 0;
      this.offset = (this.offset + 1) % this.ids.length;
    }
    if (this.index >= this.ids.length) return undefined;
    return this.ids[(this.index++ + this.offset) % this.ids.length];
  }
}

/**
 * KRaft's placement (org.apache.kafka.metadata.placement.StripedReplicaPlacer): leaders and followers go around racks
 * and brokers in stripes, the leader is never a fenced broker, and after as many partitions as there are unfenced
 * brokers the circles are shuffled. Takes 1 <= replicationFactor <= brokers.length and at least one unfenced broker;
 * the caller refuses the rest.
 */
export function placeStriped(
  brokers: readonly PlacementBroker[],
  partitions: number,
  replicationFactor: number,
  chance: Chance,
): number[][] {
  const racks = [...new Set(brokers.map((broker) => broker.rack))].sort(byJavaOrder);
  const circles = new Map(
    drawOrder(racks).map((rack) => {
      const of = (fenced: boolean) =>
        new BrokerCircle(
          brokers.filter((broker) => broker.rack === rack && broker.fenced === fenced).map(({ id }) => id),
        );
      return [rack, { fenced: of(true), unfenced: of(false) }];
    }),
  );
  for (const circle of circles.values()) {
    circle.fenced.start(chance);
    circle.unfenced.start(chance);
  }
  const unfencedBrokers = brokers.filter((broker) => !broker.fenced).length;
  let offset = chance.nextInt(racks.length);
  let round = 0;

  const placeOne = (): number[] => {
    if (round === unfencedBrokers && unfencedBrokers > 1) {
      shuffle(racks, chance);
      for (const circle of circles.values()) {
        circle.fenced.shuffle(chance);
        circle.unfenced.shuffle(chance);
      }
      round = 0;
    }
    if (offset === racks.length) offset = 0;
    const circleAt = (index: number) => circles.get(racks[index] ?? null)!;
    let leaderRack = offset;
    let leader = circleAt(leaderRack).unfenced.next(round);
    while (leader === undefined) {
      leaderRack = (leaderRack + 1) % racks.length;
      leader = circleAt(leaderRack).unfenced.next(round);
    }
    const replicas = [leader];
    let rack = offset;
    let skip = leaderRack; // the leader's rack has had its turn once
    while (replicas.length < replicationFactor) {
      let follower: number | undefined;
      if (rack === skip) skip = -1;
      else follower = circleAt(rack).unfenced.next(round) ?? circleAt(rack).fenced.next(round);
      rack = (rack + 1) % racks.length;
      if (follower !== undefined) replicas.push(follower);
    }
    round++;
    offset++;
    return replicas;
  };
  return Array.from({ length: partitions }, placeOne);
}

/** Fisher-Yates from the end, as java.util.Collections.shuffle. */
function shuffle<T>(items: T[], chance: Chance): void {
  for (let last = items.length; last > 1; last--) {
    const other = chance.nextInt(last);
    const kept = items[last - 1] as T;
    items[last - 1] = items[other] as T;
    items[other] = kept;
  }
}

/** String.compareTo; no rack comes first. */
function byJavaOrder(a: string | null, b: string | null): number {
  const [first, second] = [a ?? '', b ?? ''];
  return first < second ? -1 : Number(first > second);
}

/** Racks draw their starts in the order of a HashMap<Optional<String>, Rack>. */
function drawOrder(racks: readonly (string | null)[]): readonly (string | null)[] {
  return javaHashOrder(racks, (rack) => (rack === null ? 0 : javaStringHash(rack)));
}
