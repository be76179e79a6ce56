import { javaTopicPartitionOrder } from '../../../jvm/hashOrder';
import type { TopicPartition } from '../assignor';

interface Movement {
  readonly from: string;
  readonly to: string;
}

/**
 * Which partitions went from whom to whom while a general assignment was being balanced
 * (AbstractStickyAssignor.PartitionMovements): where one is to go back the way that another of its topic came, that
 * other one is sent back instead.
 */
export class Movements {
  private readonly moved = new Map<TopicPartition, Movement>();

  /** A partition went from one member to another; what it did before is joined with that. */
  add(partition: TopicPartition, from: string, to: string): void {
    const before = this.moved.get(partition);
    this.moved.delete(partition);
    const start = before?.from ?? from;
    if (!before || start !== to) this.moved.set(partition, { from: start, to });
  }

  /** The partition that is best moved where this one should go from one member to another. */
  better(partition: TopicPartition, from: string, to: string): TopicPartition {
    const source = this.moved.get(partition)?.from ?? from;
    const reverse = [...this.moved].filter(
      ([other, movement]) => other.topic === partition.topic && movement.from === to && movement.to === source,
    );
    return javaTopicPartitionOrder(reverse.map(([other]) => other))[0] ?? partition;
  }
}
