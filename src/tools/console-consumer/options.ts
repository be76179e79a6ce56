import { javaHashMapOrder } from '../../jvm/hashOrder';
import { javaLongMax, parseJavaLong } from '../../jvm/numbers';
import { parseCommandLine, type CommandLine } from '../../parsing/commandLine';
import { parseKeyValues, type Properties } from '../../parsing/keyValues';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ReadFile } from '../../parsing/toolEnd';
import type { ToolProfile, ToolVersion } from '../../parsing/toolVersion';
import { consoleConsumerOptions, versions } from './versions';

/** What kafka-console-consumer is asked for. */
export interface ConsoleConsumerOptions {
  readonly bootstrapServer: string;
  /** Either a topic or a regular expression is given. */
  readonly topic: string | undefined;
  readonly include: string | undefined;
  readonly partition: number | undefined;
  readonly offset: 'earliest' | 'latest' | number;
  /** -1 for no limit. */
  readonly maxMessages: number;
  /** How long to wait for a record; undefined for ever. */
  readonly timeoutMs: number | undefined;
  readonly enableSystestEvents: boolean;
  readonly formatter: string;
  /** Configuration of the formatter, its file and the command line merged. */
  readonly formatterProperties: Properties;
  /**
   * Configuration of the consumer as the tool merges file, properties and options; without group.id the tool makes one
   * up.
   */
  readonly consumerProperties: Properties;
}

type OptionName = (typeof consoleConsumerOptions)[ToolVersion][number]['name'];
type Line = CommandLine<OptionName>;

interface Reading {
  readonly line: Line;
  readonly readFile: ReadFile;
}

function checkPartition(line: Line): number | undefined {
  const partition = line.has('partition') ? line.number('partition') : undefined;
  if (partition !== undefined) {
    if (!line.has('topic')) line.usage('The topic is required when partition is specified.');
    if (line.count('from-beginning', 'offset') === 2)
      line.usage('Options from-beginning and offset cannot be specified together.');
  } else if (line.has('offset')) {
    line.usage('The partition is required when offset is specified.');
  }
  return partition;
}

function readOffset(line: Line, isShownInLowerCase: boolean): ConsoleConsumerOptions['offset'] {
  if (!line.has('offset')) return line.has('from-beginning') ? 'earliest' : 'latest';
  const given = line.text('offset')!;
  const lower = given.toLowerCase();
  if (lower === 'earliest' || lower === 'latest') return lower;
  const offset = parseJavaLong(given);
  if (offset.kind === 'number' && offset.value >= 0) return Number(offset.value);
  const shown = isShownInLowerCase ? lower : given;
  return line.usage(
    `The provided offset value '${shown}' is incorrect. Valid values are 'earliest', 'latest', or a non-negative long.`,
  );
}

/** A group may be named in three places, which must agree. */
function readGroup(
  line: Line,
  file: Properties,
  given: Properties,
  order: (groups: readonly string[]) => readonly string[],
): string | undefined {
  const named = [line.text('group'), file.get('group.id'), given.get('group.id')].filter(
    (group) => group !== undefined,
  );
  const groups = order([...new Set(named)]);
  if (groups.length > 1) {
    line.usage(
      "The group ids provided in different places (directly using '--group', via '--consumer-property', or via " +
        "'--consumer.config') do not match. " +
        `Detected group ids: ${groups.map((group) => `'${group}'`).join(', ')}`,
    );
  }
  if (groups.length > 0 && line.has('partition'))
    line.usage('Options group and partition cannot be specified together.');
  return groups[0];
}

function mergeConsumerProperties(
  line: Line,
  file: Properties,
  given: Properties,
  group: string | undefined,
): Map<string, string> {
  const properties = new Map(file);
  if (group !== undefined) properties.set('group.id', group);
  else if (!properties.has('enable.auto.commit')) properties.set('enable.auto.commit', 'false');
  for (const [key, value] of given) properties.set(key, value);
  const reset = properties.get('auto.offset.reset');
  if (line.has('from-beginning') && reset !== undefined && reset !== 'earliest') {
    line.print(
      `Can't simultaneously specify --from-beginning and 'auto.offset.reset=${reset}', please remove one option`,
      'stderr',
    );
    line.exit(1);
  }
  if (reset === undefined) properties.set('auto.offset.reset', line.has('from-beginning') ? 'earliest' : 'latest');
  properties.set('bootstrap.servers', line.text('bootstrap-server')!);
  if (line.has('isolation-level') || !properties.has('isolation.level'))
    properties.set('isolation.level', line.text('isolation-level')!);
  return properties;
}

function deserializers(line: Line): readonly (readonly [string, string])[] {
  return (['key-deserializer', 'value-deserializer'] as const).flatMap((name) => {
    const value = line.text(name);
    return value ? [[name.replace('-', '.'), value] as const] : [];
  });
}

function readCommon(line: Line): Pick<ConsoleConsumerOptions, 'enableSystestEvents' | 'bootstrapServer' | 'topic'> {
  return {
    bootstrapServer: line.text('bootstrap-server')!,
    topic: line.text('topic'),
    enableSystestEvents: line.has('enable-systest-events'),
  };
}

function readTimeout(line: Line): number | undefined {
  const timeoutMs = line.number('timeout-ms') ?? -1;
  return timeoutMs < 0 || timeoutMs >= Number(javaLongMax) ? undefined : timeoutMs;
}

/** ConsoleConsumer.ConsumerConfig of 2.8, which reads most values before it checks which of them go together. */
function readEarly({ line, readFile }: Reading): ConsoleConsumerOptions {
  const given = parseKeyValues(line.texts('consumer-property'));
  const file = line.loadProperties(line.text('consumer.config'), readFile);
  if (line.has('partition')) line.number('partition');
  const formatter = line.text('formatter')!;
  if (!versions[line.version].formatters.includes(formatter)) line.fail('java.lang.ClassNotFoundException', formatter);
  const maxMessages = line.number('max-messages') ?? -1;
  const timeoutMs = readTimeout(line);
  line.text('bootstrap-server');
  const formatterProperties = new Map([...parseKeyValues(line.texts('property')), ...deserializers(line)]);
  if (line.count('topic', 'whitelist') !== 1) line.usage('Exactly one of whitelist/topic is required.');
  line.text('topic');
  const include = line.text('whitelist');
  const partition = checkPartition(line);
  const offset = readOffset(line, true);
  line.require('bootstrap-server');
  const group = readGroup(line, file, given, (groups) => groups);
  line.enterCommand();
  const consumerProperties = mergeConsumerProperties(line, file, given, group);
  return {
    ...readCommon(line),
    include,
    partition,
    offset,
    maxMessages,
    timeoutMs,
    formatter,
    formatterProperties,
    consumerProperties,
  };
}

/** ConsoleConsumerOptions since 3.x. */
function readLate({ line, readFile }: Reading, renames: boolean): ConsoleConsumerOptions {
  const readInclude = (): string | undefined => (line.has('include') ? line.text('include') : line.text('whitelist'));
  if (renames) {
    line.requireOneOf('topic', 'include');
  } else if ((line.text('topic') === undefined) === (readInclude() === undefined)) {
    const hint = line.has('whitelist')
      ? '--whitelist is DEPRECATED use --include instead; ignored if --include specified.'
      : '';
    line.usage(`Exactly one of --include/--topic is required. ${hint}`);
  }
  const partition = checkPartition(line);
  line.require('bootstrap-server');
  if (renames) {
    const renamed = [
      ['consumer-property', 'command-property'],
      ['consumer.config', 'command-config'],
    ] as const;
    for (const [before, now] of renamed) {
      if (line.count(before, now) === 2) line.usage(`Options --${before} and --${now} cannot be specified together.`);
    }
    for (const [before, now] of renamed) {
      if (line.has(before))
        line.print(`Option --${before} is deprecated and will be removed in a future version. Use --${now} instead.`);
    }
  }
  const file = line.loadProperties(
    line.text(line.has('consumer.config') ? 'consumer.config' : 'command-config'),
    readFile,
  );
  const given = parseKeyValues([...line.texts('consumer-property'), ...line.texts('command-property')]);
  const group = readGroup(line, file, given, javaHashMapOrder);
  const consumerProperties = mergeConsumerProperties(line, file, given, group);
  if (!consumerProperties.has('client.id')) consumerProperties.set('client.id', 'console-consumer');
  const offset = readOffset(line, false);
  const timeoutMs = readTimeout(line);
  const { formatter, formatterProperties } = line.orUsage(() => readFormatter(line, readFile, renames));
  line.enterCommand();
  const include = readInclude();
  const maxMessages = line.number('max-messages') ?? -1;
  return {
    ...readCommon(line),
    include,
    partition,
    offset,
    maxMessages,
    timeoutMs,
    formatter,
    formatterProperties,
    consumerProperties,
  };
}

/** ConsoleConsumerOptions.buildFormatter */
function readFormatter(
  line: Line,
  readFile: ReadFile,
  renames: boolean,
): Pick<ConsoleConsumerOptions, 'formatter' | 'formatterProperties'> {
  const given = line.text('formatter')!;
  const moved = versions[line.version].movedFormatters[given];
  if (moved !== undefined) {
    line.print(
      `WARNING: ${given} is deprecated and will be removed in the next major release. Please use ` +
        `org.apache.kafka.tools.consumer.${moved} instead`,
      'stderr',
    );
  }
  const formatter =
    moved !== undefined && given.startsWith('kafka.tools.') ? `org.apache.kafka.tools.consumer.${moved}` : given;
  if (!versions[line.version].formatters.includes(formatter)) line.usage(formatter);
  if (renames && line.count('property', 'formatter-property') === 2) {
    line.usage('Options --property and --formatter-property cannot be specified together.');
  }
  if (renames && line.has('property')) {
    line.print(
      'Option --property is deprecated and will be removed in a future version. Use --formatter-property instead.',
    );
  }
  const formatterProperties = new Map([
    ...line.loadProperties(line.text('formatter-config'), readFile),
    ...deserializers(line),
    ...parseKeyValues([...line.texts('property'), ...line.texts('formatter-property')]),
  ]);
  return { formatter, formatterProperties };
}

/** Arguments of kafka-console-consumer (ConsumerConfig, ConsoleConsumerOptions). */
export function parseConsoleConsumerOptions(
  argv: readonly string[],
  profile: ToolProfile,
  readFile: ReadFile,
): ParseOutcome<ConsoleConsumerOptions> {
  return parseCommandLine<OptionName, ConsoleConsumerOptions>(argv, profile, {
    options: consoleConsumerOptions[profile.toolVersion],
    onParserException: 'usage',
    read: (line) => {
      line.helpOrVersion('This tool helps to read data from Kafka topics and outputs it to standard output.');
      const { isScala, renamesProperties } = versions[line.version];
      return isScala ? readEarly({ line, readFile }) : readLate({ line, readFile }, renamesProperties);
    },
  });
}
