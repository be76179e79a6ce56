import type { FeatureMetadata } from '../../clients/admin/features';
import { metadataVersionText } from '../../profiles/metadataVersions';
import type { Profile } from '../../profiles/profile';

/** The lines of `describe`, features by name (FeatureCommand.handleDescribe). */
export function describedFeatures(
  profile: Profile,
  { supported, finalized, epoch }: FeatureMetadata,
): readonly string[] {
  const { widths, separator } = profile.featureColumns;
  return [...supported.keys()].sort().map((name) => {
    const text = (level: number) => (name === 'metadata.version' ? metadataVersionText(profile, level) : String(level));
    const { min, max } = supported.get(name)!;
    const cells: readonly (readonly [label: string, value: string])[] = [
      ['Feature', name],
      ['SupportedMinVersion', text(min)],
      ['SupportedMaxVersion', text(max)],
      ['FinalizedVersionLevel', text(finalized.get(name) ?? 0)],
      ['Epoch', epoch === null ? '-' : String(epoch)],
    ];
    return cells.map(([label, value], column) => `${label}: ${value.padEnd(widths[column] ?? 0)}`).join(separator);
  });
}
