import { InvalidArgumentError } from 'commander';
import type { Partition, PartitionName } from '../model/cluster';
import { findPartition } from '../model/findPartition';
import type { ClusterView } from '../model/turn';
import { LabRefusal } from './context';

/** Reads "orders-0". */
export function partitionName(text: string): PartitionName {
  const match = /^(.+)-(\d{1,9})$/.exec(text);
  if (!match) throw new InvalidArgumentError('It takes a topic and a partition, such as orders-0.');
  return { topic: match[1]!, partition: Number(match[2]) };
}

/** @throws LabRefusal where there is no such partition */
export function existingPartition(view: ClusterView, name: PartitionName): Partition {
  const partition = findPartition(view, name);
  if (!partition) throw new LabRefusal(`There is no partition ${name.topic}-${name.partition}. See: kafka-lab status`);
  return partition;
}
