import { parseCommandLine, type CommandLine } from '../../parsing/commandLine';
import { hasPorts } from '../../parsing/hostPorts';
import { parseKeyValues, type Properties } from '../../parsing/keyValues';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ReadFile } from '../../parsing/toolEnd';
import type { ToolProfile, ToolVersion } from '../../parsing/toolVersion';
import { consoleProducerOptions, versions } from './versions';

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

const renamed = [
  ['command-config', 'producer.config'],
  ['command-property', 'producer-property'],
  ['reader-property', 'property'],
] as const;

const portsMessage = 'Please provide valid host:port like host1:9091,host2:9092\n';

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
    if (option === 'batch-size' && !versions[line.version].usesBatchSize) continue;
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
      if (versions[line.version].renamesOptions) checkRenamed(line);
      else checkBrokerList(line);
      line.enterCommand();
      line.number('batch-size');
      const topic = line.text('topic')!;
      const readerClass = line.text('line-reader')!;
      if (readerClass !== versions[line.version].readerClass)
        line.fail('java.lang.ClassNotFoundException', readerClass);
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
