import type { AdminClient } from '../../clients/adminClient';
import type { JavaException } from '../../clients/exceptions';
import type { ClientQuota } from '../../protocol/requests';
import { javaHashMapOrder } from '../../jvm/hashOrder';
import { javaDoubleText } from '../../jvm/numbers';
import type { ToolContext } from '../tool';
import type { ConfigsOptions } from './options';
import { quotaTypes } from './quotaNames';
import { describeLimitMs, executionException, resourceConfigs } from './resources';

/** `--describe`. Returns what it throws, if anything. */
export function describe(
  context: ToolContext,
  client: AdminClient,
  options: ConfigsOptions,
): JavaException | undefined {
  const [type] = options.entityTypes;
  return type === 'users' || type === 'clients' || type === 'ips'
    ? describeQuotas(context, client, options)
    : describeResources(context, client, type, options);
}

function describeResources(
  context: ToolContext,
  client: AdminClient,
  type: string,
  options: ConfigsOptions,
): JavaException | undefined {
  const [named] = options.entityNames;
  const needsNames = named === undefined || (context.profile.looksForEntityFirst && !options.all);
  const known = needsNames ? entityNames(client, type) : { names: [] };
  if ('thrown' in known) return known.thrown;
  if (named !== undefined && needsNames && !known.names.includes(named)) {
    context.out(`The ${type.slice(0, -1)} '${named}' doesn't exist and doesn't have dynamic config.`);
    return undefined;
  }
  for (const name of named === undefined ? known.names : [named]) {
    const isDefault = name === '';
    context.out(
      isDefault
        ? `Default configs for ${type} in the cluster are:`
        : `${options.all ? 'All' : 'Dynamic'} configs for ${type.slice(0, -1)} ${name} are:`,
    );
    const entries = resourceConfigs(context.profile, client, type, name, options.all);
    if ('thrown' in entries) return entries.thrown;
    for (const entry of entries.value) {
      const synonyms = entry.synonyms.map((synonym) => `${synonym.source}:${synonym.name}=${synonym.value}`).join(', ');
      context.out(`  ${entry.name}=${entry.value} sensitive=${entry.isSensitive} synonyms={${synonyms}}`);
    }
  }
  return undefined;
}

/** All there are of a type; '' stands for the default of brokers. */
function entityNames(
  client: AdminClient,
  type: string,
): { readonly names: readonly string[] } | { readonly thrown: JavaException } {
  const isBroker = type === 'brokers' || type === 'broker-loggers';
  const call = client.call(isBroker ? 'describeCluster' : 'listTopics', 'Metadata', { kind: 'Metadata' });
  if ('thrown' in call) return { thrown: executionException(call.thrown) };
  if (isBroker) return { names: [...call.value.brokers.map(({ id }) => String(id)), ''] };
  if (type === 'topics') return { names: javaHashMapOrder(call.value.topics.map(({ name }) => name)) };
  const configured = client.call('listConfigResources', 'ListConfigResources', {
    kind: 'ListConfigResources',
    type: type === 'groups' ? 'group' : 'client-metrics',
  });
  return 'thrown' in configured ? { thrown: executionException(configured.thrown) } : { names: configured.value };
}

const quotaTitles: Readonly<Record<string, string>> = { user: 'user-principal', 'client-id': 'client-id', ip: 'ip' };

function describeQuotas(context: ToolContext, client: AdminClient, options: ConfigsOptions): JavaException | undefined {
  const components = options.entityTypes.map((type, index) => {
    const name = options.entityNames[index];
    return { type: quotaTypes[type]!, name: name === '' ? null : name };
  });
  const call = client.call(
    'describeClientQuotas',
    'DescribeClientQuotas',
    { kind: 'DescribeClientQuotas', components },
    { getTimeoutMs: describeLimitMs },
  );
  if ('thrown' in call) return executionException(call.thrown);
  for (const quota of call.value) context.out(quotaLine(quota));
  return undefined;
}

function quotaLine({ entity, values }: ClientQuota): string {
  const titled = Object.keys(quotaTitles)
    .filter((type) => type in entity)
    .map((type) =>
      entity[type] === null ? `the default ${quotaTitles[type]}` : `${quotaTitles[type]} '${entity[type]}'`,
    );
  const keys = Object.keys(values);
  const shown = javaHashMapOrder(keys, keys.length).map((key) => `${key}=${javaDoubleText(values[key]!)}`);
  return `Quota configs for ${titled.join(', ')} are ${shown.join(', ')}`;
}
