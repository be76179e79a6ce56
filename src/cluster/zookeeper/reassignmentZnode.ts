import { parseJson } from '../../jvm/jackson';
import type { JsonNode } from '../../jvm/jsonNode';
import { jackson210 } from '../../jvm/jacksonRelease';
import { jacksonText } from '../../jvm/jacksonText';
import type { ClusterView, Turn } from '../../model/turn';

/**
 * The old way to order reassignments: the JSON of what is to be done stands here until it is done
 * (kafka.zk.ReassignPartitionsZNode).
 */
export const reassignmentZnode = '/admin/reassign_partitions';

/** The replicas that a partition is to have. */
export interface ReassignmentOrder {
  readonly topic: string;
  readonly partition: number;
  readonly replicas: readonly number[];
}

/** What the znode orders; undefined where there is none, and nothing where it cannot be read. */
export function reassignmentOrders(view: ClusterView): readonly ReassignmentOrder[] | undefined {
  const znode = view.userZnodes().find(({ path }) => path === reassignmentZnode);
  return znode && parseOrders(znode.data ?? '');
}

/** Takes orders that are done, refused or overruled out of the znode, and the znode away with the last one. */
export function dropOrders(turn: Turn, isOver: (order: ReassignmentOrder) => boolean): void {
  const orders = reassignmentOrders(turn);
  const left = orders?.filter((order) => !isOver(order));
  if (!orders || !left || (orders.length > 0 && left.length === orders.length)) return;
  if (left.length === 0) turn.emit({ type: 'ZnodeRecord', change: 'delete', path: reassignmentZnode });
  else turn.emit({ type: 'ZnodeRecord', change: 'set', path: reassignmentZnode, data: ordersJson(left) });
}

/** Orders as they stand in the znode. */
export function ordersJson(orders: readonly ReassignmentOrder[]): string {
  return jacksonText({
    version: 1,
    partitions: orders.map(({ topic, partition, replicas }) => ({ topic, partition, replicas })),
  });
}

/** Reads what stands in the znode; nothing of what cannot be read. */
export function parseOrders(text: string): readonly ReassignmentOrder[] {
  const parsed = parseJson(text, jackson210);
  const root =
    parsed.kind === 'value' && parsed.value.kind === 'object' ? parsed.value.fields.get('partitions') : undefined;
  return root?.kind === 'array' ? root.items.flatMap(order) : [];
}

function order(node: JsonNode): readonly ReassignmentOrder[] {
  const field = (name: string) => (node.kind === 'object' ? node.fields.get(name) : undefined);
  const [topic, partition, replicas] = [field('topic'), field('partition'), field('replicas')];
  if (topic?.kind !== 'string' || partition?.kind !== 'number' || replicas?.kind !== 'array') return [];
  return [
    {
      topic: topic.value,
      partition: Number(partition.text),
      replicas: replicas.items.flatMap((id) => (id.kind === 'number' ? [Number(id.text)] : [])),
    },
  ];
}
