import { logLine } from '../text/logLine';
import { clientIdOf, readAdminSettings } from './adminSettings';
import { servesAsBroker, type Address, type EndpointType } from './bootstrap';
import { exceptionOf, timeoutException, type JavaException } from './exceptions';
import { canAnswer, handle } from '../broker/handle';
import type { ClusterHost } from '../broker/host';
import { reach, resolveBootstrap, spendOnBroker, type Connection } from './reach';
import type { ApiName, Request, Response } from '../protocol/requests';
import { seekLeader, wrongEndpoint } from './controllerEndpoint';

export type Call<T> = { readonly value: T } | { readonly thrown: JavaException };

export interface ClientSettings {
  readonly bootstrapServers: string;
  /** What the list is of; brokers, where it is not said. */
  readonly endpointType?: EndpointType;
  /** The client's properties file. */
  readonly properties: ReadonlyMap<string, string>;
  /** Command line, for the cluster's log. */
  readonly command: string;
  /** Prints a line of the client's own log. */
  readonly log: (line: string) => void;
  /** adminclient-1 without one. */
  readonly clientId?: string;
}

export interface CallLimits {
  /** The call's own limit, ms; default.api.timeout.ms without one. */
  readonly timeoutMs?: number;
  /** How long the tool waits for the answer, ms (Future.get). */
  readonly getTimeoutMs?: number;
  /** The request is for this broker alone. */
  readonly brokerId?: number;
}

/** Without a controller, brokers hold on to these as long as the client waits: as recorded, it gives up first. To the rest they answer in time. */
const clientGivesUpFirst: ReadonlySet<ApiName> = new Set([
  'CreateTopics',
  'IncrementalAlterConfigs',
  'AlterConfigs',
  'ElectLeaders',
] as const);

/** What changes metadata is refused by a leader that lost its majority, and the broker that passed it on looks for another from then on. */
const refusedByLastLeader: ReadonlySet<ApiName> = new Set([
  'CreateTopics',
  'CreatePartitions',
  'DeleteTopics',
  'IncrementalAlterConfigs',
  'AlterConfigs',
  'ElectLeaders',
  'AlterPartitionReassignments',
  'UpdateFeatures',
  'UnregisterBroker',
] as const);

/**
 * What a tool sees of the cluster: org.apache.kafka.clients.admin.KafkaAdminClient on one bootstrap list. A living broker of the list
 * leads to all of it. Waiting costs the cluster's time, never the user's.
 */
export class AdminClient {
  private constructor(
    private readonly host: ClusterHost,
    private readonly settings: ClientSettings,
    private readonly addresses: readonly Address[],
    private readonly apiTimeoutMs: number,
  ) {}

  /** Settings that do not hold, or a list that names no usable address, give the client's construction error. */
  static create(host: ClusterHost, settings: ClientSettings): AdminClient | { readonly thrown: JavaException } {
    const checked = readAdminSettings(settings.properties, host.view.profile.adminClient);
    if ('thrown' in checked) return checked;
    const addresses = resolveBootstrap(
      host,
      settings.bootstrapServers,
      'Failed to create new KafkaAdminClient',
      settings.log,
    );
    if ('thrown' in addresses) return addresses;
    for (const { message, logger } of checked.warnings) settings.log(logLine(host.view.nowMs, 'WARN', message, logger));
    return new AdminClient(host, settings, addresses, checked.apiTimeoutMs);
  }

  /** Sends one request. `callName` is the admin client's name for it, which its timeouts print. */
  call<A extends ApiName>(callName: string, name: A, request: Request<A>, limits: CallLimits = {}): Call<Response<A>> {
    const callTimeoutMs = limits.timeoutMs ?? this.apiTimeoutMs;
    const timeoutMs = Math.min(callTimeoutMs, limits.getTimeoutMs ?? callTimeoutMs);
    const gaveUp = () => ({
      thrown:
        timeoutMs < callTimeoutMs
          ? { exception: 'java.util.concurrent.TimeoutException', message: null }
          : this.timedOut(callName),
    });
    const thrown = wrongEndpoint(this.connection());
    if (thrown) return { thrown };
    if (!reach(this.connection(), timeoutMs)) return gaveUp();
    if (this.settings.endpointType === 'controller' && !this.host.read((view) => view.controller.isAvailable(view))) {
      seekLeader(this.connection(), timeoutMs);
      return gaveUp();
    }
    const { brokerId } = limits;
    if (brokerId !== undefined && !this.host.read((view) => servesAsBroker(view, brokerId))) {
      const isKnown = spendOnBroker(this.connection(), brokerId, timeoutMs);
      return isKnown && timeoutMs === callTimeoutMs ? { thrown: this.timedOut(callName, 'noSendTimeout') } : gaveUp();
    }
    if (!this.host.read((view) => canAnswer(view, name))) {
      this.host.advance(timeoutMs);
      if (refusedByLastLeader.has(name))
        this.host.change({ kind: 'command', text: this.settings.command }, (turn) =>
          turn.controller.quorum.forgetLastLeader(turn),
        );
      if (clientGivesUpFirst.has(name) && this.host.read((view) => view.controller.isWaitedFor))
        return { thrown: this.timedOut(callName, 'unansweredTimeout') };
      return { thrown: exceptionOf({ error: 'REQUEST_TIMED_OUT' }) };
    }
    return { value: handle(this.host, name, request, this.settings.command) };
  }

  private connection(): Connection {
    const { clientId, properties, log, endpointType = 'broker' } = this.settings;
    return {
      host: this.host,
      addresses: this.addresses,
      endpointType,
      prefix: `[AdminClient clientId=${clientIdOf(properties, clientId)}] `,
      log,
    };
  }

  private timedOut(
    callName: string,
    words: 'noNodeTimeout' | 'noSendTimeout' | 'unansweredTimeout' = 'noNodeTimeout',
  ): JavaException {
    const { profile, nowMs } = this.host.view;
    return timeoutException(profile.words[words](callName, nowMs));
  }
}
