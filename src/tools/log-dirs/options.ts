import { parseJavaInt } from '../../jvm/numbers';
import { parseCommandLine } from '../../parsing/commandLine';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile } from '../../parsing/toolVersion';
import { logDirsOptions, versions } from './versions';

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
      const all = ids === undefined || (ids.length === 0 && !versions[profile.toolVersion].isScala);
      return { commandConfig, bootstrapServer, topics, brokers: all ? undefined : ids };
    },
  });
}
