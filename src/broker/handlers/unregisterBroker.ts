import type { Handler } from '../handler';

/** Forgets a broker for good (KRaft; QuorumController.unregisterBroker). */
export const unregisterBrokerHandler: Handler<'UnregisterBroker'> = {
  by: 'controller',
  answer: (turn, { brokerId }) => turn.controller.sessions.unregister(turn, brokerId),
};
