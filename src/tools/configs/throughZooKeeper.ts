import type { JavaException } from '../../clients/exceptions';
import { ZooKeeperAdmin } from '../../clients/zooKeeperAdmin';
import { checkTopicConfigs } from '../../cluster/configs/checkTopicConfigs';
import { javaPropertiesOrder } from '../../jvm/concurrentHashOrder';
import { javaStringHash } from '../../jvm/hashOrder';
import { javaDoubleText, parseJavaDouble } from '../../jvm/numbers';
import { scalaSetOrder, scalaSetText } from '../../jvm/scalaOrder';
import { configCatalog } from '../../profiles/configs/configCatalog';
import { ipQuotaRows, userAndClientQuotaRows } from '../../profiles/configs/quotaConfigs';
import { illegalArgument, invalidConfiguration } from '../javaExceptions';
import type { ToolContext } from '../tool';
import { configsToAdd } from './alter';
import type { ConfigsOptions } from './options';
import { quotaTypes } from './quotaNames';

/** How often replicas may be fed is the one thing of a running broker that ZooKeeper may say (ConfigCommand). */
const throttles = new Set([
  'leader.replication.throttled.rate',
  'follower.replication.throttled.rate',
  'replica.alter.log.dirs.io.max.bytes.per.second',
]);

/** An entity; a name is undefined for all of the type and '' for the default. */
type Entity = readonly { readonly type: string; readonly name: string | undefined }[];

/** What kafka-configs does with --zookeeper (ConfigCommand.processCommandWithZk). Returns what it throws. */
export function configsThroughZooKeeper(
  context: ToolContext,
  connectString: string,
  options: ConfigsOptions,
): JavaException | undefined {
  const admin = ZooKeeperAdmin.connect(context, connectString);
  if ('thrown' in admin) return admin.thrown;
  const asked = options.entityTypes.map((type, index) => ({ type, name: options.entityNames[index] }));
  const entity: Entity = asked.length === 2 && asked[0]!.type === 'clients' ? [asked[1]!, asked[0]!] : asked;
  return options.action === 'describe' ? describe(context, admin, entity) : alter(context, admin, entity, options);
}

function describe(context: ToolContext, admin: ZooKeeperAdmin, entity: Entity): JavaException | undefined {
  const [root] = entity;
  const problem = root?.type === 'brokers' && runningBrokers(context, admin, root.name ?? '', 'describe brokers', '');
  if (problem) return problem;
  const allUsers = root?.type === 'users' && root.name === undefined && entity.length === 1;
  for (const each of expand(admin, entity)) {
    const configs = configsOf(admin, each);
    if (configs.size === 0 && allUsers) continue;
    context.out(
      `Configs for ${titleOf(each)} are ${javaPropertiesOrder([...configs.keys()])
        .map((name) => `${name}=${configs.get(name)}`)
        .join()}`,
    );
  }
  return undefined;
}

function alter(
  context: ToolContext,
  admin: ZooKeeperAdmin,
  entity: Entity,
  options: ConfigsOptions,
): JavaException | undefined {
  const added = configsToAdd(context, options);
  const deleted = options.deleteConfig;
  const problem = notThroughZooKeeper(context, admin, entity, added, deleted);
  if (problem) return problem;
  const configs = new Map(configsOf(admin, entity));
  const unknown = deleted.filter((name) => !configs.has(name));
  if (unknown.length > 0) return invalidConfiguration(`Invalid config(s): ${unknown.join()}`);
  for (const [name, value] of added) configs.set(name, value);
  for (const name of deleted) configs.delete(name);
  const thrown = write(context, admin, entity, configs, deleted);
  if (thrown) return thrown;
  context.out(`Completed updating config for entity: ${titleOf(entity)}.`);
  return undefined;
}

/** What has to go through the brokers. */
function notThroughZooKeeper(
  context: ToolContext,
  admin: ZooKeeperAdmin,
  entity: Entity,
  added: ReadonlyMap<string, string>,
  deleted: readonly string[],
): JavaException | undefined {
  const { type, name } = entity[0]!;
  if (context.profile.configsThroughZooKeeper === 'bootstrapping') {
    const properties = javaPropertiesOrder([...added.keys()]).map((key) => `${key}=${added.get(key)}`);
    const changes =
      `{add: {${properties.join(', ')}}, delete: ` +
      `${deleted.length === 0 ? 'List()' : `ArrayBuffer(${deleted.join(', ')})`}}`;
    if (type === 'brokers') return runningBrokers(context, admin, name ?? '', 'update brokers', ` configs: ${changes}`);
    if ([...added.keys(), ...deleted].every((key) => key.startsWith('SCRAM-')))
      return illegalArgument('kafka-lab: SCRAM credentials are not simulated');
    return illegalArgument(
      `requirement failed: --bootstrap-server option must be specified to update ${type} configs: ${changes}. User ` +
        'configuration updates using ZooKeeper are only supported for SCRAM credential updates.',
    );
  }
  const dynamic = type === 'brokers' ? [...added.keys()].filter((key) => !throttles.has(key)) : [];
  if (dynamic.length === 0) return undefined;
  const message =
    'requirement failed: --bootstrap-server option must be specified to update broker configs ' +
    `${scalaSetText(scalaSetOrder(dynamic, javaStringHash))}.`;
  const info =
    'Broker configuration updates using ZooKeeper are supported for bootstrapping before brokers are started to ' +
    'enable encrypted password configs to be stored in ZooKeeper.';
  const running = admin.liveBrokers();
  if (name)
    return running.includes(Number(name))
      ? illegalArgument(`${message} when broker ${name} is running. ${info}`)
      : undefined;
  return running.length > 0
    ? illegalArgument(`${message} for default cluster if any broker is running. ${info}`)
    : undefined;
}

/** Since 3.0 brokers' configurations are looked at and changed in ZooKeeper only where the brokers do not run. */
function runningBrokers(
  context: ToolContext,
  admin: ZooKeeperAdmin,
  name: string,
  verb: string,
  changes: string,
): JavaException | undefined {
  if (context.profile.configsThroughZooKeeper !== 'bootstrapping') return undefined;
  const running = admin.liveBrokers();
  const message = `requirement failed: --bootstrap-server option must be specified to ${verb}${changes}`;
  const info =
    'Broker configuration operations using ZooKeeper are only supported if the affected broker(s) are not running.';
  if (name !== '')
    return running.includes(Number(name))
      ? illegalArgument(`${message} - broker ${name} is running. ${info}`)
      : undefined;
  return running.length > 0
    ? illegalArgument(`${message} - ${running.length} brokers are running. ${info}`)
    : undefined;
}

function write(
  context: ToolContext,
  admin: ZooKeeperAdmin,
  entity: Entity,
  configs: ReadonlyMap<string, string>,
  deleted: readonly string[],
): JavaException | undefined {
  const { type, name } = entity[0]!;
  if (type === 'topics') {
    if (!admin.topicNames().includes(name ?? ''))
      return {
        exception: 'org.apache.kafka.common.errors.UnknownTopicOrPartitionException',
        message: `Topic '${name}' does not exist.`,
      };
    const failure = checkTopicConfigs(configCatalog(context.profile.id), configs);
    if (failure) return { exception: failure.exceptionClass, message: failure.message };
    admin.setConfigs('topic', name ?? '', configs);
    return undefined;
  }
  if (type === 'brokers') {
    admin.setConfigs('broker', name ?? '', configs);
    return undefined;
  }
  const known = new Set<string>((type === 'ips' ? ipQuotaRows : userAndClientQuotaRows).map(([key]) => key));
  const unknown = [...configs.keys()].filter((key) => !known.has(key));
  if (unknown.length > 0)
    return illegalArgument(
      `requirement failed: Unknown Dynamic Configuration: ${scalaSetText(scalaSetOrder(unknown, javaStringHash))}.`,
    );
  const changes = new Map<string, number | null>(deleted.map((key) => [key, null]));
  for (const [key, text] of configs) {
    const value = parseJavaDouble(text);
    if (value.kind === 'error')
      return {
        exception: 'org.apache.kafka.common.config.ConfigException',
        message: `Invalid value ${text} for configuration ${key}: Not a number of type DOUBLE`,
      };
    changes.set(key, value.value);
  }
  admin.setQuotas(quotaEntity(entity), changes);
  return undefined;
}

/** Entities without a name stand for all that have a znode (ConfigEntity.getAllEntities). */
function expand(admin: ZooKeeperAdmin, entity: Entity): readonly Entity[] {
  const [root, child] = entity;
  if (!root) return [];
  if (root.name === undefined) {
    const roots = admin.configured(root.type).map((name) => ({ type: root.type, name: nameOf(name) }));
    return roots.flatMap((each) => (child ? expand(admin, [each, { type: child.type, name: undefined }]) : [[each]]));
  }
  if (!child || child.name !== undefined) return [entity];
  return admin
    .configured(`${root.type}/${root.name === '' ? '<default>' : encodeURIComponent(root.name)}/${child.type}`)
    .map((name) => [root, { type: child.type, name: nameOf(name) }]);
}

const nameOf = (znode: string) => (znode === '<default>' ? '' : decodeURIComponent(znode));

function configsOf(admin: ZooKeeperAdmin, entity: Entity): ReadonlyMap<string, string> {
  const { type, name } = entity[0]!;
  if (type === 'topics') return admin.configs('topic', name ?? '');
  if (type === 'brokers') return admin.configs('broker', name ?? '');
  const asked = quotaEntity(entity);
  const types = Object.keys(asked);
  const quota = admin
    .quotas()
    .find(
      (each) =>
        Object.keys(each.entity).length === types.length && types.every((key) => each.entity[key] === asked[key]),
    );
  return new Map(
    Object.entries(quota?.values ?? {}).map(([key, value]) => [
      key,
      key === 'request_percentage' ? javaDoubleText(value) : String(Math.trunc(value)),
    ]),
  );
}

function quotaEntity(entity: Entity): Readonly<Record<string, string | null>> {
  return Object.fromEntries(entity.map(({ type, name }) => [quotaTypes[type]!, name || null]));
}

const titles: Readonly<Record<string, string>> = { users: 'user-principal', clients: 'client-id', topics: 'topic' };

function titleOf(entity: Entity): string {
  return entity
    .map(({ type, name }) =>
      name === undefined ? type : name === '' ? `default ${titles[type] ?? type}` : `${titles[type] ?? type} '${name}'`,
    )
    .join(', ');
}
