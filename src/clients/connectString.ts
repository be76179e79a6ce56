import { parseJavaInt } from '../jvm/numbers';
import type { JavaException } from './exceptions';
import { pathProblem } from './znodePaths';

export interface ConnectString {
  readonly addresses: readonly { readonly host: string; readonly port: number }[];
  /** '' for none. */
  readonly chroot: string;
}

const defaultPort = 2181;

/**
 * "host:port,host:port/chroot" (org.apache.zookeeper.client.ConnectStringParser).
 * A port that is no number, a bad chroot, or no host at all is Java's exception.
 */
export function parseConnectString(text: string): ConnectString | { readonly thrown: JavaException } {
  const slash = text.indexOf('/');
  const chroot = slash < 0 || slash === text.length - 1 ? '' : text.slice(slash);
  const problem = chroot === '' ? undefined : pathProblem(chroot);
  if (problem !== undefined) return illegalArgument(problem);
  const hosts = (slash < 0 ? text : text.slice(0, slash)).split(',').map((host) => host.trim());
  const addresses: { host: string; port: number }[] = [];
  for (const address of hosts.filter((host) => host !== '')) {
    const colon = address.lastIndexOf(':');
    const port = colon < 0 || colon === address.length - 1 ? undefined : parseJavaInt(address.slice(colon + 1));
    if (port?.kind === 'error')
      return { thrown: { exception: 'java.lang.NumberFormatException', message: port.message } };
    if (port && (port.value < 0 || port.value > 65535)) return illegalArgument(`port out of range:${port.value}`);
    addresses.push({ host: colon < 0 ? address : address.slice(0, colon), port: port?.value ?? defaultPort });
  }
  if (addresses.length === 0) return illegalArgument('A HostProvider may not be empty!');
  return { addresses, chroot };
}

function illegalArgument(message: string): { readonly thrown: JavaException } {
  return { thrown: { exception: 'java.lang.IllegalArgumentException', message } };
}
