import { parseJavaInt } from '../../jvm/numbers';
import { parseCommandLine } from '../../parsing/commandLine';
import { defaultOptions, flag, text } from '../../parsing/joptOption';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile, ToolVersion } from '../../parsing/toolVersion';

/** What kafka-log-dirs is asked for. */
export interface LogDirsOptions {
  readonly bootstrapServer: string;
  readonly commandConfig: string | undefined;
  /** Topics asked for; none given means all. */
  readonly topics: readonly string[];
  /**
   * Brokers asked for, in the order given; undefined means all. An empty list is what 2.8 makes of `--broker-list ,`.
   */
  readonly brokers: readonly number[] | undefined;
}

const options = [
  ...defaultOptions,
  text('bootstrap-server', 'The server(s) to use for bootstrapping', 'REQUIRED: brokers to connect to.'),
  text('command-config', 'Admin client property file', 'Properties file for the admin client.'),
  flag('describe', 'REQUIRED: describe the log directories.'),
  text('topic-list', 'Topic list', 'Topics to show, as topic1,topic2.', { defaultValue: '' }),
] as const;

const brokers = ['broker-list', 'Broker list', 'Brokers to ask, as 0,1,2.'] as const;

/** 2.8 tells a broker list that was not given from an empty one; later ones do not. */
const logDirsOptions = {
  '2.8': [...options, text(...brokers)],
  '3.9': [...options, text(...brokers, { defaultValue: '' })],
  '4.3': [...options, text(...brokers, { defaultValue: '' })],
} as const;

const emptyListMeansAll: Readonly<Record<ToolVersion, boolean>> = { '2.8': false, '3.9': true, '4.3': true };

const pieces = (list: string): readonly string[] => list.split(',').filter((piece) => piece !== '');

/** Arguments of kafka-log-dirs (LogDirsCommandOptions). */
export function parseLogDirsOptions(argv: readonly string[], profile: ToolProfile): ParseOutcome<LogDirsOptions> {
  return parseCommandLine(argv, profile, {
    options: logDirsOptions[profile.toolVersion],
    read: (line): LogDirsOptions => {
      line.helpOrVersion('This tool helps to query log directory usage on the specified brokers.');
      line.require('bootstrap-server', 'describe');
      const commandConfig = line.text('command-config');
      const bootstrapServer = line.text('bootstrap-server')!;
      line.enterCommand();
      const topics = pieces(line.text('topic-list')!);
      const list = line.text('broker-list');
      const ids =
        list === undefined
          ? undefined
          : pieces(list).map((piece) => {
              const id = parseJavaInt(piece);
              return id.kind === 'number' ? id.value : line.fail('java.lang.NumberFormatException', id.message);
            });
      const all = ids === undefined || (ids.length === 0 && emptyListMeansAll[profile.toolVersion]);
      return { commandConfig, bootstrapServer, topics, brokers: all ? undefined : ids };
    },
  });
}
