import { alterClientQuotas, describeClientQuotas, type QuotaEntity } from '../../clients/admin/clientQuotas';
import { alterConfigs, incrementalAlterConfigs } from '../../clients/admin/configs';
import type { AdminClient } from '../../clients/adminClient';
import { parseQuotaValue } from '../../cluster/configs/validateQuotas';
import { javaPropertiesOrder } from '../../jvm/concurrentHashOrder';
import { javaStringHash } from '../../jvm/hashOrder';
import { scalaSetOrder, scalaSetText } from '../../jvm/scalaOrder';
import { Thrown } from '../thrown';
import { get } from '../futureCalls';
import { illegalArgument, invalidConfiguration } from '../javaExceptions';
import { loadProperties } from '../loadProperties';
import type { ToolContext } from '../tool';
import type { ConfigsOptions } from './options';
import { quotaProblem, quotaTypes } from './quotaNames';
import { configResource, describeLimitMs, resourceConfigs } from './resources';

const alterLimits = { timeoutMs: 30_000, getTimeoutMs: 60_000 } as const;
const alterQuotasLimitMs = 60_000;

interface Change {
  readonly type: string;
  /** '' for the default entity. */
  readonly name: string;
  readonly added: ReadonlyMap<string, string>;
  readonly deleted: readonly string[];
}

/** `--alter`. @throws Thrown */
export function alter(context: ToolContext, admin: AdminClient, options: ConfigsOptions): void {
  const added = configsToAdd(context, options);
  const messageFormat = added.get('message.format.version');
  const { messageFormatWarning } = context.profile.words;
  if (messageFormatWarning && messageFormat !== undefined) context.out(messageFormatWarning.configs(messageFormat));
  const [type] = options.entityTypes;
  const name = options.entityNames[0] ?? '';
  const change: Change = { type, name, added, deleted: options.deleteConfig };
  if (type in quotaTypes) alterQuotas(admin, options, change);
  else alterResource(context, admin, change);
  context.out(
    name === ''
      ? `Completed updating default config for ${type} in the cluster.`
      : `Completed updating config for ${type.slice(0, -1)} ${name}.`,
  );
}

function alterResource(context: ToolContext, admin: AdminClient, change: Change): void {
  const { altersBrokersWhole } = context.profile;
  const isBroker = change.type === 'brokers';
  if (change.type === 'broker-loggers') requireLoggers(context, admin, change);
  if (altersBrokersWhole && (isBroker || change.type === 'topics')) requireDeletable(context, admin, change);
  if (altersBrokersWhole && isBroker) replaceBrokerConfigs(context, admin, change);
  else alterIncrementally(admin, change);
}

function alterIncrementally(admin: AdminClient, { type, name, added, deleted }: Change): void {
  const changes = [...added, ...deleted.map((key) => [key, null] as const)];
  get(() => incrementalAlterConfigs(admin, configResource(type, name), changes, alterLimits));
}

/** Tools up to 3.9 look first whether what is to be deleted is there. */
function requireDeletable(context: ToolContext, admin: AdminClient, { type, name, deleted }: Change): void {
  const present = resourceConfigs(context.profile, admin, type, name, false);
  requireKnown(
    deleted,
    present.map((entry) => entry.name),
  );
}

function requireKnown(deleted: readonly string[], present: readonly string[], what = 'config'): void {
  const unknown = deleted.filter((key) => !present.includes(key));
  if (unknown.length > 0) throw new Thrown(invalidConfiguration(`Invalid ${what}(s): ${unknown.join()}`));
}

function requireLoggers(context: ToolContext, admin: AdminClient, { type, name, added, deleted }: Change): void {
  const loggers = resourceConfigs(context.profile, admin, type, name, true);
  requireKnown(
    [...deleted, ...added.keys()],
    loggers.map((entry) => entry.name),
    'broker logger',
  );
}

/**
 * Tools up to 3.9 write a broker's dynamic configurations anew as a whole, so they cannot keep what they cannot read.
 */
function replaceBrokerConfigs(context: ToolContext, admin: AdminClient, { type, name, added, deleted }: Change): void {
  const old = resourceConfigs(context.profile, admin, type, name, false);
  const all = new Map<string, string | null>([...old.map((entry) => [entry.name, entry.value] as const), ...added]);
  for (const key of deleted) all.delete(key);
  const configs = new Map<string, string>();
  const secret: string[] = [];
  for (const [key, value] of all) {
    if (value === null) secret.push(key);
    else configs.set(key, value);
  }
  if (secret.length > 0) {
    const set = scalaSetText(scalaSetOrder(secret, javaStringHash));
    const message = `All sensitive broker config entries must be specified for --alter, missing entries: ${set}`;
    throw new Thrown(invalidConfiguration(message));
  }
  get(() => alterConfigs(admin, configResource(type, name), configs, alterLimits));
}

function alterQuotas(admin: AdminClient, options: ConfigsOptions, { added, deleted }: Change): void {
  const problem = quotaProblem(options.entityTypes, javaPropertiesOrder([...added.keys()]), deleted);
  if (problem !== undefined) throw new Thrown(illegalArgument(problem));
  const entity: QuotaEntity = Object.fromEntries(
    options.entityTypes.map((type, index) => [quotaTypes[type]!, options.entityNames[index] || null]),
  );
  const components = Object.entries(entity).map(([type, name]) => ({ type, name }));
  const [old] = get(() => describeClientQuotas(admin, components, { getTimeoutMs: describeLimitMs }));
  requireKnown(deleted, [...(old?.values.keys() ?? [])]);
  const changes = new Map<string, number | null>(deleted.map((key) => [key, null]));
  for (const [key, text] of added) {
    const value = parseQuotaValue(key, text);
    if (value.kind === 'failure') throw new Thrown(illegalArgument(value.failure.message));
    changes.set(key, value.value);
  }
  get(() => alterClientQuotas(admin, entity, changes, { getTimeoutMs: alterQuotasLimitMs }));
}

/** What --add-config or --add-config-file asks for. @throws Thrown where the file cannot be read */
export function configsToAdd(context: ToolContext, options: ConfigsOptions): ReadonlyMap<string, string> {
  const { addConfig, addConfigFile } = options;
  return addConfigFile === undefined ? new Map(addConfig) : loadProperties(context, addConfigFile);
}
