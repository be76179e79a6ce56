import { parseArgparseTool } from '../../parsing/argparseTool';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ReadFile } from '../../parsing/toolEnd';
import type { ToolProfile } from '../../parsing/toolVersion';
import { versions } from './versions';

/** What kafka-cluster is asked for. */
export interface ClusterOptions {
  readonly command: 'cluster-id' | 'unregister' | 'list-endpoints';
  readonly bootstrapServer: string | undefined;
  readonly bootstrapController: string | undefined;
  readonly commandConfig: string | undefined;
  /** Broker to unregister; 2.8 does not demand it. */
  readonly brokerId: number | undefined;
  readonly includeFencedBrokers: boolean;
}

/** Arguments of kafka-cluster (ClusterTool). The properties file is read because it may name the servers in 2.8. */
export function parseClusterOptions(
  argv: readonly string[],
  profile: ToolProfile,
  readFile: ReadFile,
): ParseOutcome<ClusterOptions> {
  const { parser, configIsDeprecated } = versions[profile.toolVersion];
  return parseArgparseTool<ClusterOptions>(argv, {
    prog: 'kafka-cluster',
    parser,
    helpStatus: 1,
    read: (line) => {
      if (line.has('config') && line.has('command-config')) {
        line.fail(
          'net.sourceforge.argparse4j.inf.ArgumentParserException',
          '--config and --command-config cannot be specified together.',
        );
      }
      if (line.has('config') && configIsDeprecated) {
        line.print(
          'Option --config has been deprecated and will be removed in a future version. Use --command-config instead.',
        );
      }
      const commandConfig = line.text('config') ?? line.text('command-config');
      const bootstrapController = line.text('bootstrap-controller');
      const bootstrapServer =
        line.text('bootstrap-server') ?? line.loadProperties(commandConfig, readFile).get('bootstrap.servers');
      if (bootstrapServer === undefined && bootstrapController === undefined)
        line.refuse('Please specify --bootstrap-server.');
      const includeFencedBrokers = line.has('include-fenced-brokers');
      if (includeFencedBrokers && bootstrapController !== undefined) {
        line.illegalArgument('The option --include-fenced-brokers is only supported with --bootstrap-server option');
      }
      return {
        command: line.command as ClusterOptions['command'],
        bootstrapServer,
        bootstrapController,
        commandConfig,
        brokerId: line.number('id'),
        includeFencedBrokers,
      };
    },
  });
}
