import { jackson210, jackson216, jackson221, type JacksonRelease } from '../jvm/jacksonRelease';

/** Which generation of Kafka's command-line tools answers; option sets and words are tables keyed by it. */
export type ToolVersion = '2.8' | '3.9' | '4.3';

/** What parsing needs to know of a profile. */
export interface ToolProfile {
  readonly toolVersion: ToolVersion;
}

/** What `--version` prints: the release, and in 2.8 (`VersionInfo.getVersionString`) the commit too. */
export const versionLines: Readonly<Record<ToolVersion, string>> = {
  '2.8': '2.8.2 (Commit:3146c6ff4a24cc24)',
  '3.9': '3.9.2',
  '4.3': '4.3.1',
};

/** `AdminCommandFailedException` and `AdminOperationException` moved from package to package. */
export const adminExceptions: Readonly<
  Record<ToolVersion, { readonly commandFailed: string; readonly operation: string }>
> = {
  '2.8': {
    commandFailed: 'kafka.common.AdminCommandFailedException',
    operation: 'kafka.admin.AdminOperationException',
  },
  '3.9': {
    commandFailed: 'org.apache.kafka.server.common.AdminCommandFailedException',
    operation: 'org.apache.kafka.server.common.AdminOperationException',
  },
  '4.3': {
    commandFailed: 'org.apache.kafka.tools.AdminCommandFailedException',
    operation: 'org.apache.kafka.tools.AdminOperationException',
  },
};

/** The Jackson that each generation of tools reads JSON with. */
export const jacksonReleases: Readonly<Record<ToolVersion, JacksonRelease>> = {
  '2.8': jackson210,
  '3.9': jackson216,
  '4.3': jackson221,
};

const javaList = (names: readonly string[]): string => `[${names.map((name) => `[${name}]`).join(', ')}]`;

/** How options that cannot go together are listed. */
export const combinationTexts: Readonly<Record<ToolVersion, (names: readonly string[]) => string>> = {
  '2.8': (names) => names.map((name) => `[${name}]`).join(','),
  '3.9': javaList,
  '4.3': javaList,
};

const strictHostPort = /^(?:[0-9a-zA-Z\-%._]*:\/\/)?\[?[0-9a-zA-Z\-%._:]*\]?:[0-9]+$/;

/** Utils.HOST_PORT_PATTERN, which became stricter about what may stand before the host. */
export const hostPorts: Readonly<Record<ToolVersion, RegExp>> = {
  '2.8': /^.*?\[?[0-9a-zA-Z\-%._:]*\]?:[0-9]+$/,
  '3.9': strictHostPort,
  '4.3': strictHostPort,
};
