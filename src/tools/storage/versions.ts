import type { ArgparseArgument, ArgparseCommand, ArgparseParser } from '../../parsing/argparseParser';
import type { ToolVersion } from '../../parsing/toolVersion';

const config = { flags: ['--config', '-c'], required: true, help: 'server.properties of the node.' } as const;
const clusterId = { flags: ['--cluster-id', '-t'], required: true, help: 'Id of the cluster.' } as const;
const info: ArgparseCommand = { name: 'info', help: 'Show the log directories of this node.', arguments: [config] };
const randomUuid: ArgparseCommand = { name: 'random-uuid', help: 'Print a random id.', arguments: [] };
const releaseVersion = { flags: ['--release-version', '-r'], help: 'Release whose features are meant.' } as const;
const feature = {
  flags: ['--feature', '-f'],
  action: 'append',
  help: 'A feature and its level, such as kraft.version=1.',
} as const;

function format(
  ignoreFormatted: string,
  more: ArgparseCommand['arguments'],
  scram: readonly ArgparseArgument[],
): ArgparseCommand {
  return {
    name: 'format',
    help: 'Format the log directories of this node.',
    arguments: [
      config,
      clusterId,
      ...scram,
      { flags: ['--ignore-formatted', '-g'], action: 'store-true', help: ignoreFormatted },
      ...more,
    ],
  };
}

const laterFormat = (ignoreFormatted: string): ArgparseCommand => {
  const scram: ArgparseArgument = {
    flags: ['--add-scram', '-S'],
    action: 'append',
    help: 'A SCRAM credential to begin with.',
  };
  return format(
    ignoreFormatted,
    [
      releaseVersion,
      feature,
      {
        exclusive: true,
        arguments: [
          { flags: ['--standalone', '-s'], action: 'store-true', help: 'Begin a dynamic quorum with this node alone.' },
          { flags: ['--no-initial-controllers', '-N'], action: 'store-true', help: 'Begin without naming a quorum.' },
          { flags: ['--initial-controllers', '-I'], help: 'Begin with these controllers, as id@host:port:directory.' },
        ],
      },
    ],
    [scram],
  );
};

function parserOf(defaultHelp: boolean, commands: readonly ArgparseCommand[]): ArgparseParser {
  return {
    ...(defaultHelp ? { defaultHelp } : {}),
    description: 'Prepares the storage of a node.',
    arguments: [],
    commands: { parsers: commands },
  };
}

/** How kafka-storage reads its arguments by release. */
interface StorageVersion {
  readonly parser: ArgparseParser;
  readonly helpStatus: 0 | 1;
}

/** The releases of kafka-storage. */
export const versions: Readonly<Record<ToolVersion, StorageVersion>> = {
  '2.8': { parser: parserOf(true, [info, format('', [], []), randomUuid]), helpStatus: 1 },
  '3.9': { parser: parserOf(false, [info, laterFormat(''), randomUuid]), helpStatus: 0 },
  '4.3': {
    parser: parserOf(false, [
      info,
      laterFormat('Skip directories that are formatted.'),
      { name: 'version-mapping', help: 'Show the levels that belong to a release.', arguments: [releaseVersion] },
      {
        name: 'feature-dependencies',
        help: 'Show what levels of features depend on.',
        arguments: [{ ...feature, required: true }],
      },
      randomUuid,
    ]),
    helpStatus: 0,
  },
};
