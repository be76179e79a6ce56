import { isAlive, isBroker } from '../../model/liveness';
import { isInternalTopic } from '../../model/topicNames';
import { announcedTopics } from '../announced';
import type { Handler } from '../handler';

/** Metadata: living brokers, the controller's id and the topics that brokers know. */
export const metadataHandler: Handler<'Metadata'> = {
  by: 'broker',
  answer: (view) => ({
    clusterId: view.clusterId,
    controllerId: view.activeController().id,
    brokers: view
      .nodes()
      .filter((node) => isBroker(node) && isAlive(node))
      .map(({ id, host, port, rack }) => ({ id, host, port, rack })),
    topics: announcedTopics(view).map(({ name, topicId }) => ({ name, topicId, internal: isInternalTopic(name) })),
  }),
};
