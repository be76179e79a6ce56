import type { ConfigResourceType } from '../../model/cluster';

/** The name of an entity's default, as ZooKeeper has it (ConfigEntityName.Default). */
const defaultEntity = '<default>';

/**
 * "topics/orders", "brokers/1", "brokers/<default>": where a configuration stands below /config; undefined where
 * ZooKeeper keeps none.
 */
export function configEntityPath(type: ConfigResourceType, name: string): string | undefined {
  if (type === 'topic') return `topics/${name}`;
  return type === 'broker' ? `brokers/${name === '' ? defaultEntity : name}` : undefined;
}

/** "users/ann/clients/app", "clients/app", "ips/10.0.0.1" (ZkAdminManager.alterClientQuotas). */
export function quotaEntityPath(entity: Readonly<Record<string, string | null>>): string | undefined {
  const name = (type: string) => {
    const value = entity[type];
    return value === undefined ? undefined : value === null ? defaultEntity : sanitized(value);
  };
  const [user, client, ip] = [name('user'), name('client-id'), name('ip')];
  if (user !== undefined) return client === undefined ? `users/${user}` : `users/${user}/clients/${client}`;
  if (client !== undefined) return `clients/${client}`;
  return ip === undefined ? undefined : `ips/${ip}`;
}

/** org.apache.kafka.common.utils.Sanitizer.sanitize: URL encoding without "*" and "+". */
function sanitized(name: string): string {
  return encodeURIComponent(name).replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
