import type { FeatureUpdate } from '../../clients/admin/features';
import { metadataVersionNamed } from '../../profiles/metadataVersions';
import type { UpgradeType } from '../../protocol/fields';
import { defaultLevels, nameAndLevel, unknownVersion } from '../featureMapping';
import type { ToolContext } from '../tool';
import type { FeaturesOptions } from './options';
import { refused } from '../thrown';

/** Options of the commands that change features. */
export type UpdateOptions = FeaturesOptions & { command: 'upgrade' | 'downgrade' | 'disable' };

/** What upgrade, downgrade and disable ask for (FeatureCommand.handleUpgradeOrDowngrade, handleDisable). */
export function requestedUpdates(context: ToolContext, options: UpdateOptions): readonly FeatureUpdate[] {
  const { profile } = context;
  const { command, metadata, releaseVersion } = options;
  const type: UpgradeType = command === 'upgrade' ? 'upgrade' : options.unsafe ? 'unsafe-downgrade' : 'safe-downgrade';
  if (releaseVersion !== undefined && (metadata !== undefined || options.features.length > 0))
    throw refused('Can not specify `release-version` with other feature flags.');
  const updates = new Map<string, FeatureUpdate>();
  if (releaseVersion !== undefined) {
    const version = metadataVersionNamed(profile, releaseVersion) ?? unknownVersion(profile, releaseVersion);
    for (const [name, level] of [
      ['metadata.version', version.level] as const,
      ...defaultLevels(profile, version.level),
    ]) {
      if (type !== 'upgrade' || level > 0) updates.set(name, { name, level, type });
    }
  }
  if (metadata !== undefined) {
    if (profile.deprecatesMetadataFlag)
      context.out(' `metadata` flag is deprecated and may be removed in a future release.');
    const version = metadataVersionNamed(profile, metadata) ?? unknownVersion(profile, metadata);
    updates.set('metadata.version', { name: 'metadata.version', level: version.level, type });
  }
  for (const text of options.features) {
    const { name, level } = command === 'disable' ? { name: text, level: 0 } : nameAndLevel(text);
    if (updates.has(name)) throw refused(`Feature ${name} was specified more than once.`);
    updates.set(name, { name, level, type });
  }
  return [...updates.values()];
}
