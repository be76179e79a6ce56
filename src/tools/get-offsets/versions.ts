import { defaultOptions, flag, integer, long, on, text } from '../../parsing/joptOption';
import type { ToolVersion } from '../../parsing/toolVersion';

const addresses = 'HOST1:PORT1,...,HOST3:PORT3';

const earlyOptions = [
  text('broker-list', 'hostname:port,...,hostname:port', 'REQUIRED: brokers to connect to.'),
  integer('max-wait-ms', 'ms', 'DEPRECATED AND IGNORED.', { defaultValue: 1000 }),
  integer('offsets', 'count', 'DEPRECATED AND IGNORED.', { defaultValue: 1 }),
  text('partitions', 'partition ids', 'Partitions, as 0,1,2; all without it.', { defaultValue: '' }),
  long('time', 'timestamp/-1(latest)/-2(earliest)', 'Which offset: a timestamp, the end or the start.', {
    defaultValue: -1,
  }),
  text('topic', 'topic', 'REQUIRED: the topic.'),
] as const;

const laterOptions = [
  ...defaultOptions,
  text('command-config', 'config file', 'Properties file for the admin client.'),
  flag('exclude-internal-topics', 'Leave internal topics out.'),
  text('partitions', 'partition ids', 'Partitions, as 0,1,2; all without it.'),
  text('topic', 'topic', 'Topics, as a regular expression; all without it.'),
  text(
    'topic-partitions',
    'topic1:1,topic2:0-3,topic3,topic4:5-,topic5:-3',
    'Topics as regular expressions, each with a partition or a range.',
  ),
] as const;

const timesUpTo39 = '-1 or latest / -2 or earliest / -3 or max-timestamp / -4 or earliest-local / -5 or latest-tiered';
const placesUpTo39 = `<timestamp> / ${timesUpTo39}` as const;
const places = `${placesUpTo39} / -6 or earliest-pending-upload`;
const which = [
  'Which offset: a place of the log, or the first one at or after a timestamp.',
  { defaultValue: 'latest' },
] as const;

/** Options of kafka-get-offsets by release. */
export const getOffsetsOptions = {
  '2.8': earlyOptions,
  '3.9': [
    ...laterOptions,
    on({ requiredUnless: 'broker-list' }, text('bootstrap-server', addresses, 'REQUIRED: brokers to connect to.')),
    text('broker-list', addresses, 'DEPRECATED: use --bootstrap-server.'),
    text('time', placesUpTo39, ...which),
  ],
  '4.3': [
    ...laterOptions,
    text('bootstrap-server', addresses, 'REQUIRED: brokers to connect to.'),
    text('time', places, ...which),
  ],
} as const;

/** What kafka-get-offsets takes by release. */
interface GetOffsetsVersion {
  /** GetOffsetShell of kafka.tools: other options, other checks, and joptsimple's exceptions as they are. */
  readonly isScala: boolean;
  /** So many special places of a log it knows, from -1 downwards. */
  readonly timeCount: number;
  /** How it names them. */
  readonly times: string;
}

/** The releases of kafka-get-offsets. */
export const versions: Readonly<Record<ToolVersion, GetOffsetsVersion>> = {
  '2.8': { isScala: true, timeCount: 2, times: '' },
  '3.9': { isScala: false, timeCount: 5, times: timesUpTo39 },
  '4.3': { isScala: false, timeCount: 6, times: `${timesUpTo39} / -6 or earliest-pending-upload` },
};
