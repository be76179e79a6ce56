import type { ArgparseError } from '../../parsing/argparse4j';
import { parseArgparseTool, type ArgparseLine } from '../../parsing/argparseTool';
import { parseCommandLine } from '../../parsing/commandLine';
import type { OutputLine, ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile } from '../../parsing/toolVersion';
import { joptOptions, versions } from './versions';

/** What kafka-features is asked for. */
export type FeaturesOptions = {
  readonly bootstrapServer: string | undefined;
  readonly bootstrapController: string | undefined;
  readonly commandConfig: string | undefined;
} & (
  | { readonly command: 'describe'; readonly nodeId: number | undefined }
  | { readonly command: 'upgrade-all' | 'downgrade-all' }
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

/** FeatureCommand.checkArgs of 2.8, which works with joptsimple. */
function parseEarly(argv: readonly string[], profile: ToolProfile): ParseOutcome<FeaturesOptions> {
  return parseCommandLine(argv, profile, {
    options: joptOptions,
    read: (line): FeaturesOptions => {
      line.helpOrVersion('This tool describes and updates finalized features.');
      const actions = ['describe', 'upgrade-all', 'downgrade-all'] as const;
      if (line.count(...actions) !== 1) {
        line.usage('Command must include exactly one action: --describe, --upgrade-all, --downgrade-all.');
      }
      line.require('bootstrap-server');
      const command = actions.find((action) => line.has(action))!;
      if (line.has('dry-run') && command === 'describe') {
        line.usage(
          'Command can contain --dry-run option only when either --upgrade-all or --downgrade-all actions are ' +
            'provided.',
        );
      }
      const commandConfig = line.text('command-config');
      const connection = {
        bootstrapServer: line.text('bootstrap-server'),
        bootstrapController: undefined,
        commandConfig,
      };
      return command === 'describe' ? { ...connection, command, nodeId: undefined } : { ...connection, command };
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

/** Arguments of kafka-features (FeatureCommand), which changed its parser after 2.8. */
export function parseFeaturesOptions(argv: readonly string[], profile: ToolProfile): ParseOutcome<FeaturesOptions> {
  const { parser, helpStatus, shortensErrors } = versions[profile.toolVersion];
  if (!parser) return parseEarly(argv, profile);
  const shown = shortensErrors ? { showError: shortError } : {};
  return parseArgparseTool(argv, { prog, parser, helpStatus, ...shown, read: readLater });
}
