import { isLocal } from '../../api/zooKeeper';
import { pathProblem } from '../../cluster/zookeeper/znodePaths';
import { parseJavaInt } from '../../jvm/numbers';
import { ShellCrash } from './failures';

export interface ConnectString {
  readonly addresses: readonly { readonly host: string; readonly port: number }[];
  /** '' for none. */
  readonly chroot: string;
}

const defaultPort = 2181;

/**
 * "host:port,host:port/chroot" (org.apache.zookeeper.client.ConnectStringParser).
 * @throws ShellCrash for a port that is no number, a bad chroot, or no host at all
 */
export function parseConnectString(text: string): ConnectString {
  const slash = text.indexOf('/');
  const chroot = slash < 0 || slash === text.length - 1 ? '' : text.slice(slash);
  const problem = chroot === '' ? undefined : pathProblem(chroot);
  if (problem !== undefined) throw new ShellCrash('java.lang.IllegalArgumentException', problem);
  const hosts = (slash < 0 ? text : text.slice(0, slash)).split(',').map((host) => host.trim());
  const addresses = hosts.filter((host) => host !== '').map((address) => {
    const colon = address.lastIndexOf(':');
    if (colon < 0 || colon === address.length - 1) return { host: address.replace(/:$/, ''), port: defaultPort };
    const port = parseJavaInt(address.slice(colon + 1));
    if (port.kind === 'error') throw new ShellCrash('java.lang.NumberFormatException', port.message);
    if (port.value < 0 || port.value > 65535) throw new ShellCrash('java.lang.IllegalArgumentException', `port out of range:${port.value}`);
    return { host: address.slice(0, colon), port: port.value };
  });
  if (addresses.length === 0) throw new ShellCrash('java.lang.IllegalArgumentException', 'A HostProvider may not be empty!');
  return { addresses, chroot };
}

/** What the client logs of an address where it gets no connection, as (level, message, logger, exception) lines. */
export function connectionLog(address: { readonly host: string; readonly port: number }, release: '3.5' | '3.8'): readonly (readonly [level: 'WARN' | 'ERROR', message: string, logger: string, exception: string])[] {
  const client = 'org.apache.zookeeper.ClientCnxn';
  const reconnect = 'Closing socket connection. Attempting reconnect except it is a SessionExpiredException.';
  if (isLocal(address.host)) {
    if (release === '3.5') return [];
    return [['WARN', `Session 0x0 for server localhost/127.0.0.1:${address.port}, ${reconnect}`, client, 'java.net.ConnectException: Connection refused']];
  }
  const unresolved = `${address.host}/<unresolved>:${address.port}`;
  return [
    ['ERROR', `Unable to resolve address: ${unresolved}`, 'org.apache.zookeeper.client.StaticHostProvider', `java.net.UnknownHostException: ${address.host}: Temporary failure in name resolution`],
    [
      'WARN',
      `Session 0x0 for server ${unresolved}, ${release === '3.5' ? 'unexpected error, closing socket connection and attempting reconnect' : reconnect}`,
      client,
      `java.lang.IllegalArgumentException: Unable to canonicalize address ${unresolved} because it's not resolvable`,
    ],
  ];
}
