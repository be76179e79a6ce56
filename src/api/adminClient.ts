import { logLine } from '../text/logLine';
import { answers, servesAsBroker, parseBootstrap, socketText, type Address } from './bootstrap';
import { exceptionOf, timeoutException, type JavaException } from './errors';
import { handle, needsController } from './handle';
import type { ClusterHost } from './host';
import type { ApiName, Request, Response } from './requests';
import { controllerOf } from '../cluster/controller';

export type Call<T> = { readonly value: T } | { readonly thrown: JavaException };

export interface ClientSettings {
  readonly bootstrapServers: string;
  /** The client's properties file. */
  readonly properties: ReadonlyMap<string, string>;
  /** Command line, for the cluster's log. */
  readonly command: string;
  /** Prints a line of the client's own log. */
  readonly log: (line: string) => void;
}

export interface CallLimits {
  /** The call's own limit, ms; default.api.timeout.ms without one. */
  readonly timeoutMs?: number;
  /** How long the tool waits for the answer, ms (Future.get). */
  readonly getTimeoutMs?: number;
  /** The request is for this broker alone. */
  readonly brokerId?: number;
}

const defaultApiTimeoutMs = 60_000;
const reconnectBackoffMs = 50;
const reconnectBackoffMaxMs = 1000;

/**
 * What a tool sees of the cluster: org.apache.kafka.clients.admin.KafkaAdminClient on one bootstrap list. A living broker of the list
 * leads to all of it. Waiting costs the cluster's time, never the user's.
 */
export class AdminClient {
  private constructor(
    private readonly host: ClusterHost,
    private readonly settings: ClientSettings,
    private readonly addresses: readonly Address[],
  ) {}

  /** A list that names no usable address gives the client's construction error. */
  static create(host: ClusterHost, settings: ClientSettings): AdminClient | { readonly thrown: JavaException } {
    const parsed = parseBootstrap(settings.bootstrapServers);
    for (const url of parsed?.unresolved ?? []) {
      const message = `Couldn't resolve server ${url} from bootstrap.servers as DNS resolution failed for ${url.slice(0, url.lastIndexOf(':'))}`;
      settings.log(logLine(host.view.nowMs, 'WARN', message, 'org.apache.kafka.clients.ClientUtils'));
    }
    if (!parsed || parsed.addresses.length === 0) return { thrown: { exception: 'org.apache.kafka.common.KafkaException', message: 'Failed to create new KafkaAdminClient' } };
    return new AdminClient(host, settings, parsed.addresses);
  }

  /** Sends one request. `callName` is the admin client's name for it, which its timeouts print. */
  call<A extends ApiName>(callName: string, name: A, request: Request<A>, limits: CallLimits = {}): Call<Response<A>> {
    const callTimeoutMs = limits.timeoutMs ?? this.apiTimeoutMs();
    const timeoutMs = Math.min(callTimeoutMs, limits.getTimeoutMs ?? callTimeoutMs);
    const gaveUp = () => ({ thrown: timeoutMs < callTimeoutMs ? { exception: 'java.util.concurrent.TimeoutException', message: null } : this.timedOut(callName, timeoutMs) });
    if (!this.reach(timeoutMs)) return gaveUp();
    const { brokerId } = limits;
    if (brokerId !== undefined && !this.host.read((view) => servesAsBroker(view, brokerId))) {
      this.host.advance(timeoutMs);
      return gaveUp();
    }
    if (needsController(name) && !this.host.read((view) => controllerOf(view).isAvailable(view))) {
      this.host.advance(timeoutMs);
      return { thrown: exceptionOf({ error: 'REQUEST_TIMED_OUT' }) };
    }
    return { value: handle(this.host, name, request, this.settings.command) };
  }

  /** Connects to the first address of the list that answers; where none does, the time is spent with the client's warnings. */
  private reach(timeoutMs: number): boolean {
    let node = 0;
    let backoffMs = reconnectBackoffMs;
    let spentMs = 0;
    const silent = new Set<Address>();
    for (;;) {
      const address = this.addresses[node]!;
      if (this.host.read((view) => answers(view, address))) return true;
      this.settings.log(
        logLine(
          this.host.view.nowMs,
          'WARN',
          `[AdminClient clientId=adminclient-1] Connection to node ${-1 - node} (${socketText(address)}) could not be established. ${this.host.view.profile.words.nodeNoun} may not be available.`,
          'org.apache.kafka.clients.NetworkClient',
        ),
      );
      silent.add(address);
      node = (node + 1) % this.addresses.length;
      if (silent.size < this.addresses.length) continue;
      if (spentMs + backoffMs >= timeoutMs) {
        this.host.advance(timeoutMs - spentMs);
        return false;
      }
      this.host.advance(backoffMs);
      spentMs += backoffMs;
      backoffMs = Math.min(backoffMs * 2, reconnectBackoffMaxMs);
    }
  }

  private timedOut(callName: string, timeoutMs: number): JavaException {
    const nowMs = this.host.view.nowMs;
    return timeoutException(this.host.view.profile.words.noNodeTimeout(callName, nowMs, timeoutMs));
  }

  private apiTimeoutMs(): number {
    return Number(this.settings.properties.get('default.api.timeout.ms') ?? defaultApiTimeoutMs);
  }
}
