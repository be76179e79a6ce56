import { noLeader } from '../model/cluster';
import type { Turn } from '../model/turn';

/**
 * ZooKeeper's brokers answer when every new partition has a leader (DelayedCreatePartitions); the partitions are there
 * nevertheless.
 * @param first number of the first new one
 */
export function isWaitedFor(turn: Turn, name: string, first: number): boolean {
  const topic = turn.controller.topics.creationWaitsForLeaders ? turn.topic(name) : undefined;
  return (
    topic !== undefined &&
    turn.partitions(topic).some(({ partition, leader }) => partition >= first && leader === noLeader)
  );
}
