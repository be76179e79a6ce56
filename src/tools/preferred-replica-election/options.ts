import { parseCommandLine } from '../../parsing/commandLine';
import { defaultOptions, on, text } from '../../parsing/joptOption';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile } from '../../parsing/toolVersion';

/** What kafka-preferred-replica-election is asked for. */
export interface PreferredReplicaElectionOptions {
  /** One of the two is given. */
  readonly bootstrapServer: string | undefined;
  readonly zookeeper: string | undefined;
  readonly adminConfig: string | undefined;
  /** File with the partitions, in the form {"partitions":[{"topic":"t","partition":0}]}; all partitions without it. */
  readonly jsonFile: string | undefined;
}

const options = [
  ...defaultOptions,
  on(
    { availableIf: ['bootstrap-server'] },
    text('admin.config', 'config file', 'Properties file for the admin client.'),
  ),
  text('bootstrap-server', 'host:port', 'Brokers to connect to; needed without --zookeeper.'),
  text(
    'path-to-json-file',
    'list of partitions for which preferred replica leader election needs to be triggered',
    'JSON file with the partitions to elect in; all without it.',
  ),
  text('zookeeper', 'urls', 'DEPRECATED: work on ZooKeeper directly.'),
] as const;

/** Arguments of kafka-preferred-replica-election, which only 2.8 ships (PreferredReplicaLeaderElectionCommand). */
export function parsePreferredReplicaElectionOptions(
  argv: readonly string[],
  profile: ToolProfile,
): ParseOutcome<PreferredReplicaElectionOptions> {
  return parseCommandLine(argv, profile, {
    options,
    banner: {
      stream: 'stdout',
      text: 'This tool is deprecated. Please use kafka-leader-election tool. Tracking issue: KAFKA-8405',
    },
    read: (line) => {
      line.helpOrVersion(
        "This tool helps to causes leadership for each partition to be transferred back to the 'preferred replica', " +
          'it can be used to balance leadership among the servers.',
      );
      if (line.has('bootstrap-server') === line.has('zookeeper')) {
        line.usage("Exactly one of '[bootstrap-server]' or '[zookeeper]' must be provided");
      }
      const jsonFile = line.text('path-to-json-file');
      if (line.has('zookeeper')) {
        line.print('Warning: --zookeeper is deprecated and will be removed in a future version of Kafka.');
        line.print('Use --bootstrap-server instead to specify a broker to connect to.');
      }
      return {
        jsonFile,
        zookeeper: line.text('zookeeper'),
        adminConfig: line.has('zookeeper') ? undefined : line.text('admin.config'),
        bootstrapServer: line.text('bootstrap-server'),
      };
    },
  });
}
