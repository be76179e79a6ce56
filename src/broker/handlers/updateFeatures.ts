import { updateFeatures } from '../../cluster/kraft/features';
import type { Turn } from '../../model/turn';
import { apiError, failureOf, type ApiError } from '../../protocol/apiError';
import type { FeatureUpdateKey } from '../../protocol/messages/quorum';
import type { Handler } from '../handler';

/** UpdateFeatures, with a result for each feature. */
export const updateFeaturesHandler: Handler<'UpdateFeatures'> = {
  by: 'controller',
  changesMetadata: true,
  fail: (_view, _request, failed) => failed,
  answer: (turn, { featureUpdates, validateOnly = false }) => {
    const errors = update(turn, featureUpdates, validateOnly);
    return {
      errorCode: 'NONE',
      errorMessage: null,
      results: featureUpdates.map(({ feature }) => ({ feature, ...failureOf(errors.get(feature)) })),
    };
  },
};

function update(
  turn: Turn,
  updates: readonly FeatureUpdateKey[],
  validateOnly: boolean,
): ReadonlyMap<string, ApiError> {
  if (turn.profile.mode !== 'kraft')
    return new Map(updates.map(({ feature, maxVersionLevel }) => [feature, refusal(maxVersionLevel)]));
  const asked = updates.map(({ feature, maxVersionLevel, upgradeType }) => ({
    name: feature,
    level: maxVersionLevel,
    type: upgradeType,
  }));
  return updateFeatures(turn, asked, validateOnly);
}

/** ZooKeeper's controller supports no feature at all (KafkaController.validateFeatureUpdate). */
function refusal(level: number): ApiError {
  return level === 0
    ? apiError('INVALID_REQUEST', 'Can not delete non-existing finalized feature.')
    : apiError(
        'INVALID_REQUEST',
        'Could not apply finalized feature update because the provided feature is not supported.',
      );
}
