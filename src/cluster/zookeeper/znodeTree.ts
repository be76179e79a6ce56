import { javaDoubleText } from '../../jvm/numbers';
import { isBroker } from '../../model/liveness';
import { noLeader, type Partition, type Topic } from '../../model/cluster';
import type { ClusterView } from '../../model/turn';
import { configEntityPath, quotaEntityPath } from './configPaths';
import { configZnodes } from './znodeHistory';
import { offsetOf } from './zxids';
import { kraftControllerEpoch } from './migrationState';
import {
  brokerJson,
  clusterIdJson,
  configChangeJson,
  configJson,
  controllerJson,
  featureJson,
  migrationJson,
  partitionStateJson,
  producerIdBlockJson,
  producerIdBlockSize,
  topicJson,
} from './znodeJson';

/** A znode as ZooKeeper shows it; children in no order. */
export interface Znode {
  readonly data: string | null;
  readonly children: () => readonly string[];
}

const leaf = (data: string | null): Znode => ({ data, children: () => [] });
const folder = (children: () => readonly string[], data: string | null = null): Znode => ({ data, children });

/**
 * The tree that a Kafka cluster keeps in ZooKeeper, as a view of its state (kafka.zk.ZkData), together with the znodes
 * made by hand. Returns undefined where there is no such znode. `path` is valid and absolute.
 */
export function znodeAt(view: ClusterView, path: string): Znode | undefined {
  const users = view.userZnodes();
  const own = users.find((znode) => znode.path === path);
  const kafkas = kafkaZnode(view, path === '/' ? [] : path.slice(1).split('/'));
  const znode = kafkas ?? (own && leaf(own.data));
  if (!znode) return undefined;
  const below = path === '/' ? '/' : `${path}/`;
  const made = users
    .filter((user) => user.path.startsWith(below) && !user.path.includes('/', below.length))
    .map((user) => user.path.slice(below.length));
  return made.length === 0 ? znode : { data: znode.data, children: () => [...new Set([...znode.children(), ...made])] };
}

/** Whether Kafka keeps this znode, rather than somebody who made it by hand. */
export function isKafkasZnode(view: ClusterView, path: string): boolean {
  return kafkaZnode(view, path === '/' ? [] : path.slice(1).split('/')) !== undefined;
}

/** /brokers/ids/N and /controller go with a broker's session. */
export function isEphemeral(view: ClusterView, path: string): boolean {
  return (
    path === '/controller' ||
    /^\/brokers\/ids\/\d+$/.test(path) ||
    view.userZnodes().some((znode) => znode.path === path && znode.session !== null)
  );
}

function kafkaZnode(view: ClusterView, segments: readonly string[]): Znode | undefined {
  const [first, ...rest] = segments;
  if (first === undefined) return folder(() => Object.keys(tops).filter((name) => tops[name]!(view, [])), '');
  return Object.hasOwn(tops, first) ? tops[first]!(view, rest) : undefined;
}

type Find = (view: ClusterView, segments: readonly string[]) => Znode | undefined;

/** A znode without anything below it that Kafka keeps. */
const single =
  (data: (view: ClusterView) => string | null): Find =>
  (view, segments) =>
    segments.length === 0 ? leaf(data(view)) : undefined;

const tops: Readonly<Record<string, Find>> = {
  admin: (view, segments) => fixed({ delete_topics: deleteTopics }, null)(view, segments),
  brokers: (view, segments) => fixed({ ids: brokerIds, seqid: single(() => null), topics }, null)(view, segments),
  cluster: (view, segments) => fixed({ id: single(() => clusterIdJson(view.clusterId)) }, null)(view, segments),
  config: (view, segments) =>
    fixed(
      {
        brokers: entities('brokers'),
        changes,
        clients: entities('clients'),
        ips: entities('ips'),
        topics: entities('topics'),
        users: entities('users'),
      },
      null,
    )(view, segments),
  consumers: single(() => null),
  controller: (view, segments) =>
    view.activeController().id === noLeader
      ? undefined
      : single(() => controllerJson(view.profile, view.activeController(), kraftControllerEpoch(view)))(view, segments),
  controller_epoch: single((view) => String(view.activeController().epoch)),
  feature: single((view) => featureJson(view.profile)),
  isr_change_notification: single(() => null),
  latest_producer_id_block: single((view) =>
    view.profile.znodes.producerIdBlocks === 'at-start'
      ? claimedBlock(view)
      : view.nextProducerId() === 0
        ? null
        : producerIdBlockJson(view.nextProducerId() - 1, view.nodes().find(isBroker)?.id ?? noLeader),
  ),
  log_dir_event_notification: single(() => null),
  migration: (view, segments) => {
    const { phase, metadataOffset } = view.migration();
    if (phase === 'not-started') return undefined;
    const epoch = kraftControllerEpoch(view);
    return single(() => migrationJson(epoch < 0 ? -1 : view.activeController().id, epoch, metadataOffset))(
      view,
      segments,
    );
  },
  zookeeper: (view, segments) => fixed({ config: single(() => ''), quota: single(() => '') }, '')(view, segments),
};

function fixed(children: Readonly<Record<string, Find>>, data: string | null): Find {
  return (view, [first, ...rest]) => {
    if (first === undefined) return folder(() => Object.keys(children), data);
    return Object.hasOwn(children, first) ? children[first]!(view, rest) : undefined;
  };
}

const deleteTopics: Find = (view, [name, ...rest]) => {
  if (name === undefined) return folder(() => view.deletingTopics().map((topic) => topic.name));
  return rest.length === 0 && view.topic(name)?.deleting ? leaf(null) : undefined;
};

const brokerIds: Find = (view, [id, ...rest]) => {
  if (id === undefined)
    return folder(() =>
      view
        .nodes()
        .filter((node) => isBroker(node) && node.registered && view.controller.znodes.areFollowed)
        .map((node) => String(node.id)),
    );
  const node = /^\d{1,9}$/.test(id) ? view.node(Number(id)) : undefined;
  if (rest.length > 0 || !node || String(node.id) !== id || !node.registered || !view.controller.znodes.areFollowed)
    return undefined;
  return leaf(brokerJson(node, view.recordTimeMs(offsetOf(node.brokerEpoch)) ?? view.nowMs));
};

const topics: Find = (view, [name, ...rest]) => {
  if (name === undefined) return folder(() => view.topics().map((topic) => topic.name));
  const topic = view.topic(name);
  return topic && topicZnode(view, topic, rest);
};

/** Partitions none of whose replicas has lived yet have no znodes. */
export const isStarted = ({ partitionEpoch }: Partition) => partitionEpoch >= 0;

function topicZnode(
  view: ClusterView,
  topic: Topic,
  [folderName, number, state, ...rest]: readonly string[],
): Znode | undefined {
  if (folderName === undefined)
    return folder(
      () => (view.partitions(topic).some(isStarted) ? ['partitions'] : []),
      topicJson(topic, view.partitions(topic)),
    );
  if (folderName !== 'partitions' || !view.partitions(topic).some(isStarted)) return undefined;
  if (number === undefined)
    return folder(() =>
      view
        .partitions(topic)
        .filter(isStarted)
        .map(({ partition }) => String(partition)),
    );
  const partition = /^\d{1,9}$/.test(number) ? view.partition(topic, Number(number)) : undefined;
  if (!partition || !isStarted(partition) || String(partition.partition) !== number) return undefined;
  if (state === undefined) return folder(() => ['state']);
  return state === 'state' && rest.length === 0 ? leaf(partitionStateJson(view.profile, partition)) : undefined;
}

/** Znodes of configurations below /config/TYPE; users have their clients below them. */
function entities(type: 'brokers' | 'clients' | 'ips' | 'topics' | 'users'): Find {
  return (view, segments) => {
    if (type === 'topics') {
      const [name, ...rest] = segments;
      if (name === undefined) return folder(() => view.topics().map((topic) => topic.name));
      return rest.length === 0 && view.topic(name) ? leaf(configJson(view.configs('topic', name))) : undefined;
    }
    const path = ['/config', type, ...segments].join('/');
    const { entities: known } = configZnodes(view);
    const below = [...known]
      .filter((other) => other.startsWith(`${path}/`))
      .map((other) => other.slice(path.length + 1).split('/')[0]!);
    const isTypesFolder = segments.length === 0;
    if (!isTypesFolder && !known.has(path)) return undefined;
    return folder(
      () => [...new Set(below)],
      isTypesFolder || path.endsWith('/clients') ? null : configJson(settings(view, path.slice('/config/'.length))),
    );
  };
}

function settings(view: ClusterView, entity: string): ReadonlyMap<string, string> {
  for (const name of view.configuredResources('broker'))
    if (configEntityPath('broker', name) === entity) return view.configs('broker', name);
  const quota = view.clientQuotas().find((candidate) => quotaEntityPath(candidate.entity) === entity);
  return new Map(
    Object.entries(quota?.values ?? {}).map(([key, value]) => [
      key,
      key === 'request_percentage' ? javaDoubleText(value) : String(Math.trunc(value)),
    ]),
  );
}

const changes: Find = (view, [name, ...rest]) => {
  const { notifications } = configZnodes(view);
  if (name === undefined)
    return folder(() => [...notifications.keys()].map((path) => path.slice(path.lastIndexOf('/') + 1)));
  const entity = notifications.get(`/config/changes/${name}`);
  return entity === undefined || rest.length > 0 ? undefined : leaf(configChangeJson(entity));
};

/** Every start of a broker has claimed a block of producer ids, used or not. */
function claimedBlock(view: ClusterView): string | null {
  let blocks = 0;
  let brokerId = noLeader;
  for (const { record } of view.history(['RegisterBrokerRecord'])) {
    if (record.type !== 'RegisterBrokerRecord') continue;
    blocks++;
    brokerId = record.brokerId;
  }
  return blocks === 0 ? null : producerIdBlockJson((blocks - 1) * producerIdBlockSize, brokerId);
}
