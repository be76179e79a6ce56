import { failure } from '../../protocol/errors';
import { isDynamicQuorum } from '../../cluster/kraft/features';
import { voters } from '../../cluster/kraft/quorum';
import { zeroUuid } from '../../jvm/uuid';
import type { ClusterView } from '../../model/turn';
import type { Handler } from '../handler';

/**
 * AddRaftVoter (AddVoterHandler). No controller stands outside the quorum here, so whoever is added is there already,
 * or does not answer.
 */
export const addRaftVoterHandler: Handler<'AddRaftVoter'> = {
  by: 'controller',
  changesMetadata: false,
  fail: (_view, _request, failed) => failed,
  answer: (turn, { voterId: id, voterDirectoryId: directoryId }) => {
    if (!isDynamicQuorum(turn))
      return failure(
        'UNSUPPORTED_VERSION',
        "Cluster doesn't support adding voter because the kraft.version feature is 0",
      );
    const voter = replicaKey(id, directoryId);
    if (voters(turn).some((node) => node.id === id))
      return failure(
        'DUPLICATE_VOTER',
        `The voter id for ${voter} is already part of the set of voters ${voterKeys(turn)}.`,
      );
    return failure('REQUEST_TIMED_OUT', `New voter ${voter} is not ready to receive requests`);
  },
};

/** RemoveRaftVoter (RemoveVoterHandler). */
export const removeRaftVoterHandler: Handler<'RemoveRaftVoter'> = {
  by: 'controller',
  changesMetadata: false,
  fail: (_view, _request, failed) => failed,
  answer: (turn, { voterId: id, voterDirectoryId: directoryId }) => {
    if (directoryId === zeroUuid)
      return failure('INVALID_REQUEST', "Remove voter request didn't include a valid voter");
    if (!isDynamicQuorum(turn))
      return failure(
        'UNSUPPORTED_VERSION',
        "Cluster doesn't support removing voter because the kraft.version feature is 0",
      );
    if (voters(turn).some((node) => node.id === id && node.directoryId === directoryId))
      return failure('UNSUPPORTED_VERSION', 'kafka-lab does not change the set of voters');
    return failure(
      'VOTER_NOT_FOUND',
      `Cannot remove voter ${replicaKey(id, directoryId)} from the set of voters ${voterKeys(turn)}`,
    );
  },
};

function voterKeys(view: ClusterView): string {
  return `[${voters(view)
    .map((node) => replicaKey(node.id, node.directoryId))
    .join(', ')}]`;
}

function replicaKey(id: number, directoryId: string): string {
  return `ReplicaKey(id=${id}, directoryId=${directoryId})`;
}
