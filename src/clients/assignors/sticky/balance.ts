import type { PartitionCounts, TopicPartition } from '../assignor';
import { Movements } from './movements';
import { removeFrom } from './partitions';

/** A general assignment in the making. */
interface Sharing {
  /** What each member has. */
  readonly current: Map<string, TopicPartition[]>;
  /** Who had a partition in an earlier generation. */
  readonly previous: ReadonlyMap<TopicPartition, string>;
  /** Who has a partition. */
  readonly owners: Map<TopicPartition, string>;
  /** Members that read a topic. */
  readonly readers: ReadonlyMap<string, readonly string[]>;
  readonly counts: PartitionCounts;
  readonly slack: 0 | 1;
}

/** AbstractStickyAssignor.balance and what it calls. */
export class Balance {
  private readonly movements = new Movements();
  /** Members that take part. */
  private readonly members: Set<string>;

  constructor(private readonly sharing: Sharing) {
    this.members = new Set(sharing.current.keys());
  }

  /**
   * Hands out what nobody has, then moves partitions to members with less while that helps.
   * @param hasRevoked somebody had to give up what it no longer reads
   */
  run(all: readonly TopicPartition[], unassigned: readonly TopicPartition[], hasRevoked: boolean): void {
    const { current, owners } = this.sharing;
    const isInitial = this.sizeOf(this.sorted().at(-1)!) === 0;
    for (const partition of unassigned) {
      const memberId = this.sorted().find((each) => this.reads(each, partition));
      if (memberId === undefined) continue;
      current.get(memberId)!.push(partition);
      owners.set(partition, memberId);
    }
    const canMove = ({ topic }: TopicPartition) => this.sharing.readers.get(topic)!.length >= 2;
    for (const memberId of [...this.members]) {
      const mine = current.get(memberId)!;
      if (mine.length >= this.mostOf(memberId) && !mine.some(canMove)) this.members.delete(memberId);
    }
    const before = new Map([...current].map(([memberId, partitions]) => [memberId, [...partitions]]));
    if (!hasRevoked) this.move(unassigned.filter(canMove));
    const hasMoved = this.move(all.filter(canMove));
    if (!isInitial && hasMoved && this.unevenness(current) >= this.unevenness(before))
      for (const [memberId, partitions] of before) current.set(memberId, partitions);
  }

  /** Members with fewer partitions first, equals by their ids. */
  private sorted(): readonly string[] {
    return [...this.members].sort((a, b) => this.sizeOf(a) - this.sizeOf(b) || (a < b ? -1 : 1));
  }

  private sizeOf(memberId: string): number {
    return this.sharing.current.get(memberId)!.length;
  }

  private reads(memberId: string, { topic }: TopicPartition): boolean {
    return this.sharing.readers.get(topic)!.includes(memberId);
  }

  /** How many partitions a member could have. */
  private mostOf(memberId: string): number {
    let most = 0;
    for (const [topic, readers] of this.sharing.readers)
      if (readers.includes(memberId)) most += this.sharing.counts.get(topic) ?? 0;
    return most;
  }

  private isBalanced(): boolean {
    const members = this.sorted();
    if (members.length === 0 || this.sizeOf(members[0]!) >= this.sizeOf(members.at(-1)!) - 1) return true;
    const { current, slack } = this.sharing;
    return members.every((memberId) => {
      if (this.sizeOf(memberId) === this.mostOf(memberId)) return true;
      return members.every(
        (other) =>
          other === memberId ||
          this.sizeOf(memberId) + slack >= this.sizeOf(other) ||
          !current.get(other)!.some((partition) => this.reads(memberId, partition)),
      );
    });
  }

  /** Goes over these partitions until none has moved. Returns whether any has. */
  private move(partitions: readonly TopicPartition[]): boolean {
    let hasMoved = false;
    for (let isModified = true; isModified; ) {
      isModified = false;
      for (const partition of partitions) {
        if (this.isBalanced()) break;
        const to = this.betterOwner(partition);
        if (to === undefined) continue;
        this.pass(partition, to);
        isModified = hasMoved = true;
      }
    }
    return hasMoved;
  }

  private betterOwner(partition: TopicPartition): string | undefined {
    const { owners, previous, readers, current } = this.sharing;
    const size = this.sizeOf(owners.get(partition)!);
    const before = previous.get(partition);
    if (before !== undefined && size > (current.get(before)?.length ?? size) + 1) return before;
    if (!readers.get(partition.topic)!.some((memberId) => size > this.sizeOf(memberId) + 1)) return undefined;
    return this.sorted().find((memberId) => this.reads(memberId, partition));
  }

  private pass(wanted: TopicPartition, to: string): void {
    const { current, owners } = this.sharing;
    const partition = this.movements.better(wanted, owners.get(wanted)!, to);
    const from = owners.get(partition)!;
    this.movements.add(partition, from, to);
    removeFrom(current.get(from)!, partition);
    current.get(to)!.push(partition);
    owners.set(partition, to);
  }

  /** The sum of the differences between any two members (getBalanceScore). */
  private unevenness(assignment: ReadonlyMap<string, readonly TopicPartition[]>): number {
    const sizes = [...this.members].map((memberId) => assignment.get(memberId)!.length);
    return sizes.reduce(
      (sum, size, at) => sum + sizes.slice(at + 1).reduce((inner, other) => inner + Math.abs(size - other), 0),
      0,
    );
  }
}
