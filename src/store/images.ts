/** A column's value as JSON keeps it. */
export type Value = string | number | null;
/** A row as it was, or the key of one that was not there. */
export type RowImage = readonly ['row' | 'none', table: string, ...values: Value[]];
/**
 * What a partition had in the columns that a change sets, each by its letter; there may be a hundred thousand of them.
 */
export type PartitionImage = readonly ['p', topic: number, partition: number, letters: string, ...values: Value[]];
/** A partition that was not there, and its replicas. */
export type AddedImage = readonly ['added', topic: number, partition: number, replicas: string];
/** A topic whose replicas stood in table `replica` as its partitions say it. */
type PlacedImage = readonly ['placed', topic: number];
/** What a row, a partition or a topic was before it was changed. */
export type Image = RowImage | PartitionImage | AddedImage | PlacedImage;

/** Primary keys of tables whose rows are kept. */
const keys: Readonly<Record<string, readonly string[]>> = {
  node: ['id'],
  controller: ['one'],
  feature: ['name'],
  topic: ['key'],
  partition: ['topic', 'partition'],
  replica: ['broker', 'topic', 'partition'],
  log: ['topic', 'partition', 'broker'],
  acknowledged: ['topic', 'partition', 'leader_epoch', 'base_offset'],
  txn: ['id'],
  group_rebalance: ['id'],
  fault: ['kind', 'target'],
  counter: ['name'],
  config: ['type', 'resource', 'name'],
  client_quota: ['entity', 'key'],
  migration: ['one'],
  znode: ['path'],
};

/** The condition that finds a row of a table by its primary key. */
export function whereKey(table: string): string {
  return keys[table]!.map((column) => `${column} = ?`).join(' AND ');
}
