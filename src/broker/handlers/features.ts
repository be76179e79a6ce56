import { apiError, type ApiError } from '../../protocol/apiError';
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
  answer: (turn, { updates, validateOnly }) =>
    turn.profile.mode === 'kraft'
      ? updateFeatures(turn, updates, validateOnly)
      : new Map(updates.map((update) => [update.name, refusal(update.level)])),
};

/** ZooKeeper's controller supports no feature at all (KafkaController.validateFeatureUpdate). */
function refusal(level: number): ApiError {
  return level === 0
    ? apiError('INVALID_REQUEST', 'Can not delete non-existing finalized feature.')
    : apiError(
        'INVALID_REQUEST',
        'Could not apply finalized feature update because the provided feature is not supported.',
      );
}
