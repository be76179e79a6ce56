import { controllerPort } from '../cluster/kraft/describeQuorum';
import { isAlive, isBroker, isController } from '../model/liveness';
import type { ClusterView } from '../model/turn';

/** What a client's bootstrap list is of: brokers, or KRaft controllers (KIP-919). */
export type EndpointType = 'broker' | 'controller';

export interface Address {
  /** As given; empty for ":9092". */
  readonly host: string;
  readonly port: number;
}

/** org.apache.kafka.common.utils.Utils.HOST_PORT_PATTERN. */
const hostAndPort = /^(?:[0-9a-zA-Z\-%._]*:\/\/)?\[?([0-9a-zA-Z\-%._:]*)\]?:([0-9]+)$/;

/** Reads a bootstrap list (ClientUtils.parseAndValidateAddresses): addresses that resolve, those that do not, or undefined when one is malformed. */
export function parseBootstrap(
  list: string,
): { readonly addresses: readonly Address[]; readonly unresolved: readonly string[] } | undefined {
  const addresses: Address[] = [];
  const unresolved: string[] = [];
  const urls = list.trim() === '' ? [] : list.split(/\s*,\s*/).map((url) => url.trim());
  for (const url of urls) {
    if (url === '') continue;
    const match = hostAndPort.exec(url);
    const port = Number(match?.[2]);
    if (!match || !(port <= 65535)) return undefined;
    if (isLocal(match[1]!)) addresses.push({ host: match[1]!, port });
    else unresolved.push(url);
  }
  return { addresses, unresolved };
}

/** The simulated cluster lives on this host alone, and no name is looked up anywhere. */
function isLocal(host: string): boolean {
  return host === '' || host === 'localhost' || host === '::1' || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}

/** "localhost/127.0.0.1:9092", as java.net.InetSocketAddress prints it. */
export function socketText({ host, port }: Address): string {
  const ip = /^\d/.test(host) ? host : '127.0.0.1';
  return `${host === '' ? 'localhost' : /^\d/.test(host) ? '' : host}/${ip}:${port}`;
}

/** Whose port this is, if a process answers there. */
export function endpointAt(view: ClusterView, { port }: Address): EndpointType | undefined {
  const node = view
    .nodes()
    .find(
      (each) =>
        each.process === 'running' && (each.port === port || (isController(each) && controllerPort(each) === port)),
    );
  if (!node) return undefined;
  return isController(node) && controllerPort(node) === port ? 'controller' : 'broker';
}

/** Whether metadata leads to this broker: it is registered, and its process answers. */
export function servesAsBroker(view: ClusterView, brokerId: number): boolean {
  const node = view.node(brokerId);
  return node !== undefined && isBroker(node) && isAlive(node) && node.process === 'running';
}
