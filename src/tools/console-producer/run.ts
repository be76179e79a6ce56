import { throwableText, type JavaException } from '../../clients/exceptions';
import { ProducerClient } from '../../clients/producer/producerClient';
import type { IOException } from '../../jvm/ioException';
import { logLine } from '../../text/logLine';
import { takeOptions } from '../failures';
import { readInput } from '../standardInput';
import type { Tool, ToolContext } from '../tool';
import { readLines, ReaderError, type LineRecord } from './lineReader';
import { parseConsoleProducerOptions } from './options';

/** kafka-console-producer (kafka.tools.ConsoleProducer, org.apache.kafka.tools.ConsoleProducer in 4.x). */
export const consoleProducer: Tool = (context) => {
  const fail = (thrown: JavaException) => {
    context.err(throwableText(thrown));
    return 1;
  };
  const parsed = takeOptions(
    context,
    parseConsoleProducerOptions(context.argv, context.profile, context.readFile),
    fail,
  );
  if ('exitCode' in parsed) return parsed.exitCode;
  const { options } = parsed;
  const producer = ProducerClient.create(context.environment, options.producerProperties);
  if ('thrown' in producer) return fail(producer.thrown);
  const input = readInput(context);
  try {
    for (const record of readLines(input.bytes, options.readerProperties, context.profile.lineReaderErrors)) {
      const thrown = send(context, producer, options.topic, record, options.sync);
      if (thrown) return fail({ exception: 'java.util.concurrent.ExecutionException', message: throwableText(thrown) });
    }
  } catch (error) {
    if (error instanceof ReaderError)
      return fail({ exception: 'org.apache.kafka.common.KafkaException', message: error.message });
    throw error;
  } finally {
    // Closing the producer sends what waits, whatever ended the reading.
    producer.flush();
  }
  return input.broken ? fail(readerException(context, input.broken)) : 0;
};

/** A reader that can't read. */
function readerException({ profile }: ToolContext, { message }: IOException): JavaException {
  const thrown = { exception: 'java.io.IOException', message };
  return profile.lineReaderWrapsExceptions
    ? { exception: 'org.apache.kafka.common.KafkaException', message: throwableText(thrown) }
    : thrown;
}

function send(
  context: ToolContext,
  producer: ProducerClient,
  topic: string,
  record: LineRecord,
  sync: boolean,
): JavaException | undefined {
  let failure: JavaException | undefined;
  producer.send({ topic, ...record }, (thrown) => {
    if (thrown && !sync) logError(context, topic, record, thrown);
    failure = thrown;
  });
  if (!sync) return undefined;
  producer.flush();
  return failure;
}

/** org.apache.kafka.clients.producer.internals.ErrorLoggingCallback */
function logError(context: ToolContext, topic: string, { key, value }: LineRecord, thrown: JavaException): void {
  const size = (bytes: Uint8Array | null) => (bytes === null ? 'null' : `${bytes.length} bytes`);
  const sizes = `key: ${size(key)}, value: ${size(value)}`;
  const message = `Error when sending message to topic ${topic} with ${sizes} with error:`;
  context.err(
    logLine(
      context.environment.clock.nowMs,
      'ERROR',
      message,
      'org.apache.kafka.clients.producer.internals.ErrorLoggingCallback',
    ),
  );
  context.err(throwableText(thrown));
}
