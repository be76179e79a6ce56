import { parseArgparseTool } from '../../parsing/argparseTool';
import type { ArgparseParser } from '../../parsing/argparseParser';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile, ToolVersion } from '../../parsing/toolVersion';

/** What kafka-metadata-quorum is asked for. */
export type MetadataQuorumOptions = {
  readonly bootstrapServer: string | undefined;
  readonly bootstrapController: string | undefined;
  readonly commandConfig: string | undefined;
} & (
  | {
      readonly command: 'describe';
      /** Shown as a status, or else as the replication of each node. */
      readonly status: boolean;
      readonly humanReadable: boolean;
    }
  | { readonly command: 'add-controller'; readonly dryRun: boolean }
  | {
      readonly command: 'remove-controller';
      readonly controllerId: number;
      /** As given; it may not be a directory id at all. */
      readonly controllerDirectoryId: string;
      readonly dryRun: boolean;
    }
);

const dryRun = {
  flags: ['--dry-run'],
  action: 'store-true',
  help: 'True if we should print what would be done, but not do it.',
} as const;

const parserOf = (commandConfigHelp: string): ArgparseParser => ({
  defaultHelp: true,
  description: 'This tool describes kraft metadata quorum status.',
  arguments: [
    {
      exclusive: true,
      required: true,
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
            'A comma-separated list of host:port pairs to use for establishing the connection to the Kafka ' +
            'controllers.',
        },
      ],
    },
    { flags: ['--command-config'], help: commandConfigHelp },
  ],
  commands: {
    parsers: [
      {
        name: 'describe',
        help: 'Describe the metadata quorum info',
        arguments: [
          {
            title: 'Status',
            arguments: [
              {
                flags: ['--status'],
                action: 'store-true',
                help:
                  'A short summary of the quorum status and the other provides detailed information about the ' +
                  'status of replication.',
              },
            ],
          },
          {
            title: 'Replication',
            arguments: [
              {
                flags: ['--replication'],
                action: 'store-true',
                help: 'Detailed information about the status of replication',
              },
              { flags: ['--human-readable'], action: 'store-true', help: 'Human-readable output' },
            ],
          },
        ],
      },
      { name: 'add-controller', help: 'Add a controller to the KRaft controller cluster', arguments: [dryRun] },
      {
        name: 'remove-controller',
        help: 'Remove a controller from the KRaft controller cluster',
        arguments: [
          {
            flags: ['--controller-id', '-i'],
            type: 'Integer',
            required: true,
            help: 'The id of the controller to remove.',
          },
          {
            flags: ['--controller-directory-id', '-d'],
            required: true,
            help: 'The directory ID of the controller to remove.',
          },
          dryRun,
        ],
      },
    ],
  },
});

const commandConfig = 'Property file containing configs to be passed to Admin Client.';
const laterParser = parserOf(
  `${commandConfig} For add-controller, the file is used to specify the controller properties as well.`,
);
const parsers: Readonly<Record<ToolVersion, ArgparseParser>> = {
  '2.8': laterParser,
  '3.9': parserOf(commandConfig),
  '4.3': laterParser,
};

/** Arguments of kafka-metadata-quorum (MetadataQuorumCommand); what a command refuses later is left to it. */
export function parseMetadataQuorumOptions(
  argv: readonly string[],
  profile: ToolProfile,
): ParseOutcome<MetadataQuorumOptions> {
  return parseArgparseTool<MetadataQuorumOptions>(argv, {
    prog: 'kafka-metadata-quorum',
    parser: parsers[profile.toolVersion],
    helpStatus: 0,
    read: (line) => {
      const connection = {
        commandConfig: line.text('command-config'),
        bootstrapServer: line.text('bootstrap-server'),
        bootstrapController: line.text('bootstrap-controller'),
      };
      line.enterCommand();
      const dryRun = line.has('dry-run');
      switch (line.command) {
        case 'describe': {
          const [status, replication, humanReadable] = [
            line.has('status'),
            line.has('replication'),
            line.has('human-readable'),
          ];
          if (status && replication)
            line.refuse('Only one of --status or --replication should be specified with describe sub-command');
          if (!status && !replication)
            line.refuse('One of --status or --replication must be specified with describe sub-command');
          if (status && humanReadable)
            line.refuse('The option --human-readable is only supported along with --replication');
          return { ...connection, command: 'describe', status, humanReadable };
        }
        case 'add-controller':
          if (connection.commandConfig === undefined) {
            line.refuse(
              'You must supply the configuration file of the controller you are adding when using add-controller.',
            );
          }
          return { ...connection, command: 'add-controller', dryRun };
        default: {
          const controllerId = line.number('controller-id')!;
          if (controllerId < 0) line.refuse(`Invalid negative --controller-id: ${controllerId}`);
          return {
            ...connection,
            command: 'remove-controller',
            controllerId,
            controllerDirectoryId: line.text('controller-directory-id')!,
            dryRun,
          };
        }
      }
    },
  });
}
