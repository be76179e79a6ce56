import { defaultOptions, flag, integer, long, on, text } from '../../parsing/joptOption';
import type { ToolVersion } from '../../parsing/toolVersion';

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

const scalaReader = 'kafka.tools.ConsoleProducer$LineMessageReader';
const javaReader = 'org.apache.kafka.tools.LineMessageReader';

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
  text('line-reader', ...reader, { defaultValue: scalaReader }),
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

/** Options of kafka-console-producer by release. */
export const consoleProducerOptions = {
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
    text('line-reader', ...reader, { defaultValue: javaReader }),
    text('reader-property', 'prop', 'A property of the reader, such as parse.key=true or key.separator=:.'),
  ],
} as const;

/** What kafka-console-producer does by release. */
interface ConsoleProducerVersion {
  /** The only class that reads records: there is no way to bring another one. */
  readonly readerClass: string;
  /** --batch-size is a batch's size; before, it did nothing. */
  readonly usesBatchSize: boolean;
  /** Options got new names; the old ones are taken with a warning, and brokers have one option only. */
  readonly renamesOptions: boolean;
}

const scala: ConsoleProducerVersion = { readerClass: scalaReader, usesBatchSize: false, renamesOptions: false };

/** The releases of kafka-console-producer. */
export const versions: Readonly<Record<ToolVersion, ConsoleProducerVersion>> = {
  '2.8': scala,
  '3.9': { ...scala, usesBatchSize: true },
  '4.3': { readerClass: javaReader, usesBatchSize: true, renamesOptions: true },
};
