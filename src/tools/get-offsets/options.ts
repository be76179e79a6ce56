import { parseJavaInt, parseJavaLong } from '../../jvm/numbers';
import { parseCommandLine, type CommandLine } from '../../parsing/commandLine';
import { hasPorts } from '../../parsing/hostPorts';
import { javaSplit } from '../../parsing/javaSplit';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile, ToolVersion } from '../../parsing/toolVersion';
import { getOffsetsOptions, versions } from './versions';

/** Which partitions of which topics: 2.8 takes one topic by its name, later ones rules, of which any may match. */
export type OffsetsFilter =
  | { readonly kind: 'topic'; readonly topic: string; readonly partitions: readonly number[] }
  | { readonly kind: 'rules'; readonly rules: readonly OffsetsRule[] };

/** Partitions of topics: TopicPartitionFilter. */
export interface OffsetsRule {
  /** Regular expression over the whole name, a list divided by commas or bars allowed (TopicFilter.IncludeList). */
  readonly topics: string;
  /** Ids, none for all; or a range, its end excluded. */
  readonly partitions:
    | { readonly kind: 'ids'; readonly ids: readonly number[] }
    | { readonly kind: 'range'; readonly from: number; readonly to: number };
}

/** What kafka-get-offsets is asked for. */
export interface GetOffsetsOptions {
  readonly bootstrapServer: string;
  readonly commandConfig: string | undefined;
  readonly filter: OffsetsFilter;
  /** What to look for: a special place of the log, or the first offset at or after a timestamp in milliseconds. */
  readonly time: SpecialTime | number;
  readonly excludeInternalTopics: boolean;
}

/** Places of a log that have a name (OffsetSpec); the first two are the ends of what a consumer can read. */
export type SpecialTime =
  | 'latest'
  | 'earliest'
  | 'max-timestamp'
  | 'earliest-local'
  | 'latest-tiered'
  | 'earliest-pending-upload';

type OptionName = (typeof getOffsetsOptions)[ToolVersion][number]['name'];
type Line = CommandLine<OptionName>;

const terse = 'org.apache.kafka.tools.TerseException';

/** Special places from -1 downwards. */
const specialTimes: readonly SpecialTime[] = [
  'latest',
  'earliest',
  'max-timestamp',
  'earliest-local',
  'latest-tiered',
  'earliest-pending-upload',
];

function timeOf(timestamp: number, version: ToolVersion): SpecialTime | number {
  return specialTimes.slice(0, versions[version].timeCount)[-timestamp - 1] ?? timestamp;
}

/** GetOffsetShell.parseOffsetSpec */
function readTime(line: Line): SpecialTime | number {
  const given = line.text('time')!;
  const { timeCount, times } = versions[line.version];
  const special = specialTimes.slice(0, timeCount).find((name) => name === given);
  if (special !== undefined) return special;
  const timestamp = parseJavaLong(given);
  if (timestamp.kind === 'number') return timeOf(Number(timestamp.value), line.version);
  return line.fail(
    terse,
    `Malformed time argument ${given}. Please use ${times}, or a specified long format timestamp`,
  );
}

/** GetOffsetShell.parseRuleSpec: "topic:3", "topic:2-5", "topic:2-", "topic:-5", ":3" or "topic". */
function readRule(line: Line, spec: string): OffsetsRule {
  const match = /^([^:,]*)(?::(?:([0-9]*)|([0-9]*)-([0-9]*)))?$/.exec(spec);
  if (match === null) return line.fail('java.lang.RuntimeException', `${terse}: Invalid rule specification: ${spec}`);
  const [, topics, id, from, to] = match;
  const number = (digits: string): number => {
    const parsed = parseJavaInt(digits);
    return parsed.kind === 'number' ? parsed.value : line.fail('java.lang.NumberFormatException', parsed.message);
  };
  return {
    topics: topics || '.*',
    partitions: id
      ? { kind: 'ids', ids: [number(id)] }
      : { kind: 'range', from: from ? number(from) : 0, to: to ? number(to) : 2147483647 },
  };
}

function readPartitions(line: Line, refuse: (message: string) => never): readonly number[] {
  const given = line.text('partitions');
  if (!given) return [];
  return javaSplit(given, ',').map((piece) => {
    const id = parseJavaInt(piece);
    return id.kind === 'number'
      ? id.value
      : refuse(`--partitions expects a comma separated list of numeric partition ids, but received: ${given}`);
  });
}

/** GetOffsetShell.main of 2.8, which has neither help nor version. */
function readEarly(line: Line): GetOffsetsOptions {
  if (line.argv.length === 0) line.usage('An interactive shell for getting topic offsets.');
  line.require('broker-list', 'topic');
  const bootstrapServer = line.text('broker-list')!;
  if (!hasPorts(bootstrapServer, line.version))
    line.usage('Please provide valid host:port like host1:9091,host2:9092\n ');
  const topic = line.text('topic')!;
  const partitions = readPartitions(line, (message) => {
    line.print(message, 'stderr');
    return line.exit(1);
  });
  const time = timeOf(line.number('time')!, line.version);
  return {
    bootstrapServer,
    commandConfig: undefined,
    filter: { kind: 'topic', topic, partitions },
    time,
    excludeInternalTopics: false,
  };
}

/** GetOffsetShellOptions and fetchOffsets since 3.x. */
function readLate(line: Line): GetOffsetsOptions {
  const about = 'An interactive shell for getting topic-partition offsets.';
  if (line.argv.length === 0) line.usage(about);
  line.helpOrVersion(about);
  if (!line.has('broker-list')) line.require('bootstrap-server');
  const bootstrapServer = line.text(line.has('bootstrap-server') ? 'bootstrap-server' : 'broker-list')!;
  if (bootstrapServer.trim() === '') line.usage('Error while validating the bootstrap address\n');
  if (!hasPorts(bootstrapServer, line.version))
    line.usage('Please provide valid host:port like host1:9091,host2:9092\n');
  line.enterCommand();
  if (line.has('topic-partitions') && line.count('topic', 'partitions') > 0) {
    line.fail(terse, '--topic-partitions cannot be used with --topic or --partitions');
  }
  const time = readTime(line);
  const refuse = (message: string): never => line.fail(terse, message);
  const rules: readonly OffsetsRule[] = line.has('topic-partitions')
    ? javaSplit(line.text('topic-partitions')!, ',').map((spec) => readRule(line, spec))
    : [{ topics: line.text('topic') ?? '.*', partitions: { kind: 'ids', ids: readPartitions(line, refuse) } }];
  return {
    bootstrapServer,
    commandConfig: line.text('command-config'),
    filter: { kind: 'rules', rules },
    time,
    excludeInternalTopics: line.has('exclude-internal-topics'),
  };
}

/** Arguments of kafka-get-offsets (GetOffsetShell). */
export function parseGetOffsetsOptions(argv: readonly string[], profile: ToolProfile): ParseOutcome<GetOffsetsOptions> {
  // Only later parsers know a help option, and the usage of an empty command line comes before joptsimple's own
  // demands.
  const options: readonly (typeof getOffsetsOptions)[ToolVersion][number][] = getOffsetsOptions[profile.toolVersion];
  const { isScala } = versions[profile.toolVersion];
  const wraps = !isScala && argv.length > 0;
  return parseCommandLine<OptionName, GetOffsetsOptions>(argv, profile, {
    options: argv.length > 0 ? options : options.map(({ conditions: _, ...option }) => option),
    ...(wraps ? { onParserException: { exception: terse } } : {}),
    read: isScala ? readEarly : readLate,
  });
}
