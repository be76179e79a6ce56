import { parseCommandLine, type CommandLine } from '../../parsing/commandLine';
import { defaultOptions, flag, integer, text } from '../../parsing/joptOption';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import { adminExceptions, type ToolProfile, type ToolVersion } from '../../parsing/toolVersion';

/** What kafka-leader-election is asked for. */
export interface LeaderElectionOptions {
  readonly bootstrapServer: string;
  readonly electionType: 'PREFERRED' | 'UNCLEAN';
  readonly commandConfig: string | undefined;
  /**
   * What is to be elected; a file has the JSON form {"partitions":[{"topic":"t","partition":0}]} and is not read here.
   */
  readonly target:
    | { readonly kind: 'all' }
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'partition'; readonly topic: string; readonly partition: number };
}

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

type OptionName = (typeof commonOptions)[number]['name'] | typeof commandConfigOption.name;

const leaderElectionOptions = {
  '2.8': commonOptions,
  '3.9': commonOptions,
  '4.3': [...commonOptions, commandConfigOption],
} as const;

/** Scala gathers missing options in front, Java behind. */
const missingOrder: Readonly<Record<ToolVersion, readonly ('bootstrap-server' | 'election-type')[]>> = {
  '2.8': ['election-type', 'bootstrap-server'],
  '3.9': ['bootstrap-server', 'election-type'],
  '4.3': ['bootstrap-server', 'election-type'],
};

const targets = ['topic', 'all-topic-partitions', 'path-to-json-file'] as const;

/** LeaderElectionCommand.validate */
function validate(line: CommandLine<OptionName>, version: ToolVersion): void {
  const refuse = (message: string): never => line.fail(adminExceptions[version].commandFailed, message);
  const missing = missingOrder[version].filter((name) => !line.has(name));
  if (missing.length > 0) refuse(`Missing required option(s): ${missing.join(', ')}`);
  line.reject('admin.config', ['command-config']);
  if (line.count(...targets) !== 1)
    refuse(`One and only one of the following options is required: ${targets.join(', ')}`);
  if (line.has('topic') && !line.has('partition')) refuse('Missing required option(s): partition');
  if (!line.has('topic') && line.has('partition')) refuse('Option partition is only allowed if topic is used');
}

const adminConfigDeprecated: Readonly<Record<ToolVersion, boolean>> = { '2.8': false, '3.9': false, '4.3': true };

/** Arguments of kafka-leader-election (LeaderElectionCommandOptions). */
export function parseLeaderElectionOptions(
  argv: readonly string[],
  profile: ToolProfile,
): ParseOutcome<LeaderElectionOptions> {
  const version = profile.toolVersion;
  return parseCommandLine<OptionName, LeaderElectionOptions>(argv, profile, {
    options: leaderElectionOptions[version],
    read: (line) => {
      line.helpOrVersion(
        'This tool attempts to elect a new leader for a set of topic partitions. The type of elections supported are ' +
          'preferred replicas and unclean replicas.',
      );
      validate(line, version);
      const electionType = line.text('election-type') as LeaderElectionOptions['electionType'];
      const path = line.text('path-to-json-file');
      const topic = line.text('topic');
      const partition = line.number('partition');
      if (adminConfigDeprecated[version] && line.has('admin.config')) {
        line.print(
          'Option --admin.config has been deprecated and will be removed in a future version. Use --command-config ' +
            'instead.',
        );
      }
      return {
        electionType,
        target:
          path !== undefined
            ? { kind: 'file', path }
            : topic !== undefined
              ? { kind: 'partition', topic, partition: partition! }
              : { kind: 'all' },
        commandConfig: line.text('admin.config') ?? line.text('command-config'),
        bootstrapServer: line.text('bootstrap-server')!,
      };
    },
  });
}
