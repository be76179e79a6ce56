import { CommandNetwork } from '../broker/commandNetwork';
import { Disks } from '../broker/disks';
import type { ClientEnvironment } from '../clients/environment';
import type { Profile } from '../profiles/profile';
import { ZooKeeperServer } from '../zookeeper/zooKeeperServer';
import type { ClusterSession } from './clusterSession';

/**
 * What the clients of one command stand on: their waiting is the cluster's time, their chance the cluster's generator.
 */
export function commandEnvironment(
  session: ClusterSession,
  words: readonly string[],
  log: (line: string) => void,
): ClientEnvironment {
  const cause = { kind: 'command', words } as const;
  const network = new CommandNetwork(session, cause);
  return {
    profile: session.view.profile,
    network,
    clock: network,
    chance: {
      nextInt: (bound) => session.change(cause, (turn) => turn.chance.nextInt(bound)),
      bytes: (count) => session.change(cause, (turn) => turn.chance.bytes(count)),
    },
    log,
  };
}

/** What of the cluster a command reaches: by its clients, and on the nodes' disks. */
export interface ReachableCluster {
  readonly profile: Profile;
  readonly environment: ClientEnvironment;
  readonly disks: Disks;
  readonly zooKeeper: ZooKeeperServer;
}

/** The same for one command, with its words as they were typed. */
export function reachableCluster(
  session: ClusterSession,
  words: readonly string[],
  log: (line: string) => void,
): ReachableCluster {
  return {
    profile: session.view.profile,
    environment: commandEnvironment(session, words, log),
    disks: new Disks(session),
    zooKeeper: new ZooKeeperServer(session, { kind: 'command', words }),
  };
}
