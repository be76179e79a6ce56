import { describeCluster, unregisterBroker } from '../../clients/admin/cluster';
import { CallFailed, type AdminClient } from '../../clients/adminClient';
import { openEitherAdmin } from '../adminSession';
import { failUncaught } from '../failures';
import { get } from '../futureCalls';
import { runCommand } from '../runCommand';
import type { Tool, ToolContext } from '../tool';
import { parseClusterOptions, type ClusterOptions } from './options';
import { endpointTable } from './render';

/** kafka-cluster (kafka.tools.ClusterTool in 2.8, org.apache.kafka.tools.ClusterTool since). */
export const cluster: Tool = (context) => {
  const parsed = parseClusterOptions(context.argv, context.profile, context.readFile);
  return runCommand(context, parsed, (options) => run(context, options), failUncaught);
};

function run(context: ToolContext, options: ClusterOptions): void {
  const admin = openEitherAdmin(context, options);
  switch (options.command) {
    case 'cluster-id':
      context.out(`Cluster ID: ${get(() => describeCluster(admin)).clusterId}`);
      return;
    case 'list-endpoints': {
      const { brokers } = get(() => describeCluster(admin, options.includeFencedBrokers));
      for (const line of endpointTable(brokers, admin.asksControllers ? 'controller' : 'broker')) context.out(line);
      return;
    }
    case 'unregister':
      get(() => unregister(context, admin, options.brokerId ?? 0));
  }
}

function unregister(context: ToolContext, admin: AdminClient, brokerId: number): void {
  try {
    unregisterBroker(admin, brokerId);
    context.out(`Broker ${brokerId} is no longer registered.`);
  } catch (error) {
    const isUnsupported =
      error instanceof CallFailed && error.thrown.exception.endsWith('.UnsupportedVersionException');
    if (!isUnsupported) throw error;
    context.out('The target cluster does not support the broker unregistration API.');
  }
}
