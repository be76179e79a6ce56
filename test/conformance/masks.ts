import { metadataLog, observers } from './quorum';
import { isTable, tableCells } from './tables';

/** What is chance in an answer because of where in a recording it stands. */
export interface Chance {
  readonly command: string;
  readonly exitCode: number | 'timeout' | null;
  /** Brokers started at once: which of them joined an ISR first. */
  readonly isrOrder: boolean;
  /** A broker failed before: which of the others took /controller. */
  readonly controller: boolean;
  /** Topics whose replicas the cluster placed at random. */
  readonly atRandom: ReadonlySet<string>;
  readonly ids: RandomIds;
}

/** Not drawn: the zero id, and the cluster's, which the recorder gives to every KRaft cluster. */
const fixedIds: ReadonlySet<string> = new Set(['AAAAAAAAAAAAAAAAAAAAAA', 'MkU3OEVBNTcwNTJENDM2Qg']);

/** Ids are drawn: the n-th one seen in one walk must stand wherever the n-th one stands in the other. */
export class RandomIds {
  private readonly names = new Map<string, string>();

  /** A name of the id's own length, so that the columns of a table stay where they are. */
  name(id: string): string {
    if (fixedIds.has(id)) return id;
    if (!this.names.has(id)) this.names.set(id, `id${this.names.size + 1}`.padEnd(id.length, '_'));
    return this.names.get(id)!;
  }
}

/**
 * One thing that a real cluster answers otherwise each time. What is named nowhere is compared as it stands, in its
 * order.
 */
interface Mask {
  readonly what: string;
  /** Commands in whose answers it stands; all without it. */
  readonly in?: RegExp;
  readonly pattern: RegExp;
  readonly by: string;
}

const masks: readonly Mask[] = [
  { what: 'the time of a log line', pattern: /\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\]/g, by: '[TIME]' },
  { what: 'a time in milliseconds', pattern: /\b1[6-9]\d{11}\b/g, by: 'MILLISECONDS_' },
  { what: 'the identity hash of an object', pattern: /(\[I@|@)[0-9a-f]{6,8}\b/g, by: '$1HASH' },
  { what: 'how many requests a client sent before', pattern: /correlation id \d+/g, by: 'correlation id N' },
  { what: 'the number of a consumer without a group', pattern: /console-consumer-\d+/g, by: 'console-consumer-N' },
  { what: 'how long a batch had waited', pattern: /:\d+ ms has passed/g, by: ':N ms has passed' },
  { what: 'how often a call was tried until its time was over', pattern: /\btries=\d+/g, by: 'tries=N' },
  { what: 'when a znode was written', in: /zookeeper-shell/, pattern: /^([cm]time) = .*/, by: '$1 = TIME' },
  // The first transaction is that of an empty znode, 0x0, which is no chance.
  {
    what: 'the number of a ZooKeeper transaction',
    in: /zookeeper-shell/,
    pattern: /(Zxid = 0x)[\da-f]{2,}/,
    by: '$1N',
  },
  { what: 'the id of a session', in: /zookeeper-shell/, pattern: /(ephemeralOwner = 0x)[\da-f]{2,}/, by: '$1N' },
  {
    what: 'the broker of a partition of __consumer_offsets, which is placed at random',
    in: /kafka-consumer-groups/,
    pattern: /localhost:\d+( +)\(\d\)/,
    by: 'localhost:NNNN$1(N)',
  },
  { what: 'an offset of the metadata log', in: /kafka-features/, pattern: /(\bEpoch: )\d+$/, by: '$1N' },
];

/** Columns of the tables of kafka-transactions in which only some of the digits can repeat. */
const maskedColumns: ReadonlyMap<string, string> = new Map([
  ['Coordinator', 'the broker of a partition of __transaction_state, which is placed at random'],
  ['CoordinatorId', 'the same'],
  ['TransactionDurationMs', 'how long the walk took since'],
]);

/**
 * Java's UUIDs; Kafka's of 22 characters where they are announced, or where they hold digits or dashes too, as no word
 * does.
 */
const drawnIds = new RegExp(
  [
    String.raw`\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b`,
    String.raw`(?<=(?:TopicId: |"topic_id":"|topicId=|"id":"|directoryId": "|directoryId=))[\w-]{22}(?![\w-])`,
    String.raw`(?<![\w.-])(?=[\w-]*[A-Z])(?=[\w-]*[\d_-])[\w-]{22}(?![\w-])`,
  ].join('|'),
  'g',
);
const network = /WARN .*\(org\.apache\.kafka\.clients\.NetworkClient\)$/;
const racyNetwork = /metadata response|fetching metadata|disconnected/;
/** A command that knows one server: there is no choice for its first connection. */
const oneServer = /--(?:bootstrap-(?:server|controller)|broker-list) [\w.:]+(?: |$)/;
const javaSets = /Valid (?:states|types) are|following (?:options|scenarios)/;

/** What of one stream is compared: its lines with what is chance masked. */
export function comparable(lines: readonly string[], chance: Chance): string[] {
  let out = withoutConnectionEvent(lines, chance.command)
    .filter((line) => !isRacy(line, chance))
    .map((line) => maskedLine(line, chance));
  if (/kafka-metadata-quorum/.test(chance.command)) out = metadataLog(observers(out));
  if (/kafka-transactions/.test(chance.command) && isTable(out)) out = withMaskedColumns(out);
  return withoutRepetitions(out.map((line) => line.replace(drawnIds, (id) => chance.ids.name(id))));
}

/**
 * Which broker of a list a client tries first, and how often, is chance; a command that succeeds may have met no dead
 * one.
 */
function isRacy(line: string, { exitCode }: Chance): boolean {
  return network.test(line) && (exitCode === 0 || racyNetwork.test(line));
}

function maskedLine(line: string, chance: Chance): string {
  let text = line;
  for (const mask of masks) {
    if (mask.in === undefined || mask.in.test(chance.command)) text = text.replace(mask.pattern, mask.by);
  }
  if (network.test(text) && !(text.includes('node -1 ') && oneServer.test(chance.command)))
    text = text.replace(/node -?\d+ \(([\w.]+)\/127\.0\.0\.1:\d+\)/, 'node N ($1/127.0.0.1:N)');
  // Immutable sets of Java iterate in an order that each JVM draws.
  if (javaSets.test(text))
    text = text
      .split(/[,\s]+/)
      .sort()
      .join(' ');
  if (chance.controller && /zookeeper-shell/.test(chance.command))
    text = text.replace(/"brokerid":\d+/g, '"brokerid":N');
  if (chance.isrOrder)
    text = text.replace(/Isr: ([\d,]*)/g, (_, ids: string) => `Isr: {${ids.split(',').sort().join()}}`);
  const topic = /Topic: ([^\t]+)\t/.exec(text)?.[1];
  return topic !== undefined && chance.atRandom.has(topic) ? withPlacesOnly(text) : text;
}

/** Replicas placed at random: how many there are, and which of them leads. */
function withPlacesOnly(line: string): string {
  return line.replace(/((?:Leader|Replicas|Isr): )([\d,]+)/g, (_, name: string, ids: string) =>
    name.startsWith('Leader') ? `${name}one` : `${name}${ids.split(',').length} of them`,
  );
}

/** ZooKeeper's client tells that it is connected before or after the answer, or not at all when it is closed first. */
function withoutConnectionEvent(lines: readonly string[], command: string): readonly string[] {
  if (!/zookeeper-shell/.test(command)) return lines;
  const event = ['', 'WATCHER::', '', 'WatchedEvent state:SyncConnected type:None path:null'];
  const at = lines.findIndex((_, index) => event.every((line, offset) => lines[index + offset] === line));
  return at < 0 ? lines : lines.toSpliced(at, event.length);
}

function withMaskedColumns(lines: readonly string[]): string[] {
  const names = tableCells(lines[0]!).map(([name]) => name);
  return lines.map((line, row) =>
    row === 0
      ? line
      : tableCells(line)
          .map(([cell, padding], column) =>
            maskedColumns.has(names[column]!) && cell !== ''
              ? `${'N'.padEnd((cell + padding).length)}`
              : cell + padding,
          )
          .join('\t'),
  );
}

/** How often a warning came is chance; of a run that counts down, recordings keep the first two. */
function withoutRepetitions(lines: readonly string[]): string[] {
  const kept: string[] = [];
  const shape = (line: string) => line.replace(/\d+ attempts left/, 'N attempts left');
  for (const line of lines) {
    const isSaid = /WARN|ERROR/.test(line) && kept.at(-1) === line;
    const isCounted =
      line.includes('WARN') && kept.length > 1 && kept.slice(-2).every((each) => shape(each) === shape(line));
    if (!isSaid && !isCounted) kept.push(line);
  }
  return kept;
}
