import type { ClusterView, Turn } from '../model/turn';
import type { ApiName, Request, Response } from '../protocol/requests';

/** Who answers a request: any broker from what it knows; the leader of a partition, which writes there; the controller, which decides, or for a mere read the last one. */
export type Handler<A extends ApiName> =
  | { readonly by: 'broker'; readonly answer: (view: ClusterView, request: Request<A>) => Response<A> }
  | { readonly by: 'leader'; readonly answer: (turn: Turn, request: Request<A>) => Response<A> }
  | { readonly by: 'last-controller'; readonly answer: (view: ClusterView, request: Request<A>) => Response<A> }
  | { readonly by: 'controller'; readonly answer: (turn: Turn, request: Request<A>) => Response<A> };
