import { throwableText, type JavaException } from '../../clients/exceptions';
import { ProducerClient } from '../../clients/producer/producerClient';
import { TransactionalProducer } from '../../clients/producer/transactionalProducer';
import { failInJvm, takeOptions } from '../failures';
import type { Tool, ToolContext } from '../tool';
import { parseProducerPerfTestOptions, type ProducerPerfTestOptions } from './options';
import { PerfStats } from './stats';

/**
 * kafka-producer-perf-test (org.apache.kafka.tools.ProducerPerformance). Sending takes no time here; a throughput makes
 * the cluster's pass.
 */
export const producerPerfTest: Tool = (context) => {
  const uncaught = (thrown: JavaException) => failInJvm(context, thrown);
  const parsed = takeOptions(
    context,
    parseProducerPerfTestOptions(context.argv, context.profile, context.readFile),
    uncaught,
  );
  if ('exitCode' in parsed) return parsed.exitCode;
  const { options } = parsed;
  const payloads = readPayloads(context, options);
  if ('thrown' in payloads) return uncaught(payloads.thrown);
  const properties = new Map(options.producerProperties);
  if (options.transactionDurationMs !== undefined && !properties.has('transactional.id'))
    properties.set('transactional.id', `performance-producer-${context.environment.clock.nowMs}`);
  const producer = ProducerClient.create(context.environment, properties);
  if ('thrown' in producer) return uncaught(producer.thrown);
  const transactions =
    options.transactionDurationMs === undefined
      ? undefined
      : new TransactionalProducer(producer, properties.get('transactional.id')!);
  const failed = transactions?.init() ?? run(context, options, producer, transactions, payloads.of);
  return failed ? uncaught(failed) : 0;
};

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
      if (thrown) {
        context.err(throwableText(thrown));
        return;
      }
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
