import { Brokers } from '../src/broker/brokers';
import { isBroker } from '../src/model/liveness';
import type { ApiName, Request, Response } from '../src/protocol/messages';
import type { ClusterSession } from '../src/runtime/clusterSession';

/**
 * Sends a request to the first broker whose process runs; undefined where there is none, or it does not answer at once.
 */
export function ask<A extends ApiName>(
  session: ClusterSession,
  apiKey: A,
  request: Request<A>,
  command: string,
): Response<A> | undefined {
  const brokers = new Brokers(session, { kind: 'command', words: [command] });
  const node = session.read((view) => view.nodes().find((each) => isBroker(each) && each.process === 'running'));
  const connection = node && brokers.connect(node);
  if (!connection) return undefined;
  const header = { apiKey, apiVersion: 99, clientId: 'test', correlationId: 1, deadlineMs: session.view.nowMs };
  const answer = brokers.answer(connection, header, request, (response) => response);
  return answer.kind === 'response' ? answer.value : undefined;
}
