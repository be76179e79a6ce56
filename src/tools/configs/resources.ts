import type { AdminClient, Call } from '../../clients/adminClient';
import { exceptionOf, throwableText, type JavaException } from '../../clients/exceptions';
import type { ConfigEntry, ConfigResource, ConfigSource } from '../../protocol/requests';
import type { ApiError } from '../../protocol/apiError';
import { topicNameProblem } from '../../model/topicNames';
import { javaHashMapOrder } from '../../jvm/hashOrder';
import type { Profile } from '../../profiles/profile';

/** How long the tool waits for an answer, ms. */
export const describeLimitMs = 30_000;

interface ResourceType {
  readonly type: ConfigResource['type'];
  /** Source of what is shown without --all; null shows everything. */
  readonly dynamicSource: ConfigSource | null;
}

const resourceTypes: Readonly<Record<string, ResourceType>> = {
  topics: { type: 'topic', dynamicSource: 'DYNAMIC_TOPIC_CONFIG' },
  brokers: { type: 'broker', dynamicSource: 'DYNAMIC_BROKER_CONFIG' },
  'broker-loggers': { type: 'broker-logger', dynamicSource: null },
  'client-metrics': { type: 'client-metrics', dynamicSource: 'DYNAMIC_CLIENT_METRICS_CONFIG' },
  groups: { type: 'group', dynamicSource: 'DYNAMIC_GROUP_CONFIG' },
};

/** The resource that an entity is; the name '' stands for the default of its type. */
export function configResource(entityType: string, name: string): ConfigResource {
  return { type: resourceTypes[entityType]!.type, name };
}

/** The broker that a request about this resource must go to, if it must go to one. */
export function brokerOf({ type, name }: ConfigResource): { readonly brokerId?: number } {
  return (type === 'broker' || type === 'broker-logger') && name !== '' ? { brokerId: Number(name) } : {};
}

/**
 * The future of an admin call failed: java.util.concurrent.ExecutionException around its cause. Waiting too long is
 * thrown as it is.
 */
export function executionException(thrown: JavaException): JavaException {
  return thrown.exception.startsWith('java.util.concurrent.')
    ? thrown
    : { exception: 'java.util.concurrent.ExecutionException', message: throwableText(thrown) };
}

/** What KafkaFuture.get throws where a call failed with this error. */
export function failedCall(error: ApiError): JavaException {
  return executionException(exceptionOf(error));
}

/** ConfigCommand.getResourceConfig: a resource's entries, only dynamic ones unless `all`. */
export function resourceConfigs(
  profile: Profile,
  client: AdminClient,
  entityType: string,
  name: string,
  all: boolean,
): Call<readonly ConfigEntry[]> {
  const resource = configResource(entityType, name);
  const problem =
    resource.type === 'topic' && name !== '' ? topicNameProblem(name, profile.words.topicNameInvalid) : undefined;
  if (problem !== undefined)
    return { thrown: { exception: 'org.apache.kafka.common.errors.InvalidTopicException', message: problem } };
  const call = client.call(
    'describeConfigs',
    'DescribeConfigs',
    { kind: 'DescribeConfigs', resources: [resource] },
    { getTimeoutMs: describeLimitMs, ...brokerOf(resource) },
  );
  if ('thrown' in call) return { thrown: executionException(call.thrown) };
  const [described] = [...call.value];
  if (described?.error) return { thrown: failedCall(described.error) };
  const source =
    name === '' && resource.type === 'broker'
      ? 'DYNAMIC_DEFAULT_BROKER_CONFIG'
      : resourceTypes[entityType]!.dynamicSource;
  const shown = inToolOrder(profile, described?.entries ?? []).filter(
    (entry) => all || source === null || entry.source === source,
  );
  return { value: shown };
}

/** 2.8 shows entries as its hash map has them; later tools sort them. */
function inToolOrder(profile: Profile, entries: readonly ConfigEntry[]): readonly ConfigEntry[] {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const names = profile.sortsConfigEntries ? [...byName.keys()].sort() : javaHashMapOrder([...byName.keys()]);
  return names.map((name) => byName.get(name)!);
}
