import { isAlive, isBroker } from '../../cluster/liveness';
import { isInternalTopic } from '../../cluster/topicNames';
import type { Handler } from '../handle';

/** Metadata: living brokers, the controller's id and all topics (a topic waiting for deletion is known to no broker any more). */
export const metadataHandler: Handler<'Metadata'> = {
  by: 'broker',
  answer: (view) => ({
    clusterId: view.clusterId,
    controllerId: view.activeController().id,
    brokers: view.nodes().filter((node) => isBroker(node) && isAlive(node)).map(({ id, host, port, rack }) => ({ id, host, port, rack })),
    topics: view.topics().filter((topic) => !topic.deleting).map(({ name, topicId }) => ({ name, topicId, internal: isInternalTopic(name) })),
  }),
};
