import type { Topic } from '../model/cluster';
import type { ClusterView } from '../model/turn';

/** Topics that brokers know: one that waits for deletion is known to none any more. */
export function announcedTopics(view: ClusterView): readonly Topic[] {
  const unannounced = view.controller.topics.unannounced(view);
  return view
    .topics()
    .filter((topic) => !topic.deleting && (unannounced.get(topic.topicId)?.size ?? -1) !== view.partitionCount(topic));
}
