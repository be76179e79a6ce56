import { defaultOptions, flag, integer, text } from '../../parsing/joptOption';
import type { ToolVersion } from '../../parsing/toolVersion';
import type { ElectionFileWords } from '../electionFile';

const commonOptions = [
  ...defaultOptions,
  text('admin.config', 'config file', 'Properties file for the admin client.'),
  flag('all-topic-partitions', 'Elect in every partition that needs it.'),
  text('bootstrap-server', 'host:port', 'REQUIRED: brokers to connect to.'),
  text(
    'election-type',
    'election type',
    'REQUIRED: "preferred" gives the first replica the lead again; "unclean" finds a leader out of sync.',
    {
      oneOf: ['PREFERRED', 'UNCLEAN'],
    },
  ),
  integer('partition', 'partition id', 'The partition of --topic.'),
  text('path-to-json-file', 'Path to JSON file', 'JSON file with the partitions to elect in.'),
  text('topic', 'topic name', 'Topic of the partition to elect in.'),
] as const;

const commandConfigOption = text('command-config', 'Config file', 'Properties file for the admin client.');

/** Names of the options of any release. */
export type OptionName = (typeof commonOptions)[number]['name'] | typeof commandConfigOption.name;

/** Options of kafka-leader-election by release. */
export const leaderElectionOptions = {
  '2.8': commonOptions,
  '3.9': commonOptions,
  '4.3': [...commonOptions, commandConfigOption],
} as const;

/** What kafka-leader-election does and says by release. */
interface LeaderElectionVersion {
  readonly file: ElectionFileWords;
  readonly isScala: boolean;
  /** Scala gathers missing options in front, Java behind. */
  readonly missingOrder: readonly ('bootstrap-server' | 'election-type')[];
  /** --admin.config is taken with a warning, for --command-config. */
  readonly renamesAdminConfig: boolean;
  readonly fileMaySetTimeout: boolean;
}

const java: LeaderElectionVersion = {
  file: {
    empty: 'Replica election data is empty',
    noPartitions: 'Replica election data is missing "partitions" field',
    duplicates: (partitions) => `Replica election data contains duplicate partitions: [${partitions.join(', ')}]`,
    wrapsCauses: true,
    json: 'java',
  },
  isScala: false,
  missingOrder: ['bootstrap-server', 'election-type'],
  renamesAdminConfig: false,
  fileMaySetTimeout: true,
};

/** The releases of kafka-leader-election. */
export const versions: Readonly<Record<ToolVersion, LeaderElectionVersion>> = {
  '2.8': {
    file: {
      ...java.file,
      duplicates: (partitions) => `Replica election data contains duplicate partitions: ${partitions.join()}`,
      wrapsCauses: false,
      json: 'scala',
    },
    isScala: true,
    missingOrder: ['election-type', 'bootstrap-server'],
    renamesAdminConfig: false,
    fileMaySetTimeout: false,
  },
  '3.9': java,
  '4.3': { ...java, renamesAdminConfig: true },
};
