import { parseJavaInt } from '../../jvm/numbers';
import { parseCommandLine, usageLines, type CommandLine } from '../../parsing/commandLine';
import { javaSplit } from '../../parsing/javaSplit';
import { defaultOptions, flag, long, on, text } from '../../parsing/joptOption';
import { javaOptionOrder, scalaOptionOrder } from '../../parsing/optionOrder';
import type { OutputLine, ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile, ToolVersion } from '../../parsing/toolVersion';

/** What kafka-consumer-groups is asked for. */
export interface ConsumerGroupsOptions {
  readonly action: ConsumerGroupsAction;
  /** Missing only for `validate-regex`. */
  readonly bootstrapServer: string | undefined;
  readonly commandConfig: string | undefined;
  readonly timeoutMs: number;
  readonly groups: readonly string[];
  readonly allGroups: boolean;
  /** Topics, each with some of its partitions or with all. */
  readonly topics: readonly { readonly topic: string; readonly partitions: readonly number[] | undefined }[];
  readonly allTopics: boolean;
  /**
   * For `list`: groups of these states and types only, an empty list for any; undefined where the column is not asked
   * for.
   */
  readonly states: readonly string[] | undefined;
  readonly types: readonly string[] | undefined;
  readonly view: 'offsets' | 'members' | 'state';
  readonly verbose: boolean;
  readonly dryRun: boolean;
  readonly export: boolean;
  /** Where offsets are reset to; the real tool misses it late, see resetScenarioMissing. */
  readonly scenario: ResetScenario | undefined;
  readonly regex: string | undefined;
}

/** Where --reset-offsets moves offsets to; dates and durations are still text, because the tool reads them late. */
export type ResetScenario =
  | { readonly kind: 'to-offset'; readonly offset: number }
  | { readonly kind: 'shift-by'; readonly offsets: number }
  | { readonly kind: 'to-datetime'; readonly dateTime: string }
  | { readonly kind: 'by-duration'; readonly duration: string }
  | { readonly kind: 'from-file'; readonly path: string }
  | { readonly kind: 'to-earliest' | 'to-latest' | 'to-current' };

const earlyActions = ['list', 'describe', 'delete', 'reset-offsets', 'delete-offsets'] as const;
const laterActions = [...earlyActions, 'validate-regex'] as const;
type ConsumerGroupsAction = (typeof laterActions)[number];

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

const consumerGroupsOptions = {
  '2.8': [...commonOptions, long(...timeout, { defaultValue: 5000 })],
  '3.9': [...commonOptions, long(...timeout, { defaultValue: 5000 }), typeOption],
  '4.3': [
    ...commonOptions,
    long(...timeout, { defaultValue: 30000 }),
    typeOption,
    text('validate-regex', 'regex', 'Check a regular expression for subscriptions.'),
  ],
} as const;

type OptionName = (typeof consumerGroupsOptions)[ToolVersion][number]['name'];
type Line = CommandLine<OptionName>;

const scopes = ['group', 'all-groups'] as const;
const levels = ['list', 'describe', 'delete', 'reset-offsets'] as const;
const scenarios = [
  'to-offset',
  'shift-by',
  'to-datetime',
  'by-duration',
  'to-earliest',
  'to-latest',
  'to-current',
  'from-file',
] as const;

const about =
  'This tool helps to list all consumer groups, describe a consumer group, delete consumer group info, or reset ' +
  'consumer group offsets.';

const noActionWill = 'WARN: No action will be performed as the --execute option is missing.';
const shouldAddDryRun =
  'You should add the --dry-run option explicitly if you are scripting this command and want to keep the current ' +
  'default behavior without prompting.';
const futureRelease =
  `${noActionWill}In a future major release, the default behavior of this command will be to ` +
  `prompt the user before executing the reset rather than doing a dry run. ${shouldAddDryRun}`;

interface ConsumerGroupsRules {
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

const consumerGroupsRules: Readonly<Record<ToolVersion, ConsumerGroupsRules>> = {
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

const bracketed = (names: readonly string[]): string => names.map((name) => `[${name}]`).join(', ');

/** ConsumerGroupCommandOptions.checkArgs */
function checkArguments(line: Line, rules: ConsumerGroupsRules): void {
  if (rules.helpComes === 'before-checks') line.helpOrVersion(about);
  if (!line.has('validate-regex')) line.require('bootstrap-server');
  const hasScope = line.count(...scopes) > 0;
  const offer = (action: OptionName, names: readonly OptionName[], verb = 'takes one of these options'): never => {
    return line.usage(`Option [${action}] ${verb}: ${bracketed(rules.order(names))}`);
  };
  if (line.has('describe')) {
    if (!hasScope) offer('describe', rules.offered.describe);
    const views = ['members', 'offsets', 'state'] as const;
    if (line.count(...views) > 1)
      line.usage(`Option [describe] takes at most one of these options: ${bracketed(views)}`);
    if (line.text('state') !== undefined) line.usage('Option [describe] does not take a value for [state]');
  }
  if (line.has('delete')) {
    if (!hasScope) offer('delete', scopes);
    if (line.has('topic'))
      line.usage('The consumer does not support topic-specific offset deletion from a consumer group.');
  }
  if (line.has('delete-offsets') && line.count('group', 'topic') < 2) {
    offer('delete-offsets', rules.offered.deleteOffsets, 'takes the following options');
  }
  if (line.has('reset-offsets')) {
    if (line.count('dry-run', 'execute') === 2)
      line.usage('Option [reset-offsets] only accepts one of [execute] and [dry-run]');
    if (line.count('dry-run', 'execute') === 0) line.print(rules.dryRunWarning, 'stderr');
    if (!hasScope) offer('reset-offsets', scopes);
    for (const used of [
      'to-offset',
      'to-datetime',
      'by-duration',
      'to-earliest',
      'to-latest',
      'to-current',
      'shift-by',
      'from-file',
    ] as const) {
      line.reject(used, rules.scenarioOrder(scenarios.filter((name) => name !== used)));
    }
  }
  line.reject('group', ['all-groups']);
  line.reject('group', ['list']);
  line.reject(
    'topic',
    rules.order(levels).filter((name) => name === 'list' || name === 'describe'),
  );
  if (rules.helpComes === 'after-checks') line.helpOrVersion(about);
  if (line.count(...rules.actions) !== 1) {
    line.usage(`Command must include exactly one action: ${rules.actions.map((name) => `--${name}`).join(', ')}`);
  }
}

/** "stable,empty", where every name must be one of those known. */
function readNames(
  line: Line,
  option: 'state' | 'type',
  what: string,
  known: readonly string[],
  ignoreCase: boolean,
): readonly string[] {
  const given = line.text(option);
  if (!given) return [];
  return javaSplit(given, ',').map((piece) => {
    const name = piece.trim();
    const match = known.find((each) => (ignoreCase ? each.toLowerCase() === name.toLowerCase() : each === name));
    return (
      match ?? line.usage(`Invalid ${what} list '${given}'. Valid ${what.replace(/s?$/, 's')} are: ${known.join(', ')}`)
    );
  });
}

/** Partitions after a topic's name: 2.8 takes what it can, later ones insist on the form. */
function readTopic(line: Line, given: string): ConsumerGroupsOptions['topics'][number] {
  if (!given.includes(':')) return { topic: given, partitions: undefined };
  const [topic = '', list, ...more] = javaSplit(given, ':');
  const isStrict = consumerGroupsRules[line.version].statesIgnoreCase;
  if (isStrict && (list === undefined || more.length > 0)) {
    line.usage(`Invalid topic arg '${given}', expected topic name and partitions`);
  }
  if (list === undefined)
    return line.fail('java.lang.ArrayIndexOutOfBoundsException', 'Index 1 out of bounds for length 1');
  const partitions = javaSplit(list, ',').map((piece) => {
    const parsed = parseJavaInt(piece);
    if (parsed.kind === 'number') return parsed.value;
    return line.usage(isStrict ? `Invalid partition '${piece}' specified in topic arg '${given}''` : parsed.message);
  });
  return { topic, partitions };
}

function readScenario(line: Line): ResetScenario | undefined {
  const kind = scenarios.find((name) => line.has(name));
  switch (kind) {
    case undefined:
      return undefined;
    case 'to-offset':
      return { kind, offset: line.number(kind)! };
    case 'shift-by':
      return { kind, offsets: line.number(kind)! };
    case 'to-datetime':
      return { kind, dateTime: line.text(kind)! };
    case 'by-duration':
      return { kind, duration: line.text(kind)! };
    case 'from-file':
      return { kind, path: line.text(kind)! };
    case 'to-earliest':
    case 'to-latest':
    case 'to-current':
      return { kind };
  }
}

/** Lines of a usage that the tool shows when it finds out late what is wrong; the status is 1. */
export function consumerGroupsUsage(message: string, profile: ToolProfile): readonly OutputLine[] {
  return usageLines(message, consumerGroupsOptions[profile.toolVersion]);
}

/** Message of the usage shown for `--reset-offsets` without a scenario. */
export function resetScenarioMissing(profile: ToolProfile): string {
  const rules = consumerGroupsRules[profile.toolVersion];
  const set = rules.scenarioSetText(rules.scenarioOrder(scenarios).map((name) => `[${name}]`));
  return `Option '[reset-offsets]' requires one of the following scenarios: ${set}`;
}

/** Options of an action that does not go to the cluster. */
const nothing: Omit<ConsumerGroupsOptions, 'action' | 'regex'> = {
  bootstrapServer: undefined,
  commandConfig: undefined,
  timeoutMs: 0,
  groups: [],
  allGroups: false,
  topics: [],
  allTopics: false,
  states: undefined,
  types: undefined,
  view: 'offsets',
  verbose: false,
  dryRun: true,
  export: false,
  scenario: undefined,
};

/** Arguments of kafka-consumer-groups (ConsumerGroupCommandOptions). */
export function parseConsumerGroupsOptions(
  argv: readonly string[],
  profile: ToolProfile,
): ParseOutcome<ConsumerGroupsOptions> {
  const rules = consumerGroupsRules[profile.toolVersion];
  return parseCommandLine<OptionName, ConsumerGroupsOptions>(argv, profile, {
    options: consumerGroupsOptions[profile.toolVersion],
    exceptionsShowUsage: rules.exceptionsShowUsage,
    read: (line) => {
      checkArguments(line, rules);
      if (!rules.exceptionsShowUsage) line.enterCommand();
      const action = rules.actions.find((name) => line.has(name))!;
      // Nothing else is read, so nothing else can be wrong.
      if (action === 'validate-regex') return { ...nothing, action, regex: line.text(action) };
      const connection = { commandConfig: line.text('command-config'), bootstrapServer: line.text('bootstrap-server') };
      line.enterCommand();
      const lists = action === 'list';
      return {
        action,
        regex: undefined,
        ...connection,
        types: lists && line.has('type') ? readNames(line, 'type', 'types', rules.types, true) : undefined,
        states:
          lists && line.has('state')
            ? readNames(line, 'state', 'state', rules.states, rules.statesIgnoreCase)
            : undefined,
        groups: line.texts('group'),
        allGroups: line.has('all-groups'),
        topics: line.texts('topic').map((topic) => readTopic(line, topic)),
        allTopics: line.has('all-topics'),
        view: line.has('members') ? 'members' : line.has('state') ? 'state' : 'offsets',
        verbose: line.has('verbose'),
        scenario: action === 'reset-offsets' ? readScenario(line) : undefined,
        dryRun: line.has('dry-run') || !line.has('execute'),
        export: line.has('export'),
        timeoutMs: line.number('timeout')!,
      };
    },
  });
}
