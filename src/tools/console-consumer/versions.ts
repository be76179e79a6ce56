import { defaultOptions, flag, integer, long, text } from '../../parsing/joptOption';
import type { ToolVersion } from '../../parsing/toolVersion';

const property = 'What to print, such as print.key=true or key.separator=:.';
const consumerProperty = 'A configuration of the consumer, as key=value.';
const consumerConfig = 'Properties file for the consumer.';

const commonOptions = [
  ...defaultOptions,
  text('bootstrap-server', 'server to connect to', 'REQUIRED: brokers to connect to.'),
  text('consumer-property', 'consumer_prop', consumerProperty),
  text('consumer.config', 'config file', consumerConfig),
  flag('enable-systest-events', 'Say when the consumer starts and stops.'),
  flag('from-beginning', 'Start with the earliest record, unless the group has an offset.'),
  text('group', 'consumer group id', 'The consumer group.'),
  text('isolation-level', '', 'read_committed to skip aborted and open transactions, or read_uncommitted.', {
    defaultValue: 'read_uncommitted',
  }),
  integer('max-messages', 'num_messages', 'Stop after so many records.'),
  text('offset', 'consume offset', 'Offset to start at, or earliest, or latest.', { defaultValue: 'latest' }),
  integer('partition', 'partition', 'The partition to read; from its end, without --offset.'),
  text('property', 'prop', property),
  flag('skip-message-on-error', 'Go on after a record that cannot be printed.'),
  text('topic', 'topic', 'The topic to read.'),
  text('value-deserializer', 'deserializer for values', 'Class that reads values.'),
] as const;

const keys = 'Class that reads keys.';
const formatterClass = ['class', 'Class that prints records.'] as const;
const timeout = ['timeout_ms', 'Stop when no record comes for so many milliseconds.'] as const;

const laterOptions = [
  ...commonOptions,
  text('formatter', ...formatterClass, { defaultValue: 'org.apache.kafka.tools.consumer.DefaultMessageFormatter' }),
  text('formatter-config', 'config file', 'Properties file for the formatter.'),
  text('include', 'Java regex (String)', 'Regular expression of topics to read.'),
  long('timeout-ms', ...timeout),
] as const;

/** Options of kafka-console-consumer by release. */
export const consoleConsumerOptions = {
  '2.8': [
    ...commonOptions,
    text('formatter', ...formatterClass, { defaultValue: 'kafka.tools.DefaultMessageFormatter' }),
    text('key-deserializer', 'deserializer for key', keys),
    integer('timeout-ms', ...timeout),
    text('whitelist', 'whitelist', 'Regular expression of topics to read.'),
  ],
  '3.9': [
    ...laterOptions,
    text('key-deserializer', 'deserializer for key', keys),
    text('whitelist', 'Java regex (String)', 'DEPRECATED: use --include.'),
  ],
  '4.3': [
    ...laterOptions,
    text('command-config', 'config file', consumerConfig),
    text('command-property', 'consumer_prop', consumerProperty),
    text('formatter-property', 'prop', property),
    text('key-deserializer', 'deserializer for keys', keys),
  ],
} as const;

/** What kafka-console-consumer does by release. */
interface ConsoleConsumerVersion {
  /** The tool's class, by which it logs. */
  readonly logger: string;
  /** Arguments are checked in the order of the tool in Scala. */
  readonly isScala: boolean;
  /** --property and others got new names; the old ones are taken with a warning. */
  readonly renamesProperties: boolean;
  /** Classes that `--formatter` may name. */
  readonly formatters: readonly string[];
  /** Classes of formatters that are still taken by their old names, with a warning. */
  readonly movedFormatters: Readonly<Record<string, string>>;
  /** What the key's version is called where OffsetsMessageFormatter prints JSON; undefined where it prints text. */
  readonly offsetKeyField: 'version' | 'type' | undefined;
}

const laterFormatters = ['Default', 'Logging', 'NoOp', 'Offsets', 'GroupMetadata', 'TransactionLog'];

const java: ConsoleConsumerVersion = {
  logger: 'org.apache.kafka.tools.consumer.ConsoleConsumer',
  isScala: false,
  renamesProperties: false,
  formatters: [
    ...laterFormatters.map((name) => `org.apache.kafka.tools.consumer.${name}MessageFormatter`),
    'kafka.coordinator.group.GroupMetadataManager$OffsetsMessageFormatter',
    'kafka.coordinator.group.GroupMetadataManager$GroupMetadataMessageFormatter',
    'kafka.coordinator.transaction.TransactionLog$TransactionLogMessageFormatter',
  ],
  // The first three became others.
  movedFormatters: {
    'kafka.tools.DefaultMessageFormatter': 'DefaultMessageFormatter',
    'kafka.tools.LoggingMessageFormatter': 'LoggingMessageFormatter',
    'kafka.tools.NoOpMessageFormatter': 'NoOpMessageFormatter',
    'kafka.coordinator.transaction.TransactionLog$TransactionLogMessageFormatter': 'TransactionLogMessageFormatter',
    'kafka.coordinator.group.GroupMetadataManager$OffsetsMessageFormatter': 'OffsetsMessageFormatter',
    'kafka.coordinator.group.GroupMetadataManager$GroupMetadataMessageFormatter': 'GroupMetadataMessageFormatter',
  },
  offsetKeyField: 'version',
};

/** The releases of kafka-console-consumer. */
export const versions: Readonly<Record<ToolVersion, ConsoleConsumerVersion>> = {
  '2.8': {
    logger: 'kafka.tools.ConsoleConsumer$',
    isScala: true,
    renamesProperties: false,
    formatters: [
      ...['Default', 'Logging', 'NoOp', 'Checksum'].map((name) => `kafka.tools.${name}MessageFormatter`),
      'kafka.coordinator.group.GroupMetadataManager$OffsetsMessageFormatter',
      'kafka.coordinator.group.GroupMetadataManager$GroupMetadataMessageFormatter',
      'kafka.coordinator.transaction.TransactionLog$TransactionLogMessageFormatter',
    ],
    movedFormatters: {},
    offsetKeyField: undefined,
  },
  '3.9': java,
  '4.3': {
    ...java,
    renamesProperties: true,
    formatters: [
      ...[...laterFormatters, 'ShareGroup'].map((name) => `org.apache.kafka.tools.consumer.${name}MessageFormatter`),
      'org.apache.kafka.tools.consumer.group.share.ShareGroupStateMessageFormatter',
    ],
    movedFormatters: {},
    offsetKeyField: 'type',
  },
};
