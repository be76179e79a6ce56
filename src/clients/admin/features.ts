import { type Failure, noError } from '../../protocol/errors';
import type { UpgradeType } from '../../protocol/fields';
import { type AdminClient, throwFailure } from '../adminClient';

/**
 * What nodes support and the cluster has finalized (org.apache.kafka.clients.admin.FeatureMetadata); levels by feature.
 */
export interface FeatureMetadata {
  readonly supported: ReadonlyMap<string, { readonly min: number; readonly max: number }>;
  readonly finalized: ReadonlyMap<string, number>;
  /** null where the cluster has none. */
  readonly epoch: number | null;
}

/** A feature's new level (org.apache.kafka.clients.admin.FeatureUpdate). */
export interface FeatureUpdate {
  readonly name: string;
  readonly level: number;
  readonly type: UpgradeType;
}

/** Admin.describeFeatures of any node, or of one. @throws CallFailed */
export function describeFeatures(admin: AdminClient, nodeId?: number): FeatureMetadata {
  const options = nodeId === undefined ? {} : { nodeId };
  const answer = admin.call('describeFeatures', 'ApiVersions', {}, options);
  throwFailure({ errorCode: answer.errorCode, errorMessage: null });
  const { supportedFeatures = [], finalizedFeatures = [], finalizedFeaturesEpoch: epoch = -1 } = answer;
  return {
    supported: new Map(supportedFeatures.map((each) => [each.name, { min: each.minVersion, max: each.maxVersion }])),
    finalized: new Map(finalizedFeatures.map(({ name, maxVersionLevel }) => [name, maxVersionLevel])),
    epoch: epoch < 0 ? null : epoch,
  };
}

/**
 * Admin.updateFeatures, with an answer for each feature; one error of the request is everybody's.
 * @throws CallFailed where there is no answer
 */
export function updateFeatures(
  admin: AdminClient,
  updates: readonly FeatureUpdate[],
  validateOnly: boolean,
): ReadonlyMap<string, Failure> {
  const featureUpdates = updates.map(({ name, level, type }) => ({
    feature: name,
    maxVersionLevel: level,
    allowDowngrade: type !== 'upgrade',
    upgradeType: type,
  }));
  const request = { timeoutMs: admin.timeoutMs, featureUpdates, validateOnly };
  const { results = [], ...all } = admin.call('updateFeatures', 'UpdateFeatures', request);
  const byName = new Map<string, Failure>(results.map((result) => [result.feature, result]));
  return new Map(
    updates.map(({ name }) => [name, all.errorCode === 'NONE' ? (byName.get(name) ?? noError) : all] as const),
  );
}
