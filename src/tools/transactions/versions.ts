import type { ArgparseCommand, ArgparseParser } from '../../parsing/argparseParser';
import type { ToolVersion } from '../../parsing/toolVersion';

const topic = { flags: ['--topic'], help: 'topic name' } as const;
const partition = { flags: ['--partition'], type: 'Integer', help: 'partition number' } as const;
const requiredPartition = [
  { ...topic, required: true },
  { ...partition, required: true },
] as const;
const transactionalId = 'transactional id';

const describe: ArgparseCommand = {
  name: 'describe',
  help: 'describe the state of an active transactional-id',
  description: 'Describe the state of an active transactional-id.',
  arguments: [{ flags: ['--transactional-id'], required: true, help: transactionalId }],
};

const describeProducers: ArgparseCommand = {
  name: 'describe-producers',
  help: 'describe the states of active producers for a topic partition',
  arguments: [
    {
      flags: ['--broker-id'],
      type: 'Integer',
      help: 'optional broker id to describe the producer state on a specific replica',
    },
    ...requiredPartition,
  ],
};

const abort: ArgparseCommand = {
  name: 'abort',
  help: 'abort a hanging transaction (requires administrative privileges)',
  arguments: [
    ...requiredPartition,
    {
      title: 'Brokers on versions 3.0 and above',
      description: 'For newer brokers, only the start offset of the transaction to be aborted is required',
      arguments: [{ flags: ['--start-offset'], type: 'Long', help: 'start offset of the transaction to abort' }],
    },
    {
      title: 'Brokers on versions older than 3.0',
      description: 'For older brokers, you must provide all of these arguments',
      arguments: [
        { flags: ['--producer-id'], type: 'Long', help: 'producer id' },
        { flags: ['--producer-epoch'], type: 'Short', help: 'producer epoch' },
        { flags: ['--coordinator-epoch'], type: 'Integer', help: 'coordinator epoch' },
      ],
    },
  ],
};

const findHanging: ArgparseCommand = {
  name: 'find-hanging',
  help: 'find hanging transactions',
  arguments: [
    { flags: ['--broker-id'], type: 'Integer', help: 'broker id to search for hanging transactions' },
    {
      flags: ['--max-transaction-timeout'],
      type: 'Integer',
      defaultValue: 15,
      help: 'maximum transaction timeout in minutes to limit the scope of the search (15 minutes by default)',
    },
    { ...topic, help: 'topic name to limit search to (required if --partition is specified)' },
    partition,
  ],
};

const durationFilter = {
  flags: ['--duration-filter'],
  type: 'Long',
  help:
    'Duration (in millis) to filter by: if < 0, all transactions will be returned; otherwise, only transactions ' +
    'running longer than this duration will be returned',
} as const;

function parserOf(commands: readonly ArgparseCommand[]): ArgparseParser {
  return {
    description:
      'This tool is used to analyze the transactional state of producers in the cluster. It can be used to detect ' +
      'and recover from hanging transactions.',
    arguments: [
      { flags: ['-v', '--version'], action: 'version', help: 'show the version of this Kafka distribution and exit' },
      {
        flags: ['--command-config'],
        metavar: 'FILE',
        help: 'property file containing configs to be passed to admin client',
      },
      {
        flags: ['--bootstrap-server'],
        metavar: 'host:port',
        required: true,
        help:
          'hostname and port for the broker to connect to, in the form `host:port`  (multiple comma-separated ' +
          'entries can be given)',
      },
    ],
    commands: { title: 'commands', metavar: 'COMMAND', parsers: commands },
  };
}

const listHelp = { name: 'list', help: 'list transactions' } as const;

/** How kafka-transactions reads its arguments by release. */
interface TransactionsVersion {
  readonly parser: ArgparseParser;
  readonly versionLine: string;
}

const first: TransactionsVersion = {
  parser: parserOf([{ ...listHelp, arguments: [durationFilter] }, describe, describeProducers, abort, findHanging]),
  versionLine: '3.9.2 (Commit:5e9866f43ab8e7e4)',
};

/** The releases of kafka-transactions. */
export const versions: Readonly<Record<ToolVersion, TransactionsVersion>> = {
  // The tool came with 3.0: nobody asks for this one.
  '2.8': first,
  '3.9': first,
  '4.3': {
    parser: parserOf([
      {
        ...listHelp,
        arguments: [
          durationFilter,
          { flags: ['--transactional-id-pattern'], help: 'Transactional id regular expression pattern to filter by' },
        ],
      },
      describe,
      describeProducers,
      abort,
      findHanging,
      {
        name: 'forceTerminateTransaction',
        help: 'Force abort an ongoing transaction on transactionalId (requires administrative privileges)',
        description: 'Force abort an ongoing transaction on transactionalId',
        arguments: [{ flags: ['--transactionalId'], required: true, help: transactionalId }],
      },
    ]),
    versionLine: '4.3.1 (Commit:26b251a451ce941d)',
  },
};
