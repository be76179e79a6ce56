import type { AdminClient } from '../../clients/adminClient';
import type { JavaException } from '../../clients/exceptions';
import { parseQuotaValue } from '../../cluster/configs/validateQuotas';
import { parseProperties } from '../../jvm/properties';
import { scalaSetOrder, scalaSetText } from '../../jvm/scalaOrder';
import { duplicateKeysRefusal } from '../../cluster/configs/validateTopicConfigs';
import { javaPropertiesOrder } from '../../jvm/concurrentHashOrder';
import { javaStringHash } from '../../jvm/hashOrder';
import { configCatalog } from '../../profiles/configs/configCatalog';
import type { ToolContext } from '../tool';
import type { ConfigsOptions } from './options';
import { quotaProblem, quotaTypes } from './quotaNames';
import { brokerOf, configResource, executionException, failedCall, resourceConfigs } from './resources';

const alterLimits = { timeoutMs: 30_000, getTimeoutMs: 60_000 } as const;

const invalidConfiguration = (message: string): JavaException => ({
  exception: 'org.apache.kafka.common.errors.InvalidConfigurationException',
  message,
});
const illegalArgument = (message: string): JavaException => ({
  exception: 'java.lang.IllegalArgumentException',
  message,
});

interface Change {
  readonly type: string;
  /** '' for the default entity. */
  readonly name: string;
  readonly added: ReadonlyMap<string, string>;
  readonly deleted: readonly string[];
}

/** `--alter`. Returns what it throws, if anything. */
export function alter(context: ToolContext, client: AdminClient, options: ConfigsOptions): JavaException | undefined {
  const added = configsToAdd(context, options);
  if ('thrown' in added) return added.thrown;
  const messageFormat = added.configs.get('message.format.version');
  const { messageFormatWarning } = context.profile.words;
  if (messageFormatWarning && messageFormat !== undefined) context.out(messageFormatWarning.configs(messageFormat));
  const [type] = options.entityTypes;
  const name = options.entityNames[0] ?? '';
  const change: Change = { type, name, added: added.configs, deleted: options.deleteConfig };
  const thrown = alterEntity(context, client, options, change);
  if (thrown) return thrown;
  context.out(
    name === ''
      ? `Completed updating default config for ${type} in the cluster.`
      : `Completed updating config for ${type.slice(0, -1)} ${name}.`,
  );
  return undefined;
}

function alterEntity(
  context: ToolContext,
  client: AdminClient,
  options: ConfigsOptions,
  change: Change,
): JavaException | undefined {
  switch (change.type) {
    case 'users':
    case 'clients':
    case 'ips':
      return alterQuotas(client, options, change);
    case 'broker-loggers':
      return alterLoggers(context, client, change);
    case 'brokers':
      return context.profile.altersBrokersWhole
        ? replaceBrokerConfigs(context, client, change)
        : alterIncrementally(context, client, change);
    default: {
      const problem =
        context.profile.altersBrokersWhole && change.type === 'topics'
          ? unknownDeletion(context, client, change)
          : undefined;
      return problem ?? alterIncrementally(context, client, change);
    }
  }
}

function alterIncrementally(
  context: ToolContext,
  client: AdminClient,
  { type, name, added, deleted }: Change,
): JavaException | undefined {
  const twice = deleted.filter((key) => added.has(key));
  if (twice.length > 0) return failedCall(duplicateKeysRefusal(configCatalog(context.profile.id), twice));
  const resource = configResource(type, name);
  const changes = new Map<string, string | null>([...added, ...deleted.map((key) => [key, null] as const)]);
  const call = client.call(
    'incrementalAlterConfigs',
    'IncrementalAlterConfigs',
    { kind: 'IncrementalAlterConfigs', resource, changes },
    { ...alterLimits, ...brokerOf(resource) },
  );
  if ('thrown' in call) return executionException(call.thrown);
  return call.value.error && failedCall(call.value.error);
}

/** Tools up to 3.9 look first whether what is to be deleted is there. */
function unknownDeletion(
  context: ToolContext,
  client: AdminClient,
  { type, name, deleted }: Change,
): JavaException | undefined {
  const old = resourceConfigs(context.profile, client, type, name, false);
  if ('thrown' in old) return old.thrown;
  const unknown = deleted.filter((key) => !old.value.some((entry) => entry.name === key));
  return unknown.length === 0 ? undefined : invalidConfiguration(`Invalid config(s): ${unknown.join()}`);
}

/**
 * Tools up to 3.9 write a broker's dynamic configurations anew as a whole, so they cannot keep what they cannot read.
 */
function replaceBrokerConfigs(context: ToolContext, client: AdminClient, change: Change): JavaException | undefined {
  const problem = unknownDeletion(context, client, change);
  if (problem) return problem;
  const old = resourceConfigs(context.profile, client, change.type, change.name, false);
  if ('thrown' in old) return old.thrown;
  const entries = new Map<string, string | null>(old.value.map(({ name, value }) => [name, value]));
  for (const [key, value] of change.added) entries.set(key, value);
  for (const key of change.deleted) entries.delete(key);
  const secret = [...entries].filter(([, value]) => value === null).map(([key]) => key);
  if (secret.length > 0) {
    const set = scalaSetText(scalaSetOrder(secret, javaStringHash));
    return invalidConfiguration(
      `All sensitive broker config entries must be specified for --alter, missing entries: ${set}`,
    );
  }
  const resource = configResource(change.type, change.name);
  const call = client.call(
    'alterConfigs',
    'AlterConfigs',
    { kind: 'AlterConfigs', resource, configs: entries as ReadonlyMap<string, string> },
    { ...alterLimits, ...brokerOf(resource) },
  );
  if ('thrown' in call) return executionException(call.thrown);
  return call.value.error && failedCall(call.value.error);
}

function alterLoggers(context: ToolContext, client: AdminClient, change: Change): JavaException | undefined {
  const known = resourceConfigs(context.profile, client, change.type, change.name, true);
  if ('thrown' in known) return known.thrown;
  const names = new Set(known.value.map(({ name }) => name));
  const unknown = [...change.deleted, ...change.added.keys()].filter((name) => !names.has(name));
  if (unknown.length > 0) return invalidConfiguration(`Invalid broker logger(s): ${unknown.join()}`);
  return alterIncrementally(context, client, change);
}

function alterQuotas(
  client: AdminClient,
  options: ConfigsOptions,
  { added, deleted }: Change,
): JavaException | undefined {
  const problem = quotaProblem(options.entityTypes, javaPropertiesOrder([...added.keys()]), deleted);
  if (problem !== undefined) return illegalArgument(problem);
  const entity = Object.fromEntries(
    options.entityTypes.map((type, index) => [quotaTypes[type]!, options.entityNames[index] || null]),
  );
  const components = Object.entries(entity).map(([type, name]) => ({ type, name }));
  const old = client.call(
    'describeClientQuotas',
    'DescribeClientQuotas',
    { kind: 'DescribeClientQuotas', components },
    { getTimeoutMs: 30_000 },
  );
  if ('thrown' in old) return executionException(old.thrown);
  const present = old.value[0]?.values ?? {};
  const unknown = deleted.filter((key) => !(key in present));
  if (unknown.length > 0) return invalidConfiguration(`Invalid config(s): ${unknown.join()}`);
  const changes = new Map<string, number | null>(deleted.map((key) => [key, null]));
  for (const [key, text] of added) {
    const value = parseQuotaValue(key, text);
    if (value.kind === 'failure') return illegalArgument(value.failure.message);
    changes.set(key, value.value);
  }
  const call = client.call(
    'alterClientQuotas',
    'AlterClientQuotas',
    { kind: 'AlterClientQuotas', entity, changes },
    { getTimeoutMs: 60_000 },
  );
  if ('thrown' in call) return executionException(call.thrown);
  return call.value.error && failedCall(call.value.error);
}

/**
 * ConfigCommand.parseConfigsToBeAdded: the configurations of --add-config, or of the file that --add-config-file names.
 */
export function configsToAdd(
  context: ToolContext,
  options: ConfigsOptions,
): { readonly configs: ReadonlyMap<string, string> } | { readonly thrown: JavaException } {
  if (options.addConfigFile === undefined) return { configs: new Map(options.addConfig) };
  const text = context.readFile(options.addConfigFile);
  if (text === undefined)
    return { thrown: { exception: 'java.nio.file.NoSuchFileException', message: options.addConfigFile } };
  const parsed = parseProperties(text);
  if (parsed.kind === 'error') return { thrown: illegalArgument(parsed.message) };
  return { configs: parsed.properties };
}
