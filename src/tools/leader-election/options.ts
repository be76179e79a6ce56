import { parseCommandLine, type CommandLine } from '../../parsing/commandLine';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import { adminExceptions, type ToolProfile, type ToolVersion } from '../../parsing/toolVersion';
import { leaderElectionOptions, versions, type OptionName } from './versions';

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

const targets = ['topic', 'all-topic-partitions', 'path-to-json-file'] as const;

/** LeaderElectionCommand.validate */
function validate(line: CommandLine<OptionName>, version: ToolVersion): void {
  const refuse = (message: string): never => line.fail(adminExceptions[version].commandFailed, message);
  const missing = versions[version].missingOrder.filter((name) => !line.has(name));
  if (missing.length > 0) refuse(`Missing required option(s): ${missing.join(', ')}`);
  line.reject('admin.config', ['command-config']);
  if (line.count(...targets) !== 1)
    refuse(`One and only one of the following options is required: ${targets.join(', ')}`);
  if (line.has('topic') && !line.has('partition')) refuse('Missing required option(s): partition');
  if (!line.has('topic') && line.has('partition')) refuse('Option partition is only allowed if topic is used');
}

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
      if (versions[version].renamesAdminConfig && line.has('admin.config')) {
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
