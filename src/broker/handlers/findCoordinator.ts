import { apiError } from '../../protocol/apiError';
import { coordinatorOf, createTopicOnDemand } from '../../coordinators/internalTopics';
import { offsetsTopic, transactionsTopic } from '../../model/topicNames';
import type { Handler } from '../handler';

/** FindCoordinator makes the internal topic where it is missing; the client asks again. */
export const findCoordinatorHandler: Handler<'FindCoordinator'> = {
  by: 'leader',
  answer: (turn, { keyType, key }) => {
    const name = keyType === 'group' ? offsetsTopic : transactionsTopic;
    if (!turn.topic(name)) {
      createTopicOnDemand(turn, name);
      return apiError('COORDINATOR_NOT_AVAILABLE');
    }
    const partition = coordinatorOf(turn, keyType, key);
    return partition ? { node: partition.leader } : apiError('COORDINATOR_NOT_AVAILABLE');
  },
};
