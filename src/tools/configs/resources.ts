import { describeConfigs } from '../../clients/admin/configs';
import { type AdminClient, throwFailure } from '../../clients/adminClient';
import { javaHashMapOrder } from '../../jvm/hashOrder';
import { topicNameProblem } from '../../model/topicNames';
import type { Profile } from '../../profiles/profile';
import type { ConfigSource, ResourceType } from '../../protocol/fields';
import type { ConfigResource, DescribeConfigsResourceResult } from '../../protocol/messages/configs';
import { Thrown } from '../thrown';
import { get } from '../futureCalls';

/** How long the tool waits for an answer, ms. */
export const describeLimitMs = 30_000;

interface KnownType {
  readonly resourceType: ResourceType;
  /** Source of what is shown without --all; null shows everything. */
  readonly dynamicSource: ConfigSource | null;
}

const knownTypes: Readonly<Record<string, KnownType>> = {
  topics: { resourceType: 'topic', dynamicSource: 'DYNAMIC_TOPIC_CONFIG' },
  brokers: { resourceType: 'broker', dynamicSource: 'DYNAMIC_BROKER_CONFIG' },
  'broker-loggers': { resourceType: 'broker-logger', dynamicSource: null },
  'client-metrics': { resourceType: 'client-metrics', dynamicSource: 'DYNAMIC_CLIENT_METRICS_CONFIG' },
  groups: { resourceType: 'group', dynamicSource: 'DYNAMIC_GROUP_CONFIG' },
};

/** What requests call an entity: its type by the option's name of it, '' for the default one. */
export function configResource(entityType: string, name: string): ConfigResource {
  return { resourceType: knownTypes[entityType]!.resourceType, resourceName: name };
}

/** ConfigCommand.getResourceConfig: a resource's entries, only dynamic ones unless `all`. @throws Thrown */
export function resourceConfigs(
  profile: Profile,
  admin: AdminClient,
  entityType: string,
  name: string,
  all: boolean,
): readonly DescribeConfigsResourceResult[] {
  const resource = configResource(entityType, name);
  const { resourceType } = resource;
  const problem =
    resourceType === 'topic' && name !== '' ? topicNameProblem(name, profile.words.topicNameInvalid) : undefined;
  if (problem !== undefined)
    throw new Thrown({ exception: 'org.apache.kafka.common.errors.InvalidTopicException', message: problem });
  const configs = get(() => {
    const described = describeConfigs(admin, [resource], ([first]) => first, { getTimeoutMs: describeLimitMs });
    throwFailure(described);
    return described?.configs ?? [];
  });
  const source =
    name === '' && resourceType === 'broker' ? 'DYNAMIC_DEFAULT_BROKER_CONFIG' : knownTypes[entityType]!.dynamicSource;
  return inToolOrder(profile, configs).filter((entry) => all || source === null || entry.configSource === source);
}

/** 2.8 shows entries as its hash map has them; later tools sort them. */
function inToolOrder(
  profile: Profile,
  entries: readonly DescribeConfigsResourceResult[],
): readonly DescribeConfigsResourceResult[] {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const names = profile.sortsConfigEntries ? [...byName.keys()].sort() : javaHashMapOrder([...byName.keys()]);
  return names.map((name) => byName.get(name)!);
}
