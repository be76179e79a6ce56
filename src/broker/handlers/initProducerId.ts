import { takeProducerId } from '../../coordinators/producerIds';
import { initProducer } from '../../coordinators/transactions';
import type { Handler } from '../handler';

/** InitProducerId: any broker hands out ids; with a transactional id its coordinator fences whoever had it before. */
export const initProducerIdHandler: Handler<'InitProducerId'> = {
  by: 'leader',
  answer: (turn, { transactionalId, transactionTimeoutMs }) => {
    if (transactionalId === null) return { errorCode: 'NONE', producerId: takeProducerId(turn), producerEpoch: 0 };
    const outcome = initProducer(turn, transactionalId, transactionTimeoutMs);
    return 'errorCode' in outcome
      ? { errorCode: outcome.errorCode, producerEpoch: -1 }
      : { errorCode: 'NONE', ...outcome };
  },
};
