import type { ArgparseCommand, ArgparseParser } from '../../parsing/argparseParser';
import { defaultOptions, flag, text } from '../../parsing/joptOption';
import type { ToolVersion } from '../../parsing/toolVersion';

/** Options of 2.8's kafka-features, which works with joptsimple. */
export const joptOptions = [
  ...defaultOptions,
  text('bootstrap-server', 'server to connect to', 'REQUIRED: brokers to connect to.'),
  text('command-config', 'command config property file', 'Properties file for the admin client.', { required: false }),
  flag('describe', 'Show supported and finalized features.'),
  flag('downgrade-all', 'Bring all features down to what this tool knows.'),
  flag('dry-run', 'Only check a change.'),
  flag('upgrade-all', 'Bring all features up to what this tool knows.'),
] as const;

type Change = 'upgrade' | 'downgrade';
const dryRun = (change: Change) =>
  ({ flags: ['--dry-run'], action: 'store-true', help: `Validate this ${change}, but do not perform it.` }) as const;
const unsafe = (what: string) =>
  ({
    flags: ['--unsafe'],
    action: 'store-true',
    help: `${what} even if it may irreversibly destroy metadata.`,
  }) as const;
const feature = (change: Change) =>
  ({
    flags: ['--feature'],
    action: 'append',
    help: `A feature ${change} we should perform, in feature=level format. For example: \`metadata.version=5\`.`,
  }) as const;
const metadata = (change: Change, before = '') =>
  ({
    flags: ['--metadata'],
    help:
      `${before}The level to which we should ${change} the metadata. For example, ` +
      `${change === 'upgrade' ? '3.3-IV3' : '3.3-IV0'}.`,
  }) as const;
const releaseVersion = (what: string) => ({ flags: ['--release-version'], help: what }) as const;
const changedRelease = (what: string) =>
  releaseVersion(
    `The release version to ${what} all features to. For example, 3.9-IV0 will set metadata.version=21 and ` +
      'kraft.version=1. Use the version-mapping command to learn which features will be set for any given version.',
  );
const disable = {
  name: 'disable',
  help: 'Disable one or more feature flags. This is the same as downgrading the version to zero.',
  arguments: [
    { flags: ['--feature'], action: 'append', help: 'A feature flag to disable.' },
    unsafe('Disable this feature flag'),
    { flags: ['--dry-run'], action: 'store-true', help: 'Perform a dry-run of this disable operation.' },
  ],
} as const;

const upgradeHelp = 'Upgrade one or more feature flags.';
const unsafeDowngrade = unsafe('Perform this downgrade');

function parserOf(connectionRequired: boolean, commands: readonly ArgparseCommand[]): ArgparseParser {
  return {
    defaultHelp: true,
    description: 'This tool manages feature flags in Kafka.',
    arguments: [
      {
        exclusive: true,
        ...(connectionRequired ? { required: true } : {}),
        arguments: [
          {
            flags: ['--bootstrap-server'],
            help:
              'A comma-separated list of host:port pairs to use for establishing the connection to the Kafka ' +
              'cluster.',
          },
          {
            flags: ['--bootstrap-controller'],
            help:
              'A comma-separated list of host:port pairs to use for establishing the connection to the KRaft ' +
              'quorum.',
          },
        ],
      },
      { flags: ['--command-config'], help: 'Property file containing configs to be passed to Admin Client.' },
    ],
    commands: { parsers: commands },
  };
}

const describeHelp = 'Describes the current active feature flags.';

const parserUpTo39 = parserOf(true, [
  { name: 'describe', help: describeHelp, arguments: [] },
  { name: 'upgrade', help: upgradeHelp, arguments: [metadata('upgrade'), feature('upgrade'), dryRun('upgrade')] },
  // The release describes it so.
  {
    name: 'downgrade',
    help: upgradeHelp,
    arguments: [metadata('downgrade'), feature('downgrade'), unsafeDowngrade, dryRun('downgrade')],
  },
  disable,
]);

const deprecated = 'DEPRECATED -- ';

const laterParser = parserOf(false, [
  {
    name: 'describe',
    help: describeHelp,
    arguments: [
      {
        flags: ['--node-id'],
        type: 'Integer',
        help:
          'The node id to which the requests should be sent. If not specified, the requests will be sent to an ' +
          'arbitrary controller/broker.',
      },
    ],
  },
  {
    name: 'upgrade',
    help: upgradeHelp,
    arguments: [metadata('upgrade', deprecated), changedRelease('update'), feature('upgrade'), dryRun('upgrade')],
  },
  {
    name: 'downgrade',
    help: 'Downgrade one or more feature flags.',
    arguments: [
      metadata('downgrade', deprecated),
      changedRelease('downgrade'),
      feature('downgrade'),
      unsafeDowngrade,
      dryRun('downgrade'),
    ],
  },
  disable,
  {
    name: 'version-mapping',
    help:
      'Look up the corresponding features for a given metadata version. Using the command with no ' +
      '--release-version  argument will return the mapping for the latest stable metadata version',
    arguments: [
      releaseVersion(
        'The release version to use for the corresponding feature mapping. The minimum is 3.3-IV3; the default is ' +
          '4.3-IV0',
      ),
    ],
  },
  {
    name: 'feature-dependencies',
    help:
      'Look up dependencies for a given feature version. If the feature is not known or the version not yet ' +
      'defined, an error is thrown. Multiple features can be specified.',
    arguments: [
      {
        flags: ['--feature'],
        action: 'append',
        required: true,
        help:
          'The feature and version to look up dependencies for, in feature=version format. For example: ' +
          '`metadata.version=5`.',
      },
    ],
  },
]);

/** How kafka-features reads its arguments by release. */
interface FeaturesVersion {
  /** Undefined where joptsimple reads them. */
  readonly parser: ArgparseParser | undefined;
  readonly helpStatus: 0 | 1;
  /** One line says what is wrong, without the usage. */
  readonly shortensErrors: boolean;
}

/** The releases of kafka-features. */
export const versions: Readonly<Record<ToolVersion, FeaturesVersion>> = {
  '2.8': { parser: undefined, helpStatus: 1, shortensErrors: false },
  '3.9': { parser: parserUpTo39, helpStatus: 1, shortensErrors: false },
  '4.3': { parser: laterParser, helpStatus: 0, shortensErrors: true },
};
