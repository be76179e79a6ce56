import { parseArgparseTool } from '../../parsing/argparseTool';
import type { ArgparseArgument, ArgparseCommand, ArgparseGroup, ArgparseParser } from '../../parsing/argparseParser';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ReadFile } from '../../parsing/toolEnd';
import type { ToolProfile, ToolVersion } from '../../parsing/toolVersion';

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

const about = 'The Kafka cluster tool.';
const clusterId = { name: 'cluster-id', help: 'Get information about the ID of a cluster.' } as const;
const unregister = { name: 'unregister', help: 'Unregister a broker.' } as const;
const brokerId = { flags: ['--id', '-i'], type: 'Integer', help: 'The ID of the broker to unregister.' } as const;

const connection: ArgparseGroup = {
  exclusive: true,
  required: true,
  arguments: [
    {
      flags: ['--bootstrap-server', '-b'],
      help: 'A list of host/port pairs to use for establishing the connection to the Kafka cluster.',
    },
    {
      flags: ['--bootstrap-controller', '-C'],
      help: 'A list of host/port pairs to use for establishing the connection to the KRaft controllers.',
    },
  ],
};

const earlyArguments: readonly ArgparseArgument[] = [
  {
    flags: ['--bootstrap-server', '-b'],
    help: 'A list of host/port pairs to use for establishing the connection to the kafka cluster.',
  },
  { flags: ['--config', '-c'], help: 'A property file containing configs to passed to AdminClient.' },
];
const laterArguments = [
  connection,
  { flags: ['--config', '-c'], help: 'A property file containing configurations for the Admin client.' },
] as const;
const renamedArguments = [
  connection,
  {
    flags: ['--config'],
    help:
      '(DEPRECATED) A property file containing configurations for the Admin client. This option will be removed ' +
      'in a future version. Use --command-config instead.',
  },
  { flags: ['--command-config', '-c'], help: 'Config properties file for the Admin client.' },
] as const;

function rules(configIsDeprecated: boolean, commands: readonly ArgparseCommand[]) {
  const parser: ArgparseParser = {
    defaultHelp: true,
    description: about,
    arguments: [],
    commands: { parsers: commands },
  };
  return { parser, configIsDeprecated };
}

const clusterRules: Readonly<
  Record<ToolVersion, { readonly parser: ArgparseParser; readonly configIsDeprecated: boolean }>
> = {
  '2.8': rules(false, [
    { ...clusterId, arguments: earlyArguments },
    { ...unregister, help: 'Unregister a broker..', arguments: [...earlyArguments, brokerId] },
  ]),
  '3.9': rules(false, [
    { ...clusterId, arguments: laterArguments },
    { ...unregister, arguments: [...laterArguments, { ...brokerId, required: true }] },
  ]),
  '4.3': rules(true, [
    { ...clusterId, arguments: renamedArguments },
    { ...unregister, arguments: [...renamedArguments, { ...brokerId, required: true }] },
    {
      name: 'list-endpoints',
      help: 'List endpoints',
      arguments: [
        ...renamedArguments,
        {
          flags: ['--include-fenced-brokers'],
          action: 'store-true',
          help: 'Whether to include fenced brokers when listing broker endpoints',
        },
      ],
    },
  ]),
};

/** Arguments of kafka-cluster (ClusterTool). The properties file is read because it may name the servers in 2.8. */
export function parseClusterOptions(
  argv: readonly string[],
  profile: ToolProfile,
  readFile: ReadFile,
): ParseOutcome<ClusterOptions> {
  const { parser, configIsDeprecated } = clusterRules[profile.toolVersion];
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
