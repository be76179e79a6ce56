import { metadataVersionNamed, metadataVersions, metadataVersionText } from '../profiles/metadataVersions';
import type { Profile } from '../profiles/profile';
import { refused } from './thrown';

const metadataVersion = 'metadata.version';

/** Levels of all other features that go with a metadata.version (Feature.defaultLevel). */
export function defaultLevels(profile: Profile, level: number): readonly (readonly [name: string, level: number])[] {
  return profile.featureBootstraps.map(
    ([name, bootstraps]) => [name, bootstraps.filter((bootstrap) => bootstrap <= level).length] as const,
  );
}

/** `version-mapping`: the levels that a release starts with. */
export function versionMapping(profile: Profile, release: string | undefined): readonly string[] {
  const latest = metadataVersionText(profile, profile.features[metadataVersion]!.max);
  const name = release ?? latest;
  const version = metadataVersionNamed(profile, name) ?? unknownVersion(profile, name);
  return [
    `${metadataVersion}=${version.level} (${name})`,
    ...defaultLevels(profile, version.level).map(([feature, level]) => `${feature}=${level}`),
  ];
}

/** `feature-dependencies`: what must be finalized first. */
export function featureDependencies(profile: Profile, features: readonly string[]): readonly string[] {
  return features.flatMap((text) => {
    const { name, level } = nameAndLevel(text);
    if (name === metadataVersion) {
      const version = metadataVersions(profile).find((each) => each.level === level);
      if (!version) throw refused(`Unknown metadata.version ${level}`);
      return [`${name}=${level} (${version.name}) has no dependencies.`];
    }
    const range = profile.features[name];
    if (!range) throw refused(`Unknown feature: ${name}`);
    if (level < range.min || level > range.max) throw refused(`No feature:${name} with feature level ${level}`);
    const needed = profile.featureDependencies[`${name}=${level}`];
    if (needed === undefined) return [`${name}=${level} has no dependencies.`];
    return [`${name}=${level} requires:`, `    ${metadataVersion}=${needed} (${metadataVersionText(profile, needed)})`];
  });
}

/** Refuses a version that the release does not know, with those that it does. */
export function unknownVersion(profile: Profile, name: string): never {
  const settable = metadataVersions(profile).filter(
    (version) =>
      version.level >= profile.oldestSettableMetadataVersion && version.level <= profile.newestNamedMetadataVersion,
  );
  throw refused(profile.words.unknownMetadataVersion(name, settable.map((version) => version.name).join(', ')));
}

/** "name=level", the level a short. @throws Thrown, as all here do that refuse */
export function nameAndLevel(text: string): { readonly name: string; readonly level: number } {
  const at = text.indexOf('=');
  if (at < 0) throw refused(`Can't parse feature=level string ${text}: equals sign not found.`);
  const level = text.slice(at + 1).trim();
  const value = Number(level);
  if (!/^[+-]?\d+$/.test(level) || value < -32768 || value > 32767)
    throw refused(`Can't parse feature=level string ${text}: unable to parse ${level} as a short.`);
  return { name: text.slice(0, at).trim(), level: value };
}
