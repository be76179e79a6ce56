import { javaSplit } from '../../parsing/javaSplit';
import { parseCommandLine } from '../../parsing/commandLine';
import { defaultOptions, flag, integer, text } from '../../parsing/joptOption';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile } from '../../parsing/toolVersion';

/** What kafka-dump-log is asked for. */
export interface DumpLogOptions {
  readonly files: readonly string[];
  readonly printDataLog: boolean;
  readonly decoder:
    | 'offsets'
    | 'transaction-log'
    | 'cluster-metadata'
    | 'remote-log-metadata'
    | 'share-group-state'
    | 'classes';
  readonly deepIteration: boolean;
  readonly skipRecordMetadata: boolean;
  /** Bytes of batches to read from a log; undefined for no limit. */
  readonly maxBytes: number | undefined;
}

const commonOptions = [
  ...defaultOptions,
  flag('cluster-metadata-decoder', 'Read the log as metadata records.'),
  flag('deep-iteration', 'Look into batches; --print-data-log does that too.'),
  text('files', 'file1, file2, ...', 'REQUIRED: log and index files to dump.'),
  flag('index-sanity-check', 'Check an index as a broker does at start-up, without printing it.'),
  integer('max-message-size', 'size', 'Bytes of the largest message.', { defaultValue: 5242880 }),
  flag('offsets-decoder', 'Read the log as __consumer_offsets.'),
  flag('print-data-log', 'Print the messages; any decoder does that too.'),
  flag('skip-record-metadata', 'Leave out what belongs to records other than their content.'),
  flag('transaction-log-decoder', 'Read the log as __transaction_state.'),
  flag('verify-index-only', 'Check an index without printing it.'),
] as const;

function decoderOptions(defaultValue: string) {
  return [
    text('key-decoder-class', '', 'Class that decodes keys.', { required: false, defaultValue }),
    text('value-decoder-class', '', 'Class that decodes values.', { required: false, defaultValue }),
  ] as const;
}

const laterOptions = [
  ...commonOptions,
  ...decoderOptions('org.apache.kafka.tools.api.StringDecoder'),
  integer('max-bytes', 'size', 'Bytes of batches to read at most.', { defaultValue: 2147483647 }),
  flag('remote-log-metadata-decoder', 'Read the log as metadata of remote log segments.'),
] as const;

const dumpLogOptions = {
  '2.8': [...commonOptions, ...decoderOptions('kafka.serializer.StringDecoder')],
  '3.9': laterOptions,
  '4.3': [...laterOptions, flag('share-group-state-decoder', 'Read the log as __share_group_state.')],
} as const;

const decoders = [
  'offsets',
  'transaction-log',
  'cluster-metadata',
  'remote-log-metadata',
  'share-group-state',
] as const;

type OptionName = (typeof dumpLogOptions)[keyof typeof dumpLogOptions][number]['name'];

/** Arguments of kafka-dump-log (DumpLogSegmentsOptions). */
export function parseDumpLogOptions(argv: readonly string[], profile: ToolProfile): ParseOutcome<DumpLogOptions> {
  return parseCommandLine<OptionName, DumpLogOptions>(argv, profile, {
    options: dumpLogOptions[profile.toolVersion],
    read: (line) => {
      line.helpOrVersion(
        'This tool helps to parse a log file and dump its contents to the console, useful for debugging a seemingly ' +
          'corrupt log segment.',
      );
      line.require('files');
      line.enterCommand();
      const decoder = decoders.find((name) => line.has(`${name}-decoder`)) ?? 'classes';
      const decodes = decoder !== 'classes' || line.has('value-decoder-class') || line.has('key-decoder-class');
      const printDataLog = line.has('print-data-log') || decodes;
      // It has no effect but to be refused when it is no number.
      line.number('max-message-size');
      return {
        files: javaSplit(line.text('files')!, ','),
        printDataLog,
        decoder,
        deepIteration: line.has('deep-iteration') || printDataLog,
        skipRecordMetadata: line.has('skip-record-metadata'),
        maxBytes: line.number('max-bytes'),
      };
    },
  });
}
