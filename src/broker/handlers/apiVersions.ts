import { apiVersions } from '../../profiles/apiVersions';
import type { Handler } from '../handler';

/** ApiVersions: what the asked node offers, and the cluster's features. */
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
    finalizedFeaturesEpoch: view.controller.features.epoch(view) ?? -1,
  }),
};
