import { defaultOptions, flag, integer, text } from '../../parsing/joptOption';
import type { CommittedOffset, GroupRecord } from '../../coordinators/groupRecords';
import type { ToolVersion } from '../../parsing/toolVersion';
import type { CorruptBatchError } from '../../protocol/recordBatch';
import { earlyGroupText, groupKey, groupValue } from '../groupRecordTexts';
import { CutOffRecord, recordsRemain } from '../../protocol/records';

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

/** Options of kafka-dump-log by release. */
export const dumpLogOptions = {
  '2.8': [...commonOptions, ...decoderOptions('kafka.serializer.StringDecoder')],
  '3.9': laterOptions,
  '4.3': [...laterOptions, flag('share-group-state-decoder', 'Read the log as __share_group_state.')],
} as const;

/** What kafka-dump-log says by release. */
export interface DumpWords {
  readonly start: string;
  readonly horizon: string;
  readonly uncompressed: string;
  /** 2.8 repeats the batch with each record. */
  readonly detail: 'full' | 'own';
  /** What is said of records that do not hold: 2.8 takes one that is cut off for none. */
  readonly problem: (error: CorruptBatchError) => string;
  /** A record of __consumer_offsets. */
  readonly groupKey: (record: GroupRecord) => string;
  readonly groupValue: (record: GroupRecord) => string;
}
const deleted = '<DELETE>';

/** JSON in which the version is a text. */
function versioned(coded: { readonly version: number; readonly data: object } | null, field = 'version'): string {
  return coded ? JSON.stringify({ [field]: String(coded.version), data: coded.data }) : deleted;
}

const offsetText = ({ offset, metadata }: CommittedOffset) =>
  `offset=${offset}${metadata === '' ? '' : `,metadata=${metadata}`}`;

const laterWords: DumpWords = {
  start: 'Log starting',
  horizon: ' deleteHorizonMs: OptionalLong.empty',
  uncompressed: 'none',
  detail: 'own',
  problem: ({ message }) => message,
  groupKey: (record) => versioned(groupKey(record), 'type'),
  groupValue: (record) => versioned(groupValue(record, 'decoded')),
};

/** The words of each release. */
export const dumpWords: Readonly<Record<ToolVersion, DumpWords>> = {
  '2.8': {
    start: 'Starting',
    horizon: '',
    uncompressed: 'NONE',
    detail: 'full',
    problem: (error) => (error instanceof CutOffRecord ? recordsRemain : error.message),
    groupKey: (record) =>
      record.kind === 'group'
        ? `group_metadata::group=${record.group}`
        : `offset_commit::group=${record.group},partition=${record.topic}-${record.partition}`,
    groupValue: (record) => {
      if (record.value === null) return deleted;
      return record.kind === 'group' ? earlyGroupText(record.value) : offsetText(record.value);
    },
  },
  '3.9': laterWords,
  '4.3': laterWords,
};
