import type { JsonWords } from '../../jvm/kafkaJson';
import { defaultOptions, flag, long, text } from '../../parsing/joptOption';
import type { ToolVersion } from '../../parsing/toolVersion';

const commonOptions = [
  ...defaultOptions,
  flag('additional', 'Add to the reassignments under way, or change their throttle.'),
  text('broker-list', 'brokerlist', 'Brokers to move to, as 0,1,2; for --generate.'),
  flag('cancel', 'Cancel a reassignment under way.'),
  text('command-config', 'Admin client property file', 'Properties file for the admin client.'),
  flag('disable-rack-aware', 'Ignore racks when placing replicas.'),
  flag('execute', 'Start the reassignment of --reassignment-json-file.'),
  flag('generate', 'Propose a reassignment, without starting it.'),
  flag('list', 'List the reassignments under way.'),
  flag('preserve-throttles', 'Leave throttles as they are.'),
  text(
    'reassignment-json-file',
    'manual assignment json file path',
    'JSON file with a reassignment:\n{"version":1,"partitions":[{"topic":"t",\n "partition":0,"replicas":[1,2]}]}',
  ),
  long(
    'replica-alter-log-dirs-throttle',
    'replicaAlterLogDirsThrottle',
    'Bytes a second between directories of a broker.',
    { defaultValue: -1 },
  ),
  long('throttle', 'throttle', 'Bytes a second between brokers.', { defaultValue: -1 }),
  long('timeout', 'timeout', 'Milliseconds to wait until moves between directories begin.', { defaultValue: 10000 }),
  text(
    'topics-to-move-json-file',
    'topics to reassign json file path',
    'JSON file with topics for --generate:\n{"version":1,"topics":[{"topic":"t"}]}',
  ),
  flag('verify', 'Check whether a reassignment is complete, and remove its throttles then.'),
] as const;

const servers = 'Server(s) to use for bootstrapping';

const zookeeperOptions = [
  ...commonOptions,
  text('bootstrap-server', servers, 'Brokers to connect to.'),
  text('zookeeper', 'urls', 'DEPRECATED: work on ZooKeeper directly.'),
] as const;

const controllerOptions = [
  ...commonOptions,
  text(
    'bootstrap-controller',
    'bootstrap controller to connect to',
    'Controllers to connect to, for --cancel and --list.',
    { required: false },
  ),
  text('bootstrap-server', servers, 'Brokers to connect to.', { required: false }),
  flag('disallow-replication-factor-change', 'Refuse a reassignment that changes how many replicas a partition has.'),
] as const;

/** Names of the options of any release. */
export type OptionName = (typeof zookeeperOptions | typeof controllerOptions)[number]['name'];
/** Options of kafka-reassign-partitions by release. */
export const reassignPartitionsOptions = {
  '2.8': zookeeperOptions,
  '3.9': [...commonOptions, text('bootstrap-server', servers, 'REQUIRED: brokers to connect to.')],
  '4.3': controllerOptions,
} as const;

/** Where the releases of kafka-reassign-partitions differ. */
export interface ReassignVersion {
  /** Options that say where to connect to, and what is said where none is given. */
  readonly connections: readonly OptionName[];
  readonly noConnection: string;
  /** Of which language its sets and maps are: their orders are printed. */
  readonly collections: 'scala' | 'java';
  readonly json: JsonWords;
  /** "Reassignment of partition t-0 is ...". */
  readonly done: 'complete' | 'completed';
  /** A list of duplicates in an error. */
  readonly duplicateList: (items: readonly (string | number)[]) => string;
  /** "None of the specified partition moves are active." ends its line. */
  readonly endsNoMovesLine: boolean;
  /** Current assignments name the directories of replicas on living brokers. */
  readonly showsLogDirs: boolean;
  /** A topic or partition that is not there is looked for before anything is printed, with the tool's own message. */
  readonly looksForPartitions: boolean;
  /** 3.9 passes over a reassignment that only adds replicas: a fault of its --cancel that we keep. */
  readonly cancels: (adding: readonly number[], removing: readonly number[]) => boolean;
  /** Directory moves are reported in one line, or one by one. */
  readonly reportsMoves: 'together' | 'each';
  readonly placement: 'shifted' | 'striped';
}

const noServer = 'Please specify --bootstrap-server';

const java: Omit<ReassignVersion, 'connections' | 'noConnection' | 'showsLogDirs' | 'cancels' | 'placement'> = {
  collections: 'java',
  json: 'java',
  done: 'completed',
  duplicateList: (items) => `[${items.join(', ')}]`,
  endsNoMovesLine: false,
  looksForPartitions: true,
  reportsMoves: 'each',
};

/** The releases of kafka-reassign-partitions. */
export const versions: Readonly<Record<ToolVersion, ReassignVersion>> = {
  '2.8': {
    connections: ['zookeeper', 'bootstrap-server'],
    noConnection: noServer,
    collections: 'scala',
    json: 'scala',
    done: 'complete',
    duplicateList: (items) => items.join(),
    endsNoMovesLine: true,
    showsLogDirs: false,
    looksForPartitions: false,
    cancels: (adding, removing) => adding.length > 0 || removing.length > 0,
    reportsMoves: 'together',
    placement: 'shifted',
  },
  '3.9': {
    ...java,
    connections: ['bootstrap-server'],
    noConnection: noServer,
    showsLogDirs: false,
    cancels: (adding, removing) => adding.length === 0 || removing.length > 0,
    placement: 'shifted',
  },
  '4.3': {
    ...java,
    connections: ['bootstrap-server', 'bootstrap-controller'],
    noConnection: 'Please specify either --bootstrap-server or --bootstrap-controller',
    showsLogDirs: true,
    cancels: (adding, removing) => adding.length > 0 || removing.length > 0,
    placement: 'striped',
  },
};
