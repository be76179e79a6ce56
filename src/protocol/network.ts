import type { ApiName, Request, Response } from './messages';

/** Where a client knocks. */
export interface Address {
  /** Host name or IP address as it was given; empty for ":9092". */
  readonly host: string;
  readonly port: number;
}

/** The head of a request (RequestHeader), and until when its answer is waited for. */
export interface RequestHeader<A extends ApiName = ApiName> {
  readonly apiKey: A;
  readonly apiVersion: number;
  readonly clientId: string;
  readonly correlationId: number;
  /** Cluster time (ms) at which the client gives the request up. */
  readonly deadlineMs: number;
}

/**
 * A request on its way. `unsupported`: the asked listener does not offer it (ApiVersions). `disconnected`: the node
 * went away, or cut the connection, before it answered.
 */
export interface InFlight<T> {
  readonly state: 'waiting' | 'answered' | 'unsupported' | 'disconnected';
  /** What was taken from the response; there once it is answered. */
  readonly value: T | undefined;
}

/** What is sent with a request besides the request. */
export interface SendOptions {
  readonly clientId: string;
  readonly correlationId: number;
  /** How long the client waits for the answer, ms. */
  readonly timeoutMs: number;
}

/** A client's connection to one listener of one node. */
export interface NodeConnection {
  /**
   * Sends a request. What is needed of the response is taken inside the transaction that gives it: parts that are read
   * while they are iterated over are read there, and nowhere else.
   */
  send<A extends ApiName, T>(
    apiKey: A,
    request: Request<A>,
    options: SendOptions,
    take: (response: Response<A>) => T,
  ): InFlight<T>;
}

/** How a client reaches nodes. The simulation's is made by the broker room; a real socket would stand here as well. */
export interface Network {
  /** Opens a connection; undefined where nobody listens. A frozen process accepts and says nothing. */
  connect(address: Address): NodeConnection | undefined;
  /** Lets time pass until one of the requests is no longer waiting, limitMs (ms) at most. */
  poll(requests: readonly InFlight<unknown>[], limitMs: number): void;
}

/** A client's time. A command spends the cluster's, a program on a socket everybody's. */
export interface ClientClock {
  /** ms since the epoch. */
  readonly nowMs: number;
  /** The client does nothing for so long (ms). */
  sleep(ms: number): void;
  /** Sleeps until something happens in the cluster, limitMs (ms) at most: it may be worth asking again. */
  sleepUntilChange(limitMs: number): void;
}
