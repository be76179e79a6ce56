import type { Profile } from './profile';

/** One level of the feature metadata.version. */
export interface MetadataVersion {
  readonly level: number;
  /** "4.3-IV0". */
  readonly name: string;
  /** Brought records that older releases cannot read, so there is no way back across it. */
  readonly changesMetadata: boolean;
}

/** Levels as org.apache.kafka.server.common.MetadataVersion has them; a star marks what changed the metadata. */
const firstLevels =
  '3.0-IV1* 3.1-IV0 3.2-IV0* 3.3-IV0 3.3-IV1* 3.3-IV2* 3.3-IV3* 3.4-IV0* 3.5-IV0 3.5-IV1 3.5-IV2* 3.6-IV0 3.6-IV1* ' +
  '3.6-IV2* 3.7-IV0* 3.7-IV1 3.7-IV2* 3.7-IV3 3.7-IV4 3.8-IV0 3.9-IV0';
const laterLevels = '4.0-IV0 4.0-IV1* 4.0-IV2 4.0-IV3 4.1-IV0 4.1-IV1 4.2-IV0 4.2-IV1 4.3-IV0* 4.4-IV0';
const levelsUpTo40 = '4.0-IV0* 4.0-IV1';

/** The levels that a release knows, by level; from its oldest to those it only tests. */
export function metadataVersions(profile: Profile): readonly MetadataVersion[] {
  const texts = `${firstLevels} ${profile.toolVersion === '4.3' ? laterLevels : levelsUpTo40}`.split(' ');
  const oldest = profile.features['metadata.version']?.min ?? 1;
  const all = texts.map((text, index) => ({
    level: index + 1,
    name: text.replace('*', ''),
    changesMetadata: text.endsWith('*'),
  }));
  return all.filter(({ level }) => level >= oldest);
}

/** A level by its name or by its release, "3.5" being the last one of 3.5 (MetadataVersion.fromVersionString). */
export function metadataVersionNamed(profile: Profile, name: string): MetadataVersion | undefined {
  const all = metadataVersions(profile);
  const segments = name.split('.');
  const key = segments.length > 2 ? segments.slice(0, 2).join('.') : name;
  return (
    all.find((version) => version.name === key) ?? all.filter((version) => version.name.startsWith(`${key}-IV`)).at(-1)
  );
}

/** "4.3-IV0"; "UNKNOWN 99" for a level that the release does not know. */
export function metadataVersionText(profile: Profile, level: number): string {
  return metadataVersions(profile).find((version) => version.level === level)?.name ?? `UNKNOWN ${level}`;
}
