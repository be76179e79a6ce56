import type { ArgparseError } from '../../parsing/argparse4j';
import { parseArgparseTool, type ArgparseLine } from '../../parsing/argparseTool';
import type { ArgparseCommand, ArgparseParser } from '../../parsing/argparseParser';
import { parseCommandLine } from '../../parsing/commandLine';
import { defaultOptions, flag, text } from '../../parsing/joptOption';
import type { OutputLine, ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile, ToolVersion } from '../../parsing/toolVersion';

export type FeaturesOptions = {
  readonly bootstrapServer: string | undefined;
  readonly bootstrapController: string | undefined;
  readonly commandConfig: string | undefined;
} & (
  | { readonly command: 'describe'; readonly nodeId: number | undefined }
  | { readonly command: 'upgrade-all' | 'downgrade-all'; readonly dryRun: boolean }
  | {
      readonly command: 'upgrade' | 'downgrade' | 'disable';
      readonly metadata: string | undefined;
      readonly releaseVersion: string | undefined;
      /** As given: "metadata.version=5", or a name alone for `disable`. */
      readonly features: readonly string[];
      readonly unsafe: boolean;
      readonly dryRun: boolean;
    }
  | { readonly command: 'version-mapping'; readonly releaseVersion: string | undefined }
  | { readonly command: 'feature-dependencies'; readonly features: readonly string[] }
);

const earlyOptions = [
  ...defaultOptions,
  text('bootstrap-server', 'server to connect to', 'REQUIRED: brokers to connect to.'),
  text('command-config', 'command config property file', 'Properties file for the admin client.', { required: false }),
  flag('describe', 'Show supported and finalized features.'),
  flag('downgrade-all', 'Bring all features down to what this tool knows.'),
  flag('dry-run', 'Only check a change.'),
  flag('upgrade-all', 'Bring all features up to what this tool knows.'),
] as const;

const dryRun = { flags: ['--dry-run'], action: 'store-true', help: 'Only check the change.' } as const;
const unsafe = { flags: ['--unsafe'], action: 'store-true', help: 'Go on even if metadata may be lost.' } as const;
const feature = { flags: ['--feature'], action: 'append', help: 'A feature and its level, such as metadata.version=5.' } as const;
const metadata = { flags: ['--metadata'], help: 'Level of the metadata, such as 3.3-IV3.' } as const;
const releaseVersion = { flags: ['--release-version'], help: 'Release whose levels all features get.' } as const;
const disable = {
  name: 'disable',
  help: 'Set features to level 0.',
  arguments: [{ flags: ['--feature'], action: 'append', help: 'A feature.' }, unsafe, dryRun],
} as const;

const upgradeHelp = 'Raise levels of features.';
const downgradeHelp = 'Lower levels of features.';

function parserOf(connectionRequired: boolean, commands: readonly ArgparseCommand[]): ArgparseParser {
  return {
    defaultHelp: true,
    description: 'Shows and changes the features of a cluster.',
    arguments: [
      {
        exclusive: true,
        ...(connectionRequired ? { required: true } : {}),
        arguments: [
          { flags: ['--bootstrap-server'], help: 'Brokers to connect to, as host:port.' },
          { flags: ['--bootstrap-controller'], help: 'Controllers to connect to, as host:port.' },
        ],
      },
      { flags: ['--command-config'], help: 'Properties file for the admin client.' },
    ],
    commands: { parsers: commands },
  };
}

const describeHelp = 'Show the features.';

const parserUpTo39 = parserOf(true, [
  { name: 'describe', help: describeHelp, arguments: [] },
  { name: 'upgrade', help: upgradeHelp, arguments: [metadata, feature, dryRun] },
  { name: 'downgrade', help: downgradeHelp, arguments: [metadata, feature, unsafe, dryRun] },
  disable,
]);

const laterParser = parserOf(false, [
  { name: 'describe', help: describeHelp, arguments: [{ flags: ['--node-id'], type: 'Integer', help: 'Node to ask; any, without it.' }] },
  { name: 'upgrade', help: upgradeHelp, arguments: [metadata, releaseVersion, feature, dryRun] },
  { name: 'downgrade', help: downgradeHelp, arguments: [metadata, releaseVersion, feature, unsafe, dryRun] },
  disable,
  { name: 'version-mapping', help: 'Show the levels that belong to a release.', arguments: [releaseVersion] },
  { name: 'feature-dependencies', help: 'Show what levels of features depend on.', arguments: [{ ...feature, required: true }] },
]);

/** FeatureCommand.checkArgs of 2.8, which works with joptsimple. */
function parseEarly(argv: readonly string[], profile: ToolProfile): ParseOutcome<FeaturesOptions> {
  return parseCommandLine(argv, profile, {
    options: earlyOptions,
    read: (line): FeaturesOptions => {
      line.helpOrVersion('This tool describes and updates finalized features.');
      const actions = ['describe', 'upgrade-all', 'downgrade-all'] as const;
      if (line.count(...actions) !== 1) {
        line.usage('Command must include exactly one action: --describe, --upgrade-all, --downgrade-all.');
      }
      line.require('bootstrap-server');
      const command = actions.find((action) => line.has(action))!;
      if (line.has('dry-run') && command === 'describe') {
        line.usage('Command can contain --dry-run option only when either --upgrade-all or --downgrade-all actions are provided.');
      }
      const commandConfig = line.text('command-config');
      const connection = { bootstrapServer: line.text('bootstrap-server'), bootstrapController: undefined, commandConfig };
      return command === 'describe'
        ? { ...connection, command, nodeId: undefined }
        : { ...connection, command, dryRun: line.has('dry-run') };
    },
  });
}

function readLater(line: ArgparseLine<FeaturesOptions>): FeaturesOptions {
  const connection = {
    bootstrapServer: line.text('bootstrap-server'),
    bootstrapController: line.text('bootstrap-controller'),
    commandConfig: line.text('command-config'),
  };
  const features = line.texts('feature') ?? [];
  const releaseVersion = line.text('release-version');
  if (line.command === 'version-mapping') return { ...connection, command: line.command, releaseVersion };
  if (line.command === 'feature-dependencies') return { ...connection, command: line.command, features };
  if (connection.bootstrapServer === undefined && connection.bootstrapController === undefined) {
    line.wrong('You must specify either --bootstrap-controller or --bootstrap-server.');
  }
  if (line.command === 'describe') return { ...connection, command: line.command, nodeId: line.number('node-id') };
  return {
    ...connection,
    command: line.command as 'upgrade' | 'downgrade' | 'disable',
    metadata: line.text('metadata'),
    releaseVersion,
    features,
    unsafe: line.has('unsafe'),
    dryRun: line.has('dry-run'),
  };
}

const prog = 'kafka-features';

function shortError({ message }: ArgparseError): readonly OutputLine[] {
  return [{ stream: 'stderr', text: `Command line error: ${message}. Type --help for help.`, unterminated: true }];
}

const parse: Readonly<Record<ToolVersion, (argv: readonly string[], profile: ToolProfile) => ParseOutcome<FeaturesOptions>>> = {
  '2.8': parseEarly,
  '3.9': (argv) => parseArgparseTool(argv, { prog, parser: parserUpTo39, helpStatus: 1, read: readLater }),
  '4.3': (argv) => parseArgparseTool(argv, { prog, parser: laterParser, helpStatus: 0, showError: shortError, read: readLater }),
};

/** Arguments of kafka-features (FeatureCommand), which changed its parser after 2.8. */
export function parseFeaturesOptions(argv: readonly string[], profile: ToolProfile): ParseOutcome<FeaturesOptions> {
  return parse[profile.toolVersion](argv, profile);
}
