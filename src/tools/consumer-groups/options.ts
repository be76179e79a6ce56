import { parseJavaInt } from '../../jvm/numbers';
import { parseCommandLine, usageLines, type CommandLine } from '../../parsing/commandLine';
import { javaSplit } from '../../parsing/javaSplit';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile } from '../../parsing/toolVersion';
import { Ended } from '../thrown';
import {
  consumerGroupsOptions,
  consumerGroupsRules,
  levels,
  scopes,
  type ConsumerGroupsAction,
  type ConsumerGroupsRules,
  type OptionName,
} from './versions';

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

type Line = CommandLine<OptionName>;

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

/** What the tool finds out late: it ends with its usage. */
export function usageError(profile: ToolProfile, message: string): Ended {
  return new Ended(usageLines(message, consumerGroupsOptions[profile.toolVersion]));
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
