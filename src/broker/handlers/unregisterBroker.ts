import { noError } from '../../protocol/errors';
import type { Handler } from '../handler';

/** UnregisterBroker: forgets a broker for good (KRaft; QuorumController.unregisterBroker). */
export const unregisterBrokerHandler: Handler<'UnregisterBroker'> = {
  by: 'controller',
  changesMetadata: true,
  fail: (_view, _request, failed) => failed,
  answer: (turn, { brokerId }) => turn.controller.sessions.unregister(turn, brokerId) ?? noError,
};
