import { parseCommandLine } from '../../parsing/commandLine';
import { defaultOptions, text } from '../../parsing/joptOption';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile } from '../../parsing/toolVersion';

/** What kafka-delete-records is asked for. */
export interface DeleteRecordsOptions {
  readonly bootstrapServer: string;
  readonly commandConfig: string | undefined;
  /** File of the form {"version":1,"partitions":[{"topic":"t","partition":0,"offset":3}]}; not read here. */
  readonly offsetJsonFile: string;
}

const options = [
  ...defaultOptions,
  text('bootstrap-server', 'server(s) to use for bootstrapping', 'REQUIRED: brokers to connect to.'),
  text('command-config', 'command config property file path', 'Properties file for the admin client.'),
  text(
    'offset-json-file',
    'Offset json file path',
    'REQUIRED: JSON file with the first offset to keep of each ' +
      'partition:\n{"version":1,"partitions":[{"topic":"t",\n "partition":0,"offset":3}]}',
  ),
] as const;

/** Arguments of kafka-delete-records (DeleteRecordsCommandOptions), the same in all versions. */
export function parseDeleteRecordsOptions(
  argv: readonly string[],
  profile: ToolProfile,
): ParseOutcome<DeleteRecordsOptions> {
  return parseCommandLine(argv, profile, {
    options,
    read: (line): DeleteRecordsOptions => {
      line.helpOrVersion('This tool helps to delete records of the given partitions down to the specified offset.');
      line.require('bootstrap-server', 'offset-json-file');
      const connection = {
        commandConfig: line.text('command-config'),
        bootstrapServer: line.text('bootstrap-server')!,
      };
      line.enterCommand();
      return { ...connection, offsetJsonFile: line.text('offset-json-file')! };
    },
  });
}
