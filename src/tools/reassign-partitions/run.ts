import { throwableText, type JavaException } from '../../clients/exceptions';
import { openAdmin } from '../adminSession';
import { failInJvm } from '../failures';
import { get } from '../futureCalls';
import { runCommand } from '../runCommand';
import type { ThrownIn } from '../thrown';
import type { Tool, ToolContext } from '../tool';
import { cancel } from './cancel';
import { execute } from './execute';
import { generate } from './generate';
import { list } from './list';
import { parseReassignPartitionsOptions, type ReassignPartitionsOptions } from './options';
import { readText } from './plan';
import { AdminSession } from './session';
import { verify } from './verify';
import { runOnZooKeeper } from './zookeeper';

/**
 * kafka-reassign-partitions (kafka.admin.ReassignPartitionsCommand in 2.8,
 * org.apache.kafka.tools.reassign.ReassignPartitionsCommand since).
 */
export const reassignPartitions: Tool = (context) =>
  runCommand(
    context,
    parseReassignPartitionsOptions(context.argv, context.profile),
    (options) => {
      if (options.bootstrapServer === undefined && options.zookeeper !== undefined)
        runOnZooKeeper(context, options.zookeeper, options);
      else get(() => run(openSession(context, options), options));
    },
    fail,
  );

function openSession(context: ToolContext, options: ReassignPartitionsOptions): AdminSession {
  const { bootstrapController, bootstrapServer = '', commandConfig } = options;
  const [servers, endpointType] =
    bootstrapController === undefined
      ? ([bootstrapServer, 'broker'] as const)
      : ([bootstrapController, 'controller'] as const);
  const client = openAdmin(context, servers, commandConfig, 'reassign-partitions-tool', endpointType);
  return new AdminSession(context, client);
}

function run(session: AdminSession, options: ReassignPartitionsOptions): void {
  const { context } = session;
  const planText = () => readText(context, options.reassignmentJsonFile!);
  switch (options.action) {
    case 'verify':
      return verify(session, planText(), options.preserveThrottles);
    case 'generate':
      return generate(
        session,
        readText(context, options.topicsToMoveJsonFile!),
        options.brokerList!,
        options.rackAware,
      );
    case 'execute':
      return execute(session, planText(), options);
    case 'cancel':
      return cancel(session, planText(), options.preserveThrottles, options.timeoutMs);
    case 'list':
      return list(session);
  }
}

/** The tool catches everything and prints it to standard output, stack trace included. */
function fail(context: ToolContext, thrown: JavaException, thrownIn: ThrownIn): number {
  if (thrownIn === 'options') return failInJvm(context, thrown);
  context.out(`Error: ${thrown.message}`);
  context.out(throwableText(thrown));
  context.out('');
  return 1;
}
