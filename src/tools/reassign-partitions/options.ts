import { parseCommandLine, type CommandLine } from '../../parsing/commandLine';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile, ToolVersion } from '../../parsing/toolVersion';
import { reassignPartitionsOptions, versions, type OptionName } from './versions';

const actions = ['generate', 'execute', 'verify', 'cancel', 'list'] as const;
type ReassignAction = (typeof actions)[number];

/** What kafka-reassign-partitions is asked for. */
export interface ReassignPartitionsOptions {
  readonly action: ReassignAction;
  readonly bootstrapServer: string | undefined;
  readonly bootstrapController: string | undefined;
  /** Only 2.8 knows it, and ignores it next to a bootstrap server. */
  readonly zookeeper: string | undefined;
  readonly commandConfig: string | undefined;
  /** Path of the plan that is executed, verified or cancelled. */
  readonly reassignmentJsonFile: string | undefined;
  readonly topicsToMoveJsonFile: string | undefined;
  /** As given, for `generate`: "0,1,2". */
  readonly brokerList: string | undefined;
  readonly rackAware: boolean;
  /** Bytes a second between brokers; -1 for no throttle. */
  readonly throttle: number;
  /** Bytes a second between the directories of a broker; -1 for no throttle. */
  readonly replicaAlterLogDirsThrottle: number;
  readonly timeoutMs: number;
  readonly additional: boolean;
  readonly preserveThrottles: boolean;
  readonly disallowReplicationFactorChange: boolean;
}

type Line = CommandLine<OptionName>;

const required: Readonly<Record<ReassignAction, readonly OptionName[]>> = {
  verify: ['reassignment-json-file'],
  generate: ['topics-to-move-json-file', 'broker-list'],
  execute: ['reassignment-json-file'],
  cancel: ['reassignment-json-file'],
  list: [],
};

const permitted: Readonly<Record<ReassignAction, readonly OptionName[]>> = {
  verify: ['preserve-throttles', 'zookeeper'],
  generate: ['disable-rack-aware', 'zookeeper'],
  execute: [
    'additional',
    'throttle',
    'replica-alter-log-dirs-throttle',
    'timeout',
    'disallow-replication-factor-change',
    'zookeeper',
  ],
  cancel: ['preserve-throttles', 'timeout', 'bootstrap-controller'],
  list: ['bootstrap-controller'],
};

function checkConnection(line: Line, version: ToolVersion): void {
  const { connections, noConnection } = versions[version];
  const ways = line.count(...connections);
  if (ways === 2 && !line.has('zookeeper'))
    line.usage("Please don't specify both --bootstrap-server and --bootstrap-controller");
  if (ways === 0) line.usage(noConnection);
}

/** What ZooKeeper alone cannot do, in the order in which 2.8 looks for it. */
const bootstrapServerOnly = [
  'additional',
  'cancel',
  'command-config',
  'replica-alter-log-dirs-throttle',
  'list',
  'timeout',
] as const;

/** ReassignPartitionsCommand.validateAndParseArgs */
function validate(line: Line, version: ToolVersion): ReassignAction {
  line.helpOrVersion('This tool helps to move topic partitions between replicas.');
  const given = actions.filter((action) => line.has(action));
  const [action] = given;
  if (given.length !== 1 || action === undefined) {
    return line.usage(`Command must include exactly one action: ${actions.map((name) => `--${name}`).join(', ')}`);
  }
  checkConnection(line, version);
  line.require(...required[action]);
  const allowed: readonly string[] = [
    'bootstrap-server',
    'command-config',
    action,
    ...required[action],
    ...permitted[action],
  ];
  const stray = line.detectedNames().find((name) => !allowed.includes(name));
  if (stray !== undefined) line.usage(`Option "[${stray}]" can't be used with action "[${action}]"`);
  if (line.has('zookeeper') && !line.has('bootstrap-server')) {
    const refused = bootstrapServerOnly.find((name) => line.has(name));
    if (refused !== undefined) {
      line.fail('java.lang.RuntimeException', `You must specify --bootstrap-server when using "[${refused}]"`);
    }
  }
  return action;
}

/** Arguments of kafka-reassign-partitions (ReassignPartitionsCommandOptions). */
export function parseReassignPartitionsOptions(
  argv: readonly string[],
  profile: ToolProfile,
): ParseOutcome<ReassignPartitionsOptions> {
  return parseCommandLine<OptionName, ReassignPartitionsOptions>(argv, profile, {
    options: reassignPartitionsOptions[profile.toolVersion],
    read: (line) => {
      const action = validate(line, profile.toolVersion);
      line.enterCommand();
      if (line.has('zookeeper')) {
        line.print(
          line.has('bootstrap-server')
            ? 'Warning: ignoring deprecated --zookeeper option because --bootstrap-server was specified.  The ' +
                '--zookeeper option will be removed in a future version of Kafka.'
            : 'Warning: --zookeeper is deprecated, and will be removed in a future version of Kafka.',
        );
      }
      const commandConfig = line.text('command-config');
      const servers = {
        bootstrapServer: line.text('bootstrap-server'),
        bootstrapController: line.text('bootstrap-controller'),
      };
      const connection = line.text('zookeeper') ?? servers.bootstrapServer ?? servers.bootstrapController;
      // Their arguments are optional in 4.x: an option without one connects to nowhere.
      if (connection === undefined) line.fail('java.lang.NullPointerException', 'null');
      return {
        action,
        commandConfig,
        ...servers,
        zookeeper: line.text('zookeeper'),
        reassignmentJsonFile: line.text('reassignment-json-file'),
        topicsToMoveJsonFile: line.text('topics-to-move-json-file'),
        brokerList: line.text('broker-list'),
        rackAware: !line.has('disable-rack-aware'),
        throttle: line.number('throttle')!,
        replicaAlterLogDirsThrottle: line.number('replica-alter-log-dirs-throttle')!,
        timeoutMs: line.number('timeout')!,
        additional: line.has('additional'),
        preserveThrottles: line.has('preserve-throttles'),
        disallowReplicationFactorChange: line.has('disallow-replication-factor-change'),
      };
    },
  });
}
