import { logLine } from '../text/logLine';
import { failure, noError, type Failure } from '../protocol/errors';
import type { EndpointType } from '../protocol/fields';
import type { ApiName, Request, Response } from '../protocol/messages';
import type { Address, InFlight, NodeConnection } from '../protocol/network';
import { clientIdOf, readAdminSettings } from './adminSettings';
import {
  answers,
  awaitAnswer,
  knockInVain,
  reach,
  resolveBootstrap,
  warnUnreachable,
  type ClientIdentity,
} from './bootstrap';
import type { ClientEnvironment } from './environment';
import { Patience } from './patience';
import { exceptionOf, throwableText, timeoutException, type JavaException } from './exceptions';

/** What the future of a call completes with instead of an answer. */
export class CallFailed extends Error {
  constructor(readonly thrown: JavaException) {
    super(thrown.message ?? '');
  }
}

/** Connection and settings of an admin client. */
export interface AdminClientSettings {
  readonly bootstrapServers: string;
  /** What the list is of; brokers, where it is not said. */
  readonly endpointType?: EndpointType;
  /** The client's properties file. */
  readonly properties: ReadonlyMap<string, string>;
  /** adminclient-1 without one. */
  readonly clientId?: string;
}

/** Limits and destination of one call. */
export interface CallOptions {
  /** The call's own limit, ms; default.api.timeout.ms without one. */
  readonly timeoutMs?: number;
  /** How long the tool waits for the answer, ms (Future.get). */
  readonly getTimeoutMs?: number;
  /** The request is for this broker alone; without one, for any. */
  readonly nodeId?: number;
}

const metadataManager = 'org.apache.kafka.clients.admin.internals.AdminMetadataManager';

/** Metadata requests that a controller refuses before the client gives up; how many is chance. */
const metadataAttempts = 4;

/** retry.backoff.ms of an admin client, ms. */
const retryBackoffMs = 100;

/**
 * org.apache.kafka.clients.admin.KafkaAdminClient: one bootstrap list, and calls that find their way from there. A
 * living node of the list leads to all of them. The files beside it in admin/ know what each of Admin's methods asks
 * for.
 */
export class AdminClient {
  private correlationId = 0;
  private isRightKind = false;
  /** Limit of every call that has none of its own, ms. */
  timeoutMs: number;

  private constructor(
    readonly environment: ClientEnvironment,
    readonly identity: ClientIdentity,
    private readonly endpointType: EndpointType,
    apiTimeoutMs: number,
  ) {
    this.timeoutMs = apiTimeoutMs;
  }

  /** Settings that do not hold, or a list that names no usable address, give the client's construction error. */
  static create(
    environment: ClientEnvironment,
    { bootstrapServers, endpointType = 'broker', properties, clientId }: AdminClientSettings,
  ): AdminClient | { readonly thrown: JavaException } {
    const checked = readAdminSettings(properties, environment.profile.adminClient);
    if ('thrown' in checked) return checked;
    const addresses = resolveBootstrap(environment, bootstrapServers, 'Failed to create new KafkaAdminClient');
    if ('thrown' in addresses) return addresses;
    for (const { message, logger } of checked.warnings)
      environment.log(logLine(environment.clock.nowMs, 'WARN', message, logger));
    const id = clientIdOf(properties, clientId);
    const identity = { environment, addresses, clientId: id, prefix: `[AdminClient clientId=${id}] ` };
    return new AdminClient(environment, identity, endpointType, checked.apiTimeoutMs);
  }

  /** Whether it is a client of controllers (KIP-919). */
  get asksControllers(): boolean {
    return this.endpointType === 'controller';
  }

  /**
   * Sends one request and waits for its answer. `callName` is the admin client's name for the call, which its timeouts
   * print. What is needed of the response is taken inside the transaction that gives it.
   * @throws CallFailed
   */
  call<A extends ApiName, T = Response<A>>(
    callName: string,
    apiKey: A,
    request: Request<A>,
    options: CallOptions = {},
    take: (response: Response<A>) => T = (response) => response as unknown as T,
  ): T {
    const callTimeoutMs = options.timeoutMs ?? this.timeoutMs;
    const limitMs = Math.min(callTimeoutMs, options.getTimeoutMs ?? callTimeoutMs);
    const gaveUp = (words: 'noNodeTimeout' | 'noSendTimeout' | 'unansweredTimeout'): CallFailed =>
      new CallFailed(
        limitMs < callTimeoutMs
          ? { exception: 'java.util.concurrent.TimeoutException', message: null }
          : this.timedOut(callName, words),
      );
    const patience = new Patience(this.environment.clock, limitMs);
    for (;;) {
      const leftMs = patience.leftMs;
      const reached = reach(this.identity, leftMs);
      if (!reached) throw gaveUp('noNodeTimeout');
      const found = this.node(reached, options.nodeId, leftMs);
      if (found && 'failed' in found) throw gaveUp(found.failed);
      const sent = found && this.send(found.connection, apiKey, request, leftMs, take);
      if (sent?.state === 'answered') return sent.value as T;
      if (sent?.state === 'unsupported') throw new CallFailed(unsupported(apiKey));
      // A node that goes away between two requests cuts the connection; the call is tried again with what lives.
      if (sent?.state === 'waiting' || !patience.pause(retryBackoffMs)) throw gaveUp('unansweredTimeout');
    }
  }

  /** Whether a broker is in the metadata and answers now. Nothing is said of one that does not. @throws CallFailed */
  serves(nodeId: number): boolean {
    const { brokers } = this.call('fetchMetadata', 'Metadata', { topics: [] });
    const broker = brokers.find((each) => each.nodeId === nodeId);
    const connection = broker && this.environment.network.connect(broker);
    return connection !== undefined && answers(this.identity, connection);
  }

  /** The node that a call is for: any, one by its id, or the controllers' leader; undefined where the one that was ' +
    'asked
   * for it went away meanwhile. */
  private node(
    reached: NodeConnection,
    nodeId: number | undefined,
    limitMs: number,
  ): { readonly connection: NodeConnection } | { readonly failed: 'noNodeTimeout' | 'noSendTimeout' } | undefined {
    // Controllers answer for all brokers.
    if (this.asksControllers) return this.leader(reached, limitMs);
    if (!this.isRightKind) this.checkBroker(reached, limitMs);
    if (nodeId === undefined) return { connection: reached };
    const brokers = this.take(reached, 'Metadata', { topics: [] }, limitMs)?.brokers;
    if (!brokers) return undefined;
    const broker = brokers.find((each) => each.nodeId === nodeId);
    if (!broker) {
      this.environment.clock.sleep(limitMs);
      return { failed: 'noNodeTimeout' };
    }
    return this.knock(nodeId, broker, limitMs);
  }

  /** A client of controllers sends everything to their leader. */
  private leader(
    reached: NodeConnection,
    limitMs: number,
  ): { readonly connection: NodeConnection } | { readonly failed: 'noNodeTimeout' } | undefined {
    const described = this.take(
      reached,
      'DescribeCluster',
      { endpointType: 'controller', includeFencedBrokers: false },
      limitMs,
    );
    if (!described) return undefined;
    if (described.errorCode !== 'NONE') throw this.wrongEndpoint(described);
    const leader = described.brokers.find(({ brokerId }) => brokerId === described.controllerId);
    const connection = leader && this.environment.network.connect(leader);
    if (connection) return { connection };
    if (leader) warnUnreachable(this.identity, leader.brokerId, leader);
    this.environment.clock.sleep(limitMs);
    return { failed: 'noNodeTimeout' };
  }

  private knock(
    nodeId: number,
    address: Address,
    limitMs: number,
  ): { readonly connection: NodeConnection } | { readonly failed: 'noSendTimeout' } {
    const connection = this.environment.network.connect(address);
    if (!connection) knockInVain(this.identity, nodeId, address, limitMs);
    else if (answers(this.identity, connection)) return { connection };
    else this.environment.clock.sleep(limitMs);
    return { failed: 'noSendTimeout' };
  }

  /** Controllers do not know what brokers are asked first. */
  private checkBroker(reached: NodeConnection, limitMs: number): void {
    if (this.send(reached, 'Metadata', { topics: [] }, limitMs, () => true).state !== 'unsupported') {
      this.isRightKind = true;
      return;
    }
    const { fatalMetadataUpdate } = this.environment.profile.words;
    const thrown = unsupported('Metadata');
    for (let attempt = 0; attempt < metadataAttempts; attempt++) {
      if (fatalMetadataUpdate !== null) this.warn(fatalMetadataUpdate, thrown);
      this.warn('The remote node is not a BROKER that supports the METADATA api.', thrown);
    }
    throw new CallFailed(thrown);
  }

  private wrongEndpoint(failure: Failure): CallFailed {
    const thrown = exceptionOf(failure);
    this.warn(this.environment.profile.words.mismatchedEndpoint, thrown);
    return new CallFailed(thrown);
  }

  private warn(message: string, thrown: JavaException): void {
    const { clock, log } = this.environment;
    log(logLine(clock.nowMs, 'WARN', this.identity.prefix + message, metadataManager));
    log(throwableText(thrown));
  }

  private send<A extends ApiName, T>(
    connection: NodeConnection,
    apiKey: A,
    request: Request<A>,
    timeoutMs: number,
    take: (response: Response<A>) => T,
  ): InFlight<T> {
    const { clientId } = this.identity;
    const options = { clientId, correlationId: this.correlationId++, timeoutMs };
    return awaitAnswer(this.identity, connection.send(apiKey, request, options, take), timeoutMs);
  }

  /** A question of the client itself; undefined where the node went away meanwhile. @throws CallFailed */
  private take<A extends ApiName>(
    connection: NodeConnection,
    apiKey: A,
    request: Request<A>,
    limitMs: number,
  ): Response<A> | undefined {
    const sent = this.send(connection, apiKey, request, limitMs, (response) => response);
    if (sent.state === 'disconnected') return undefined;
    if (sent.value === undefined) throw new CallFailed(this.timedOut('fetchMetadata', 'noNodeTimeout'));
    return sent.value;
  }

  private timedOut(callName: string, words: 'noNodeTimeout' | 'noSendTimeout' | 'unansweredTimeout'): JavaException {
    const { profile, clock } = this.environment;
    return timeoutException(profile.words[words](callName, clock.nowMs));
  }
}

/** What the client says of a request that the node does not offer, by its name in ApiKeys. */
function unsupported(apiKey: ApiName): JavaException {
  const name = apiKey.replace(/(?<=.)[A-Z]/g, '_$&').toUpperCase();
  return exceptionOf(failure('UNSUPPORTED_VERSION', `The node does not support ${name}`));
}

/** What a call's future completes with where the response says that it failed. @throws CallFailed */
export function throwFailure(failure: Failure = noError): void {
  if (failure.errorCode !== 'NONE') throw new CallFailed(exceptionOf(failure));
}
