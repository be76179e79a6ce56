import { CommandNetwork } from '../broker/commandNetwork';
import type { ClientEnvironment } from '../clients/environment';
import type { ClusterSession } from './clusterSession';

/** What the clients of one command stand on: their waiting is the cluster's time, their chance the cluster's generator. */
export function commandEnvironment(
  session: ClusterSession,
  command: string,
  log: (line: string) => void,
): ClientEnvironment {
  const cause = { kind: 'command', text: command } as const;
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
