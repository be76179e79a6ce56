import type { Failure } from '../protocol/errors';
import type { ApiName, Request, Response } from '../protocol/messages';
import type { RequestHeader } from '../protocol/network';
import type { ClusterView, Turn } from '../model/turn';

/** Who is asked, and by whom: a connection to one listener of one node. */
export interface BrokerConnection {
  readonly nodeId: number;
  readonly listener: 'broker' | 'controller';
  /** The client's address as brokers print it: "/127.0.0.1". */
  readonly clientHost: string;
}

/** What a handler knows of a request besides the request itself. */
export interface Call<A extends ApiName = ApiName> {
  readonly connection: BrokerConnection;
  readonly header: RequestHeader<A>;
}

/**
 * An answer that is not there yet (a DelayedOperation in a purgatory): what it waits for, for how long at most, and how
 * it goes on. It is finished in a turn of its own, once it is ready or its time is over, whichever is first.
 */
export class Held<A extends ApiName> {
  constructor(
    /** Whether there is something to go on with. */
    readonly isReady: (view: ClusterView) => boolean,
    /** Cluster time, ms. */
    readonly untilMs: number,
    readonly finish: (turn: Turn) => Outcome<A>,
    /** What it waits for: something of the cluster, or what other clients do. */
    readonly waitsFor: 'cluster' | 'clients' = 'cluster',
  ) {}
}

/** What becomes of a request: an answer, one that has to wait, or a connection that is cut without one. */
export type Outcome<A extends ApiName> = Response<A> | Held<A> | 'disconnect';

/**
 * Who answers a request, and how. `broker`: the asked node from what it knows, changing nothing. `leader`: the asked
 * node, which writes. `controller`: the active controller, which decides, whoever was asked; without one the request is
 * held. `last-controller`: the same for a mere read, which a leader without a majority still answers.
 */
export type Handler<A extends ApiName> =
  | {
      readonly by: 'broker';
      readonly answer: (view: ClusterView, request: Request<A>, call: Call<A>) => Outcome<A>;
    }
  | { readonly by: 'leader'; readonly answer: (turn: Turn, request: Request<A>, call: Call<A>) => Outcome<A> }
  | (ByController<A> & {
      readonly by: 'controller';
      readonly answer: (turn: Turn, request: Request<A>, call: Call<A>) => Outcome<A>;
    })
  | (ByController<A> & {
      readonly by: 'last-controller';
      readonly answer: (view: ClusterView, request: Request<A>, call: Call<A>) => Outcome<A>;
    });

interface ByController<A extends ApiName> {
  /**
   * The response that says of all that was asked that it failed (AbstractRequest.getErrorResponse); undefined where
   * brokers hold on for longer than clients wait, so that nobody ever sees it (as recorded, in KRaft).
   */
  readonly fail: (view: ClusterView, request: Request<A>, failure: Failure) => Response<A> | undefined;
  /**
   * A leader that lost its majority refuses the change, and the broker that passed it on looks for another leader from
   * then on.
   */
  readonly changesMetadata: boolean;
}
