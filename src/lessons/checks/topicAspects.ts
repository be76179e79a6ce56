import { topicConfigDescriber } from '../../cluster/configs/describeTopicConfigs';
import { answeringBroker, brokerConfigState, catalogOf } from '../../cluster/nodeConfigs';
import type { Topic } from '../../model/cluster';
import { aliveBrokerIds } from '../../model/liveness';
import { minInsyncReplicas } from '../../model/effectiveConfig';
import type { StateView } from '../../store/stateView';
import { Missing, type Aspect, type SubjectKind } from './aspect';
import type { Value } from './pattern';
import { missingTopic } from './reasons';

function topicOf(view: StateView, name: string): Topic {
  const topic = view.topic(name);
  if (!topic) throw missingTopic(view, name);
  return topic;
}

function aspect(title: string, read: (view: StateView, topic: Topic) => Value): Aspect<string> {
  return {
    kind: 'number',
    says: (name) => `number of ${title} of topic ${name}`,
    read: (view, name) => read(view, topicOf(view, name)),
  };
}

/** What can be asked of a topic. */
export const topicChecks: SubjectKind<string> = {
  aspects: {
    existence: {
      kind: 'text',
      says: (name) => `topic ${name}`,
      read: (view, name) => {
        const topic = view.topic(name);
        return topic ? (topic.deleting ? 'marked for deletion' : 'there') : 'gone';
      },
      why: (view, name) => (view.topic(name) ? [] : missingTopic(view, name).because),
    },
    partitions: aspect('partitions', (view, topic) => view.partitionCount(topic)),
    'replication-factor': {
      ...aspect('replicas', (view, topic) => view.partitions(topic)[0]?.replicas.length ?? 0),
      says: (name) => `replication factor of topic ${name}`,
    },
    offline: aspect('offline partitions', (view, topic) => {
      const alive = aliveBrokerIds(view);
      return view.partitions(topic).filter(({ leader }) => !alive.has(leader)).length;
    }),
    'under-replicated': aspect(
      'under-replicated partitions',
      (view, topic) => view.partitions(topic).filter(({ isr, replicas }) => isr.length < replicas.length).length,
    ),
    'under-min-isr': aspect('partitions under min ISR', (view, topic) => {
      const least = minInsyncReplicas(view, topic.name);
      return view.partitions(topic).filter(({ isr }) => isr.length < least).length;
    }),
    config: {
      kind: 'text',
      argument: 'required',
      says: (name, config) => `${config} of topic ${name}`,
      read: (view, name, config) => {
        const overrides = view.configs('topic', topicOf(view, name).name);
        const describe = topicConfigDescriber(catalogOf(view), brokerConfigState(view, answeringBroker(view)));
        const found = describe(overrides).find((each) => each.name === config);
        if (!found) throw new Missing(`there is no configuration ${config} of topics`);
        return found.value ?? '';
      },
    },
  },
  states: {
    exists: { aspect: 'existence', value: 'there' },
    gone: { aspect: 'existence', value: 'gone' },
  },
};
