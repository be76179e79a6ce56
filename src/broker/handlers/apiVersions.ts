import { metadataEndOffset } from '../../cluster/kraft/metadataLog';
import { apiVersions } from '../../profiles/apiVersions';
import type { Handler } from '../handler';

/**
 * ApiVersions: what the asked node offers, and the cluster's features; a ZooKeeper cluster finalizes none, so its epoch is that of an empty
 * node.
 */
export const apiVersionsHandler: Handler<'ApiVersions'> = {
  by: 'broker',
  answer: (view) => ({
    errorCode: 'NONE',
    apiKeys: apiVersions(view.profile.id).flatMap(({ key, range }) =>
      range ? [{ apiKey: key, minVersion: range.min, maxVersion: range.max }] : [],
    ),
    supportedFeatures: Object.entries(view.profile.features).map(([name, { min, max }]) => ({
      name,
      minVersion: min,
      maxVersion: max,
    })),
    finalizedFeatures: [...view.features()].map(([name, level]) => ({
      name,
      minVersionLevel: level,
      maxVersionLevel: level,
    })),
    finalizedFeaturesEpoch:
      view.profile.mode === 'kraft' ? metadataEndOffset(view) - 1 : (view.profile.zooKeeperFeatureEpoch ?? -1),
  }),
};
