import { parseJson } from '../../jvm/jackson';
import { jackson210 } from '../../jvm/jacksonRelease';
import { controllerConfig } from '../../model/effectiveConfig';
import type { Turn } from '../../model/turn';
import { followOrder } from './reassignment';
import { dropOrders, reassignmentOrders, reassignmentZnode } from './reassignmentZnode';
import { writer } from './writer';

/** Orders left in ZooKeeper before a controller could hear them: it looks for them when it takes office (KafkaController.onControllerFailover). */
export function followPendingOrders(turn: Turn): void {
  for (const { path, data } of turn.userZnodes()) {
    if (path === '/admin/preferred_replica_election') electPreferredByZnode(turn, data);
    else if (path === reassignmentZnode) reassignByZnode(turn);
    else if (path.startsWith('/admin/delete_topics/')) askForDeletion(turn, path);
  }
}

/** /admin/preferred_replica_election: elects what the JSON names and removes the znode (KafkaController.processReplicaLeaderElection, ZkTriggered). */
export function electPreferredByZnode(turn: Turn, data: string | null): void {
  if (!turn.controller.isAvailable(turn)) return;
  for (const { topic: name, partition: number } of electionPartitions(data ?? '')) {
    const topic = turn.topic(name);
    const partition = topic && !topic.deleting ? turn.partition(topic, number) : undefined;
    if (partition) turn.controller.partitions.elect(turn, partition, 'preferred');
  }
  turn.emit({ type: 'ZnodeRecord', change: 'delete', path: '/admin/preferred_replica_election' });
}

/** Follows /admin/reassign_partitions; what is not there, or is being deleted, is taken out of it. */
export function reassignByZnode(turn: Turn): void {
  if (!turn.controller.isAvailable(turn)) return;
  for (const { topic: name, partition: number, replicas } of reassignmentOrders(turn) ?? []) {
    const topic = turn.topic(name);
    const partition = topic && !topic.deleting ? turn.partition(topic, number) : undefined;
    if (partition && replicas.length > 0) followOrder(turn, writer(turn), partition, replicas);
    else dropOrders(turn, (order) => order.topic === name && order.partition === number);
  }
}

/** /admin/delete_topics/T: the controller deletes the topic, or just the znode where there is none or delete.topic.enable is false. */
export function askForDeletion(turn: Turn, path: string): void {
  if (!turn.controller.isAvailable(turn)) return;
  const topic = turn.topic(path.slice('/admin/delete_topics/'.length));
  turn.emit({ type: 'ZnodeRecord', change: 'delete', path });
  if (topic && controllerConfig(turn, 'delete.topic.enable') === 'true') turn.controller.topics.delete(turn, topic);
}

function electionPartitions(text: string): { topic: string; partition: number }[] {
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
