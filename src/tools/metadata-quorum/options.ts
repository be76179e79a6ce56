import { parseArgparseTool } from '../../parsing/argparseTool';
import type { ArgparseParser } from '../../parsing/argparseParser';
import type { ParseOutcome } from '../../parsing/parseOutcome';

export type MetadataQuorumOptions = {
  readonly bootstrapServer: string | undefined;
  readonly bootstrapController: string | undefined;
  readonly commandConfig: string | undefined;
} & (
  | { readonly command: 'describe'; readonly status: boolean; readonly replication: boolean; readonly humanReadable: boolean }
  | { readonly command: 'add-controller'; readonly dryRun: boolean }
  | {
      readonly command: 'remove-controller';
      readonly controllerId: number;
      /** As given; it may not be a directory id at all. */
      readonly controllerDirectoryId: string;
      readonly dryRun: boolean;
    }
);

const dryRun = { flags: ['--dry-run'], action: 'store-true', help: 'Only say what would be done.' } as const;

const parser: ArgparseParser = {
  defaultHelp: true,
  description: 'Shows and changes the KRaft metadata quorum.',
  arguments: [
    {
      exclusive: true,
      required: true,
      arguments: [
        { flags: ['--bootstrap-server'], help: 'Brokers to connect to, as host:port.' },
        { flags: ['--bootstrap-controller'], help: 'Controllers to connect to, as host:port.' },
      ],
    },
    { flags: ['--command-config'], help: 'Properties file for the admin client; for add-controller, of the controller too.' },
  ],
  commands: {
    parsers: [
      {
        name: 'describe',
        help: 'Show the quorum',
        arguments: [
          { title: 'Status', arguments: [{ flags: ['--status'], action: 'store-true', help: 'Leader, epoch, voters and observers in brief.' }] },
          {
            title: 'Replication',
            arguments: [
              { flags: ['--replication'], action: 'store-true', help: 'How far each node has come.' },
              { flags: ['--human-readable'], action: 'store-true', help: 'Times as durations.' },
            ],
          },
        ],
      },
      { name: 'add-controller', help: 'Add a controller to the quorum', arguments: [dryRun] },
      {
        name: 'remove-controller',
        help: 'Remove a controller from the quorum',
        arguments: [
          { flags: ['--controller-id', '-i'], type: 'Integer', required: true, help: 'Id of the controller.' },
          { flags: ['--controller-directory-id', '-d'], required: true, help: 'Directory id of the controller.' },
          dryRun,
        ],
      },
    ],
  },
};

/** Arguments of kafka-metadata-quorum (MetadataQuorumCommand), the same in 3.9 and 4.3; what a command refuses later is left to it. */
export function parseMetadataQuorumOptions(argv: readonly string[]): ParseOutcome<MetadataQuorumOptions> {
  return parseArgparseTool<MetadataQuorumOptions>(argv, {
    prog: 'kafka-metadata-quorum',
    parser,
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
          const [status, replication, humanReadable] = [line.has('status'), line.has('replication'), line.has('human-readable')];
          if (status && replication) line.refuse('Only one of --status or --replication should be specified with describe sub-command');
          if (!status && !replication) line.refuse('One of --status or --replication must be specified with describe sub-command');
          if (status && humanReadable) line.refuse('The option --human-readable is only supported along with --replication');
          return { ...connection, command: 'describe', status, replication, humanReadable };
        }
        case 'add-controller':
          if (connection.commandConfig === undefined) {
            line.refuse('You must supply the configuration file of the controller you are adding when using add-controller.');
          }
          return { ...connection, command: 'add-controller', dryRun };
        default: {
          const controllerId = line.number('controller-id')!;
          if (controllerId < 0) line.refuse(`Invalid negative --controller-id: ${controllerId}`);
          return { ...connection, command: 'remove-controller', controllerId, controllerDirectoryId: line.text('controller-directory-id')!, dryRun };
        }
      }
    },
  });
}
