import { controllerPort } from '../cluster/kraft/describeQuorum';
import { isController } from '../model/liveness';
import type { ClusterView } from '../model/turn';
import { apiVersions } from '../profiles/apiVersions';
import type { ProfileId } from '../profiles/profile';
import { failure } from '../protocol/errors';
import type { ApiName, Request, Response } from '../protocol/messages';
import type { Address, RequestHeader } from '../protocol/network';
import { Held, type BrokerConnection, type Call, type Handler, type Outcome } from './handler';
import { handlerOf } from './handlers';
import type { CommandCause } from '../model/causes';
import type { ClusterHost } from './host';

/** Clients of this cluster run on its own host. */
const clientHost = '/127.0.0.1';

/**
 * What comes of a request. `waiting`: ask again with `resume` once `isReady` holds, or when the time `untilMs` (cluster
 * time, ms) has come; a command lets the cluster's time pass until then, a socket everybody's. What waits for other
 * clients waits for what they do. `closed`: the node is gone, or cut the connection. `unsupported`: the asked listener
 * does not offer the request.
 */
export type Answer<T> =
  | { readonly kind: 'response'; readonly value: T }
  | {
      readonly kind: 'waiting';
      readonly isReady: (view: ClusterView) => boolean;
      readonly untilMs: number;
      readonly waitsFor: 'cluster' | 'clients';
      readonly resume: () => Answer<T>;
    }
  | { readonly kind: 'closed' }
  | { readonly kind: 'unsupported' };

/**
 * The nodes of the simulated cluster as their ports see them: who is asked, by which listener, and what that node
 * answers.
 */
export class Brokers {
  constructor(
    private readonly host: ClusterHost,
    /** What the cluster's log says of changes that are asked for here. */
    private readonly cause: CommandCause,
  ) {}

  /** Opens a connection; undefined where nobody listens. The kernel accepts for a frozen process. */
  connect({ port }: Address): BrokerConnection | undefined {
    return this.host.read((view) => {
      const node = view
        .nodes()
        .find((each) => isListening(view, each.id) && (each.port === port || controllerPortOf(view, each.id) === port));
      if (!node) return undefined;
      const listener = controllerPortOf(view, node.id) === port ? 'controller' : 'broker';
      return { nodeId: node.id, listener, clientHost };
    });
  }

  /**
   * Answers a request, each step in one transaction that first brings the cluster to the present. What is needed of the
   * response is taken inside that transaction.
   */
  answer<A extends ApiName, T>(
    connection: BrokerConnection,
    header: RequestHeader<A>,
    request: Request<A>,
    take: (response: Response<A>) => T,
  ): Answer<T> {
    if (!isOffered(this.host.view.profile.id, connection, header.apiKey)) return { kind: 'unsupported' };
    const handler = handlerOf(header.apiKey, request);
    const again = () => this.answer(connection, header, request, take);
    const call: Call<A> = { connection, header };
    const notNow = (view: ClusterView): Answer<T> | undefined =>
      unlessRunning(view, connection, again) ?? this.unlessDecidable(view, handler, header, request, take, again);
    if (handler.by === 'broker' || handler.by === 'last-controller')
      return this.host.read((view) => notNow(view) ?? this.taken(handler.answer(view, request, call), take));
    return this.host.change(
      this.cause,
      (turn) => notNow(turn) ?? this.taken(handler.answer(turn, request, call), take),
    );
  }

  private taken<A extends ApiName, T>(outcome: Outcome<A>, take: (response: Response<A>) => T): Answer<T> {
    if (outcome === 'disconnect') return { kind: 'closed' };
    if (!(outcome instanceof Held)) return { kind: 'response', value: take(outcome) };
    const { isReady, untilMs, finish, waitsFor } = outcome as Held<A>;
    const resume = () => this.host.change(this.cause, (turn) => this.taken(finish(turn), take));
    return { kind: 'waiting', isReady, untilMs, waitsFor, resume };
  }

  /** Where nobody is there to decide: the request is passed on when there is, or fails with the client's patience. */
  private unlessDecidable<A extends ApiName, T>(
    view: ClusterView,
    handler: Handler<A>,
    { deadlineMs }: RequestHeader<A>,
    request: Request<A>,
    take: (response: Response<A>) => T,
    again: () => Answer<T>,
  ): Answer<T> | undefined {
    if (handler.by === 'broker' || handler.by === 'leader' || canDecide(view, handler.by)) return undefined;
    const isReady = (later: ClusterView) => canDecide(later, handler.by);
    const resume = (): Answer<T> => {
      if (this.host.read(isReady)) return again();
      if (handler.changesMetadata)
        this.host.change(this.cause, (turn) => turn.controller.quorum.forgetLastLeader(turn));
      return this.host.read((later): Answer<T> => {
        const failed = handler.fail(later, request, failure('REQUEST_TIMED_OUT'));
        return failed === undefined ? never : { kind: 'response', value: take(failed) };
      });
    };
    return { kind: 'waiting', isReady, untilMs: deadlineMs, waitsFor: 'cluster', resume };
  }
}

/** A dead node closes the connection; a frozen one says nothing until it runs again. */
function unlessRunning<T>(
  view: ClusterView,
  { nodeId }: BrokerConnection,
  again: () => Answer<T>,
): Answer<T> | undefined {
  const process = view.node(nodeId)?.process;
  if (process === 'running') return undefined;
  if (process !== 'paused') return { kind: 'closed' };
  const isReady = (later: ClusterView) => later.node(nodeId)?.process !== 'paused';
  return { kind: 'waiting', isReady, untilMs: Number.POSITIVE_INFINITY, waitsFor: 'cluster', resume: again };
}

/** Held for longer than anybody waits. */
const never: Answer<never> = {
  kind: 'waiting',
  isReady: () => false,
  untilMs: Number.POSITIVE_INFINITY,
  waitsFor: 'cluster',
  resume: () => never,
};

function isListening(view: ClusterView, nodeId: number): boolean {
  const process = view.node(nodeId)?.process;
  return process === 'running' || process === 'paused';
}

/** The port of a node's controller listener; undefined where it is no controller. */
function controllerPortOf(view: ClusterView, nodeId: number): number | undefined {
  const node = view.node(nodeId);
  return node && isController(node) ? controllerPort(node) : undefined;
}

/** Requests that brokers answer and controllers do not. Everything else that is simulated both do, or is passed on. */
const onlyOfBrokers: ReadonlySet<ApiName> = new Set([
  'Metadata',
  'DescribeTopicPartitions',
  'Produce',
  'ListOffsets',
  'FindCoordinator',
  'JoinGroup',
]);

/** Requests about the quorum: brokers of ZooKeeper know none, while the controllers do that they may migrate to. */
const onlyOfQuorums: ReadonlySet<ApiName> = new Set(['DescribeQuorum', 'AddRaftVoter', 'RemoveRaftVoter']);

function isOffered(profile: ProfileId, { listener }: BrokerConnection, name: ApiName): boolean {
  if (listener === 'controller') return !onlyOfBrokers.has(name);
  return !onlyOfQuorums.has(name) || apiVersions(profile).some((api) => api.name === name && api.range !== undefined);
}

/** Whether whoever has to decide can. A read that needs no majority is still answered by the last leader. */
function canDecide(view: ClusterView, by: 'controller' | 'last-controller'): boolean {
  return by === 'last-controller' ? view.controller.answersReads(view) : view.controller.isAvailable(view);
}
