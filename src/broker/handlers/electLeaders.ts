import { findKeptPartition } from '../../model/findPartition';
import type { Turn } from '../../model/turn';
import { failure, noError, type Failure } from '../../protocol/errors';
import type { ElectionType } from '../../protocol/fields';
import type { ElectLeadersRequest } from '../../protocol/messages/replicas';
import { perTopic } from '../../protocol/perTopic';
import type { Handler } from '../handler';

interface Elected extends Failure {
  readonly topic: string;
  readonly partition: number;
}

/** ElectLeaders. Of all partitions those that need no election are not answered for. */
export const electLeadersHandler: Handler<'ElectLeaders'> = {
  by: 'controller',
  changesMetadata: true,
  fail: (view, { topicPartitions }, failed) =>
    view.controller.isWaitedFor
      ? undefined
      : {
          errorCode: failed.errorCode,
          replicaElectionResults: (topicPartitions ?? []).map(({ topic, partitions }) => ({
            topic,
            partitionResult: partitions.map((partitionId) => ({ partitionId, ...failed })),
          })),
        },
  answer: (turn, request) => ({
    errorCode: 'NONE',
    replicaElectionResults: perTopic(elected(turn, request), ({ partition, errorCode, errorMessage }) => ({
      partitionId: partition,
      errorCode,
      errorMessage,
    })).map(([topic, partitionResult]) => ({ topic, partitionResult })),
  }),
};

function elected(turn: Turn, { electionType, topicPartitions }: ElectLeadersRequest): readonly Elected[] {
  if (topicPartitions === null) {
    return candidates(turn, electionType)
      .map(({ topic, partition }) => elect(turn, electionType, topic, partition))
      .filter(({ errorCode }) => errorCode !== 'ELECTION_NOT_NEEDED');
  }
  return topicPartitions.flatMap(({ topic, partitions }) =>
    partitions.map((partition) => elect(turn, electionType, topic, partition)),
  );
}

function elect(turn: Turn, type: ElectionType, name: string, number: number): Elected {
  const partition = findKeptPartition(turn, { topic: name, partition: number });
  const missing = () => turn.profile.words.noSuchPartition(name, number, turn.topic(name) !== undefined);
  const error = partition
    ? turn.controller.partitions.elect(turn, partition, type)
    : failure('UNKNOWN_TOPIC_OR_PARTITION', missing());
  return { topic: name, partition: number, ...(error ?? noError) };
}

/** Only partitions away from the preferred leader, or without one, can need an election. */
function candidates(turn: Turn, type: ElectionType): readonly { readonly topic: string; readonly partition: number }[] {
  const pages = type === 'preferred' ? turn.partitionsAwayFromPreferred() : turn.partitionsWithoutLeader();
  return [...pages].flat();
}
