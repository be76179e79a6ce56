import type { AdminClient } from '../clients/adminClient';
import { throwableText, type JavaException } from '../clients/exceptions';
import type { ApiName, Request, Response } from '../protocol/requests';

/** An exception on its way out of a command, already in that of its future. */
export class Failed extends Error {
  constructor(readonly thrown: JavaException) {
    super(String(thrown.message));
  }
}

/** Sends a request and waits for its future. @throws Failed */
export function send<A extends ApiName>(
  client: AdminClient,
  callName: string,
  name: A,
  request: Request<A>,
): Response<A> {
  const result = client.call(callName, name, request);
  if ('thrown' in result) throw inFuture(result.thrown);
  return result.value;
}

/** ExecutionException around what a call failed with. */
export function inFuture(thrown: JavaException): Failed {
  return new Failed({ exception: 'java.util.concurrent.ExecutionException', message: throwableText(thrown) });
}
