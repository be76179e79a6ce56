import { throwableText, type JavaException } from '../../clients/exceptions';
import { ProducerClient } from '../../clients/producer/producerClient';
import { TransactionalProducer } from '../../clients/producer/transactionalProducer';
import { LimitReached } from '../../jvm/limit';
import { failInJvm } from '../failures';
import { runCommand } from '../runCommand';
import { orThrow, Thrown } from '../thrown';
import type { Tool, ToolContext } from '../tool';
import { parseProducerPerfTestOptions, type ProducerPerfTestOptions } from './options';
import { PerfStats } from './stats';
import { versions } from './versions';

const most = { records: 1_000_000, bytes: 1_000_000_000, seconds: 10_000 } as const;
/** Java's longest array, and what about fits into the tool's heap of 512 MB. */
const longestArray = 2147483645;
const heapBytes = 500_000_000;

/**
 * kafka-producer-perf-test (org.apache.kafka.tools.ProducerPerformance). Sending takes no time here; a throughput makes
 * the cluster's pass.
 */
export const producerPerfTest: Tool = (context) =>
  runCommand(
    context,
    parseProducerPerfTestOptions(context.argv, context.profile, context.readFile),
    (options) => test(context, options),
    failInJvm,
  );

function test(context: ToolContext, options: ProducerPerfTestOptions): void {
  checkSize(options);
  const payloads = orThrow(readPayloads(context, options));
  const properties = new Map(options.producerProperties);
  if (options.transactionDurationMs !== undefined && !properties.has('transactional.id'))
    properties.set('transactional.id', `performance-producer-${context.environment.clock.nowMs}`);
  const producer = orThrow(ProducerClient.create(context.environment, properties));
  const transactions =
    options.transactionDurationMs === undefined
      ? undefined
      : new TransactionalProducer(producer, properties.get('transactional.id')!);
  const failed =
    transactions?.init() ??
    noArray(options) ??
    noStatistics(options.numRecords) ??
    run(context, options, producer, transactions, payloads.of);
  if (failed) throw new Thrown(failed);
}

/** The real tool would fill a disk, or run for days. */
function checkSize({ numRecords, payload, throughput }: ProducerPerfTestOptions): void {
  if (payload.kind === 'size' && payload.bytes > heapBytes) return;
  const bytes = payload.kind === 'size' ? numRecords * payload.bytes : 0;
  const seconds = throughput > 0 ? numRecords / throughput : 0;
  const excess =
    numRecords > most.records
      ? `${numRecords} records, and a simulated cluster takes a million at once`
      : bytes > most.bytes
        ? `${bytes} bytes, and a simulated cluster takes a thousand million at once`
        : seconds > most.seconds
          ? `${Math.round(seconds)} seconds, and no more than ten thousand are simulated`
          : undefined;
  if (excess !== undefined) throw new LimitReached(`This asks for ${excess}. Nothing was written.`);
}

/** Why the JVM cannot make the array of a record's bytes. */
function noArray({ payload }: ProducerPerfTestOptions): JavaException | undefined {
  const bytes = payload.kind === 'size' ? payload.bytes : 0;
  if (bytes < 0) return { exception: 'java.lang.NegativeArraySizeException', message: String(bytes) };
  if (bytes <= heapBytes) return undefined;
  const message = bytes > longestArray ? 'Requested array size exceeds VM limit' : 'Java heap space';
  return { exception: 'java.lang.OutOfMemoryError', message };
}

/** What goes wrong up to 3.9 with the statistics of no record: a division, an array, and that array's first element. */
function noStatistics(numRecords: number): JavaException | undefined {
  if (numRecords > 0) return undefined;
  if (numRecords === 0) return { exception: 'java.lang.ArithmeticException', message: '/ by zero' };
  return numRecords === -1
    ? { exception: 'java.lang.ArrayIndexOutOfBoundsException', message: 'Index 0 out of bounds for length 0' }
    : { exception: 'java.lang.NegativeArraySizeException', message: String((numRecords + 1) | 0) };
}

function run(
  context: ToolContext,
  options: ProducerPerfTestOptions,
  producer: ProducerClient,
  transactions: TransactionalProducer | undefined,
  payloadOf: (index: number) => Uint8Array,
): JavaException | undefined {
  const { clock } = context.environment;
  const { throughput, numRecords, transactionDurationMs = 0 } = options;
  const stats = new PerfStats(clock.nowMs, options.reportingIntervalMs);
  const steady =
    options.warmupRecords > 0 ? new PerfStats(clock.nowMs, options.reportingIntervalMs, ' steady state') : undefined;
  let transactionStartMs = clock.nowMs;
  let inTransaction = 0;
  for (let index = 0; index < numRecords; index++) {
    const payload = payloadOf(index);
    if (inTransaction === 0) transactionStartMs = clock.nowMs;
    const record = (thrown: JavaException | undefined) => {
      if (thrown) context.err(throwableText(thrown));
      if (thrown && !versions[context.profile.toolVersion].countsFailures) return;
      stats.count(payload.length);
      if (index >= options.warmupRecords) steady?.count(payload.length);
    };
    producer.send({ topic: options.topic, key: null, value: payload }, record);
    inTransaction++;
    if (transactions && clock.nowMs - transactionStartMs >= transactionDurationMs) {
      const failed = transactions.end('commit');
      if (failed) return failed;
      inTransaction = 0;
    }
    // Once a second's records are out, the rest of that second passes.
    if (throughput > 0 && (index + 1) % Math.max(1, Math.round(throughput)) === 0) {
      producer.flush();
      clock.sleep(1000);
      const report = stats.report(clock.nowMs);
      if (report !== undefined) context.out(report);
    }
  }
  if (transactions && inTransaction > 0) {
    const failed = transactions.end('commit');
    if (failed) return failed;
  }
  producer.flush();
  context.out(stats.total(clock.nowMs));
  if (steady) context.out(steady.total(clock.nowMs));
  return undefined;
}

/** What is written: a payload of capital letters, of a file's pieces, or the record's number. */
function readPayloads(
  context: ToolContext,
  { payload }: ProducerPerfTestOptions,
): { readonly of: (index: number) => Uint8Array } | { readonly thrown: JavaException } {
  switch (payload.kind) {
    case 'monotonic':
      return { of: (index) => Buffer.from(String(index)) };
    case 'size':
      return { of: letters(payload.bytes) };
    case 'file': {
      context.out(`Reading payloads from: ${payload.path}`);
      const text = context.readFile(payload.path);
      if (!text)
        return {
          thrown: {
            exception: 'java.lang.IllegalArgumentException',
            message: 'File does not exist or empty file provided.',
          },
        };
      const pieces = text.split(payload.delimiter);
      while (pieces.at(-1) === '') pieces.pop();
      context.out(`Number of messages read: ${pieces.length}`);
      const payloads = pieces.map((piece) => Buffer.from(piece));
      const next = generator();
      return { of: () => payloads[next() % payloads.length]! };
    }
  }
}

function letters(bytes: number): () => Uint8Array {
  const next = generator();
  return () => {
    const payload = new Uint8Array(bytes);
    // Nobody ever sees more than a broker reads at once (socket.request.max.bytes).
    if (bytes > 104857600) return payload;
    for (let i = 0; i < bytes; i++) payload[i] = 65 + (next() % 26);
    return payload;
  };
}

/** A fixed sequence: the tool's generator always starts at 0 too. */
function generator(): () => number {
  let state = 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}
