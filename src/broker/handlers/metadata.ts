import { isInternalTopic, topicNameProblem } from '../../model/topicNames';
import { createTopicOnDemand } from '../../coordinators/internalTopics';
import { noLeader, type Topic } from '../../model/cluster';
import { isAlive, isBroker } from '../../model/liveness';
import type { ClusterView, Turn } from '../../model/turn';
import type { ErrorCode } from '../../protocol/errors';
import type { MetadataRequest, MetadataResponse, MetadataResponseTopic } from '../../protocol/messages/metadata';
import { announcedTopics } from '../announced';
import type { Handler } from '../handler';

/**
 * Metadata: living brokers, the controller's id and topics that brokers know; a missing one is made where that is
 * allowed.
 */
export const metadataHandler: Handler<'Metadata'> = {
  by: 'broker',
  answer: (view, request) => respond(view, request, (name) => unknown(view, name)),
};

/** The same where a topic that is missing may be made: so it is a write. */
export const creatingMetadataHandler: Handler<'Metadata'> = {
  by: 'leader',
  answer: (turn, request) => respond(turn, request, (name) => missing(turn, name)),
};

function respond(
  view: ClusterView,
  { topics }: MetadataRequest,
  whyMissing: (name: string) => ErrorCode,
): MetadataResponse {
  return {
    clusterId: view.clusterId,
    controllerId: view.activeController().id,
    brokers: view
      .nodes()
      .filter((node) => isBroker(node) && isAlive(node))
      .map(({ id, host, port, rack }) => ({ nodeId: id, host, port, rack })),
    topics:
      topics === null
        ? all(view)
        : topics.map(({ name }) => {
            const topic = view.topic(name ?? '');
            if (topic && !topic.deleting) return describe(view, topic);
            return { errorCode: whyMissing(name ?? ''), name, partitions: [] };
          }),
  };
}

function* all(view: ClusterView): Iterable<MetadataResponseTopic> {
  for (const topic of announcedTopics(view)) yield describe(view, topic);
}

/** Partitions are read only where somebody looks at them: most ask for names. */
function describe(view: ClusterView, topic: Topic): MetadataResponseTopic {
  return {
    errorCode: 'NONE',
    name: topic.name,
    topicId: topic.topicId,
    isInternal: isInternalTopic(topic.name),
    get partitions() {
      return view.partitionTexts(topic).map(({ partition, leader, leaderEpoch, replicas, isr }) => ({
        errorCode: leader === noLeader ? ('LEADER_NOT_AVAILABLE' as const) : ('NONE' as const),
        partitionIndex: partition,
        leaderId: leader,
        leaderEpoch,
        replicaNodes: replicas,
        isrNodes: isr,
      }));
    },
  };
}

function unknown(view: ClusterView, name: string): ErrorCode {
  return topicNameProblem(name, view.profile.words.topicNameInvalid) === undefined
    ? 'UNKNOWN_TOPIC_OR_PARTITION'
    : 'INVALID_TOPIC_EXCEPTION';
}

function missing(turn: Turn, name: string): ErrorCode {
  const problem = unknown(turn, name);
  return problem === 'INVALID_TOPIC_EXCEPTION' || turn.topic(name)
    ? problem
    : createTopicOnDemand(turn, name).errorCode;
}
