import { apiError } from '../../cluster/apiError';
import { validateNewTopicConfigs } from '../../cluster/configs/validateTopicConfigs';
import { catalogOf, controllerTexts } from '../../cluster/nodeConfigs';
import { createTopic } from '../../cluster/topics';
import { noLeader } from '../../cluster/model';
import type { Turn } from '../../cluster/turn';
import type { Handler } from '../handle';

export const createTopicsHandler: Handler<'CreateTopics'> = {
  by: 'controller',
  answer: (turn, request) =>
    request.topics.map((topic) => {
      const outcome = createTopic(turn, topic, (configs) => validateNewTopicConfigs(catalogOf(turn), new Map(Object.entries(configs)), controllerTexts(turn)));
      if ('error' in outcome) return { name: topic.name, error: outcome };
      return isWaitedFor(turn, topic.name) ? { name: topic.name, error: apiError('REQUEST_TIMED_OUT') } : { name: topic.name, value: outcome.ok };
    }),
};

/** ZooKeeper's brokers answer when every new partition has a leader (DelayedCreatePartitions); the topic is there nevertheless. */
function isWaitedFor(turn: Turn, name: string): boolean {
  const topic = turn.profile.mode === 'zookeeper' ? turn.topic(name) : undefined;
  return topic !== undefined && turn.partitions(topic).some(({ leader }) => leader === noLeader);
}
