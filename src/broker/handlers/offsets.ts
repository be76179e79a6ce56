import { coordinatorProblem } from '../../coordinators/groupMembership';
import { memberProblem } from '../../coordinators/groupGeneration';
import { commitOffsets, deleteOffsets, findGroup } from '../../coordinators/groups';
import type { ClusterView } from '../../model/turn';
import { noError, type Failure } from '../../protocol/errors';
import type {
  OffsetCommitRequest,
  OffsetFetchRequestGroup,
  OffsetFetchResponseGroup,
} from '../../protocol/messages/offsets';
import { perTopic } from '../../protocol/perTopic';
import type { Handler } from '../handler';

/** OffsetCommit, from a member of the generation, or from outside. */
export const offsetCommitHandler: Handler<'OffsetCommit'> = {
  by: 'leader',
  answer: (turn, request, { connection }) => {
    const offsets = request.topics.flatMap(({ name = '', partitions }) =>
      partitions.map(({ partitionIndex, committedOffset, committedLeaderEpoch = -1, committedMetadata }) => ({
        topic: name,
        partition: partitionIndex,
        offset: committedOffset,
        leaderEpoch: committedLeaderEpoch,
        metadata: committedMetadata ?? '',
      })),
    );
    const problem = commitProblem(turn, request, connection.nodeId);
    const { errorCode } =
      problem.errorCode === 'NONE' ? (commitOffsets(turn, request.groupId, offsets) ?? noError) : problem;
    return {
      topics: request.topics.map(({ name = '', partitions }) => ({
        name,
        partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
      })),
    };
  },
};

/** A member may commit while others join again, but not before it knows its new partitions (validateOffsetCommit). */
function commitProblem(view: ClusterView, request: OffsetCommitRequest, nodeId: number): Failure {
  const { groupId, memberId = '', generationIdOrMemberEpoch: generation = -1 } = request;
  const problem = coordinatorProblem(view, groupId, nodeId);
  if (problem.errorCode !== 'NONE' || generation < 0) return problem;
  const member = memberProblem(view, groupId, memberId, generation);
  return member.errorCode === 'REBALANCE_IN_PROGRESS' ? noError : member;
}

/** OffsetFetch: of each group the partitions asked for, or all. */
export const offsetFetchHandler: Handler<'OffsetFetch'> = {
  by: 'broker',
  answer: (view, { groups }, { connection }) => ({
    groups: groups.map((group) => fetch(view, group, connection.nodeId)),
  }),
};

function fetch(
  view: ClusterView,
  { groupId, topics }: OffsetFetchRequestGroup,
  nodeId: number,
): OffsetFetchResponseGroup {
  const problem = coordinatorProblem(view, groupId, nodeId);
  if (problem.errorCode !== 'NONE') return { groupId, topics: [], errorCode: problem.errorCode };
  const known = findGroup(view, groupId)?.offsets;
  const asked =
    topics === null
      ? [...(known?.values() ?? [])]
      : topics.flatMap(({ name = '', partitionIndexes }) =>
          partitionIndexes.map(
            (partition) => known?.get(`${name}-${partition}`) ?? { topic: name, partition, ...nowhere },
          ),
        );
  const answered = perTopic(asked, ({ partition, offset, leaderEpoch, metadata }) => ({
    partitionIndex: partition,
    committedOffset: offset,
    committedLeaderEpoch: leaderEpoch,
    metadata,
    errorCode: 'NONE' as const,
  }));
  return { groupId, topics: answered.map(([name, partitions]) => ({ name, partitions })), errorCode: 'NONE' };
}

/** Nothing was committed. */
const nowhere = { offset: -1, leaderEpoch: -1, metadata: '' };

/** OffsetDelete */
export const offsetDeleteHandler: Handler<'OffsetDelete'> = {
  by: 'leader',
  answer: (turn, { groupId, topics }, { connection }) => {
    const problem = coordinatorProblem(turn, groupId, connection.nodeId);
    if (problem.errorCode !== 'NONE') return { errorCode: problem.errorCode, topics: [] };
    const partitions = topics.flatMap(({ name, partitions: asked }) =>
      asked.map(({ partitionIndex }) => ({ topic: name, partition: partitionIndex })),
    );
    const outcome = deleteOffsets(turn, groupId, partitions);
    if ('errorCode' in outcome) return { errorCode: outcome.errorCode, topics: [] };
    const answers = partitions.map((place, index) => ({ ...place, error: outcome[index] }));
    return {
      errorCode: 'NONE',
      topics: perTopic(answers, ({ partition, error }) => ({
        partitionIndex: partition,
        errorCode: (error ?? noError).errorCode,
      })).map(([name, results]) => ({ name, partitions: results })),
    };
  },
};
