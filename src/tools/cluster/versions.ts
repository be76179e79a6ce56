import type { ArgparseArgument, ArgparseCommand, ArgparseGroup, ArgparseParser } from '../../parsing/argparseParser';
import type { ToolVersion } from '../../parsing/toolVersion';

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

interface ClusterVersion {
  readonly parser: ArgparseParser;
  /** --config is taken with a warning, for --command-config. */
  readonly configIsDeprecated: boolean;
}

function version(configIsDeprecated: boolean, commands: readonly ArgparseCommand[]): ClusterVersion {
  const parser = { defaultHelp: true as const, description: about, arguments: [], commands: { parsers: commands } };
  return { parser, configIsDeprecated };
}

/** Commands and options of kafka-cluster by release. */
export const versions: Readonly<Record<ToolVersion, ClusterVersion>> = {
  '2.8': version(false, [
    { ...clusterId, arguments: earlyArguments },
    { ...unregister, help: 'Unregister a broker..', arguments: [...earlyArguments, brokerId] },
  ]),
  '3.9': version(false, [
    { ...clusterId, arguments: laterArguments },
    { ...unregister, arguments: [...laterArguments, { ...brokerId, required: true }] },
  ]),
  '4.3': version(true, [
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
