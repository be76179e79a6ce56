import type { ClusterNode } from './cluster';
import type { ClusterView } from './turn';

/**
 * A broker's value of one configuration: dynamic for the broker, dynamic default, its server.properties, the release's
 * default.
 */
export function brokerConfig(view: ClusterView, broker: ClusterNode | undefined, name: string): string {
  return (
    (broker && view.configs('broker', String(broker.id)).get(name)) ??
    view.configs('broker', '').get(name) ??
    broker?.properties[name] ??
    view.profile.defaults[name] ??
    ''
  );
}

/** The same of a configuration that is a time, ms. */
export function brokerConfigMs(view: ClusterView, broker: ClusterNode | undefined, name: string): number {
  return Number(brokerConfig(view, broker, name));
}

/**
 * The controller's own value: in ZooKeeper mode the controller is a broker; a KRaft controller has the brokers'
 * server.properties here.
 */
export function controllerConfig(view: ClusterView, name: string): string {
  const active = view.activeController();
  return brokerConfig(view, view.node(active.id) ?? view.nodes()[0], name);
}

/**
 * A topic's value as the controller sees it; `name` is the same for topics and brokers in all that the simulation asks
 * for.
 */
export function topicConfig(view: ClusterView, topic: string, name: string): string {
  return view.configs('topic', topic).get(name) ?? controllerConfig(view, name);
}

/** A topic's min.insync.replicas. */
export function minInsyncReplicas(view: ClusterView, topic: string): number {
  return Number(topicConfig(view, topic, 'min.insync.replicas'));
}

/** A topic's unclean.leader.election.enable. */
export function uncleanElectionEnabled(view: ClusterView, topic: string): boolean {
  return topicConfig(view, topic, 'unclean.leader.election.enable') === 'true';
}
