import type { ArgparseArgument, ArgparseParser } from '../../parsing/argparseParser';
import type { ToolVersion } from '../../parsing/toolVersion';

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

/** What kafka-producer-perf-test takes and does by release. */
interface PerfTestVersion {
  readonly prog: string;
  readonly parser: ArgparseParser;
  /** Options and checks up to 3.9. */
  readonly isEarly: boolean;
  /** The producer has a client id without one in its configuration. */
  readonly namesClient: boolean;
  /** A record that was not written is one of those "sent". */
  readonly countsFailures: boolean;
}

/** The releases of kafka-producer-perf-test. */
export const versions: Readonly<Record<ToolVersion, PerfTestVersion>> = {
  '2.8': {
    prog: 'producer-performance',
    parser: { ...early, arguments: [...earlyArguments('Integer'), payload(size, payloadFile)] },
    isEarly: true,
    namesClient: false,
    countsFailures: true,
  },
  '3.9': {
    prog: 'producer-performance',
    parser: { ...early, arguments: [...earlyArguments('Double'), payload(size, payloadFile, monotonic)] },
    isEarly: true,
    namesClient: true,
    countsFailures: false,
  },
  '4.3': {
    prog: 'kafka-producer-perf-test',
    parser: laterParser,
    isEarly: false,
    namesClient: true,
    countsFailures: false,
  },
};
