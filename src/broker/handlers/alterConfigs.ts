import { apiError, type ApiError } from '../../protocol/apiError';
import { validateClientMetrics } from '../../cluster/configs/clientMetricsConfigs';
import { validateGroupConfigs } from '../../cluster/configs/groupConfigs';
import { validateBrokerConfigs } from '../../cluster/configs/validateBrokerConfigs';
import { changedTexts, validateTopicConfigs } from '../../cluster/configs/validateTopicConfigs';
import { uncleanElectionEnabled } from '../../model/effectiveConfig';
import { answeringBroker, brokerConfigState, catalogOf, controllerTexts } from '../../cluster/nodeConfigs';
import type { Turn } from '../../model/turn';
import { isElrEnabled } from '../../cluster/kraft/features';
import type { Handler } from '../handler';
import type { AlterConfigsResponse, ConfigResource } from '../../protocol/requests';

type Changes = ReadonlyMap<string, string | null>;

export const incrementalAlterConfigsHandler: Handler<'IncrementalAlterConfigs'> = {
  by: 'controller',
  answer: (turn, { resource, changes }) => alter(turn, resource, changes),
};

/** The old request: what it does not name is removed. */
export const alterConfigsHandler: Handler<'AlterConfigs'> = {
  by: 'controller',
  answer: (turn, { resource, configs }) => {
    const removed = [...turn.configs(resource.type, resource.name).keys()].filter((name) => !configs.has(name));
    return alter(
      turn,
      resource,
      new Map<string, string | null>([...configs, ...removed.map((name) => [name, null] as const)]),
    );
  },
};

function alter(turn: Turn, resource: ConfigResource, changes: Changes): AlterConfigsResponse {
  const error = problem(turn, resource, changes);
  if (error) return { error };
  const current = turn.configs(resource.type, resource.name);
  for (const [name, value] of changes) {
    if ((current.get(name) ?? null) !== value)
      turn.emit({ type: 'ConfigRecord', resourceType: resource.type, resourceName: resource.name, name, value });
  }
  // Who was eligible under another min.insync.replicas may not be now (ConfigurationControlManager.createClearElrRecordsAsNeeded).
  if (changes.has('min.insync.replicas') && isElrEnabled(turn))
    turn.emit({ type: 'ClearElrRecord', topicName: resource.type === 'topic' ? resource.name : '' });
  if (changes.has('unclean.leader.election.enable')) electWhereAllowedNow(turn, resource);
  return {};
}

function problem(turn: Turn, { type, name }: ConfigResource, changes: Changes): ApiError | undefined {
  const catalog = catalogOf(turn);
  if (type === 'topic') {
    const topic = turn.topic(name);
    const missing =
      topic && !topic.deleting
        ? undefined
        : apiError('UNKNOWN_TOPIC_OR_PARTITION', `The topic '${name}' does not exist.`);
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

/** ZooKeeper's controller elects at once where out-of-sync replicas have become allowed (enableTopicUncleanLeaderElection, enableDefaultUncleanLeaderElection). */
function electWhereAllowedNow(turn: Turn, { type, name }: ConfigResource): void {
  if (turn.profile.uncleanElection !== 'on-config-change') return;
  if (type === 'broker') turn.controller.partitions.electUnclean(turn);
  if (type === 'topic' && uncleanElectionEnabled(turn, name)) turn.controller.partitions.electUnclean(turn, name);
}
