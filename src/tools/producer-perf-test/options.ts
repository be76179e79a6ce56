import { argparseToolHelp, parseArgparseTool, type ArgparseLine, type ArgparseTool } from '../../parsing/argparseTool';
import { javaSplit } from '../../parsing/javaSplit';
import type { Properties } from '../../parsing/keyValues';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ReadFile } from '../../parsing/toolEnd';
import type { ToolProfile } from '../../parsing/toolVersion';
import { versions } from './versions';

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

/** ProducerPerformance up to 3.9. */
function readEarly(line: Line, readFile: ReadFile, namesClient: boolean): ProducerPerfTestOptions {
  const given = line.texts('producer-props');
  const path = line.text('producer.config');
  if (given === undefined && path === undefined)
    line.wrong('Either --producer-props or --producer.config must be specified.');
  const properties = readProperties(line, path, given ?? [], readFile);
  const durationMs = line.number('transaction-duration-ms')!;
  if (durationMs > 0) properties.set('transactional.id', line.text('transactional-id')!);
  if (namesClient && !properties.has('client.id')) properties.set('client.id', defaultClientId);
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

/** Arguments of kafka-producer-perf-test (ProducerPerformance). Without any it shows its help and is content. */
export function parseProducerPerfTestOptions(
  argv: readonly string[],
  profile: ToolProfile,
  readFile: ReadFile,
): ParseOutcome<ProducerPerfTestOptions> {
  const { prog, parser, isEarly, namesClient } = versions[profile.toolVersion];
  const tool: ArgparseTool<ProducerPerfTestOptions> = {
    prog,
    parser,
    helpStatus: 1,
    read: (line) => (isEarly ? readEarly(line, readFile, namesClient) : readLate(line, readFile)),
  };
  if (argv.length === 0) return { kind: 'usage', lines: argparseToolHelp(tool), exitCode: 0 };
  return parseArgparseTool(argv, tool);
}
