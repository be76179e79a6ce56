import { AdminClient } from '../../clients/adminClient';
import { throwableText, type JavaException } from '../../clients/exceptions';
import { clientSettings } from '../clientSettings';
import { takeOptions } from '../failures';
import type { Tool, ToolContext } from '../tool';
import { alter } from './alter';
import { describe } from './describe';
import { parseConfigsOptions } from './options';
import { configsThroughZooKeeper } from './throughZooKeeper';

/** These are the caller's mistakes: one line; the rest is shown with the arguments and the stack trace. */
const foreseen = new Set([
  'java.lang.IllegalArgumentException',
  'org.apache.kafka.common.errors.InvalidConfigurationException',
]);

/** kafka-configs (kafka.admin.ConfigCommand). */
export const configs: Tool = (context) => {
  const parsed = takeOptions(context, parseConfigsOptions(context.argv, context.profile), (thrown) =>
    fail(context, thrown),
  );
  if ('exitCode' in parsed) return parsed.exitCode;
  const { options } = parsed;
  if (options.zookeeper !== undefined) {
    const thrown = configsThroughZooKeeper(context, options.zookeeper, options);
    return thrown ? fail(context, thrown) : 0;
  }
  const settings = clientSettings(
    context,
    options.bootstrapServer ?? options.bootstrapController ?? '',
    options.commandConfig,
    options.bootstrapServer === undefined ? 'controller' : 'broker',
  );
  if ('thrown' in settings) return fail(context, settings.thrown);
  const client = AdminClient.create(context.host, settings);
  if ('thrown' in client) return fail(context, client.thrown);
  const thrown = options.action === 'describe' ? describe(context, client, options) : alter(context, client, options);
  return thrown ? fail(context, thrown) : 0;
};

function fail(context: ToolContext, thrown: JavaException): number {
  if (foreseen.has(thrown.exception) || thrown.exception.startsWith('joptsimple.')) {
    context.err(String(thrown.message));
  } else {
    context.err(`Error while executing config command with args '${context.argv.join(' ')}'`);
    context.err(throwableText(thrown));
  }
  return 1;
}
