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

const recorded = recordedCommands().filter(({ tool }) => tool in tools);
const files = recordedFiles();
const optionsOf = new Map<string, string[]>();
for (const { tool, argv } of recorded) {
  const options = optionsOf.get(tool) ?? [];
  optionsOf.set(tool, options);
  for (const word of argv) if (word.startsWith('--') && !options.includes(word)) options.push(word);
}

/** A recorded command with one to three of its words made odd, and so what it reads. */
export function oddCommand(draw: (bound: number) => number): OddCommand {
  const pick = <T>(from: readonly T[]): T => from[draw(from.length)]!;
  const { tool, argv: original } = pick(recorded);
  const argv = original.map((word, index) => {
    const known = { '--topic': ['foo', 'bar', 't'], '--group': ['g'], '--entity-name': ['1', 'foo'] }[
      original[index - 1] ?? ''
    ];
    return known && !original.includes('--create') && draw(3) > 0 ? pick(known) : word;
  });
  // Mostly one value of an option, which gets furthest.
  const values = argv
    .map((_, index) => index)
    .filter((index) => argv[index - 1]?.startsWith('--') && !argv[index]!.startsWith('--'));
  const replaceValue = values.length > 0 && draw(3) > 0;
  if (replaceValue) argv[pick(values)] = pick(odd);
  for (let i = replaceValue ? draw(2) * draw(2) : 1 + draw(2); i > 0; i--) {
    const at = draw(Math.max(1, argv.length));
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
      () => argv.splice(at, 0, pick([...optionsOf.get(tool)!, '--help']), pick(odd)),
      () => argv.splice(at, 0, pick(odd)),
      () => argv.splice(at, 0, word, word),
      () => argv.splice(at, 1),
      () => argv.push(...pick(recorded).argv.slice(draw(4))),
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
  const command = [tool, ...argv].join(' ');
  const context: ToolContext = {
    argv,
    ...reachableCluster(session, command, (line) => parts.push(line, '\n')),
    out: (line) => parts.push(line, '\n'),
    err: (line, end = '\n') => parts.push(line, end),
    write: (text) => parts.push(text),
    writeBytes: (bytes) => parts.push(Buffer.from(bytes).toString('latin1')),
    pause: async () => 'interrupted',
    readFile: (path) => (path.includes('\0') ? undefined : file),
    readInput: () => Buffer.from(input),
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
