import { parseCommandLine, type CommandLine } from '../../parsing/commandLine';
import { hasPorts } from '../../parsing/hostPorts';
import { parseKeyValues, type Properties } from '../../parsing/keyValues';
import { defaultOptions, flag, integer, long, on, text } from '../../parsing/joptOption';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ReadFile } from '../../parsing/toolEnd';
import type { ToolProfile, ToolVersion } from '../../parsing/toolVersion';

/** What kafka-console-producer is asked for. */
export interface ConsoleProducerOptions {
  readonly topic: string;
  readonly bootstrapServer: string;
  /** Send one record after the other, waiting for each. */
  readonly sync: boolean;
  /** Configuration of the reader, its file and the command line merged. */
  readonly readerProperties: Properties;
  /** Configuration of the producer, as the tool merges file, properties and options (`acks`, `linger.ms`...). */
  readonly producerProperties: Properties;
}

const commonOptions = [
  ...defaultOptions,
  text('compression-codec', 'compression-codec', 'none, gzip, snappy, lz4 or zstd; gzip without a value.', {
    required: false,
  }),
  long('max-block-ms', 'max block on send', 'Longest that sending blocks.', { defaultValue: 60000 }),
  long('max-memory-bytes', 'total memory in bytes', 'Memory for records that wait (buffer.memory).', {
    defaultValue: 33554432,
  }),
  integer('message-send-max-retries', '', 'How often to send again (retries).', { defaultValue: 3 }),
  long('metadata-expiry-ms', 'metadata expiration interval', 'How long metadata stays valid (metadata.max.age.ms).', {
    defaultValue: 300000,
  }),
  text('producer-property', 'producer_prop', 'A configuration of the producer, as key=value.'),
  text('producer.config', 'config file', 'Properties file for the producer.'),
  text('property', 'prop', 'A property of the reader, such as parse.key=true or key.separator=:.'),
  integer('request-timeout-ms', 'request timeout ms', 'Longest to wait for an answer.', { defaultValue: 1500 }),
  integer('socket-buffer-size', 'size', 'Bytes of the send buffer (send.buffer.bytes).', { defaultValue: 102400 }),
  flag('sync', 'Send records one at a time.'),
  text('topic', 'topic', 'REQUIRED: the topic to write to.'),
] as const;

/** The only class that reads records: there is no way to bring another one. */
const readerClasses: Readonly<Record<ToolVersion, string>> = {
  '2.8': 'kafka.tools.ConsoleProducer$LineMessageReader',
  '3.9': 'kafka.tools.ConsoleProducer$LineMessageReader',
  '4.3': 'org.apache.kafka.tools.LineMessageReader',
};

const connection = 'server to connect to';
const brokers = 'REQUIRED: brokers to connect to.';
const acks = ['request required acks', 'How many replicas must have a record: 0, 1 or all (acks).'] as const;
const reader = ['reader_class', 'Class that reads records from standard input.'] as const;
const batch = ['size', 'Bytes of a batch (batch.size).'] as const;
const memory = ['memory in bytes per partition', 'Bytes of a batch (batch.size).'] as const;
const backoff = 'Pause before sending again.';
const linger = ['timeout_ms', 'Longest to wait for a full batch (linger.ms).'] as const;

/** Up to 3.9 brokers could be named by `--broker-list`. */
const brokerListOptions = [
  on({ requiredUnless: 'broker-list' }, text('bootstrap-server', connection, brokers)),
  text('broker-list', 'broker-list', 'DEPRECATED: use --bootstrap-server.'),
  text('line-reader', ...reader, { defaultValue: readerClasses['3.9'] }),
] as const;

/** Since 3.x. */
const laterOptions = [
  integer('batch-size', ...batch, { defaultValue: 16384 }),
  integer('max-partition-memory-bytes', ...memory, { defaultValue: 16384 }),
  text('reader-config', 'config file', 'Properties file for the reader.'),
  text('request-required-acks', ...acks, { defaultValue: '-1' }),
  long('retry-backoff-ms', '', backoff, { defaultValue: 100 }),
  long('timeout', ...linger, { defaultValue: 1000 }),
] as const;

const consoleProducerOptions = {
  '2.8': [
    ...commonOptions,
    ...brokerListOptions,
    integer('batch-size', 'size', 'Does nothing; see --max-partition-memory-bytes.', { defaultValue: 200 }),
    long('max-partition-memory-bytes', ...memory, { defaultValue: 16384 }),
    text('request-required-acks', ...acks, { defaultValue: '1' }),
    integer('retry-backoff-ms', '', backoff, { defaultValue: 100 }),
    integer('timeout', ...linger, { defaultValue: 1000 }),
  ],
  '3.9': [...commonOptions, ...brokerListOptions, ...laterOptions],
  '4.3': [
    ...commonOptions,
    ...laterOptions,
    text('bootstrap-server', connection, brokers),
    text('command-config', 'config file', 'Properties file for the producer.'),
    text('command-property', 'producer_prop', 'A configuration of the producer, as key=value.'),
    text('line-reader', ...reader, { defaultValue: readerClasses['4.3'] }),
    text('reader-property', 'prop', 'A property of the reader, such as parse.key=true or key.separator=:.'),
  ],
} as const;

type OptionName = (typeof consoleProducerOptions)[ToolVersion][number]['name'];
type Line = CommandLine<OptionName>;

/** Options that became configurations of the producer, in the order in which they are merged. */
const mergedOptions = [
  ['linger.ms', 'timeout'],
  ['acks', 'request-required-acks'],
  ['request.timeout.ms', 'request-timeout-ms'],
  ['retries', 'message-send-max-retries'],
  ['retry.backoff.ms', 'retry-backoff-ms'],
  ['send.buffer.bytes', 'socket-buffer-size'],
  ['buffer.memory', 'max-memory-bytes'],
  ['batch.size', 'batch-size'],
  ['batch.size', 'max-partition-memory-bytes'],
  ['metadata.max.age.ms', 'metadata-expiry-ms'],
  ['max.block.ms', 'max-block-ms'],
] as const;

const usesBatchSize: Readonly<Record<ToolVersion, boolean>> = { '2.8': false, '3.9': true, '4.3': true };

const renamed = [
  ['command-config', 'producer.config'],
  ['command-property', 'producer-property'],
  ['reader-property', 'property'],
] as const;

const portsMessage = 'Please provide valid host:port like host1:9091,host2:9092\n';

const checks: Readonly<Record<ToolVersion, (line: Line) => void>> = {
  '2.8': checkBrokerList,
  '3.9': checkBrokerList,
  '4.3': checkRenamed,
};

function checkBrokerList(line: Line): void {
  line.require('topic');
  line.text('topic');
  const [servers, brokerList] = [line.text('bootstrap-server'), line.text('broker-list')];
  if (!hasPorts(servers ?? brokerList!, line.version)) line.usage(`${portsMessage} `);
}

/** ConsoleProducerOptions.checkArgs of 4.x: options that were renamed, then the servers. */
function checkRenamed(line: Line): void {
  line.require('topic');
  for (const [now, before] of renamed) {
    if (line.count(now, before) === 2) line.usage(`Options --${now} and --${before} cannot be specified together.`);
  }
  for (const [now, before] of [renamed[1], renamed[0], renamed[2]]) {
    if (line.has(before))
      line.print(`Warning: --${before} is deprecated and will be removed in a future version. Use --${now} instead.`);
  }
  if (line.has('max-partition-memory-bytes')) {
    line.print(
      'Warning: --max-partition-memory-bytes is deprecated and will be removed in Apache Kafka 5.0. Use --batch-size ' +
        'instead.',
    );
  }
  const servers = line.text('bootstrap-server') ?? '';
  if (servers.trim() === '') line.usage('Error while validating the bootstrap address\n');
  if (!hasPorts(servers, line.version)) line.usage(portsMessage);
}

function readProducerProperties(line: Line, readFile: ReadFile): Properties {
  const file = line.has('producer.config') ? 'producer.config' : 'command-config';
  const given = [...line.texts('producer-property'), ...line.texts('command-property')];
  const properties = new Map([...line.loadProperties(line.text(file), readFile), ...parseKeyValues(given)]);
  properties.set('bootstrap.servers', line.text('bootstrap-server') ?? line.text('broker-list')!);
  properties.set('compression.type', line.has('compression-codec') ? line.text('compression-codec') || 'gzip' : 'none');
  if (!properties.has('client.id')) properties.set('client.id', 'console-producer');
  for (const [config, option] of mergedOptions) {
    if (option === 'batch-size' && !usesBatchSize[line.version]) continue;
    if (line.has(option) || !properties.has(config)) properties.set(config, line.text(option)!);
  }
  return properties;
}

/** Arguments of kafka-console-producer (ProducerConfig, ConsoleProducerOptions). */
export function parseConsoleProducerOptions(
  argv: readonly string[],
  profile: ToolProfile,
  readFile: ReadFile,
): ParseOutcome<ConsoleProducerOptions> {
  return parseCommandLine<OptionName, ConsoleProducerOptions>(argv, profile, {
    options: consoleProducerOptions[profile.toolVersion],
    onParserException: 'usage',
    read: (line) => {
      line.helpOrVersion('This tool helps to read data from standard input and publish it to Kafka.');
      checks[line.version](line);
      line.enterCommand();
      line.number('batch-size');
      const topic = line.text('topic')!;
      const readerClass = line.text('line-reader')!;
      if (readerClass !== readerClasses[line.version]) line.fail('java.lang.ClassNotFoundException', readerClass);
      const readerGiven = [...line.texts('property'), ...line.texts('reader-property')];
      return {
        topic,
        bootstrapServer: line.text('bootstrap-server') ?? line.text('broker-list')!,
        sync: line.has('sync'),
        readerProperties: new Map([
          ...line.loadProperties(line.text('reader-config'), readFile),
          ['topic', topic],
          ...parseKeyValues(readerGiven),
        ]),
        producerProperties: readProducerProperties(line, readFile),
      };
    },
  });
}
