import { parseCommandLine } from '../../parsing/commandLine';
import { defaultOptions, text } from '../../parsing/joptOption';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile } from '../../parsing/toolVersion';

/** What kafka-broker-api-versions is asked for. */
export interface BrokerApiVersionsOptions {
  readonly bootstrapServer: string;
  readonly commandConfig: string | undefined;
}

const options = [
  ...defaultOptions,
  text('bootstrap-server', 'server(s) to use for bootstrapping', 'REQUIRED: brokers to connect to.'),
  text('command-config', 'command config property file', 'Properties file for the admin client.'),
] as const;

/** Arguments of kafka-broker-api-versions (BrokerVersionCommandOptions), the same in all versions. */
export function parseBrokerApiVersionsOptions(
  argv: readonly string[],
  profile: ToolProfile,
): ParseOutcome<BrokerApiVersionsOptions> {
  return parseCommandLine(argv, profile, {
    options,
    read: (line): BrokerApiVersionsOptions => {
      line.helpOrVersion('This tool helps to retrieve broker version information.');
      line.require('bootstrap-server');
      return { commandConfig: line.text('command-config'), bootstrapServer: line.text('bootstrap-server')! };
    },
  });
}
