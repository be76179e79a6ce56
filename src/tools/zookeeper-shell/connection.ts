import { isLocal } from '../../api/zooKeeper';
import { pathProblem } from '../../api/znodePaths';
import { parseJavaInt } from '../../jvm/numbers';
import { ShellCrash } from './failures';
import type { ShellRelease } from './releases';

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

/** A line of the client's log with the exception below it. */
export interface ConnectionLogEntry {
  readonly level: 'WARN' | 'ERROR';
  readonly message: string;
  readonly logger: string;
  readonly exception: string;
}

/** What the client logs of an address where it gets no connection. */
export function connectionLog(address: { readonly host: string; readonly port: number }, words: Pick<ShellRelease, 'logsRefusedConnections' | 'unresolvedReconnect'>): readonly ConnectionLogEntry[] {
  const client = 'org.apache.zookeeper.ClientCnxn';
  if (isLocal(address.host)) {
    if (!words.logsRefusedConnections) return [];
    return [{ level: 'WARN', message: `Session 0x0 for server localhost/127.0.0.1:${address.port}, ${words.unresolvedReconnect}`, logger: client, exception: 'java.net.ConnectException: Connection refused' }];
  }
  const unresolved = `${address.host}/<unresolved>:${address.port}`;
  const provider = 'org.apache.zookeeper.client.StaticHostProvider';
  return [
    { level: 'ERROR', message: `Unable to resolve address: ${unresolved}`, logger: provider, exception: `java.net.UnknownHostException: ${address.host}: Temporary failure in name resolution` },
    {
      level: 'WARN',
      message: `Session 0x0 for server ${unresolved}, ${words.unresolvedReconnect}`,
      logger: client,
      exception: `java.lang.IllegalArgumentException: Unable to canonicalize address ${unresolved} because it's not resolvable`,
    },
  ];
}
