import { apiVersions } from '../../profiles/apiVersions';
import type { Handler } from '../handler';

/** ApiVersions: what the asked node offers, and the cluster's features. */
export const apiVersionsHandler: Handler<'ApiVersions'> = {
  by: 'broker',
  answer: (view) => ({
    errorCode: 'NONE',
    // Every client asks first, and most only want to know that somebody answers.
    get apiKeys() {
      return apiVersions(view.profile.id).flatMap(({ key, range }) =>
        range ? [{ apiKey: key, minVersion: range.min, maxVersion: range.max }] : [],
      );
    },
    get supportedFeatures() {
      return Object.entries(view.profile.features).map(([name, { min, max }]) => ({
        name,
        minVersion: min,
        maxVersion: max,
      }));
    },
    get finalizedFeatures() {
      return [...view.features()].map(([name, level]) => ({ name, minVersionLevel: level, maxVersionLevel: level }));
    },
    get finalizedFeaturesEpoch() {
      return view.controller.features.epoch(view) ?? -1;
    },
  }),
};
