import { ConsumerClient, type Subscription } from '../../clients/consumer/consumerClient';
import { ConsumerFailure } from '../../clients/consumer/consumerFailure';
import type { ConsumedRecord } from '../../clients/consumer/fetcher';
import { throwableText, type JavaException } from '../../clients/exceptions';
import { compileJavaPattern } from '../../jvm/pattern';
import { logLine } from '../../text/logLine';
import { failWithTrace } from '../failures';
import { runCommand } from '../runCommand';
import type { Tool, ToolContext } from '../tool';
import { formatterNamed } from './formatter';
import { parseConsoleConsumerOptions, type ConsoleConsumerOptions } from './options';
import { versions } from './versions';

/** How long a consumer without --timeout-ms sleeps (wall time, ms) before it looks for new records again. */
const followIntervalMs = 200;

const protocolHint =
  'The consumer rebalance protocol (KIP-848) is production-ready! Set group.protocol=consumer to try it out. See ' +
  'https://kafka.apache.org/documentation/#consumer_rebalance_protocol';

/**
 * kafka-console-consumer (kafka.tools.ConsoleConsumer in 2.8, org.apache.kafka.tools.consumer.ConsoleConsumer since).
 */
export const consoleConsumer: Tool = (context) =>
  runCommand(
    context,
    parseConsoleConsumerOptions(context.argv, context.profile, context.readFile),
    (options) => run(context, options),
    failWithTrace,
  );

async function run(context: ToolContext, options: ConsoleConsumerOptions): Promise<number> {
  const fail = (thrown: JavaException) => {
    log(context, 'Unknown error when running consumer: ', thrown);
    return 1;
  };
  const pattern = compileJavaPattern(options.include ?? '');
  const matches = pattern.kind === 'pattern' ? pattern.matches : () => false;
  const subscription = subscriptionOf(options, matches);
  const consumer = ConsumerClient.create(context.environment, options.consumerProperties, subscription);
  if ('thrown' in consumer) return fail(consumer.thrown);
  if (
    context.profile.hintsAtConsumerProtocol &&
    options.partition === undefined &&
    (options.consumerProperties.get('group.protocol') ?? 'classic').toLowerCase() === 'classic'
  )
    context.err(protocolHint);
  // The pattern is made when the consumer is there, to subscribe with.
  if (options.topic === undefined && pattern.kind === 'error')
    return fail({ exception: 'java.util.regex.PatternSyntaxException', message: pattern.message });
  const count = await consume(context, consumer, options);
  consumer.close();
  context.err(`Processed a total of ${count} messages`);
  if (options.enableSystestEvents) context.out('shutdown_complete');
  return 0;
}

/** Prints records until there are enough, none comes in time, or the user ends it. Returns how many. */
async function consume(
  context: ToolContext,
  consumer: ConsumerClient,
  { maxMessages, timeoutMs, formatter, formatterProperties }: ConsoleConsumerOptions,
): Promise<number> {
  const format = formatterNamed(formatter, formatterProperties, context.profile.toolVersion);
  let count = 0;
  while (maxMessages === -1 || count < maxMessages) {
    let record: ConsumedRecord | undefined;
    try {
      record = consumer.poll(timeoutMs ?? 0);
    } catch (error) {
      if (!(error instanceof ConsumerFailure)) throw error;
      log(context, 'Error processing message, terminating consumer process: ', error.thrown);
      return count;
    }
    if (record) {
      count++;
      context.writeBytes(format(record));
    } else if (timeoutMs !== undefined) {
      log(context, 'Error processing message, terminating consumer process: ', {
        exception: 'org.apache.kafka.common.errors.TimeoutException',
        message: null,
      });
      return count;
    } else if ((await context.pause(followIntervalMs)) === 'interrupted') {
      return count;
    }
    if (context.checkError()) {
      context.err('Unable to write to standard out, closing consumer.');
      return count;
    }
  }
  return count;
}

function subscriptionOf(
  { topic, partition, offset }: ConsoleConsumerOptions,
  matches: (topic: string) => boolean,
): Subscription {
  if (topic === undefined) return { kind: 'pattern', matches };
  return partition === undefined
    ? { kind: 'topics', topics: [topic] }
    : { kind: 'partition', topic, partition, offset };
}

function log(context: ToolContext, message: string, thrown: JavaException): void {
  context.err(logLine(context.environment.clock.nowMs, 'ERROR', message, versions[context.profile.toolVersion].logger));
  context.err(throwableText(thrown));
}
