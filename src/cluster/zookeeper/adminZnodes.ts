import { parseJson } from '../../jvm/jackson';
import { jackson210 } from '../../jvm/jacksonRelease';
import { controllerConfig } from '../../model/effectiveConfig';
import type { PartitionName } from '../../model/cluster';
import { findKeptPartition } from '../../model/findPartition';
import type { Turn } from '../../model/turn';
import { followOrder } from './reassignment';
import { dropOrders, reassignmentOrders, reassignmentZnode } from './reassignmentZnode';
import { writer } from './writer';

/**
 * Orders left in ZooKeeper before a controller could hear them: it looks for them when it takes office
 * (KafkaController.onControllerFailover).
 */
export function followPendingOrders(turn: Turn): void {
  for (const { path, data } of turn.userZnodes()) {
    if (path === '/admin/preferred_replica_election') electPreferredByZnode(turn, data);
    else if (path === reassignmentZnode) reassignByZnode(turn);
    else if (path.startsWith('/admin/delete_topics/')) askForDeletion(turn, path);
  }
}

/**
 * /admin/preferred_replica_election: elects what the JSON names and removes the znode
 * (KafkaController.processReplicaLeaderElection, ZkTriggered).
 */
export function electPreferredByZnode(turn: Turn, data: string | null): void {
  if (!turn.controller.isAvailable(turn)) return;
  for (const name of electionPartitions(data ?? '')) {
    const partition = findKeptPartition(turn, name);
    if (partition) turn.controller.partitions.elect(turn, partition, 'preferred');
  }
  turn.emit({ type: 'ZnodeRecord', change: 'delete', path: '/admin/preferred_replica_election' });
}

/** Follows /admin/reassign_partitions; what is not there, or is being deleted, is taken out of it. */
export function reassignByZnode(turn: Turn): void {
  if (!turn.controller.isAvailable(turn)) return;
  for (const { replicas, ...name } of reassignmentOrders(turn) ?? []) {
    const partition = findKeptPartition(turn, name);
    if (partition && replicas.length > 0) followOrder(turn, writer(turn), partition, replicas);
    else dropOrders(turn, (order) => order.topic === name.topic && order.partition === name.partition);
  }
}

/**
 * /admin/delete_topics/T: the controller deletes the topic, or just the znode where there is none or
 * delete.topic.enable is false.
 */
export function askForDeletion(turn: Turn, path: string): void {
  if (!turn.controller.isAvailable(turn)) return;
  const topic = turn.topic(path.slice('/admin/delete_topics/'.length));
  turn.emit({ type: 'ZnodeRecord', change: 'delete', path });
  if (topic && controllerConfig(turn, 'delete.topic.enable') === 'true') turn.controller.topics.delete(turn, topic);
}

function electionPartitions(text: string): PartitionName[] {
  const parsed = parseJson(text, jackson210);
  const root =
    parsed.kind === 'value' && parsed.value.kind === 'object' ? parsed.value.fields.get('partitions') : undefined;
  if (root?.kind !== 'array') return [];
  return root.items.flatMap((item) => {
    const topic = item.kind === 'object' ? item.fields.get('topic') : undefined;
    const partition = item.kind === 'object' ? item.fields.get('partition') : undefined;
    return topic?.kind === 'string' && partition?.kind === 'number'
      ? [{ topic: topic.value, partition: Number(partition.text) }]
      : [];
  });
}
