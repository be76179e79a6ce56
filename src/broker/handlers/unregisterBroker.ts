import { failureOf } from '../../protocol/apiError';
import type { Handler } from '../handler';

/** UnregisterBroker: forgets a broker for good (KRaft; QuorumController.unregisterBroker). */
export const unregisterBrokerHandler: Handler<'UnregisterBroker'> = {
  by: 'controller',
  changesMetadata: true,
  fail: (_view, _request, failed) => failed,
  answer: (turn, { brokerId }) => failureOf(turn.controller.sessions.unregister(turn, brokerId)),
};
