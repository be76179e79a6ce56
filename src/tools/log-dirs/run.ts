import { describeLogDirs, type LogDirDescription } from '../../clients/admin/logDirs';
import { describeNodes } from '../../clients/admin/topics';
import { javaIntHashSetOrder, javaTopicPartitionOrder } from '../../jvm/hashOrder';
import { openAdmin } from '../adminSession';
import { runCommand } from '../runCommand';
import type { Tool, ToolContext } from '../tool';
import { parseLogDirsOptions, type LogDirsOptions } from './options';
import { versions } from './versions';

/** kafka-log-dirs (kafka.admin.LogDirsCommand in 2.8, org.apache.kafka.tools.LogDirsCommand since). */
export const logDirs: Tool = (context) =>
  runCommand(context, parseLogDirsOptions(context.argv, context.profile), (options) => describe(context, options));

function describe(context: ToolContext, options: LogDirsOptions): number {
  const { topics, brokers, bootstrapServer, commandConfig } = options;
  const admin = openAdmin(context, bootstrapServer, commandConfig, 'log-dirs-tool');
  const isEarly = versions[context.profile.toolVersion].isScala;
  const alive = javaIntHashSetOrder(describeNodes(admin).map(({ nodeId }) => nodeId));
  const asked = isEarly ? (brokers ?? alive) : javaIntHashSetOrder(brokers && brokers.length > 0 ? brokers : alive);
  const unknown = asked.filter((id) => !alive.includes(id));
  if (!isEarly && unknown.length > 0) {
    context.err(
      `ERROR: The given brokers do not exist from --broker-list: ${unknown.join()}. Current existent brokers: ` +
        `${alive.join()}`,
    );
    return 1;
  }
  context.out('Querying brokers for log directories information');
  const answers = javaIntHashSetOrder(asked).map((brokerId) => ({
    brokerId,
    dirs: describeLogDirs(admin, 'describeLogDirs', { nodeId: brokerId }, topics.length > 0 ? topics : undefined),
  }));
  context.out(`Received log directory information from brokers ${asked.join()}`);
  const printed = ({ dir: logDir, replicas }: LogDirDescription) => {
    const partitions = javaTopicPartitionOrder(replicas).map(({ topic, partition, size, offsetLag, isFuture }) => ({
      partition: `${topic}-${partition}`,
      size,
      offsetLag,
      isFuture,
    }));
    return isEarly ? { logDir, error: null, partitions } : { partitions, error: null, logDir };
  };
  const listed = answers.map(({ brokerId, dirs }) => ({ broker: brokerId, logDirs: dirs.map(printed) }));
  context.out(JSON.stringify(isEarly ? { version: 1, brokers: listed } : { brokers: listed, version: 1 }));
  return 0;
}
