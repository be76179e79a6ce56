import { recordedFiles, recordedCommands } from '../parsing/recordings';
import { LimitReached } from '../../src/jvm/limit';
import { reachableCluster } from '../../src/runtime/commandEnvironment';
import type { ClusterSession } from '../../src/runtime/clusterSession';
import { tools } from '../../src/tools/registry';
import type { ToolContext } from '../../src/tools/tool';

/** One call of a tool, with what stands in every file that it names and on its standard input. */
export interface OddCommand {
  readonly tool: string;
  readonly argv: readonly string[];
  readonly file: string | undefined;
  readonly input: string;
}

export interface Ran {
  readonly out: string;
  readonly exitCode: number;
  readonly cpuMs: number;
}

const long = 'x'.repeat(300);
/**
 * Values that have broken something somewhere: empty, of only separators, numbers out of any range, names of what every
 * object has.
 */
const odd: readonly string[] = [
  ...[
    '',
    ' ',
    ',',
    ':',
    ',,',
    '::',
    ';',
    '=',
    '==',
    '-',
    '--',
    '---',
    '.',
    '..',
    '/',
    '*',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    '|',
  ],
  ...['-1', '0', '00', '+1', '1.5', '1e9', '0x10', '127', '128', '32767', '32768', '65535', '65536', '-32769', '1_000'],
  ...['2147483647', '2147483648', '-2147483648', '-2147483649', '1000000', '1000000000', '9007199254740993'],
  ...['9223372036854775807', '9223372036854775808', '-9223372036854775808', '99999999999999999999', '9'.repeat(400)],
  ...[
    'NaN',
    'Infinity',
    '-Infinity',
    'null',
    'undefined',
    'true',
    'FALSE',
    'none',
    'default',
    '<default>',
    'all',
    'any',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__consumer_offsets', '__transaction_state'],
  ...[
    'é',
    '日本',
    '\u{1f600}',
    '\u0001\u001b[2J',
    '\t',
    '\n',
    'a\nb',
    '\r',
    '\u202e',
    '\u0085',
    '\u2028',
    '\\',
    '"',
    "'",
    '$&',
    '%s',
  ],
  ...[
    long,
    'x'.repeat(70_000),
    '1,'.repeat(5_000),
    '1:'.repeat(5_000),
    'a=b,'.repeat(2_000),
    '['.repeat(5_000),
    '('.repeat(5_000),
  ],
  ...[
    '(a+)+$',
    '.*',
    '(',
    '[a',
    '\\',
    'a{2147483647}',
    '{}',
    '[]',
    '{"version":1}',
    '[1',
    'null,',
    '{"partitions":{}}',
  ],
  ...[
    'a=b',
    'a=',
    '=b',
    'a==b',
    'a=b=c',
    'retention.ms=1',
    'retention.ms=[1',
    'retention.ms=[1,2]',
    'retention.ms=',
    'constructor=1',
  ],
  ...[
    'foo:0',
    'foo:0,1',
    'foo:-1',
    'foo:99999999999',
    'foo:0:5',
    'foo:',
    ':0',
    'foo-0',
    'foo:0-2',
    'foo:2147483647',
    'topic-partition',
  ],
  ...['1:2:3', '1,2,3', '1:1', ',1', '1,,2', '1:', ':1', ':,:', '1;2', '-1:2', '9:9', '1:2,1'],
  ...[
    'PT1H',
    'P99999999999D',
    'PT-1S',
    'P1Y',
    '2024-01-01T00:00:00.000',
    '2024-13-45T99:99:99.999',
    '+999999999-01-01T00:00:00.000',
    'by_duration:PT1S',
  ],
  ...[
    'localhost',
    'localhost:0',
    'localhost:99999',
    ':9092',
    'localhost:9092,',
    'localhost:9092,localhost:9093',
    '[::1]:9092',
    'localhost:2181/x',
  ],
  ...[
    '/dev/null',
    'no-such-file',
    '@x',
    '~',
    'latest',
    'earliest',
    'max-timestamp',
    'INFO',
    'leader.imbalance.check.interval.seconds=1',
  ],
];

/** Draws the same numbers for the same seed (mulberry32). */
export function drawer(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

const broker = 'localhost:9092';
const server = `--bootstrap-server ${broker}`;
const producer = `--producer-props bootstrap.servers=${broker}`;
/** What the recordings seldom or never do. */
const more: readonly string[] = [
  `kafka-consumer-groups ${server} --describe --group g --members --verbose`,
  `kafka-consumer-groups ${server} --describe --group g --offsets --timeout 5000`,
  `kafka-consumer-groups ${server} --describe --all-groups --state`,
  `kafka-consumer-groups ${server} --reset-offsets --group g --topic foo --shift-by 1 --execute`,
  `kafka-consumer-groups ${server} --reset-offsets --group g --topic foo:0,1 --to-offset 1 --dry-run`,
  `kafka-consumer-groups ${server} --reset-offsets --group g --topic foo --to-datetime 2026-01-01T00:00:00.0 --execute`,
  `kafka-consumer-groups ${server} --reset-offsets --group g --all-topics --by-duration PT1H --export`,
  `kafka-consumer-groups ${server} --reset-offsets --group g --from-file f.csv --execute`,
  `kafka-consumer-groups ${server} --delete-offsets --group g --topic foo`,
  `kafka-consumer-groups ${server} --delete --group g`,
  `kafka-consumer-groups ${server} --list --state Empty --type classic`,
  `kafka-consumer-groups --validate-regex f.*`,
  `kafka-console-consumer ${server} --topic foo --partition 0 --offset 1 --max-messages 1 --timeout-ms 1000`,
  `kafka-console-consumer ${server} --include f.* --from-beginning --timeout-ms 1000`,
  `kafka-console-consumer ${server} --whitelist f.* --from-beginning --timeout-ms 1000`,
  `kafka-console-consumer ${server} --topic foo --from-beginning --timeout-ms 1000 --property print.key=true`,
  `kafka-console-consumer ${server} --topic foo --group g --consumer-property auto.offset.reset=none --timeout-ms 10`,
  `kafka-console-producer ${server} --topic foo --producer-property acks=1 --batch-size 10 --timeout 10`,
  `kafka-console-producer ${server} --topic foo --reader-property parse.headers=true --request-timeout-ms 1000`,
  `kafka-producer-perf-test --topic t --num-records 5 --record-size 10 --throughput 2 ${producer} acks=1`,
  `kafka-producer-perf-test --topic t --num-records 5 --payload-file f.txt --throughput -1 ${producer}`,
  `kafka-producer-perf-test --topic t --num-records 5 --record-size 9 --throughput 9 --transactional-id x ${producer}`,
  `kafka-delete-records ${server} --offset-json-file f.json`,
  `kafka-log-dirs ${server} --describe --broker-list 1,2 --topic-list foo`,
  'kafka-dump-log --files /var/kafka/data-1/foo-0/00000000000000000000.log --print-data-log --deep-iteration',
  `kafka-get-offsets ${server} --topic-partitions foo:0,bar:0-1 --time -1`,
  'kafka-get-offsets --broker-list localhost:9092 --topic foo --partitions 0,1 --time earliest',
  `kafka-transactions ${server} find-hanging --topic foo --partition 0 --max-transaction-timeout 1`,
  `kafka-transactions ${server} abort --topic foo --partition 0 --start-offset 0`,
  `kafka-transactions ${server} abort --topic foo --partition 0 --producer-id 1 --producer-epoch 0`,
  `kafka-transactions ${server} list --duration-filter 1`,
  `kafka-features ${server} upgrade --feature metadata.version=20`,
  `kafka-features ${server} downgrade --metadata 3.8-IV0 --unsafe`,
  'kafka-storage format -t MkU3OEVBNTcwNTJENDM2Qg -c server.properties --ignore-formatted',
  'kafka-storage info -c server.properties',
  `kafka-cluster unregister ${server} --id 3`,
  `kafka-metadata-quorum ${server} describe --replication --human-readable`,
  `kafka-metadata-quorum ${server} remove-controller --controller-id 101 --controller-directory-id x`,
  `kafka-leader-election ${server} --election-type preferred --path-to-json-file f.json`,
  `kafka-reassign-partitions ${server} --reassignment-json-file f.json --execute --throttle 1000 --timeout 1000`,
  `kafka-reassign-partitions ${server} --topics-to-move-json-file f.json --broker-list 1,2 --generate`,
  'kafka-preferred-replica-election --zookeeper localhost:2181 --path-to-json-file f.json',
  'zookeeper-shell localhost:2181 get -s /brokers/ids/1',
  'zookeeper-shell localhost:2181 create -s /x data',
  'zookeeper-shell localhost:2181 set -v 0 /x data',
];

type Call = Pick<OddCommand, 'tool' | 'argv'>;
const calls = new Map<string, Call[]>();
const written = more.map((line) => ({ tool: line.split(' ')[0]!, argv: line.split(' ').slice(1) }));
for (const call of [...recordedCommands().filter(({ tool }) => tool in tools), ...written, ...written])
  calls.set(call.tool, [...(calls.get(call.tool) ?? []), call]);
const files = recordedFiles();

/** The options of each tool in the cluster's version, by its help. */
export async function optionsOf(session: ClusterSession): Promise<ReadonlyMap<string, readonly string[]>> {
  const options = new Map<string, readonly string[]>();
  for (const tool of Object.keys(tools)) {
    const { out } = await runHere(session, { tool, argv: ['--help'], file: undefined, input: '' });
    options.set(tool, [...new Set(out.match(/(?<![\w-])--[a-z][\w.-]*/g) ?? ['--help'])]);
  }
  return options;
}

/** Topics foo, bar and t, with records, and what group g has read of them. */
export async function fill(session: ClusterSession): Promise<void> {
  const run = (line: string, input = '') => {
    const [tool = '', ...argv] = line.split(' ');
    return runHere(session, { tool, argv: [...argv, '--bootstrap-server', 'localhost:9092'], file: undefined, input });
  };
  await run('kafka-topics --create --topic foo --replica-assignment 1:2:3,2:3:1');
  await run('kafka-topics --create --topic bar --replica-assignment 2:1');
  await run('kafka-topics --create --topic t --replica-assignment 1:2:3');
  await run(
    'kafka-console-producer --topic foo --property parse.key=true --property key.separator=:',
    'a:1\nb:2\nc:3\n',
  );
  await run('kafka-console-producer --topic t', '1\n2\n3\n');
  await run('kafka-console-consumer --topic foo --from-beginning --group g --timeout-ms 3000');
}

/** A recorded command with one to three of its words made odd, and so what it reads. */
export function oddCommand(
  draw: (bound: number) => number,
  options: ReadonlyMap<string, readonly string[]>,
): OddCommand {
  const pick = <T>(from: readonly T[]): T => from[draw(from.length)]!;
  const { tool, argv: original } = pick(calls.get(pick([...calls.keys()]))!);
  const argv = original.map((word, index) => {
    const known = { '--topic': ['foo', 'bar', 't'], '--group': ['g'], '--entity-name': ['1', 'foo'] }[
      original[index - 1] ?? ''
    ];
    return known && !original.includes('--create') && draw(3) > 0 ? pick(known) : word;
  });
  // Mostly one value of an option, which gets furthest.
  const values = argv
    .map((_, index) => index)
    .filter((index) => argv[index - 1]?.startsWith('--') && !argv[index]!.startsWith('--'))
    .filter((index) => !argv[index - 1]!.startsWith('--bootstrap') || draw(10) === 0);
  const replaceValue = values.length > 0 && draw(3) > 0;
  if (replaceValue) argv[pick(values)] = pick(odd);
  for (let i = replaceValue ? draw(2) * draw(2) : 1 + draw(2); i > 0; i--) {
    const from = argv[0] === '--bootstrap-server' && draw(5) > 0 ? 2 : 0;
    const at = from + draw(Math.max(1, argv.length - from));
    const word = argv[at] ?? '';
    const changes = [
      () => argv.splice(at, 1, word.startsWith('--') && draw(3) > 0 ? word : pick(odd)),
      () => argv.splice(at, 1, word.startsWith('-') ? word : pick(odd)),
      () =>
        argv.splice(
          at,
          1,
          word.replace(/\d+/, () => pick(odd)),
        ),
      () => argv.splice(at, 1, draw(2) === 0 ? word + pick(odd) : pick(odd) + word),
      () => argv.splice(at, 0, pick(options.get(tool)!), pick(odd)),
      () => argv.splice(at, 0, pick(odd)),
      () => argv.splice(at, 0, word, word),
      () => argv.splice(at, 1),
      () => argv.push(...pick(calls.get(tool)!).argv.slice(draw(4))),
      () =>
        argv.splice(
          at,
          1,
          word.replace(/[=:,].*/, (rest) => rest[0] + pick(odd)),
        ),
    ];
    pick(changes)();
  }
  let file: string | undefined = draw(4) === 0 ? undefined : pick(files);
  if (file !== undefined && draw(2) === 0)
    file = file.replace(/(?<=[:,[]\s*)(?:"[^"]*"|\d+)/, () =>
      pick([...odd, '-1', '"a"', '[]', '{}', 'null', '1.5', '1e99']),
    );
  const input = pick([
    '',
    '',
    '\n',
    'a\n',
    'k:v\n',
    `${pick(odd)}\n${pick(odd)}:${pick(odd)}\n`,
    'get /\nls /x\nquit\n',
    pick(odd),
  ]);
  return { tool, argv: argv.filter((word) => !word.includes('\0')), file, input };
}

/** Runs a tool on a cluster as its process would, with nobody at the terminal and who looks on leaving at once. */
export async function runHere(session: ClusterSession, { tool, argv, file, input }: OddCommand): Promise<Ran> {
  const run = await tools[tool]!.load();
  const parts: string[] = [];
  const context: ToolContext = {
    argv,
    ...reachableCluster(session, [tool, ...argv], (line) => parts.push(line, '\n')),
    out: (line) => parts.push(line, '\n'),
    err: (line, end = '\n') => parts.push(line, end),
    write: (text) => parts.push(text),
    writeBytes: (bytes) => parts.push(Buffer.from(bytes).toString('latin1')),
    pause: async () => 'interrupted',
    readFile: (path) => (path.includes('\0') ? undefined : file),
    readInput: () => Buffer.from(input),
    checkError: () => false,
    isTerminal: false,
    readLine: async () => undefined,
  };
  const missing = tools[tool]!.missing?.(session.view.profile);
  if (missing !== undefined) return { out: missing, exitCode: 1, cpuMs: 0 };
  const before = process.cpuUsage();
  let exitCode = 1;
  try {
    exitCode = await run(context);
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    parts.push(error.message);
  }
  return { out: parts.join(''), exitCode, cpuMs: process.cpuUsage(before).user / 1000 };
}
