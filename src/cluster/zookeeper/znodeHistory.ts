import { readTypes, type RecordType } from '../../model/records';
import type { ClusterView } from '../../model/turn';
import { WriteFold } from './writeFold';
import type { ZnodeWrite } from './znodeWrite';

/** All writes to ZooKeeper so far; those to partitions are left out where nobody asks for them. */
export function* znodeWrites(view: ClusterView, withPartitions: boolean): Iterable<ZnodeWrite> {
  const fold = new WriteFold();
  const types = readTypes(fold.readers);
  for (const logged of view.history(withPartitions ? types : types.filter((type) => !partitionTypes.has(type))))
    yield* fold.writes(logged);
}

const partitionTypes: ReadonlySet<RecordType> = new Set<RecordType>(['PartitionRecord', 'PartitionChangeRecord']);

/**
 * Configuration znodes and change notifications (path to the entity it names), from the log: settings may be gone where
 * the znode is not.
 */
export function configZnodes(view: ClusterView): {
  readonly entities: ReadonlySet<string>;
  readonly notifications: ReadonlyMap<string, string>;
} {
  const entities = new Set<string>();
  const notifications = new Map<string, string>();
  let changed = '';
  for (const { kind, path } of znodeWrites(view, false)) {
    if (!path.startsWith('/config/')) continue;
    if (path.startsWith('/config/changes/')) {
      if (kind === 'create') notifications.set(path, changed);
      else notifications.delete(path);
    } else if (kind === 'delete') {
      entities.delete(path);
    } else if (path.indexOf('/', '/config/'.length) > 0) {
      entities.add(path);
      changed = path.slice('/config/'.length);
    }
  }
  return { entities, notifications };
}
