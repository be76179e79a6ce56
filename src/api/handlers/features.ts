import { metadataEndOffset } from '../../cluster/kraft/metadataLog';
import { updateFeatures } from '../../cluster/kraft/features';
import type { Handler } from '../handle';

/** What an ApiVersions answer says of features; a ZooKeeper cluster finalizes none, so its epoch is that of an empty node. */
export const describeFeaturesHandler: Handler<'DescribeFeatures'> = {
  by: 'broker',
  answer: (view) => ({
    supported: view.profile.features,
    finalized: view.features(),
    epoch: view.profile.mode === 'kraft' ? metadataEndOffset(view) - 1 : view.profile.zooKeeperFeatureEpoch,
  }),
};

export const updateFeaturesHandler: Handler<'UpdateFeatures'> = {
  by: 'controller',
  answer: (turn, { updates, validateOnly }) => updateFeatures(turn, updates, validateOnly),
};
