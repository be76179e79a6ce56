import { throwableText, type JavaException } from '../../clients/exceptions';
import { ProducerClient } from '../../clients/producer/producerClient';
import type { IOException } from '../../jvm/ioException';
import { logLine } from '../../text/logLine';
import { failWithTrace } from '../failures';
import { executionException } from '../futureCalls';
import { runCommand } from '../runCommand';
import { readInput } from '../standardInput';
import { orThrow, Thrown } from '../thrown';
import type { Tool, ToolContext } from '../tool';
import { readLines, ReaderError, type LineRecord } from './lineReader';
import { parseConsoleProducerOptions, type ConsoleProducerOptions } from './options';

/** kafka-console-producer (kafka.tools.ConsoleProducer, org.apache.kafka.tools.ConsoleProducer in 4.x). */
export const consoleProducer: Tool = (context) =>
  runCommand(
    context,
    parseConsoleProducerOptions(context.argv, context.profile, context.readFile),
    (options) => produce(context, options),
    failWithTrace,
  );

function produce(context: ToolContext, options: ConsoleProducerOptions): void {
  const producer = orThrow(ProducerClient.create(context.environment, options.producerProperties));
  const input = readInput(context);
  try {
    for (const record of readLines(input.bytes, options.readerProperties, context.profile.lineReaderErrors)) {
      const thrown = send(context, producer, options.topic, record, options.sync);
      if (thrown) throw new Thrown(executionException(thrown));
    }
  } catch (error) {
    if (!(error instanceof ReaderError)) throw error;
    throw new Thrown({ exception: 'org.apache.kafka.common.KafkaException', message: error.message });
  } finally {
    // Closing the producer sends what waits, whatever ended the reading.
    producer.flush();
  }
  if (input.broken) throw new Thrown(readerException(context, input.broken));
}

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
