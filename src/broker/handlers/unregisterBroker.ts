import { apiError } from '../../protocol/apiError';
import { unregister } from '../../cluster/kraft/registration';
import { isBroker } from '../../model/liveness';
import type { Handler } from '../handle';

/** Forgets a broker for good (KRaft; QuorumController.unregisterBroker). */
export const unregisterBrokerHandler: Handler<'UnregisterBroker'> = {
  by: 'controller',
  answer: (turn, { brokerId }) => {
    if (turn.profile.mode === 'zookeeper') return apiError('UNSUPPORTED_VERSION', turn.profile.words.noUnregistration);
    const broker = turn.node(brokerId);
    if (!broker || !isBroker(broker) || !broker.registered)
      return apiError('BROKER_ID_NOT_REGISTERED', turn.profile.words.brokerNotRegistered(brokerId));
    unregister(turn, broker);
    return undefined;
  },
};
