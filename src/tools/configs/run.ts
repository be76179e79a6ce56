import { throwableText, type JavaException } from '../../clients/exceptions';
import { openEitherAdmin } from '../adminSession';
import { Thrown } from '../thrown';
import { runCommand } from '../runCommand';
import type { Tool, ToolContext } from '../tool';
import { alter } from './alter';
import { describe } from './describe';
import { parseConfigsOptions, type ConfigsOptions } from './options';
import { configsThroughZooKeeper } from './throughZooKeeper';

/** These are the caller's mistakes: one line; the rest is shown with the arguments and the stack trace. */
const foreseen = new Set([
  'java.lang.IllegalArgumentException',
  'org.apache.kafka.common.errors.InvalidConfigurationException',
]);

/** kafka-configs (kafka.admin.ConfigCommand). */
export const configs: Tool = (context) => {
  const parsed = parseConfigsOptions(context.argv, context.profile);
  return runCommand(context, parsed, (options) => run(context, options), fail);
};

function run(context: ToolContext, options: ConfigsOptions): void {
  if (options.zookeeper !== undefined) {
    const thrown = configsThroughZooKeeper(context, options.zookeeper, options);
    if (thrown) throw new Thrown(thrown);
    return;
  }
  const admin = openEitherAdmin(context, options);
  if (options.action === 'describe') describe(context, admin, options);
  else alter(context, admin, options);
}

function fail(context: ToolContext, thrown: JavaException): number {
  if (foreseen.has(thrown.exception) || thrown.exception.startsWith('joptsimple.')) {
    context.err(String(thrown.message));
  } else {
    context.err(`Error while executing config command with args '${context.argv.join(' ')}'`);
    context.err(throwableText(thrown));
  }
  return 1;
}
