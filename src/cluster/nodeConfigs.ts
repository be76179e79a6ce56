import { configCatalog, type ConfigCatalog } from '../profiles/configs/configCatalog';
import { completedStaticConfigs, effectiveConfigs, type BrokerConfigState } from './configs/brokerConfigState';
import type { ConfigTexts } from './configs/configValue';
import { isAlive, isBroker } from '../model/liveness';
import type { ClusterNode } from '../model/cluster';
import type { ClusterView } from '../model/turn';

/** The release's configurations, by the tables in profiles/configs. */
export function catalogOf(view: ClusterView): ConfigCatalog {
  return configCatalog(view.profile.id);
}

/** What a broker has configured, layer by layer. */
export function brokerConfigState(view: ClusterView, broker: ClusterNode | undefined): BrokerConfigState {
  return {
    staticConfigs: completedStaticConfigs(catalogOf(view), broker?.properties ?? {}),
    defaultConfigs: view.configs('broker', ''),
    brokerConfigs: broker ? view.configs('broker', String(broker.id)) : new Map(),
  };
}

/** The broker that answers where any may: the living one with the lowest id. */
export function answeringBroker(view: ClusterView): ClusterNode | undefined {
  return view.nodes().find((node) => isBroker(node) && isAlive(node));
}

/** The effective configurations of the node that decides; KRaft's controllers have the brokers' file here. */
export function controllerTexts(view: ClusterView): ConfigTexts {
  const active = view.node(view.activeController().id);
  return effectiveConfigs(brokerConfigState(view, active && isBroker(active) ? active : answeringBroker(view)));
}
