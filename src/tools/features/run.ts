import { describeFeatures, updateFeatures, type FeatureUpdate } from '../../clients/admin/features';
import { CallFailed, type AdminClient } from '../../clients/adminClient';
import { exceptionOf, throwableText, type JavaException } from '../../clients/exceptions';
import { openEitherAdmin } from '../adminSession';
import { failUncaught } from '../failures';
import { featureDependencies, versionMapping } from '../featureMapping';
import { get } from '../futureCalls';
import { runCommand } from '../runCommand';
import type { Tool, ToolContext } from '../tool';
import { parseFeaturesOptions, type FeaturesOptions } from './options';
import { describedFeatures } from './render';
import { requestedUpdates, type UpdateOptions } from './updates';
import { refused } from '../thrown';

/** kafka-features (kafka.admin.FeatureCommand in 2.8, org.apache.kafka.tools.FeatureCommand since). */
export const features: Tool = (context) => {
  const parsed = parseFeaturesOptions(context.argv, context.profile);
  return runCommand(context, parsed, (options) => run(context, options), fail);
};

function run(context: ToolContext, options: FeaturesOptions): void {
  const { profile } = context;
  if (options.command === 'version-mapping') return print(context, versionMapping(profile, options.releaseVersion));
  if (options.command === 'feature-dependencies') return print(context, featureDependencies(profile, options.features));
  const admin = openEitherAdmin(context, options);
  switch (options.command) {
    case 'upgrade-all':
    case 'downgrade-all':
      // No release up to 2.8 has a feature to change.
      get(() => describeFeatures(admin));
      return;
    case 'describe': {
      const { nodeId } = options;
      if (nodeId !== undefined && nodeId < 0) throw refused(`Invalid node id ${nodeId}: must be non-negative.`);
      return print(
        context,
        describedFeatures(
          profile,
          get(() => describeFeatures(admin, nodeId)),
        ),
      );
    }
    default:
      update(context, admin, options);
  }
}

function update(context: ToolContext, admin: AdminClient, options: UpdateOptions): void {
  const { command, dryRun } = options;
  const updates = requestedUpdates(context, options);
  if (updates.length === 0) throw refused(`You must specify at least one feature to ${command}`);
  const refusals = refusalsOf(admin, updates, dryRun);
  for (const { name, level } of [...updates].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const message = refusals.get(name);
    const target = command === 'disable' ? `disable ${name}` : `${command} ${name} to ${level}`;
    const done = command === 'disable' ? 'disabled.' : `${command}d to ${level}.`;
    if (message !== undefined) context.out(`${dryRun ? 'Can not' : 'Could not'} ${target}. ${message}`);
    else context.out(`${name}${dryRun ? ' can be ' : ' was '}${done}`);
  }
  if (refusals.size > 0) throw refused(`${refusals.size} out of ${updates.length} operation(s) failed.`);
}

/** Messages of the updates that failed; without an answer all of them did. */
function refusalsOf(
  admin: AdminClient,
  updates: readonly FeatureUpdate[],
  dryRun: boolean,
): ReadonlyMap<string, string | null> {
  try {
    const failed = [...updateFeatures(admin, updates, dryRun)].filter(([, { errorCode }]) => errorCode !== 'NONE');
    return new Map(failed.map(([name, failure]) => [name, exceptionOf(failure).message]));
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    return new Map(updates.map(({ name }) => [name, error.thrown.message]));
  }
}

function print(context: ToolContext, lines: readonly string[]): void {
  for (const line of lines) context.out(line);
}

/** Whatever it throws, its message is one line; 2.8 shows it with its stack, and leaves bad options to the JVM. */
function fail(context: ToolContext, thrown: JavaException, thrownIn: 'options' | 'command'): number {
  const isEarly = context.profile.uncaughtShownBy === 'jvm';
  if (isEarly && thrownIn === 'options') return failUncaught(context, thrown);
  if (isEarly) context.err('');
  context.err(isEarly ? `Error encountered when executing command: ${throwableText(thrown)}` : String(thrown.message));
  return 1;
}
