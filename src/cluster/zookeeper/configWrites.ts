import type { ClusterRecord } from '../../model/records';
import { configEntityPath, quotaEntityPath } from './configPaths';
import type { ZnodeWrite } from './znodeWrite';

/** Brokers forget notifications of changed configurations after this, ms (ZkNodeChangeNotificationListener). */
const notificationLifeMs = 15 * 60 * 1000;

/** A change of what stands below /config. */
export type ConfigChange = Extract<ClusterRecord, { type: 'ConfigRecord' | 'ClientQuotaRecord' }>;

/** Turns changes of configurations and quotas into the writes below /config that they stand for. */
export class ConfigWrites {
  /** Entities that have a znode. */
  private readonly configured = new Set<string>();
  /** What was written last: a request and an entity. */
  private written = '';
  private notifications: { readonly path: string; readonly timeMs: number }[] = [];
  private notificationCount = 0;

  /** All that one request changes of a resource is one write, with a notification for the brokers. */
  *writes(record: ConfigChange, cause: number, zxid: number, timeMs: number): Iterable<ZnodeWrite> {
    const entity =
      record.type === 'ConfigRecord'
        ? configEntityPath(record.resourceType, record.resourceName)
        : quotaEntityPath(record.entity);
    if (entity === undefined) return;
    const isTopic = entity.startsWith('topics/');
    const key = `${cause} ${entity}`;
    if (key === this.written) return;
    this.written = key;
    const isNew = !isTopic && !this.configured.has(entity);
    this.configured.add(entity);
    for (const parent of isNew && entity.includes('/clients/')
      ? [entity.slice(0, entity.indexOf('/clients/')), entity.slice(0, entity.lastIndexOf('/'))]
      : []) {
      if (this.configured.has(parent)) continue;
      this.configured.add(parent);
      yield { kind: 'create', path: `/config/${parent}`, zxid: zxid - 1, timeMs };
    }
    yield { kind: isNew ? 'create' : 'set', path: `/config/${entity}`, zxid, timeMs };
    const path = `/config/changes/config_change_${String(this.notificationCount++).padStart(10, '0')}`;
    const isOld = (notification: { readonly timeMs: number }) => timeMs - notification.timeMs > notificationLifeMs;
    yield { kind: 'create', path, zxid: zxid + 1, timeMs };
    for (const old of this.notifications.filter(isOld))
      yield { kind: 'delete', path: old.path, zxid: zxid + 1, timeMs };
    this.notifications = [...this.notifications.filter((notification) => !isOld(notification)), { path, timeMs }];
  }
}
