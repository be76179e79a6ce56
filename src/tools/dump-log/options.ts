import { javaSplit } from '../../parsing/javaSplit';
import { parseCommandLine } from '../../parsing/commandLine';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile } from '../../parsing/toolVersion';
import { dumpLogOptions } from './versions';

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
