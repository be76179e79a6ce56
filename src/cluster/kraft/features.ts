import { javaHashMapOrder } from '../../jvm/hashOrder';
import { metadataVersions } from '../../profiles/metadataVersions';
import { failure, type Failure } from '../../protocol/errors';
import type { PlainRecord } from '../../model/records';
import type { FeatureUpdate, UpgradeType } from '../../model/features';
import type { ClusterView, FeatureControl, Turn } from '../../model/turn';
import { metadataEndOffset } from './metadataLog';

const metadataVersion = 'metadata.version';
const kraftVersion = 'kraft.version';

/** KIP-966 is on: the release has it, and its feature is finalized. */
export function isElrEnabled(view: ClusterView): boolean {
  return view.profile.hasElr && view.features().has('eligible.leader.replicas.version');
}

/** KIP-853: the voters are in the log, with directory ids, not in each node's configuration. */
export function isDynamicQuorum(view: ClusterView): boolean {
  return view.profile.canMakeQuorumDynamic && (view.features().get(kraftVersion) ?? 0) > 0;
}

/** Finalized features stand in the metadata log: its last offset is their epoch. */
export const kraftFeatures: FeatureControl = {
  epoch: (view) => metadataEndOffset(view) - 1,
  update: updateFeatures,
};

/**
 * Changes finalized features (FeatureControlManager.updateFeatures). Returns an error for each feature that is refused;
 * where the release takes all or none, the first one refused speaks for all.
 */
function updateFeatures(
  turn: Turn,
  updates: readonly FeatureUpdate[],
  validateOnly: boolean,
): ReadonlyMap<string, Failure> {
  const byName = new Map(updates.map((update) => [update.name, update]));
  const errors = new Map<string, Failure>();
  const records: PlainRecord[] = [];
  for (const name of javaHashMapOrder([...byName.keys()])) {
    const outcome = updateFeature(turn, byName.get(name)!);
    if (!('errorCode' in outcome)) {
      records.push(outcome);
      continue;
    }
    if (turn.profile.updatesFeaturesTogether) {
      const error = failure(
        outcome.errorCode,
        `The update failed for all features since the following feature had an error: ${outcome.errorMessage}`,
      );
      return new Map(updates.map((update) => [update.name, error]));
    }
    errors.set(name, outcome);
  }
  if (!validateOnly) for (const record of records) turn.emit(record);
  return errors;
}

function updateFeature(turn: Turn, { name, level, type }: FeatureUpdate): PlainRecord | Failure {
  const invalid = (message: string) =>
    failure('INVALID_UPDATE_VERSION', `Invalid update version ${level} for feature ${name}. ${message}`);
  const current = turn.features().get(name) ?? 0;
  if (level < 0) return invalid('A feature version cannot be less than 0.');
  const unsupported = reasonNotSupported(turn, name, level);
  if (unsupported !== undefined) return invalid(unsupported);
  if (level < current && type === 'upgrade')
    return invalid(
      "Can't downgrade the version of this feature " +
        'without setting the upgrade type to either safe or unsafe downgrade.',
    );
  if (level > current && type !== 'upgrade') return invalid("Can't downgrade to a newer version.");
  if (name === metadataVersion) return updateMetadataVersion(turn, current, level, type);
  if (name === kraftVersion && turn.profile.canMakeQuorumDynamic && level < current)
    return invalid("Can't downgrade the version of this feature.");
  const missing = turn.profile.featureDependencies[`${name}=${level}`];
  if (missing && (turn.features().get(metadataVersion) ?? 0) < missing)
    return invalid(`${name} could not be set to ${level} because it depends on ${metadataVersion} level ${missing}`);
  return { type: 'FeatureLevelRecord', name, featureLevel: level };
}

/**
 * QuorumFeatures.reasonNotLocallySupported: in a cluster of one release, what the active controller cannot, nobody can.
 */
function reasonNotSupported(turn: Turn, name: string, level: number): string | undefined {
  const controller = `Local controller ${turn.activeController().id}`;
  const range = turn.profile.features[name];
  if (!range) return level === 0 ? undefined : `${controller} does not support this feature.`;
  return level < range.min || level > range.max
    ? `${controller} only supports versions ${range.min}-${range.max}`
    : undefined;
}

function updateMetadataVersion(turn: Turn, current: number, level: number, type: UpgradeType): PlainRecord | Failure {
  const { profile } = turn;
  const isLossy = metadataVersions(profile).some(
    (version) => version.changesMetadata && version.level > level && version.level <= current,
  );
  const least = profile.oldestSettableMetadataVersion;
  if (level < least) {
    const { name } = metadataVersions(profile).find((version) => version.level === least)!;
    return failure(
      'INVALID_UPDATE_VERSION',
      `Invalid metadata.version ${level}. Unable to set a metadata.version less than ${name}`,
    );
  }
  if (!isLossy) return { type: 'FeatureLevelRecord', name: metadataVersion, featureLevel: level };
  const reason =
    type === 'unsafe-downgrade'
      ? 'Unsafe metadata downgrade is not supported in this version.'
      : 'Refusing to perform the requested downgrade because it might delete metadata information.';
  return failure('INVALID_UPDATE_VERSION', profile.words.metadataDowngrade(current, level, reason));
}
