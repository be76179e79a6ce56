import type { ConsumedRecord } from '../../clients/consumer/fetcher';
import { decodeGroupRecord, type GroupRecord } from '../../coordinators/groupRecords';
import { groupKey, groupValue, scalaGroupText } from '../groupRecordTexts';
import type { Properties } from '../../parsing/keyValues';
import type { ToolVersion } from '../../parsing/toolVersion';
import { versions } from './versions';

/** Bytes of one record as the formatter prints them. */
export type Formatter = (record: ConsumedRecord) => Uint8Array;

const longs = /\.(?:Long|Integer|Short)Deserializer$/;
const doubles = /\.(?:Double|Float)Deserializer$/;

type OffsetRecord = GroupRecord & { readonly kind: 'offset' };

/** 2.8's formatter writes a line of text for each offset. */
function offsetsText({ group, topic, partition, value }: OffsetRecord): string {
  const shown =
    value &&
    `OffsetAndMetadata(offset=${value.offset}, ` +
      `leaderEpoch=${value.leaderEpoch < 0 ? 'Optional.empty' : `Optional[${value.leaderEpoch}]`}, ` +
      `metadata=${value.metadata}, commitTimestamp=${value.commitTimestampMs}, expireTimestamp=None)`;
  return `[${group},${topic},${partition}]::${shown ?? 'NULL'}\n`;
}

/** Later formatters write one object after the other, without a line end. */
function recordJson(record: GroupRecord, keyField: 'version' | 'type'): string {
  const { version, data } = groupKey(record);
  return JSON.stringify({ key: { [keyField]: version, data }, value: groupValue(record, 'base64') });
}

/** What a formatter of __consumer_offsets prints of one kind of records; nothing of the others. */
function groupFormatter(kind: GroupRecord['kind'], version: ToolVersion): Formatter {
  const { offsetKeyField } = versions[version];
  const textOf = (record: GroupRecord) => {
    if (offsetKeyField !== undefined) return recordJson(record, offsetKeyField);
    return record.kind === 'offset' ? offsetsText(record) : `${scalaGroupText(record.group, record.value)}\n`;
  };
  return ({ key, value }) => {
    const record = key && decodeGroupRecord(key, value);
    return Buffer.from(record?.kind === kind ? textOf(record) : '');
  };
}

/**
 * The formatter with this class name: DefaultMessageFormatter, NoOpMessageFormatter, OffsetsMessageFormatter and
 * GroupMetadataMessageFormatter; the others print as the first does.
 */
export function formatterNamed(className: string, properties: Properties, version: ToolVersion): Formatter {
  if (className.endsWith('NoOpMessageFormatter')) return () => new Uint8Array();
  if (className.endsWith('OffsetsMessageFormatter')) return groupFormatter('offset', version);
  if (className.endsWith('GroupMetadataMessageFormatter')) return groupFormatter('group', version);
  return defaultFormatter(properties);
}

/** DefaultMessageFormatter: the asked for fields with a separator between, and the line's end behind the last. */
function defaultFormatter(properties: Properties): Formatter {
  const isSet = (name: string, fallback: boolean) =>
    properties.has(name) ? properties.get(name)!.trim().toLowerCase() === 'true' : fallback;
  const text = (name: string, fallback: string) => Buffer.from(properties.get(name) ?? fallback);
  const shows = {
    timestamp: isSet('print.timestamp', false),
    partition: isSet('print.partition', false),
    offset: isSet('print.offset', false),
    headers: isSet('print.headers', false),
    key: isSet('print.key', false),
    value: isSet('print.value', true),
  };
  const keySeparator = text('key.separator', '\t');
  const lineSeparator = text('line.separator', '\n');
  const headersSeparator = text('headers.separator', ',');
  const nullLiteral = text('null.literal', 'null');
  const shown = (bytes: Uint8Array | null, deserializer: string): Uint8Array =>
    bytes === null ? nullLiteral : deserialized(bytes, properties.get(deserializer));
  if (shows.value && !shows.timestamp && !shows.partition && !shows.offset && !shows.headers && !shows.key) {
    return ({ value }) => Buffer.concat([shown(value, 'value.deserializer'), lineSeparator]);
  }
  return (record) => {
    const fields: Uint8Array[] = [];
    if (shows.timestamp) fields.push(Buffer.from(`CreateTime:${record.timestampMs}`));
    if (shows.partition) fields.push(Buffer.from(`Partition:${record.partition}`));
    if (shows.offset) fields.push(Buffer.from(`Offset:${record.offset}`));
    if (shows.headers)
      fields.push(headersText(record, headersSeparator, (value) => shown(value, 'headers.deserializer')));
    if (shows.key) fields.push(shown(record.key, 'key.deserializer'));
    if (shows.value) fields.push(shown(record.value, 'value.deserializer'));
    return Buffer.concat(
      fields.flatMap((field, index) => [field, index === fields.length - 1 ? lineSeparator : keySeparator]),
    );
  };
}

function headersText(
  { headers }: ConsumedRecord,
  separator: Uint8Array,
  shown: (value: Uint8Array | null) => Uint8Array,
): Uint8Array {
  if (headers.length === 0) return Buffer.from('NO_HEADERS');
  return Buffer.concat(
    headers.flatMap(({ key, value }, index) => [
      Buffer.from(`${key}:`),
      shown(value),
      ...(index < headers.length - 1 ? [separator] : []),
    ]),
  );
}

/** What the deserializer's object prints; numbers are big-endian. */
function deserialized(bytes: Uint8Array, deserializer: string | undefined): Uint8Array {
  if (deserializer === undefined) return bytes;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (longs.test(deserializer))
    return Buffer.from(String(view.length === 8 ? view.readBigInt64BE() : view.readIntBE(0, view.length)));
  if (doubles.test(deserializer))
    return Buffer.from(String(view.length === 8 ? view.readDoubleBE() : view.readFloatBE()));
  return bytes;
}
