import { InvalidArgumentError } from 'commander';
import type { Partition } from '../model/cluster';
import type { ClusterView } from '../model/turn';
import { LabRefusal } from './context';

export interface PartitionName {
  readonly topic: string;
  readonly partition: number;
}

/** Reads "orders-0". */
export function partitionName(text: string): PartitionName {
  const match = /^(.+)-(\d{1,9})$/.exec(text);
  if (!match) throw new InvalidArgumentError('It takes a topic and a partition, such as orders-0.');
  return { topic: match[1]!, partition: Number(match[2]) };
}

/** @throws LabRefusal where there is no such partition */
export function existingPartition(view: ClusterView, { topic: name, partition: number }: PartitionName): Partition {
  const topic = view.topic(name);
  const partition = topic && view.partition(topic, number);
  if (!partition) throw new LabRefusal(`There is no partition ${name}-${number}. See: kafka-lab status`);
  return partition;
}
