import { coordinatorOf, createTopicOnDemand } from '../../coordinators/internalTopics';
import { noLeader } from '../../model/cluster';
import { offsetsTopic, transactionsTopic } from '../../model/topicNames';
import type { Turn } from '../../model/turn';
import type { CoordinatorType } from '../../protocol/fields';
import type { Coordinator } from '../../protocol/messages/groups';
import type { Handler } from '../handler';

/** FindCoordinator makes the internal topic where it is missing; the client asks again. */
export const findCoordinatorHandler: Handler<'FindCoordinator'> = {
  by: 'leader',
  answer: (turn, { keyType, coordinatorKeys }) => ({
    coordinators: coordinatorKeys.map((key) => find(turn, keyType, key)),
  }),
};

function find(turn: Turn, keyType: CoordinatorType, key: string): Coordinator {
  const name = keyType === 'group' ? offsetsTopic : transactionsTopic;
  const isThere = turn.topic(name) !== undefined;
  if (!isThere) createTopicOnDemand(turn, name);
  const leader = isThere ? coordinatorOf(turn, keyType, key)?.leader : undefined;
  const node = leader === undefined ? undefined : turn.node(leader);
  return node
    ? { key, nodeId: node.id, host: node.host, port: node.port, errorCode: 'NONE', errorMessage: null }
    : { key, nodeId: noLeader, host: '', port: -1, errorCode: 'COORDINATOR_NOT_AVAILABLE', errorMessage: null };
}
