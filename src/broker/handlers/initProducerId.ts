import { takeProducerId } from '../../coordinators/producerIds';
import type { Handler } from '../handler';

export const initProducerIdHandler: Handler<'InitProducerId'> = {
  by: 'leader',
  answer: (turn) => ({ producerId: takeProducerId(turn), producerEpoch: 0 }),
};
