import { describeClientQuotas, type ClientQuota } from '../../clients/admin/clientQuotas';
import { describeCluster } from '../../clients/admin/cluster';
import { listConfigResources } from '../../clients/admin/configs';
import { listTopics } from '../../clients/admin/topics';
import type { AdminClient } from '../../clients/adminClient';
import { javaHashMapOrder } from '../../jvm/hashOrder';
import { javaDoubleText } from '../../jvm/numbers';
import { get } from '../futureCalls';
import type { ToolContext } from '../tool';
import type { ConfigsOptions } from './options';
import { quotaTypes } from './quotaNames';
import { configResource, describeLimitMs, resourceConfigs } from './resources';

/** `--describe`. @throws Thrown */
export function describe(context: ToolContext, admin: AdminClient, options: ConfigsOptions): void {
  const [type] = options.entityTypes;
  if (type in quotaTypes) describeQuotas(context, admin, options);
  else describeResources(context, admin, type, options);
}

function describeResources(context: ToolContext, admin: AdminClient, type: string, options: ConfigsOptions): void {
  const [named] = options.entityNames;
  const needsNames = named === undefined || (context.profile.looksForEntityFirst && !options.all);
  const known = needsNames ? get(() => entityNames(admin, type)) : [];
  if (named !== undefined && needsNames && !known.includes(named)) {
    context.out(`The ${type.slice(0, -1)} '${named}' doesn't exist and doesn't have dynamic config.`);
    return;
  }
  for (const name of named === undefined ? known : [named]) {
    const isDefault = name === '';
    context.out(
      isDefault
        ? `Default configs for ${type} in the cluster are:`
        : `${options.all ? 'All' : 'Dynamic'} configs for ${type.slice(0, -1)} ${name} are:`,
    );
    for (const entry of resourceConfigs(context.profile, admin, type, name, options.all)) {
      const synonyms = entry.synonyms?.map((each) => `${each.source}:${each.name}=${each.value}`).join(', ');
      context.out(`  ${entry.name}=${entry.value} sensitive=${entry.isSensitive} synonyms={${synonyms}}`);
    }
  }
}

/** All there are of a type; '' stands for the default of brokers. */
function entityNames(admin: AdminClient, type: string): readonly string[] {
  switch (type) {
    case 'brokers':
    case 'broker-loggers':
      return [...describeCluster(admin).brokers.map(({ brokerId }) => String(brokerId)), ''];
    case 'topics':
      return javaHashMapOrder(listTopics(admin).map(({ name }) => name));
    default:
      return listConfigResources(admin, configResource(type, '').resourceType);
  }
}

const quotaTitles: Readonly<Record<string, string>> = { user: 'user-principal', 'client-id': 'client-id', ip: 'ip' };

function describeQuotas(context: ToolContext, admin: AdminClient, options: ConfigsOptions): void {
  const components = options.entityTypes.map((type, index) => {
    const name = options.entityNames[index];
    return { type: quotaTypes[type]!, name: name === '' ? null : name };
  });
  const quotas = get(() => describeClientQuotas(admin, components, { getTimeoutMs: describeLimitMs }));
  for (const quota of quotas) context.out(quotaLine(quota));
}

function quotaLine({ entity, values }: ClientQuota): string {
  const titled = Object.keys(quotaTitles)
    .filter((type) => type in entity)
    .map((type) =>
      entity[type] === null ? `the default ${quotaTitles[type]}` : `${quotaTitles[type]} '${entity[type]}'`,
    );
  const shown = javaHashMapOrder([...values.keys()], values.size);
  const texts = shown.map((key) => `${key}=${javaDoubleText(values.get(key)!)}`);
  return `Quota configs for ${titled.join(', ')} are ${texts.join(', ')}`;
}
