import type { FeaturesDescription } from '../../protocol/requests';
import { metadataVersionText } from '../../profiles/metadataVersions';
import type { Profile } from '../../profiles/profile';

/** A line of `describe` (FeatureCommand.handleDescribe). */
export function describedFeature(
  profile: Profile,
  { supported, finalized, epoch }: FeaturesDescription,
  name: string,
): string {
  const text = (level: number) => (name === 'metadata.version' ? metadataVersionText(profile, level) : String(level));
  const { min, max } = supported[name]!;
  const cells: readonly (readonly [label: string, value: string])[] = [
    ['Feature', name],
    ['SupportedMinVersion', text(min)],
    ['SupportedMaxVersion', text(max)],
    ['FinalizedVersionLevel', text(finalized.get(name) ?? 0)],
    ['Epoch', epoch === null ? '-' : String(epoch)],
  ];
  const { widths, separator } = profile.featureColumns;
  return cells.map(([label, value], column) => `${label}: ${value.padEnd(widths[column] ?? 0)}`).join(separator);
}
