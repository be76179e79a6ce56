import { unregister } from '../../cluster/kraft/registration';
import { isBroker } from '../../model/liveness';
import { failure, noError } from '../../protocol/errors';
import type { Handler } from '../handler';

/** UnregisterBroker: forgets a broker for good (KRaft; QuorumController.unregisterBroker). */
export const unregisterBrokerHandler: Handler<'UnregisterBroker'> = {
  by: 'controller',
  changesMetadata: true,
  fail: (_view, _request, failed) => failed,
  answer: (turn, { brokerId }) => {
    const { words } = turn.profile;
    if (turn.profile.mode === 'zookeeper') return failure('UNSUPPORTED_VERSION', words.noUnregistration);
    const broker = turn.node(brokerId);
    if (!broker || !isBroker(broker) || !broker.registered)
      return failure('BROKER_ID_NOT_REGISTERED', words.brokerNotRegistered(brokerId));
    unregister(turn, broker);
    return noError;
  },
};
