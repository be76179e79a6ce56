import type { ResourceType } from '../../protocol/fields';
import type { ConfigResource, DescribeConfigsResult } from '../../protocol/messages/configs';
import { type AdminClient, type CallOptions, throwFailure } from '../adminClient';

/**
 * Admin.describeConfigs: resources one after the other, in the order given; `visit` is called while they are read, so
 * that a big cluster is never held whole. A broker's are asked of that broker, so only one broker at a time.
 * @throws CallFailed where there is no answer; what a resource failed with stands in its result
 */
export function describeConfigs<T>(
  admin: AdminClient,
  resources: readonly ConfigResource[],
  visit: (described: Iterable<DescribeConfigsResult>) => T,
  options: CallOptions = {},
): T {
  const request = {
    resources: resources.map((resource) => ({ ...resource, configurationKeys: null })),
    includeSynonyms: true,
  };
  const limits = { ...options, ...nodeOf(resources[0]) };
  return admin.call('describeConfigs', 'DescribeConfigs', request, limits, ({ results }) => visit(results));
}

/**
 * Admin.incrementalAlterConfigs of one resource.
 * @param changes new values; null removes one
 * @throws CallFailed
 */
export function incrementalAlterConfigs(
  admin: AdminClient,
  resource: ConfigResource,
  changes: Iterable<readonly [name: string, value: string | null]>,
  options: CallOptions = {},
): void {
  const configs = Array.from(changes, ([name, value]) => ({
    name,
    configOperation: value === null ? ('delete' as const) : ('set' as const),
    value,
  }));
  const request = { resources: [{ ...resource, configs }], validateOnly: false };
  const limits = { ...options, ...nodeOf(resource) };
  const { responses } = admin.call('incrementalAlterConfigs', 'IncrementalAlterConfigs', request, limits);
  throwFailure(responses[0]);
}

/**
 * Admin.alterConfigs of one resource, which tools up to 3.9 do with brokers: what is not named is removed.
 * @throws CallFailed
 */
export function alterConfigs(
  admin: AdminClient,
  resource: ConfigResource,
  configs: ReadonlyMap<string, string>,
  options: CallOptions = {},
): void {
  const named = Array.from(configs, ([name, value]) => ({ name, value }));
  const request = { resources: [{ ...resource, configs: named }], validateOnly: false };
  const { responses } = admin.call('alterConfigs', 'AlterConfigs', request, { ...options, ...nodeOf(resource) });
  throwFailure(responses[0]);
}

/**
 * Admin.listConfigResources: names of the resources of one type that have configurations of their own.
 * @throws CallFailed
 */
export function listConfigResources(admin: AdminClient, resourceType: ResourceType): readonly string[] {
  const listed = admin.call('listConfigResources', 'ListConfigResources', { resourceTypes: [resourceType] });
  throwFailure({ errorCode: listed.errorCode, errorMessage: null });
  return listed.configResources.map(({ resourceName }) => resourceName);
}

/** The broker that a request about this resource must go to, if it must go to one. */
function nodeOf(resource: ConfigResource | undefined): CallOptions {
  if (resource === undefined || resource.resourceName === '') return {};
  const { resourceType, resourceName } = resource;
  return resourceType === 'broker' || resourceType === 'broker-logger' ? { nodeId: Number(resourceName) } : {};
}
