import { noError } from '../../protocol/errors';
import type { Handler } from '../handler';

/** UpdateFeatures, with a result for each feature. */
export const updateFeaturesHandler: Handler<'UpdateFeatures'> = {
  by: 'controller',
  changesMetadata: true,
  fail: (_view, _request, failed) => failed,
  answer: (turn, { featureUpdates, validateOnly = false }) => {
    const updates = featureUpdates.map(({ feature, maxVersionLevel, upgradeType }) => ({
      name: feature,
      level: maxVersionLevel,
      type: upgradeType,
    }));
    const errors = turn.controller.features.update(turn, updates, validateOnly);
    return {
      errorCode: 'NONE',
      errorMessage: null,
      results: featureUpdates.map(({ feature }) => ({ feature, ...(errors.get(feature) ?? noError) })),
    };
  },
};
