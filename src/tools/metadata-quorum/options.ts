import { parseArgparseTool } from '../../parsing/argparseTool';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile } from '../../parsing/toolVersion';
import { parsers } from './versions';

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
