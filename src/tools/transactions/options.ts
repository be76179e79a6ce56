import { parseArgparseTool, type ArgparseLine } from '../../parsing/argparseTool';
import type { ArgparseCommand, ArgparseParser } from '../../parsing/argparseParser';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile, ToolVersion } from '../../parsing/toolVersion';

/** What kafka-transactions is asked for. */
export type TransactionsOptions = {
  readonly bootstrapServer: string;
  readonly commandConfig: string | undefined;
} & TransactionsCommand;

/** Its commands, each with its own values. */
export type TransactionsCommand =
  | {
      readonly command: 'list';
      readonly durationFilterMs: number | undefined;
      readonly transactionalIdPattern: string | undefined;
    }
  | { readonly command: 'describe' | 'forceTerminateTransaction'; readonly transactionalId: string }
  | {
      readonly command: 'describe-producers';
      readonly brokerId: number | undefined;
      readonly topic: string;
      readonly partition: number;
    }
  | {
      readonly command: 'abort';
      readonly topic: string;
      readonly partition: number;
      /** The transaction is known by its start, or for old brokers by its producer. */
      readonly transaction:
        | { readonly kind: 'start-offset'; readonly startOffset: number }
        | {
            readonly kind: 'producer';
            readonly producerId: number;
            readonly producerEpoch: number;
            readonly coordinatorEpoch: number;
          };
    }
  | {
      readonly command: 'find-hanging';
      readonly brokerId: number | undefined;
      readonly topic: string | undefined;
      readonly partition: number | undefined;
      readonly maxTransactionTimeoutMinutes: number;
    };

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

const firstRules = {
  parser: parserOf([{ ...listHelp, arguments: [durationFilter] }, describe, describeProducers, abort, findHanging]),
  versionLine: '3.9.2 (Commit:5e9866f43ab8e7e4)',
};

const transactionsRules: Readonly<
  Record<ToolVersion, { readonly parser: ArgparseParser; readonly versionLine: string }>
> = {
  // The tool came with 3.0: nobody asks for this one.
  '2.8': firstRules,
  '3.9': firstRules,
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

type Line = ArgparseLine<TransactionsOptions>;

function readAborted(line: Line): Extract<TransactionsCommand, { command: 'abort' }>['transaction'] {
  const startOffset = line.number('start-offset');
  if (startOffset !== undefined) return { kind: 'start-offset', startOffset };
  const producerId = line.number('producer-id');
  if (producerId === undefined) {
    return line.refuse(
      'The transaction to abort must be identified either with --start-offset (for brokers on 3.0 or above) or with ' +
        '--producer-id, --producer-epoch, and --coordinator-epoch (for older brokers)',
    );
  }
  const producerEpoch = line.number('producer-epoch') ?? line.refuse('Missing required argument --producer-epoch');
  const coordinatorEpoch =
    line.number('coordinator-epoch') ?? line.refuse('Missing required argument --coordinator-epoch');
  return { kind: 'producer', producerId, producerEpoch, coordinatorEpoch: Math.max(coordinatorEpoch, 0) };
}

function readCommand(line: Line): TransactionsCommand {
  const place = { topic: line.text('topic')!, partition: line.number('partition')! };
  switch (line.command) {
    case 'list':
      return {
        command: 'list',
        durationFilterMs: line.number('duration-filter'),
        transactionalIdPattern: line.text('transactional-id-pattern'),
      };
    case 'describe':
      return { command: 'describe', transactionalId: line.text('transactional-id')! };
    case 'describe-producers':
      return { command: 'describe-producers', brokerId: line.number('broker-id'), ...place };
    case 'abort':
      return { command: 'abort', ...place, transaction: readAborted(line) };
    case 'find-hanging': {
      const brokerId = line.number('broker-id');
      const topic = line.text('topic');
      const partition = line.number('partition');
      if (topic === undefined && brokerId === undefined) {
        line.refuse(
          'The `find-hanging` command requires either --topic or --broker-id to limit the scope of the search',
        );
      }
      if (partition !== undefined && topic === undefined)
        line.refuse('The --partition argument requires --topic to be provided');
      return {
        command: 'find-hanging',
        brokerId,
        topic,
        partition,
        maxTransactionTimeoutMinutes: line.number('max-transaction-timeout')!,
      };
    }
    default:
      return { command: 'forceTerminateTransaction', transactionalId: line.text('transactionalId')! };
  }
}

/** Arguments of kafka-transactions (TransactionsCommand). */
export function parseTransactionsOptions(
  argv: readonly string[],
  profile: ToolProfile,
): ParseOutcome<TransactionsOptions> {
  return parseArgparseTool<TransactionsOptions>(argv, {
    prog: 'kafka-transactions.sh',
    ...transactionsRules[profile.toolVersion],
    helpStatus: 1,
    read: (line) => {
      line.enterCommand();
      return {
        bootstrapServer: line.text('bootstrap-server')!,
        commandConfig: line.text('command-config'),
        ...readCommand(line),
      };
    },
  });
}
