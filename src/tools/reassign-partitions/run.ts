import { AdminClient, CallFailed } from '../../clients/adminClient';
import { throwableText, type JavaException } from '../../clients/exceptions';
import { clientSettings } from '../clientSettings';
import { failInJvm, takeOptions } from '../failures';
import type { Tool, ToolContext } from '../tool';
import { cancel } from './cancel';
import { execute } from './execute';
import { executionFailed, Failure, TerseFailure } from './failure';
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
export const reassignPartitions: Tool = (context) => {
  const parsed = takeOptions(
    context,
    parseReassignPartitionsOptions(context.argv, context.profile),
    (thrown, thrownIn) => (thrownIn === 'command' ? failCommand(context, thrown) : failInJvm(context, thrown)),
  );
  if ('exitCode' in parsed) return parsed.exitCode;
  const { options } = parsed;
  try {
    if (options.bootstrapServer === undefined && options.zookeeper !== undefined)
      runOnZooKeeper(context, options.zookeeper, options);
    else run(openSession(context, options), options);
    return 0;
  } catch (error) {
    if (error instanceof Failure) return failCommand(context, error.thrown);
    if (error instanceof CallFailed) return failCommand(context, executionFailed(error.thrown).thrown);
    if (!(error instanceof TerseFailure)) throw error;
    context.out(error.message);
    return 1;
  }
};

function openSession(context: ToolContext, options: ReassignPartitionsOptions): AdminSession {
  const asksControllers = options.bootstrapController !== undefined;
  const settings = clientSettings(
    context,
    options.bootstrapController ?? options.bootstrapServer ?? '',
    options.commandConfig,
  );
  if ('thrown' in settings) throw new Failure(settings.thrown);
  const client = AdminClient.create(context.environment, {
    ...settings,
    endpointType: asksControllers ? 'controller' : 'broker',
    clientId: 'reassign-partitions-tool',
  });
  if ('thrown' in client) throw new Failure(client.thrown);
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
function failCommand(context: ToolContext, thrown: JavaException): number {
  context.out(`Error: ${thrown.message}`);
  context.out(throwableText(thrown));
  context.out('');
  return 1;
}
