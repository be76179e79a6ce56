import { noLeader, type Partition } from '../../model/cluster';
import type { Turn } from '../../model/turn';
import { isBeingReassigned } from './reassignment';
import { writer, type Writer } from './writer';

/**
 * TopicDeletionManager: a marked topic goes as soon as every broker with one of its replicas is alive and nothing of it
 * is being reassigned.
 */
export function resumeDeletions(turn: Turn): void {
  const state = writer(turn);
  for (const topic of turn.deletingTopics()) {
    const partitions = turn.partitions(topic);
    if (partitions.some(isBeingReassigned)) continue;
    if (partitions.some(({ replicas }) => replicas.some((id) => !state.alive.has(id)))) {
      for (const partition of partitions) takeOffline(turn, state, partition);
      continue;
    }
    for (const name of turn.configs('topic', topic.name).keys())
      turn.emit({ type: 'ConfigRecord', resourceType: 'topic', resourceName: topic.name, name, value: null });
    turn.emit({ type: 'RemoveTopicRecord', topicId: topic.topicId, name: topic.name });
  }
}

/**
 * Deletion starts with the replicas that live, by broker: they leave the ISR, and the last one is left in it alone
 * (onPartitionDeletion).
 */
function takeOffline(turn: Turn, state: Writer, partition: Partition): void {
  for (const id of [...partition.replicas].sort((a, b) => a - b)) {
    const present = turn.partitionById(partition.topicId, partition.partition)!;
    const isLeft = present.isr.length === 1 && present.leader === noLeader;
    if (state.alive.has(id) && !isLeft) state.removeFromIsr(present, id);
  }
}
