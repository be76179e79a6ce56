import type { Profile } from '../profiles/profile';
import type { Controller } from '../model/turn';
import { kraftController } from './kraft/kraftController';
import { zooKeeperController } from './zookeeper/zooKeeperController';

/** The controller of a profile's mode: whoever makes a view hands it in (ClusterView.controller). */
export function controllerOf({ mode }: Profile): Controller {
  return { kraft: kraftController, zookeeper: zooKeeperController }[mode];
}
