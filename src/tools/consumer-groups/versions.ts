import { defaultOptions, flag, long, on, text } from '../../parsing/joptOption';
import { javaOptionOrder, scalaOptionOrder } from '../../parsing/optionOrder';
import type { ToolVersion } from '../../parsing/toolVersion';

const earlyActions = ['list', 'describe', 'delete', 'reset-offsets', 'delete-offsets'] as const;
const laterActions = [...earlyActions, 'validate-regex'] as const;
/** What the tool can be asked to do. */
export type ConsumerGroupsAction = (typeof laterActions)[number];

const commonOptions = [
  ...defaultOptions,
  flag('all-groups', 'All groups.'),
  flag('all-topics', 'All topics of a group, for --reset-offsets.'),
  text('bootstrap-server', 'server to connect to', 'REQUIRED: brokers to connect to.'),
  text('by-duration', 'duration', 'Reset to what came so long ago, as PnDTnHnMnS.'),
  text('command-config', 'command config property file', 'Properties file for the admin client.'),
  flag('delete', 'Delete groups.'),
  flag('delete-offsets', 'Delete offsets of a group.'),
  flag('describe', 'Show offsets and lag of groups, or their members or state.'),
  flag('dry-run', 'Only show what --reset-offsets would do.'),
  flag('execute', 'Carry out --reset-offsets.'),
  flag('export', 'Print the result of --reset-offsets as CSV.'),
  text('from-file', 'path to CSV file', 'Reset to the offsets of a CSV file.'),
  text('group', 'consumer group', 'A group; may be repeated.'),
  flag('list', 'List groups.'),
  on({ availableIf: ['describe'] }, flag('members', 'Describe the members of the group.')),
  on({ availableIf: ['describe'] }, flag('offsets', 'Describe partitions with offset and lag, as without it.')),
  flag('reset-offsets', 'Reset offsets of groups without members.'),
  long('shift-by', 'number-of-offsets', 'Reset by so many offsets, forwards or backwards.'),
  on(
    { availableIf: ['describe', 'list'] },
    text('state', '', 'Describe the state, or list groups of some states.', { required: false }),
  ),
  flag('to-current', 'Reset to the current offsets.'),
  text('to-datetime', 'datetime', 'Reset to a time, as YYYY-MM-DDTHH:mm:SS.sss.'),
  flag('to-earliest', 'Reset to the earliest offsets.'),
  flag('to-latest', 'Reset to the latest offsets.'),
  long('to-offset', 'offset', 'Reset to an offset.'),
  text('topic', 'topic', 'A topic, or some of its partitions, as topic:0,1; may be repeated.'),
  on({ availableIf: ['describe'] }, flag('verbose', 'Describe more.')),
] as const;

const timeout = ['timeout', 'timeout (ms)', 'Longest to wait for the cluster.'] as const;
const typeOption = on(
  { availableIf: ['list'] },
  text('type', '', 'List groups of some types: classic, consumer.', { required: false }),
);

/** Options of kafka-consumer-groups by release. */
export const consumerGroupsOptions = {
  '2.8': [...commonOptions, long(...timeout, { defaultValue: 5000 })],
  '3.9': [...commonOptions, long(...timeout, { defaultValue: 5000 }), typeOption],
  '4.3': [
    ...commonOptions,
    long(...timeout, { defaultValue: 30000 }),
    typeOption,
    text('validate-regex', 'regex', 'Check a regular expression for subscriptions.'),
  ],
} as const;

/** Names of the options of any release. */
export type OptionName = (typeof consumerGroupsOptions)[ToolVersion][number]['name'];

/** Options that say which groups are meant. */
export const scopes = ['group', 'all-groups'] as const;
/** What --state and others go with. */
export const levels = ['list', 'describe', 'delete', 'reset-offsets'] as const;
const noActionWill = 'WARN: No action will be performed as the --execute option is missing.';
const shouldAddDryRun =
  'You should add the --dry-run option explicitly if you are scripting this command and want to keep the current ' +
  'default behavior without prompting.';
const futureRelease =
  `${noActionWill}In a future major release, the default behavior of this command will be to ` +
  `prompt the user before executing the reset rather than doing a dry run. ${shouldAddDryRun}`;

/** How a release checks its arguments. */
export interface ConsumerGroupsRules {
  readonly actions: readonly ConsumerGroupsAction[];
  /** 2.8 shows its usage when it cannot read a value before it has made its client. */
  readonly exceptionsShowUsage: boolean;
  /** 2.8 asks for the servers before it answers a request for help. */
  readonly helpComes: 'before-checks' | 'after-checks';
  /** Sets of options in the order in which they are looked through and printed; 4.x leaves it to chance. */
  readonly order: <N extends OptionName>(names: readonly N[]) => readonly N[];
  readonly scenarioOrder: <N extends OptionName>(names: readonly N[]) => readonly N[];
  readonly scenarioSetText: (names: readonly string[]) => string;
  /** What the messages about missing groups list, not always to the point. */
  readonly offered: { readonly describe: readonly OptionName[]; readonly deleteOffsets: readonly OptionName[] };
  readonly dryRunWarning: string;
  readonly states: readonly string[];
  readonly statesIgnoreCase: boolean;
  readonly types: readonly string[];
}

const asGiven = <N>(names: readonly N[]): readonly N[] => names;
const classicStates = ['PreparingRebalance', 'CompletingRebalance', 'Stable', 'Dead', 'Empty'];
const states = [...classicStates, 'Assigning', 'Reconciling'];

/** The rules of each release. */
export const consumerGroupsRules: Readonly<Record<ToolVersion, ConsumerGroupsRules>> = {
  '2.8': {
    actions: earlyActions,
    exceptionsShowUsage: true,
    helpComes: 'after-checks',
    order: asGiven,
    scenarioOrder: scalaOptionOrder,
    scenarioSetText: (names) => `HashSet(${names.join(', ')})`,
    offered: { describe: scopes, deleteOffsets: ['group', 'topic'] },
    dryRunWarning: futureRelease,
    states: classicStates,
    statesIgnoreCase: false,
    types: [],
  },
  '3.9': {
    actions: earlyActions,
    exceptionsShowUsage: false,
    helpComes: 'before-checks',
    order: javaOptionOrder,
    scenarioOrder: javaOptionOrder,
    scenarioSetText: (names) => `[${names.join(', ')}]`,
    offered: { describe: levels, deleteOffsets: scopes },
    dryRunWarning: futureRelease,
    states,
    statesIgnoreCase: true,
    types: ['Consumer', 'Classic'],
  },
  '4.3': {
    actions: laterActions,
    exceptionsShowUsage: false,
    helpComes: 'before-checks',
    order: asGiven,
    scenarioOrder: asGiven,
    scenarioSetText: (names) => `[${names.join(', ')}]`,
    offered: { describe: scopes, deleteOffsets: ['group', 'topic'] },
    dryRunWarning:
      `${noActionWill} In version 5.0, this command will require either --dry-run or --execute to be ` +
      `specified. ${shouldAddDryRun}`,
    states,
    statesIgnoreCase: true,
    types: ['Classic', 'Consumer'],
  },
};

/** How a version lays its tables out: where lines end, how wide the first columns are, and what its messages say. */
export interface GroupsWords {
  /** Rows begin with a line end instead of ending with one; `last` says whether the table then ends its last line. */
  readonly rows: 'ended' | 'begun' | 'begun-then-ended';
  /** The order of partitions in --describe: that of a Java map, or by topic and partition. */
  readonly offsetRows: 'by-hash' | 'by-name';
  /** What --reset-offsets makes of what it throws itself, and of what a future throws. */
  readonly resetFailures: { readonly own: 'bare' | 'runtime'; readonly future: 'execution' | 'runtime' | 'bare' };
  /** A partition that is not there, or has no leader: the offsets' future fails at once, in time, or it is refused. */
  readonly lostPartitions: 'at-once' | 'in-time' | 'refused';
  /** A date beyond the end, of which no record is younger, is told of. */
  readonly warnsOfEmptyPartitions: boolean;
  /** In 4.3 a failed deletion stands without the future's exception around it. */
  readonly deletionFailures: 'wrapped' | 'bare';
  readonly resetRows: 'ended' | 'run-on' | 'begun-then-ended';
  readonly resetWidths: 'fixed' | 'fitted';
  readonly membersHeaderAlways: boolean;
  /** A member's assignment as "t(0,1)", "(0,1)" or "t:0,1". */
  readonly assignment: 'topic-in-front' | 'no-topic' | 'colon';
  /** The maps that new offsets pass through. */
  readonly resetOrder: 'scala' | 'java';
  readonly logger: string;
  /** Between host:port and (id) of a coordinator. */
  readonly coordinatorGap: string;
  readonly stateGroupWidth: 'as-coordinator' | 'own';
  readonly stateWidth: number;
  readonly noAssignor: string;
  /** Since 4.0 a group that does not exist is an error rather than a dead group. */
  readonly deadGroups: 'dead' | 'error';
  readonly listStateHeader: (width: number, includeType: boolean, includeState: boolean) => readonly number[];
  readonly deletedList: (groups: readonly string[]) => string;
  readonly alsoDeletedList: (groups: readonly string[]) => string;
  readonly offsetsDeleted: (group: string, topics: readonly string[]) => string;
  readonly noSuchGroup: (group: string) => string;
  readonly partitionErrors: string;
  /** In the place of a partition's number where the topic is not there, and none was given. */
  readonly unknownPartition: string;
  readonly deletedRows: {
    readonly widths: readonly number[];
    readonly rows: 'ended' | 'run-on' | 'begun-then-ended';
    readonly error: string;
  };
}

const quoted = (groups: readonly string[]) => groups.map((group) => `'${group}'`).join(', ');

const v39: GroupsWords = {
  rows: 'begun',
  offsetRows: 'by-hash',
  resetFailures: { own: 'runtime', future: 'runtime' },
  lostPartitions: 'in-time',
  warnsOfEmptyPartitions: true,
  deletionFailures: 'wrapped',
  resetRows: 'run-on',
  resetWidths: 'fixed',
  membersHeaderAlways: true,
  assignment: 'no-topic',
  resetOrder: 'java',
  logger: 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
  coordinatorGap: '  ',
  stateGroupWidth: 'as-coordinator',
  stateWidth: 15,
  noAssignor: '',
  deadGroups: 'dead',
  listStateHeader: (width, includeType, includeState) => [
    width + 10,
    ...(includeType ? [20] : []),
    ...(includeState ? [20] : []),
  ],
  deletedList: (groups) => `'${groups.join(', ')}'`,
  alsoDeletedList: (groups) => `'${groups.join("'")}', '`,
  offsetsDeleted: (group, topics) =>
    `Request succeed for deleting offsets with topic ${topics.join(', ')} group ${group}`,
  noSuchGroup: (group) => `'${group}' does not exist.`,
  unknownPartition: 'Not Provided',
  partitionErrors: 'Encounter some partition level error, see the follow-up details:',
  deletedRows: { widths: [30, 15, 15], rows: 'run-on', error: 'Error: :' },
};

/** The words of each release. */
export const groupsWords: Readonly<Record<ToolVersion, GroupsWords>> = {
  '2.8': {
    ...v39,
    rows: 'ended',
    resetFailures: { own: 'bare', future: 'execution' },
    lostPartitions: 'at-once',
    warnsOfEmptyPartitions: false,
    resetRows: 'ended',
    membersHeaderAlways: false,
    assignment: 'topic-in-front',
    resetOrder: 'scala',
    logger: 'kafka.admin.ConsumerGroupCommand$',
    coordinatorGap: ' ',
    listStateHeader: (width) => [width, 0],
    deletedList: quoted,
    alsoDeletedList: quoted,
    deletedRows: { widths: [30, 15, 15], rows: 'ended', error: 'Error: ' },
  },
  '3.9': v39,
  '4.3': {
    ...v39,
    rows: 'begun-then-ended',
    offsetRows: 'by-name',
    resetFailures: { own: 'runtime', future: 'bare' },
    lostPartitions: 'refused',
    deletionFailures: 'bare',
    unknownPartition: '-',
    logger: 'org.apache.kafka.tools.OffsetsUtils',
    resetRows: 'begun-then-ended',
    resetWidths: 'fitted',
    assignment: 'colon',
    stateGroupWidth: 'own',
    stateWidth: 20,
    noAssignor: '-',
    deadGroups: 'error',
    deletedList: quoted,
    alsoDeletedList: quoted,
    offsetsDeleted: (group) => `Request succeeded for deleting offsets from group ${group}.`,
    noSuchGroup: () => 'The group id does not exist.',
    partitionErrors: 'Encountered some partition-level error, see the follow-up details.',
    deletedRows: { widths: [15, 10, 15], rows: 'begun-then-ended', error: 'Error: ' },
  },
};
