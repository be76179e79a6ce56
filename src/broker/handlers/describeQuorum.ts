import { describeQuorum, type ReplicaState } from '../../cluster/kraft/describeQuorum';
import { failure } from '../../protocol/errors';
import type { Handler } from '../handler';

/** The topic of the metadata log, which DescribeQuorum is about. */
const metadataTopic = '__cluster_metadata';

/** DescribeQuorum */
export const describeQuorumHandler: Handler<'DescribeQuorum'> = {
  by: 'controller',
  changesMetadata: false,
  fail: (_view, _request, failed) => ({ ...failed, topics: [], nodes: [] }),
  answer: (view) => {
    const { leaderId, leaderEpoch, highWatermark, voters, observers, nodes } = describeQuorum(view);
    const partition = {
      partitionIndex: 0,
      ...failure('NONE'),
      leaderId,
      leaderEpoch,
      highWatermark,
      currentVoters: voters.map(state),
      observers: observers.map(state),
    };
    return {
      errorCode: 'NONE',
      errorMessage: null,
      topics: [{ topicName: metadataTopic, partitions: [partition] }],
      nodes: nodes.map(({ id, host, port }) => ({ nodeId: id, listeners: [{ name: 'CONTROLLER', host, port }] })),
    };
  },
};

function state({ replicaId, directoryId, logEndOffset, lastFetchMs, lastCaughtUpMs }: ReplicaState) {
  return {
    replicaId,
    replicaDirectoryId: directoryId,
    logEndOffset,
    lastFetchTimestamp: lastFetchMs ?? -1,
    lastCaughtUpTimestamp: lastCaughtUpMs ?? -1,
  };
}
