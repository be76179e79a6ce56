import { isLocal } from '../../clients/bootstrap';
import type { ShellRelease } from './command';

/** A line of the client's log with the exception below it. */
export interface ConnectionLogEntry {
  readonly level: 'WARN' | 'ERROR';
  readonly message: string;
  readonly logger: string;
  readonly exception: string;
}

/** What the client logs of an address where it gets no connection. */
export function connectionLog(
  address: { readonly host: string; readonly port: number },
  words: Pick<ShellRelease, 'logsRefusedConnections' | 'unresolvedReconnect'>,
): readonly ConnectionLogEntry[] {
  const client = 'org.apache.zookeeper.ClientCnxn';
  if (isLocal(address.host)) {
    if (!words.logsRefusedConnections) return [];
    return [
      {
        level: 'WARN',
        message: `Session 0x0 for server localhost/127.0.0.1:${address.port}, ${words.unresolvedReconnect}`,
        logger: client,
        exception: 'java.net.ConnectException: Connection refused',
      },
    ];
  }
  const unresolved = `${address.host}/<unresolved>:${address.port}`;
  const provider = 'org.apache.zookeeper.client.StaticHostProvider';
  return [
    {
      level: 'ERROR',
      message: `Unable to resolve address: ${unresolved}`,
      logger: provider,
      exception: `java.net.UnknownHostException: ${address.host}: Temporary failure in name resolution`,
    },
    {
      level: 'WARN',
      message: `Session 0x0 for server ${unresolved}, ${words.unresolvedReconnect}`,
      logger: client,
      exception:
        `java.lang.IllegalArgumentException: Unable to canonicalize address ${unresolved} because it's not ` +
        'resolvable',
    },
  ];
}
