import { logLine } from '../text/logLine';
import { endpointAt, parseBootstrap, socketText, type Address, type EndpointType } from './bootstrap';
import type { JavaException } from './exceptions';
import type { ClusterHost } from '../broker/host';
import { Patience } from './patience';
import { isAlive } from '../model/liveness';

const reconnectBackoffMs = 50;
const reconnectBackoffMaxMs = 1000;

export const networkClient = 'org.apache.kafka.clients.NetworkClient';

/** Any of Kafka's clients on the wire. */
export interface Connection {
  readonly host: ClusterHost;
  readonly addresses: readonly Address[];
  /** What its log lines start with: "[AdminClient clientId=adminclient-1] ". */
  readonly prefix: string;
  readonly log: (line: string) => void;
  /** What it wants to talk to; brokers, where it is not said. */
  readonly endpointType?: EndpointType;
}

/** Reads a bootstrap list and warns of names that do not resolve (ClientUtils.parseAndValidateAddresses). */
export function resolveBootstrap(
  host: ClusterHost,
  list: string,
  failure: string,
  log: (line: string) => void,
): readonly Address[] | { readonly thrown: JavaException } {
  const parsed = parseBootstrap(list);
  for (const url of parsed?.unresolved ?? []) {
    const message = `Couldn't resolve server ${url} from bootstrap.servers as DNS resolution failed for ${url.slice(0, url.lastIndexOf(':'))}`;
    log(logLine(host.view.nowMs, 'WARN', message, 'org.apache.kafka.clients.ClientUtils'));
  }
  if (!parsed || parsed.addresses.length === 0)
    return { thrown: { exception: 'org.apache.kafka.common.KafkaException', message: failure } };
  return parsed.addresses;
}

/** Connects to the first address of the list that answers; where none does, the time is spent with the client's warnings. */
export function reach(connection: Connection, timeoutMs: number): boolean {
  const { host, addresses, endpointType = 'broker' } = connection;
  let node = 0;
  let backoffMs = reconnectBackoffMs;
  const patience = new Patience(host, timeoutMs);
  const silent = new Set<Address>();
  for (;;) {
    const address = addresses[node]!;
    if (host.read((view) => endpointAt(view, address) === endpointType)) return true;
    warnUnreachable(connection, -1 - node, address);
    silent.add(address);
    node = (node + 1) % addresses.length;
    if (silent.size < addresses.length) continue;
    if (!patience.pause(backoffMs)) return false;
    backoffMs = Math.min(backoffMs * 2, reconnectBackoffMaxMs);
  }
}

/** The time of a call passes for a broker that does not serve; a dead one refuses to connect. Returns whether metadata had it. */
export function spendOnBroker(connection: Connection, brokerId: number, timeoutMs: number): boolean {
  const { host } = connection;
  const node = host.read((view) => view.node(brokerId));
  const isKnown = node !== undefined && isAlive(node);
  const isRefused = isKnown && node.process !== 'paused';
  if (!isRefused || timeoutMs <= 0) {
    host.advance(timeoutMs);
    return isKnown;
  }
  let backoffMs = reconnectBackoffMs;
  const patience = new Patience(host, timeoutMs);
  for (;;) {
    warnUnreachable(connection, brokerId, node);
    if (!patience.pause(backoffMs)) return true;
    backoffMs = Math.min(backoffMs * 2, reconnectBackoffMaxMs);
  }
}

function warnUnreachable({ host, prefix, log }: Connection, nodeId: number, address: Address): void {
  log(
    logLine(
      host.view.nowMs,
      'WARN',
      `${prefix}Connection to node ${nodeId} (${socketText(address)}) could not be established. ${host.view.profile.words.nodeNoun} may not be available.`,
      networkClient,
    ),
  );
}
