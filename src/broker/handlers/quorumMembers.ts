import { apiError } from '../../protocol/apiError';
import { isDynamicQuorum } from '../../cluster/kraft/features';
import { voters } from '../../cluster/kraft/quorum';
import { zeroUuid } from '../../jvm/uuid';
import type { ClusterView } from '../../model/turn';
import type { Handler } from '../handler';

/** AddVoterHandler. No controller stands outside the quorum here, so whoever is added is there already, or does not answer. */
export const addRaftVoterHandler: Handler<'AddRaftVoter'> = {
  by: 'controller',
  answer: (turn, { id, directoryId }) => {
    if (!isDynamicQuorum(turn))
      return apiError(
        'UNSUPPORTED_VERSION',
        "Cluster doesn't support adding voter because the kraft.version feature is 0",
      );
    const voter = replicaKey(id, directoryId);
    if (voters(turn).some((node) => node.id === id))
      return apiError(
        'DUPLICATE_VOTER',
        `The voter id for ${voter} is already part of the set of voters ${voterKeys(turn)}.`,
      );
    return apiError('REQUEST_TIMED_OUT', `New voter ${voter} is not ready to receive requests`);
  },
};

/** RemoveVoterHandler. */
export const removeRaftVoterHandler: Handler<'RemoveRaftVoter'> = {
  by: 'controller',
  answer: (turn, { id, directoryId }) => {
    if (directoryId === zeroUuid)
      return apiError('INVALID_REQUEST', "Remove voter request didn't include a valid voter");
    if (!isDynamicQuorum(turn))
      return apiError(
        'UNSUPPORTED_VERSION',
        "Cluster doesn't support removing voter because the kraft.version feature is 0",
      );
    if (voters(turn).some((node) => node.id === id && node.directoryId === directoryId))
      return apiError('UNSUPPORTED_VERSION', 'kafka-lab does not change the set of voters');
    return apiError(
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
