import { javaIntHashSetOrder } from '../../jvm/hashOrder';
import { parseJavaInt } from '../../jvm/numbers';
import { parseCommandLine, type CommandLine } from '../../parsing/commandLine';
import { javaSplit } from '../../parsing/javaSplit';
import { scalaOptionOrder } from '../../parsing/optionOrder';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import { adminExceptions, type ToolProfile, type ToolVersion } from '../../parsing/toolVersion';
import { limitOption, topicsOptions, versions, type OptionName, type TopicsVersion } from './versions';

const actions = ['create', 'list', 'alter', 'describe', 'delete'] as const;
type TopicsAction = (typeof actions)[number];

/** What kafka-topics is asked for. */
export interface TopicsOptions {
  readonly action: TopicsAction;
  readonly bootstrapServer: string | undefined;
  readonly zookeeper: string | undefined;
  readonly commandConfig: string | undefined;
  readonly topic: string | undefined;
  /** As given; it may not be a topic id at all. */
  readonly topicId: string | undefined;
  readonly partitions: number | undefined;
  readonly replicationFactor: number | undefined;
  /** Brokers of each partition, from partition 0. */
  readonly replicaAssignment: readonly (readonly number[])[] | undefined;
  readonly configs: readonly (readonly [key: string, value: string])[];
  readonly configsToDelete: readonly string[];
  readonly rackAware: boolean;
  readonly underReplicated: boolean;
  readonly unavailable: boolean;
  readonly underMinIsr: boolean;
  readonly atMinIsr: boolean;
  readonly withOverrides: boolean;
  readonly ifExists: boolean;
  readonly ifNotExists: boolean;
  readonly excludeInternal: boolean;
}

type Line = CommandLine<OptionName>;

const reports = [
  'under-replicated-partitions',
  'under-min-isr-partitions',
  'at-min-isr-partitions',
  'unavailable-partitions',
] as const;

function actionsExcept(...allowed: readonly TopicsAction[]): readonly TopicsAction[] {
  return actions.filter((action) => !allowed.includes(action));
}

/** TopicCommandOptions.checkArgs of 2.8 after its count of actions. */
function checkWithZooKeeper(line: Line): void {
  if (line.has('bootstrap-server') === line.has('zookeeper')) {
    line.illegalArgument('Only one of --bootstrap-server or --zookeeper must be specified');
  }
  if (line.has('describe') && line.has('if-exists')) line.require('topic');
  if (!line.has('list') && !line.has('describe')) line.require('topic');
  if (line.has('create') && !line.has('replica-assignment') && line.has('zookeeper'))
    line.require('partitions', 'replication-factor');
  if (line.has('bootstrap-server') && line.has('alter')) {
    line.rejectCombination(['bootstrap-server', 'config'], ['alter'], versions[line.version].configHint);
    line.require('partitions');
  }
  line.reject('config', actionsExcept('alter', 'create'));
  line.reject('delete-config', scalaOptionOrder([...actionsExcept('alter'), 'bootstrap-server']));
  checkShapeOptions(line);
  const others: OptionName[] = [...actionsExcept('describe'), 'topics-with-overrides'];
  for (const report of reports) {
    const isr: readonly OptionName[] = report.endsWith('min-isr-partitions') ? ['zookeeper'] : [];
    line.reject(report, scalaOptionOrder([...others, ...reports.filter((each) => each !== report), ...isr]));
  }
  line.reject('topics-with-overrides', scalaOptionOrder([...actionsExcept('describe'), ...reports]));
  checkConditions(line);
}

/** TopicCommandOptions.checkArgs since 3.x after its count of actions. */
function checkArguments(line: Line, { deletesConfigs, configHint }: TopicsVersion): void {
  if (!deletesConfigs && line.has('delete-config')) {
    line.print(
      'delete-config option is no longer supported and deprecated since version 4.0. The config will be fully ' +
        'removed in future releases.',
      'stderr',
    );
  }
  checkRequired(line, configHint);
  line.reject('config', actionsExcept('alter', 'create'));
  if (deletesConfigs) line.reject('delete-config', [...actionsExcept('alter'), 'bootstrap-server']);
  checkInvalid(line);
}

/** TopicCommandOptions.checkRequiredArgs since 3.x. */
function checkRequired(line: Line, configHint: string): void {
  if (!line.has('bootstrap-server')) line.illegalArgument('--bootstrap-server must be specified');
  if (line.has('describe') && line.has('if-exists')) {
    if (line.count('topic', 'topic-id') === 0) line.usage('--topic or --topic-id is required to describe a topic');
    if (line.count('topic', 'topic-id') === 2) {
      line.print(
        'Only topic id will be used when both --topic and --topic-id are specified and topicId is not Uuid.ZERO_UUID',
      );
    }
  }
  if (!line.has('list') && !line.has('describe')) line.require('topic');
  if (line.has('alter')) {
    line.rejectCombination(['bootstrap-server', 'config'], ['alter'], configHint);
    line.require('partitions');
  }
}

/** TopicCommandOptions.checkInvalidArgs since 3.x, which no longer keeps the kinds of report apart. */
function checkInvalid(line: Line): void {
  checkShapeOptions(line);
  for (const report of reports) line.reject(report, [...actionsExcept('describe'), 'topics-with-overrides']);
  line.reject('topics-with-overrides', actionsExcept('describe'));
  checkConditions(line);
}

function checkShapeOptions(line: Line): void {
  line.reject('partitions', actionsExcept('alter', 'create'));
  line.reject('replication-factor', actionsExcept('create'));
  line.reject('replica-assignment', actionsExcept('alter', 'create'));
  if (line.has('create')) line.reject('replica-assignment', ['partitions', 'replication-factor']);
}

function checkConditions(line: Line): void {
  line.reject('if-exists', actionsExcept('alter', 'delete', 'describe'));
  line.reject('if-not-exists', actionsExcept('create'));
  line.reject('exclude-internal', actionsExcept('list', 'describe'));
}

/** `--config name=value`, as TopicCommand.parseTopicConfigsToBeAdded splits it. */
function readConfigs(line: Line): TopicsOptions['configs'] {
  const pairs = line.texts('config').map((config) => javaSplit(config, /\s*=\s*/));
  if (pairs.some((pair) => pair.length !== 2)) {
    line.illegalArgument(
      'requirement failed: Invalid topic config: all configs to be added must be in the format "key=val".',
    );
  }
  return [...new Map(pairs.map(([key, value]) => [key!.trim(), value!.trim()]))];
}

/** TopicCommand.parseReplicaAssignment: "1:2,2:3" gives the brokers of partition 0, then those of partition 1. */
function readReplicaAssignment(line: Line, version: ToolVersion): TopicsOptions['replicaAssignment'] {
  const given = line.text('replica-assignment');
  if (!given) return undefined;
  const assignment: number[][] = [];
  for (const [partition, list] of javaSplit(given, ',').entries()) {
    const brokers = javaSplit(list, ':').map((id) => {
      const parsed = parseJavaInt(id.trim());
      return parsed.kind === 'number' ? parsed.value : line.fail('java.lang.NumberFormatException', parsed.message);
    });
    const repeated = brokers.filter((id, i) => brokers.indexOf(id) !== i);
    if (repeated.length > 0) {
      const ids = javaIntHashSetOrder(repeated).join(',');
      line.fail(
        adminExceptions[version].commandFailed,
        `Partition replica lists may not contain duplicate entries: ${ids}`,
      );
    }
    assignment.push(brokers);
    if (brokers.length !== assignment[0]!.length) {
      line.fail(
        adminExceptions[version].operation,
        `Partition ${partition} has different replication factor: ${versions[version].brokerListText(brokers)}`,
      );
    }
  }
  return assignment.length > 0 || versions[version].keepsEmptyAssignment ? assignment : undefined;
}

/**
 * Arguments of kafka-topics (TopicCommand.TopicCommandOptions). Configurations are split into key and value but not
 * validated.
 */
export function parseTopicsOptions(argv: readonly string[], profile: ToolProfile): ParseOutcome<TopicsOptions> {
  const version = profile.toolVersion;
  return parseCommandLine<OptionName, TopicsOptions>(argv, profile, {
    options: topicsOptions[version],
    read: (line) => {
      if (argv.length === 0) line.usage('Create, delete, describe, or change a topic.');
      line.helpOrVersion('This tool helps to create, delete, describe, or change a topic.');
      if (line.count(...actions) !== 1) {
        line.usage('Command must include exactly one action: --list, --describe, --create, --alter or --delete');
      }
      if (versions[version].knowsZooKeeper) checkWithZooKeeper(line);
      else checkArguments(line, versions[version]);
      const connection = {
        zookeeper: line.text('zookeeper'),
        commandConfig: line.text('command-config'),
        bootstrapServer: line.text('bootstrap-server'),
      };
      line.enterCommand();
      const shapes = line.has('create') || line.has('alter');
      // It has no effect but to be refused when it is no number.
      if (line.has('describe')) line.number(limitOption);
      return {
        ...connection,
        action: actions.find((action) => line.has(action))!,
        topic: line.text('topic'),
        partitions: shapes ? line.number('partitions') : undefined,
        replicationFactor: shapes ? line.number('replication-factor') : undefined,
        replicaAssignment: shapes ? readReplicaAssignment(line, version) : undefined,
        configs: shapes ? readConfigs(line) : [],
        configsToDelete: line.texts('delete-config').map((name) => name.trim()),
        topicId: line.has('describe') ? line.text('topic-id') : undefined,
        rackAware: !line.has('disable-rack-aware'),
        underReplicated: line.has('under-replicated-partitions'),
        unavailable: line.has('unavailable-partitions'),
        underMinIsr: line.has('under-min-isr-partitions'),
        atMinIsr: line.has('at-min-isr-partitions'),
        withOverrides: line.has('topics-with-overrides'),
        ifExists: line.has('if-exists'),
        ifNotExists: line.has('if-not-exists'),
        excludeInternal: line.has('exclude-internal'),
      };
    },
  });
}
