import { AdminClient } from '../../clients/adminClient';
import { exceptionOf } from '../../clients/exceptions';
import { logLine } from '../../text/logLine';
import { clientSettings } from '../clientSettings';
import { failUncaught, takeOptions } from '../failures';
import { Failed, inFuture, send } from '../futureCalls';
import type { Tool, ToolContext } from '../tool';
import { parseClusterOptions, type ClusterOptions } from './options';
import { endpointTable } from './render';

/** kafka-cluster (kafka.tools.ClusterTool in 2.8, org.apache.kafka.tools.ClusterTool since). */
export const cluster: Tool = (context) => {
  const parsed = takeOptions(context, parseClusterOptions(context.argv, context.profile, context.readFile), (thrown) =>
    failUncaught(context, thrown),
  );
  if ('exitCode' in parsed) return parsed.exitCode;
  const { options } = parsed;
  const settings = clientSettings(
    context,
    options.bootstrapServer ?? options.bootstrapController ?? '',
    options.commandConfig,
    options.bootstrapServer === undefined ? 'controller' : 'broker',
  );
  if ('thrown' in settings) return failUncaught(context, settings.thrown);
  const client = AdminClient.create(context.host, settings);
  if ('thrown' in client) return failUncaught(context, client.thrown);
  try {
    run(context, client, options);
    return 0;
  } catch (error) {
    if (error instanceof Failed) return failUncaught(context, error.thrown);
    throw error;
  }
};

function printClusterId(context: ToolContext, client: AdminClient, endpointType: 'broker' | 'controller'): void {
  const request = { kind: 'DescribeCluster', endpointType, includeFenced: false } as const;
  context.out(`Cluster ID: ${send(client, 'listNodes', 'DescribeCluster', request).clusterId}`);
}

function run(context: ToolContext, client: AdminClient, options: ClusterOptions): void {
  const endpointType = options.bootstrapServer === undefined ? 'controller' : 'broker';
  switch (options.command) {
    case 'cluster-id':
      return printClusterId(context, client, endpointType);
    case 'list-endpoints': {
      const { nodes } = send(client, 'listNodes', 'DescribeCluster', {
        kind: 'DescribeCluster',
        endpointType,
        includeFenced: options.includeFencedBrokers,
      });
      for (const line of endpointTable(nodes, endpointType)) context.out(line);
      return;
    }
    case 'unregister':
      unregister(context, client, options.brokerId ?? 0);
  }
}

/** The admin client logs a refusal before the tool shows it. */
function unregister(context: ToolContext, client: AdminClient, brokerId: number): void {
  const error = send(client, 'unregisterBroker', 'UnregisterBroker', { kind: 'UnregisterBroker', brokerId });
  if (!error) {
    context.out(`Broker ${brokerId} is no longer registered.`);
    return;
  }
  const thrown = exceptionOf(error);
  if (error.error === 'UNSUPPORTED_VERSION') {
    context.out('The target cluster does not support the broker unregistration API.');
    return;
  }
  context.err(
    logLine(
      context.host.view.nowMs,
      'ERROR',
      `[AdminClient clientId=adminclient-1] Unregister broker request for broker ID ${brokerId} failed: ` +
        `${thrown.message}`,
      'org.apache.kafka.clients.admin.KafkaAdminClient',
    ),
  );
  throw inFuture(thrown);
}
