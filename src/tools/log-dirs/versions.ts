import { defaultOptions, flag, text } from '../../parsing/joptOption';
import type { ToolVersion } from '../../parsing/toolVersion';

const options = [
  ...defaultOptions,
  text('bootstrap-server', 'The server(s) to use for bootstrapping', 'REQUIRED: brokers to connect to.'),
  text('command-config', 'Admin client property file', 'Properties file for the admin client.'),
  flag('describe', 'REQUIRED: describe the log directories.'),
  text('topic-list', 'Topic list', 'Topics to show, as topic1,topic2.', { defaultValue: '' }),
] as const;

const brokers = ['broker-list', 'Broker list', 'Brokers to ask, as 0,1,2.'] as const;

/** Options of kafka-log-dirs by release: 2.8 tells a broker list that was not given from an empty one. */
export const logDirsOptions = {
  '2.8': [...options, text(...brokers)],
  '3.9': [...options, text(...brokers, { defaultValue: '' })],
  '4.3': [...options, text(...brokers, { defaultValue: '' })],
} as const;

/** What kafka-log-dirs does by release. */
interface LogDirsVersion {
  /**
   * Scala's maps keep the order they are written in; its tool takes brokers as given, an empty list too, and asks the
   * ones that it knows nothing of.
   */
  readonly isScala: boolean;
}

const java: LogDirsVersion = { isScala: false };

/** The releases of kafka-log-dirs. */
export const versions: Readonly<Record<ToolVersion, LogDirsVersion>> = {
  '2.8': { isScala: true },
  '3.9': java,
  '4.3': java,
};
