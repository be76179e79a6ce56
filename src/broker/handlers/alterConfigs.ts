import { validateClientMetrics } from '../../cluster/configs/clientMetricsConfigs';
import { validateGroupConfigs } from '../../cluster/configs/groupConfigs';
import { validateBrokerConfigs } from '../../cluster/configs/validateBrokerConfigs';
import { changedTexts, duplicateKeysRefusal, validateTopicConfigs } from '../../cluster/configs/validateTopicConfigs';
import { isElrEnabled } from '../../cluster/kraft/features';
import { answeringBroker, brokerConfigState, catalogOf, controllerTexts } from '../../cluster/nodeConfigs';
import { uncleanElectionEnabled } from '../../model/effectiveConfig';
import type { ClusterView, Turn } from '../../model/turn';
import { failure, noError, type Failure } from '../../protocol/errors';
import type { ResourceType } from '../../protocol/fields';
import type { IncrementalAlterConfigsRequest } from '../../protocol/messages/configs';
import type { Handler } from '../handler';

type Changes = ReadonlyMap<string, string | null>;

interface ConfigResource {
  readonly type: ResourceType;
  /** Broker id as text, '' for the default of all brokers, or a name. */
  readonly name: string;
}

/** IncrementalAlterConfigs */
export const incrementalAlterConfigsHandler: Handler<'IncrementalAlterConfigs'> = {
  by: 'controller',
  changesMetadata: true,
  fail: failed,
  answer: (turn, { resources, validateOnly }) => ({
    responses: resources.map(({ resourceType, resourceName, configs }) => ({
      resourceType,
      resourceName,
      ...alterSingly(turn, { type: resourceType, name: resourceName }, configs, validateOnly),
    })),
  }),
};

/** AlterConfigs, the old request: what it does not name is removed. */
export const alterConfigsHandler: Handler<'AlterConfigs'> = {
  by: 'controller',
  changesMetadata: true,
  fail: failed,
  answer: (turn, { resources, validateOnly }) => ({
    responses: resources.map(({ resourceType, resourceName, configs }) => {
      const named = new Map(configs.map(({ name, value }) => [name, value]));
      const removed = [...turn.configs(resourceType, resourceName).keys()].filter((name) => !named.has(name));
      const changes = new Map([...named, ...removed.map((name) => [name, null] as const)]);
      return {
        resourceType,
        resourceName,
        ...alter(turn, { type: resourceType, name: resourceName }, changes, validateOnly),
      };
    }),
  }),
};

function failed(
  view: ClusterView,
  {
    resources,
  }: { readonly resources: readonly { readonly resourceType: ResourceType; readonly resourceName: string }[] },
  failure: Failure,
) {
  if (view.controller.isWaitedFor) return undefined;
  return {
    responses: resources.map(({ resourceType, resourceName }) => ({ resourceType, resourceName, ...failure })),
  };
}

type IncrementalConfigs = IncrementalAlterConfigsRequest['resources'][number]['configs'];

/**
 * Nothing may be named twice (ConfigAdminManager.preprocess). The tools work appending and subtracting out by
 * themselves.
 */
function alterSingly(
  turn: Turn,
  resource: ConfigResource,
  configs: IncrementalConfigs,
  validateOnly: boolean,
): Failure {
  const names = configs.map(({ name }) => name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  if (twice.size > 0) return duplicateKeysRefusal(catalogOf(turn), [...twice]);
  const changes = new Map(
    configs.map(({ name, configOperation, value }) => [name, configOperation === 'delete' ? null : value]),
  );
  return alter(turn, resource, changes, validateOnly);
}

function alter(turn: Turn, resource: ConfigResource, changes: Changes, validateOnly: boolean): Failure {
  const error = problem(turn, resource, changes);
  if (error || validateOnly) return error ?? noError;
  const current = turn.configs(resource.type, resource.name);
  for (const [name, value] of changes) {
    if ((current.get(name) ?? null) !== value)
      turn.emit({ type: 'ConfigRecord', resourceType: resource.type, resourceName: resource.name, name, value });
  }
  // Who was eligible under another min.insync.replicas may not be now
  // (ConfigurationControlManager.createClearElrRecordsAsNeeded).
  if (changes.has('min.insync.replicas') && isElrEnabled(turn))
    turn.emit({ type: 'ClearElrRecord', topicName: resource.type === 'topic' ? resource.name : '' });
  if (changes.has('unclean.leader.election.enable')) electWhereAllowedNow(turn, resource);
  return noError;
}

function problem(turn: Turn, { type, name }: ConfigResource, changes: Changes): Failure | undefined {
  const catalog = catalogOf(turn);
  if (type === 'topic') {
    const topic = turn.topic(name);
    const missing =
      topic && !topic.deleting
        ? undefined
        : failure('UNKNOWN_TOPIC_OR_PARTITION', `The topic '${name}' does not exist.`);
    const invalid = validateTopicConfigs(catalog, {
      topic: name,
      current: turn.configs('topic', name),
      changes,
      controllerTexts: controllerTexts(turn),
    });
    return catalog.rules.looksForTopicFirst ? (missing ?? invalid) : (invalid ?? missing);
  }
  if (type === 'broker') {
    const broker = name === '' ? answeringBroker(turn) : turn.node(Number(name));
    // A KRaft controller's own resource: no broker is there to hold the change against its server.properties.
    if (name !== '' && broker?.role === 'controller') return undefined;
    return validateBrokerConfigs(catalog, {
      brokerId: name === '' ? undefined : Number(name),
      changes,
      state: brokerConfigState(turn, broker),
      hasElr: isElrEnabled(turn),
    });
  }
  const changed = changedTexts(turn.configs(type, name), changes);
  if (type === 'group') return validateGroupConfigs(catalog, name, changed, controllerTexts(turn));
  if (type === 'client-metrics') return validateClientMetrics(catalog, name, changed);
  return undefined;
}

/**
 * ZooKeeper's controller elects at once where out-of-sync replicas have become allowed
 * (enableTopicUncleanLeaderElection, enableDefaultUncleanLeaderElection).
 */
function electWhereAllowedNow(turn: Turn, { type, name }: ConfigResource): void {
  if (turn.profile.uncleanElection !== 'on-config-change') return;
  if (type === 'broker') turn.controller.partitions.electUnclean(turn);
  if (type === 'topic' && uncleanElectionEnabled(turn, name)) turn.controller.partitions.electUnclean(turn, name);
}
