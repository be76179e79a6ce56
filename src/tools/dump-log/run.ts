import { decodeGroupRecord } from '../../coordinators/groupRecords';
import type { FileBatch } from '../../broker/disks';
import { batchSize, CorruptBatchError, isIntact } from '../../protocol/recordBatch';
import { decodeRecords, endMarkerEpoch, type LogRecord } from '../../protocol/records';
import { Thrown } from '../thrown';
import { failInJvm } from '../failures';
import { noSuchFile } from '../javaExceptions';
import { runCommand } from '../runCommand';
import type { Tool, ToolContext } from '../tool';
import { parseDumpLogOptions, type DumpLogOptions } from './options';
import { dumpWords, type DumpWords } from './versions';

/** Files that a log has besides its records; here they are nowhere. */
const otherFiles: ReadonlySet<string> = new Set(['.index', '.timeindex', '.snapshot', '.txnindex', '.checkpoint']);

/** kafka-dump-log (kafka.tools.DumpLogSegments). Only logs are files here; each has one segment. */
export const dumpLog: Tool = (context) => {
  const parsed = parseDumpLogOptions(context.argv, context.profile);
  const dumpAll = (options: DumpLogOptions) => {
    for (const file of options.files) dump(context, options, file);
  };
  return runCommand(context, parsed, dumpAll, failInJvm);
};

function dump(context: ToolContext, options: DumpLogOptions, file: string): void {
  context.out(`Dumping ${file}`);
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  if (dot === -1)
    throw thrown('java.lang.StringIndexOutOfBoundsException', `begin -1, end ${name.length}, length ${name.length}`);
  const suffix = name.slice(dot);
  if (otherFiles.has(suffix)) throw new Thrown(noSuchFile(file));
  if (suffix !== '.log') {
    context.err(`Ignoring unknown file ${file}`);
    return;
  }
  const base = name.slice(0, name.indexOf('.'));
  if (!/^[-+]?\d+$/.test(base)) throw thrown('java.lang.NumberFormatException', `For input string: "${base}"`);
  const words = dumpWords[context.profile.toolVersion];
  context.out(`${words.start} offset: ${Number(base)}`);
  const batches = context.disks.batches(file);
  if (!batches) throw new Thrown(noSuchFile(file));
  print(context, words, options, batches);
}

function thrown(exception: string, message: string): Thrown {
  return new Thrown({ exception, message });
}

function print(context: ToolContext, words: DumpWords, options: DumpLogOptions, batches: readonly FileBatch[]): void {
  let position = 0;
  for (const batch of batches) {
    const size = batchSize(batch);
    if (options.maxBytes !== undefined && position + size > options.maxBytes) return;
    context.out(batchLine(batch, position, words));
    if (options.deepIteration)
      for (const record of records(batch, words)) context.out(recordLine(options, batch, record, position, words));
    position += size;
  }
}

function* records(batch: FileBatch, words: DumpWords): Iterable<LogRecord> {
  try {
    yield* decodeRecords(batch);
  } catch (error) {
    if (error instanceof CorruptBatchError) throw thrown(error.exception, words.problem(error));
    throw error;
  }
}

function sequences(batch: FileBatch): readonly [first: number, last: number] {
  return [
    batch.baseSequence,
    batch.baseSequence === -1 ? -1 : (batch.baseSequence + batch.lastOffset - batch.baseOffset) % 2 ** 31,
  ];
}

function batchLine(batch: FileBatch, position: number, words: DumpWords): string {
  const [firstSequence, lastSequence] = sequences(batch);
  return (
    `baseOffset: ${batch.baseOffset} lastOffset: ${batch.lastOffset} count: ` +
    `${batch.lastOffset - batch.baseOffset + 1} baseSequence: ${firstSequence} lastSequence: ${lastSequence}` +
    ` producerId: ${batch.producerId} producerEpoch: ${batch.producerEpoch} partitionLeaderEpoch: ` +
    `${batch.leaderEpoch} isTransactional: ${batch.isTransactional} isControl: ${batch.control !== 'none'}` +
    `${words.horizon} position: ${position} CreateTime: ${batch.maxTimestampMs} size: ${batchSize(batch)} magic: 2` +
    ` compresscodec: ${words.uncompressed} crc: ${batch.checksum} isvalid: ${isIntact(batch)}`
  );
}

function recordLine(
  options: DumpLogOptions,
  batch: FileBatch,
  record: LogRecord,
  position: number,
  words: DumpWords,
): string {
  const [firstSequence, lastSequence] = sequences(batch);
  const sizes = `keySize: ${record.key?.length ?? -1} valueSize: ${record.value?.length ?? -1}`;
  const sequence = firstSequence === -1 ? -1 : (firstSequence + record.offset - batch.baseOffset) % 2 ** 31;
  const parts: string[] = [];
  if (!options.skipRecordMetadata) {
    parts.push(
      words.detail === 'full'
        ? `offset: ${record.offset} isValid: true crc: null ${sizes} CreateTime: ${record.timestampMs} baseOffset: ` +
            `${batch.baseOffset} lastOffset: ${batch.lastOffset} baseSequence: ${firstSequence} lastSequence: ` +
            `${lastSequence} producerEpoch: ${batch.producerEpoch} partitionLeaderEpoch: ${batch.leaderEpoch} ` +
            `batchSize: ${batchSize(batch)} magic: 2 compressType: NONE position: ${position}`
        : `offset: ${record.offset} CreateTime: ${record.timestampMs} ${sizes}`,
    );
    parts.push(`sequence: ${sequence} headerKeys: [${record.headers.map(({ key }) => key).join()}]`);
    if (batch.control !== 'none')
      parts.push(`endTxnMarker: ${batch.control.toUpperCase()} coordinatorEpoch: ${endMarkerEpoch(record.value)}`);
  }
  if (options.printDataLog && batch.control === 'none') parts.push(...content(options, record, words));
  return `| ${parts.join(' ')}`;
}

function content({ decoder }: DumpLogOptions, { key, value }: LogRecord, words: DumpWords): string[] {
  if (decoder === 'offsets' && key) return decodedGroup(key, value, words);
  const text = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  return [...(key ? [`key: ${text(key)}`] : []), ...(value ? [`payload: ${text(value)}`] : [])];
}

function decodedGroup(key: Uint8Array, value: Uint8Array | null, words: DumpWords): string[] {
  const record = decodeGroupRecord(key, value);
  return record ? [`key: ${words.groupKey(record)}`, `payload: ${words.groupValue(record)}`] : [];
}
