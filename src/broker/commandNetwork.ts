import type { ClusterView } from '../model/turn';
import type { ApiName, Request, Response } from '../protocol/messages';
import type { Address, ClientClock, InFlight, Network, NodeConnection, SendOptions } from '../protocol/network';
import { apiVersions } from '../profiles/apiVersions';
import { Brokers, type Answer } from './brokers';
import type { BrokerConnection } from './handler';
import type { CommandCause } from '../model/causes';
import type { ClusterHost } from './host';

/** How long other clients are given to do what a request waits for, ms of wall time. */
const giveWayMs = 1000;

/** A request, and the last that was heard of it. */
class Asked<T> implements InFlight<T> {
  private hasGivenWay = false;

  constructor(private answer: Answer<T>) {}

  get state(): InFlight<T>['state'] {
    return states[this.answer.kind];
  }

  get value(): T | undefined {
    return this.answer.kind === 'response' ? this.answer.value : undefined;
  }

  /** Cluster time (ms) at which it goes on anyway. */
  get untilMs(): number {
    return this.answer.kind === 'waiting' ? this.answer.untilMs : Number.NEGATIVE_INFINITY;
  }

  /** It waits for other clients, and has not yet let them work: true once. */
  takeWait(): boolean {
    const waits = !this.hasGivenWay && this.answer.kind === 'waiting' && this.answer.waitsFor === 'clients';
    this.hasGivenWay ||= waits;
    return waits;
  }

  isReady(view: ClusterView): boolean {
    return this.answer.kind !== 'waiting' || this.answer.isReady(view);
  }

  resume(): void {
    if (this.answer.kind === 'waiting') this.answer = this.answer.resume();
  }
}

const states = {
  response: 'answered',
  waiting: 'waiting',
  closed: 'disconnected',
  unsupported: 'unsupported',
} as const;

/**
 * The network and the time of a command-line tool: its waiting is the cluster's time, never the user's. Whatever it
 * waits for, it gets there at once, with all that falls due on the way.
 */
export class CommandNetwork implements Network, ClientClock {
  private readonly brokers: Brokers;
  private readonly versions = new Map<string, number>();

  constructor(
    private readonly host: ClusterHost,
    cause: CommandCause,
  ) {
    this.brokers = new Brokers(host, cause);
    for (const { name, range } of apiVersions(host.view.profile.id)) if (range) this.versions.set(name, range.max);
  }

  get nowMs(): number {
    return this.host.view.nowMs;
  }

  sleep(ms: number): void {
    this.host.advance(ms);
  }

  sleepUntilChange(limitMs: number): void {
    this.host.advanceUntilChange(limitMs);
  }

  connect(address: Address): NodeConnection | undefined {
    const connection = this.brokers.connect(address);
    return connection && { send: (...sent) => this.send(connection, ...sent) };
  }

  poll(requests: readonly InFlight<unknown>[], limitMs: number): void {
    const asked = requests.filter((each) => each instanceof Asked);
    const untilMs = this.nowMs + limitMs;
    while (asked.every(({ state }) => state === 'waiting')) {
      const isReady = (view: ClusterView) => asked.some((each) => each.isReady(view));
      const nextMs = Math.min(untilMs, ...asked.map((each) => each.untilMs));
      // Other clients are processes of their own: they get a moment of everybody's time before the cluster's is spent
      // on them.
      const isDone = limitMs > 0 && asked.some((each) => each.takeWait()) && this.host.giveWay(isReady, giveWayMs);
      if (!isDone) this.host.advanceUntil(isReady, Math.max(0, nextMs - this.nowMs));
      for (const each of asked)
        if (this.nowMs >= each.untilMs || this.host.read((view) => each.isReady(view))) each.resume();
      if (this.nowMs >= untilMs) return;
    }
  }

  /** What sends heartbeats does so while it waits, too: the real client has a thread for that (HeartbeatThread). */
  private noteMember(apiKey: ApiName, request: Request<ApiName>): void {
    if (apiKey === 'SyncGroup' || apiKey === 'Heartbeat')
      this.host.noteClient((request as Request<'SyncGroup' | 'Heartbeat'>).memberId, true);
    if (apiKey === 'LeaveGroup')
      for (const { memberId } of (request as Request<'LeaveGroup'>).members) this.host.noteClient(memberId, false);
  }

  private send<A extends ApiName, T>(
    connection: BrokerConnection,
    apiKey: A,
    request: Request<A>,
    { clientId, correlationId, timeoutMs }: SendOptions,
    take: (response: Response<A>) => T,
  ): Asked<T> {
    this.noteMember(apiKey, request);
    const apiVersion = this.versions.get(apiKey) ?? 0;
    const header = { apiKey, apiVersion, clientId, correlationId, deadlineMs: this.nowMs + timeoutMs };
    return new Asked(this.brokers.answer(connection, header, request, take));
  }
}
