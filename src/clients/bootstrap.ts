import { logLine } from '../text/logLine';
import type { Address, InFlight, NodeConnection } from '../protocol/network';
import type { ClientEnvironment } from './environment';
import type { JavaException } from './exceptions';
import { Patience } from './patience';

const reconnectBackoffMs = 50;
const reconnectBackoffMaxMs = 1000;

/** The logger of what the network does. */
export const networkClient = 'org.apache.kafka.clients.NetworkClient';

/** org.apache.kafka.common.utils.Utils.HOST_PORT_PATTERN. */
const hostAndPort = /^(?:[0-9a-zA-Z\-%._]*:\/\/)?\[?([0-9a-zA-Z\-%._:]*)\]?:([0-9]+)$/;

/**
 * Reads a bootstrap list (ClientUtils.parseAndValidateAddresses): addresses that resolve, those that do not, or
 * undefined when one is malformed.
 */
function parseBootstrap(
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
export function isLocal(host: string): boolean {
  return host === '' || host === 'localhost' || host === '::1' || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}

/** "localhost/127.0.0.1:9092", as java.net.InetSocketAddress prints it. */
function socketText({ host, port }: Address): string {
  const ip = /^\d/.test(host) ? host : '127.0.0.1';
  return `${host === '' ? 'localhost' : /^\d/.test(host) ? '' : host}/${ip}:${port}`;
}

/**
 * Reads a bootstrap list and warns of names that do not resolve; `failure` is what the client's constructor says of a
 * list without an address.
 */
export function resolveBootstrap(
  { clock, log }: ClientEnvironment,
  list: string,
  failure: string,
): readonly Address[] | { readonly thrown: JavaException } {
  const parsed = parseBootstrap(list);
  for (const url of parsed?.unresolved ?? []) {
    const message =
      `Couldn't resolve server ${url} from bootstrap.servers as DNS resolution failed for ` +
      `${url.slice(0, url.lastIndexOf(':'))}`;
    log(logLine(clock.nowMs, 'WARN', message, 'org.apache.kafka.clients.ClientUtils'));
  }
  if (!parsed || parsed.addresses.length === 0)
    return { thrown: { exception: 'org.apache.kafka.common.KafkaException', message: failure } };
  return parsed.addresses;
}

/** Any of Kafka's clients on the network: who it is in its log, and where it knocks first. */
export interface ClientIdentity {
  readonly environment: ClientEnvironment;
  readonly addresses: readonly Address[];
  readonly clientId: string;
  /** What its log lines start with: "[AdminClient clientId=adminclient-1] ". */
  readonly prefix: string;
}

/**
 * Connects to the first address of the list that answers; where none does, the time (ms) is spent with the client's
 * warnings. A node that accepts and says nothing is passed over without one.
 */
export function reach(client: ClientIdentity, timeoutMs: number): NodeConnection | undefined {
  const { environment, addresses } = client;
  const { network, clock } = environment;
  const patience = new Patience(clock, timeoutMs);
  for (let backoffMs = reconnectBackoffMs; ; backoffMs = Math.min(backoffMs * 2, reconnectBackoffMaxMs)) {
    for (const [index, address] of addresses.entries()) {
      const connection = network.connect(address);
      if (!connection) warnUnreachable(client, -1 - index, address);
      else if (answers(client, connection)) return connection;
    }
    if (!patience.pause(backoffMs)) return undefined;
  }
}

/**
 * Whether anybody answers there: every client asks for the node's API versions first, and a frozen one says nothing.
 */
export function answers({ clientId }: ClientIdentity, connection: NodeConnection): boolean {
  const asked = connection.send('ApiVersions', {}, { clientId, correlationId: 0, timeoutMs: 0 }, () => true);
  return asked.state === 'answered';
}

/** The time (ms) of a call passes knocking at a node that refuses to connect. */
export function knockInVain(client: ClientIdentity, nodeId: number, address: Address, timeoutMs: number): void {
  if (timeoutMs <= 0) return;
  const patience = new Patience(client.environment.clock, timeoutMs);
  for (let backoffMs = reconnectBackoffMs; ; backoffMs = Math.min(backoffMs * 2, reconnectBackoffMaxMs)) {
    warnUnreachable(client, nodeId, address);
    if (!patience.pause(backoffMs)) return;
  }
}

/** Warns that nobody listens at a node's address; nodes of the bootstrap list count down from -1. */
export function warnUnreachable({ environment, prefix }: ClientIdentity, nodeId: number, address: Address): void {
  const { clock, log, profile } = environment;
  const message =
    `${prefix}Connection to node ${nodeId} (${socketText(address)}) could not be established. ` +
    `${profile.words.nodeNoun} may not be available.`;
  log(logLine(clock.nowMs, 'WARN', message, networkClient));
}

/** Waits for the answer to a request, limitMs (ms) at most. */
export function awaitAnswer<T>({ environment }: ClientIdentity, request: InFlight<T>, limitMs: number): InFlight<T> {
  if (request.state === 'waiting') environment.network.poll([request], limitMs);
  return request;
}
