import type { Handler } from '../handler';

/** What an ApiVersions answer says of features. */
export const describeFeaturesHandler: Handler<'DescribeFeatures'> = {
  by: 'broker',
  answer: (view) => ({
    supported: view.profile.features,
    finalized: view.features(),
    epoch: view.controller.features.epoch(view),
  }),
};

export const updateFeaturesHandler: Handler<'UpdateFeatures'> = {
  by: 'controller',
  answer: (turn, { updates, validateOnly }) => turn.controller.features.update(turn, updates, validateOnly),
};
