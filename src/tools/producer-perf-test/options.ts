import { argparseToolHelp, parseArgparseTool, type ArgparseLine, type ArgparseTool } from '../../parsing/argparseTool';
import type { ArgparseArgument, ArgparseParser } from '../../parsing/argparseParser';
import { javaSplit } from '../../parsing/javaSplit';
import type { Properties } from '../../parsing/keyValues';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ReadFile } from '../../parsing/toolEnd';
import type { ToolProfile, ToolVersion } from '../../parsing/toolVersion';

/** What kafka-producer-perf-test is asked for. */
export interface ProducerPerfTestOptions {
  readonly topic: string;
  readonly numRecords: number;
  readonly payload:
    | { readonly kind: 'size'; readonly bytes: number }
    | { readonly kind: 'file'; readonly path: string; readonly delimiter: string }
    | { readonly kind: 'monotonic' };
  /** Records a second; -1 for no limit. */
  readonly throughput: number;
  /** Configuration of the producer, file and command line merged, the id of its transactions included. */
  readonly producerProperties: Properties;
  /**
   * Longest that a transaction stays open, or undefined for no transactions. Without an id in the properties the tool
   * makes one up.
   */
  readonly transactionDurationMs: number | undefined;
  readonly warmupRecords: number;
  readonly reportingIntervalMs: number;
}

const topic = { flags: ['--topic'], metavar: 'TOPIC', required: true, help: 'topic to write to' } as const;
const numRecords = {
  flags: ['--num-records'],
  metavar: 'NUM-RECORDS',
  type: 'Long',
  required: true,
  help: 'how many records to write',
} as const;
const delimiter = {
  flags: ['--payload-delimiter'],
  metavar: 'PAYLOAD-DELIMITER',
  defaultValue: '\\n',
  help: 'what stands between the payloads of a file',
} as const;
const throughput = {
  flags: ['--throughput'],
  metavar: 'THROUGHPUT',
  required: true,
  help: 'records a second; -1 for no limit',
} as const;
const pairs = { metavar: 'PROP-NAME=PROP-VALUE', many: true } as const;
const file = { metavar: 'CONFIG-FILE', help: 'properties file for the producer' } as const;
const printMetrics = { flags: ['--print-metrics'], action: 'store-true', help: 'print metrics at the end' } as const;
const configs = 'configurations of the producer, as key=value';
const transactionalId = {
  flags: ['--transactional-id'],
  metavar: 'TRANSACTIONAL-ID',
  help: 'id of the transactions',
} as const;
const duration = {
  flags: ['--transaction-duration-ms'],
  metavar: 'TRANSACTION-DURATION',
  type: 'Long',
  help: 'longest that a transaction stays open; 0 for no transactions',
} as const;

const size = { flags: ['--record-size'], metavar: 'RECORD-SIZE', type: 'Integer', help: 'bytes of a record' } as const;
const payloadFile = { flags: ['--payload-file'], metavar: 'PAYLOAD-FILE', help: 'file to take payloads from' } as const;
const monotonic = { flags: ['--payload-monotonic'], action: 'store-true', help: 'payloads count up' } as const;

function payload(...payloads: readonly ArgparseArgument[]) {
  return {
    exclusive: true,
    required: true,
    description: 'Exactly one of these says what is written.',
    arguments: payloads,
  } as const;
}

const early = {
  defaultHelp: true,
  description: 'Measures how fast records are written.',
} as const;

function earlyArguments(throughputType: 'Integer' | 'Double') {
  return [
    topic,
    numRecords,
    delimiter,
    { ...throughput, type: throughputType },
    { ...pairs, flags: ['--producer-props'], help: configs },
    { ...file, flags: ['--producer.config'] },
    printMetrics,
    { ...transactionalId, defaultValue: 'performance-producer-default-transactional-id' },
    { ...duration, defaultValue: 0 },
  ] as const;
}

const laterParser: ArgparseParser = {
  ...early,
  arguments: [
    { flags: ['--bootstrap-server'], metavar: 'BOOTSTRAP-SERVER', help: 'brokers to connect to' },
    topic,
    numRecords,
    delimiter,
    { ...throughput, type: 'Double' },
    { ...pairs, flags: ['--producer-props'], help: '(DEPRECATED) use --command-property' },
    { ...pairs, flags: ['--command-property'], help: configs },
    { ...file, flags: ['--producer.config'], help: '(DEPRECATED) use --command-config' },
    { ...file, flags: ['--command-config'] },
    printMetrics,
    transactionalId,
    duration,
    {
      flags: ['--warmup-records'],
      metavar: 'WARMUP-RECORDS',
      type: 'Long',
      defaultValue: 0,
      help: 'records at the start that do not count',
    },
    {
      flags: ['--reporting-interval'],
      metavar: 'INTERVAL-MS',
      type: 'Long',
      defaultValue: 5000,
      help: 'milliseconds between reports',
    },
    payload(size, payloadFile, monotonic),
  ],
};

const defaultClientId = 'perf-producer-client';

type Line = ArgparseLine<ProducerPerfTestOptions>;

function readProperties(
  line: Line,
  path: string | undefined,
  given: readonly string[],
  readFile: ReadFile,
): Map<string, string> {
  const properties = new Map(line.loadProperties(path, readFile));
  for (const pair of given) {
    const pieces = javaSplit(pair, '=');
    if (pieces.length !== 2) line.illegalArgument(`Invalid property: ${pair}`);
    properties.set(pieces[0]!, pieces[1]!);
  }
  return properties;
}

function readPayload(line: Line): ProducerPerfTestOptions['payload'] {
  const path = line.text('payload-file');
  const given = line.text('payload-delimiter')!;
  if (path !== undefined) return { kind: 'file', path, delimiter: given === '\\n' ? '\n' : given };
  return line.has('payload-monotonic') ? { kind: 'monotonic' } : { kind: 'size', bytes: line.number('record-size')! };
}

function readCommon(line: Line): Pick<ProducerPerfTestOptions, 'topic' | 'numRecords' | 'payload' | 'throughput'> {
  return {
    topic: line.text('topic')!,
    numRecords: line.number('num-records')!,
    payload: readPayload(line),
    throughput: line.number('throughput')!,
  };
}

/** ProducerPerformance up to 3.9; since then the client has a name. */
function readEarly(line: Line, readFile: ReadFile, clientId?: string): ProducerPerfTestOptions {
  const given = line.texts('producer-props');
  const path = line.text('producer.config');
  if (given === undefined && path === undefined)
    line.wrong('Either --producer-props or --producer.config must be specified.');
  const properties = readProperties(line, path, given ?? [], readFile);
  const durationMs = line.number('transaction-duration-ms')!;
  if (durationMs > 0) properties.set('transactional.id', line.text('transactional-id')!);
  if (clientId !== undefined && !properties.has('client.id')) properties.set('client.id', clientId);
  return {
    ...readCommon(line),
    producerProperties: properties,
    transactionDurationMs: durationMs > 0 ? durationMs : undefined,
    warmupRecords: 0,
    reportingIntervalMs: 5000,
  };
}

/** ProducerPerformance.ConfigPostProcessor */
function readLate(line: Line, readFile: ReadFile): ProducerPerfTestOptions {
  const together = (one: string, other: string): void => {
    if (line.has(one) && line.has(other)) line.wrong(`--${one} and --${other} cannot be specified together.`);
  };
  const numRecords = line.number('num-records')!;
  const warmupRecords = Math.max(line.number('warmup-records')!, 0);
  const reportingIntervalMs = line.number('reporting-interval')!;
  const duration = line.number('transaction-duration-ms');
  if (numRecords <= 0) line.wrong('--num-records should be greater than zero.');
  if (warmupRecords >= numRecords) {
    line.wrong(
      'The value for --warmup-records must be strictly fewer than the number of records in the test, --num-records.',
    );
  }
  if (line.has('record-size') && line.number('record-size')! <= 0)
    line.wrong('--record-size should be greater than zero.');
  const sources = ['bootstrap-server', 'command-property', 'producer-props', 'producer.config', 'command-config'];
  if (!sources.some((name) => line.has(name))) {
    line.wrong(
      'At least one of --bootstrap-server, --command-property, --producer-props, --producer.config or ' +
        '--command-config must be specified.',
    );
  }
  together('command-property', 'producer-props');
  together('command-config', 'producer.config');
  if (duration !== undefined && duration <= 0) line.wrong('--transaction-duration-ms should be greater than zero.');
  if (reportingIntervalMs <= 0) line.wrong('--reporting-interval should be greater than zero.');
  for (const [before, now] of [
    ['producer-props', 'command-property'],
    ['producer.config', 'command-config'],
  ] as const) {
    if (line.has(before))
      line.print(
        `Option --${before} has been deprecated and will be removed in a future version. Use --${now} instead.`,
      );
  }
  const given = line.texts('producer-props') ?? line.texts('command-property') ?? [];
  const properties = readProperties(line, line.text('producer.config') ?? line.text('command-config'), given, readFile);
  if (!properties.has('client.id')) properties.set('client.id', defaultClientId);
  const servers = line.text('bootstrap-server');
  if (servers !== undefined) properties.set('bootstrap.servers', servers);
  const id = line.text('transactional-id');
  if (id !== undefined) properties.set('transactional.id', id);
  const isTransactional = duration !== undefined || properties.has('transactional.id');
  return {
    ...readCommon(line),
    producerProperties: properties,
    transactionDurationMs: isTransactional ? (duration ?? 3000) : undefined,
    warmupRecords,
    reportingIntervalMs,
  };
}

interface PerfTestRules {
  readonly prog: string;
  readonly parser: ArgparseParser;
  readonly read: (line: Line, readFile: ReadFile) => ProducerPerfTestOptions;
}

const perfTestRules: Readonly<Record<ToolVersion, PerfTestRules>> = {
  '2.8': {
    prog: 'producer-performance',
    parser: { ...early, arguments: [...earlyArguments('Integer'), payload(size, payloadFile)] },
    read: readEarly,
  },
  '3.9': {
    prog: 'producer-performance',
    parser: { ...early, arguments: [...earlyArguments('Double'), payload(size, payloadFile, monotonic)] },
    read: (line, readFile) => readEarly(line, readFile, defaultClientId),
  },
  '4.3': { prog: 'kafka-producer-perf-test', parser: laterParser, read: readLate },
};

/** Arguments of kafka-producer-perf-test (ProducerPerformance). Without any it shows its help and is content. */
export function parseProducerPerfTestOptions(
  argv: readonly string[],
  profile: ToolProfile,
  readFile: ReadFile,
): ParseOutcome<ProducerPerfTestOptions> {
  const { prog, parser, read } = perfTestRules[profile.toolVersion];
  const tool: ArgparseTool<ProducerPerfTestOptions> = {
    prog,
    parser,
    helpStatus: 1,
    read: (line) => read(line, readFile),
  };
  if (argv.length === 0) return { kind: 'usage', lines: argparseToolHelp(tool), exitCode: 0 };
  return parseArgparseTool(argv, tool);
}
