import { livesByControlRequests, type StoryFacts } from '../story/facts';
import type { StateView } from './stateView';

/** The facts of a story as they stand in the cluster's file now. */
export function viewFacts(view: StateView): StoryFacts {
  return {
    nodes: () => view.nodes(),
    activeController: () => view.activeController(),
    topicName: (topicId) => view.topicById(topicId)?.name ?? topicId,
    partitionsOf: (topicId) => {
      const topic = view.topicById(topicId);
      return topic ? view.partitions(topic) : [];
    },
    hasControlRequests() {
      const { phase } = view.migration();
      return livesByControlRequests(view.controller.sendsRequests || phase !== 'not-started', phase);
    },
  };
}
