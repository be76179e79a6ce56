import { AdminClient, type Call } from '../../clients/adminClient';
import type { ApiName, Request, Response } from '../../protocol/requests';
import { clientSettings } from '../clientSettings';
import { failUncaught, takeOptions } from '../failures';
import { featureDependencies, FeatureFailure, versionMapping } from '../featureMapping';
import type { Tool, ToolContext } from '../tool';
import { parseFeaturesOptions, type FeaturesOptions } from './options';
import { describedFeature } from './render';
import { requestedUpdates } from './updates';

/**
 * kafka-features (kafka.admin.FeatureCommand in 2.8, org.apache.kafka.tools.FeatureCommand since). Whatever it throws,
 * its message is one line.
 */
export const features: Tool = (context) => {
  const parsed = takeOptions(context, parseFeaturesOptions(context.argv, context.profile), (thrown) =>
    isEarly(context) ? failUncaught(context, thrown) : fail(context, String(thrown.message)),
  );
  if ('exitCode' in parsed) return parsed.exitCode;
  const { options } = parsed;
  try {
    return run(context, options);
  } catch (error) {
    if (error instanceof FeatureFailure) return fail(context, error.message);
    throw error;
  }
};

function run(context: ToolContext, options: FeaturesOptions): number {
  if (options.command === 'version-mapping')
    return print(context, versionMapping(context.profile, options.releaseVersion));
  if (options.command === 'feature-dependencies')
    return print(context, featureDependencies(context.profile, options.features));
  const endpointType = options.bootstrapServer === undefined ? 'controller' : 'broker';
  const settings = clientSettings(
    context,
    options.bootstrapServer ?? options.bootstrapController ?? '',
    options.commandConfig,
    endpointType,
  );
  if ('thrown' in settings) throw new FeatureFailure(String(settings.thrown.message));
  const client = AdminClient.create(context.host, settings);
  if ('thrown' in client) throw new FeatureFailure(String(client.thrown.message));
  switch (options.command) {
    case 'upgrade-all':
    case 'downgrade-all':
      // No release up to 2.8 has a feature to change.
      send(client, 'describeFeatures', 'DescribeFeatures', { kind: 'DescribeFeatures' });
      return 0;
    case 'describe': {
      if (options.nodeId !== undefined && options.nodeId < 0)
        throw new FeatureFailure(`Invalid node id ${options.nodeId}: must be non-negative.`);
      const described = send(client, 'describeFeatures', 'DescribeFeatures', { kind: 'DescribeFeatures' });
      return print(
        context,
        Object.keys(described.supported)
          .sort()
          .map((name) => describedFeature(context.profile, described, name)),
      );
    }
    default:
      return update(context, client, options);
  }
}

function update(
  context: ToolContext,
  client: AdminClient,
  options: FeaturesOptions & { command: 'upgrade' | 'downgrade' | 'disable' },
): number {
  const { command, dryRun } = options;
  const updates = requestedUpdates(context, options);
  if (updates.length === 0) throw new FeatureFailure(`You must specify at least one feature to ${command}`);
  const result = client.call('updateFeatures', 'UpdateFeatures', {
    kind: 'UpdateFeatures',
    updates,
    validateOnly: dryRun,
  });
  const refusals = updates.map(({ name }) => ({
    name,
    message: 'thrown' in result ? result.thrown.message : result.value.get(name)?.message,
  }));
  const messages = new Map(
    refusals.filter(({ message }) => message !== undefined).map(({ name, message }) => [name, message]),
  );
  for (const { name, level } of [...updates].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const message = messages.get(name);
    const target = command === 'disable' ? `disable ${name}` : `${command} ${name} to ${level}`;
    if (message !== undefined) context.out(`${dryRun ? 'Can not' : 'Could not'} ${target}. ${message}`);
    else
      context.out(
        `${name}${dryRun ? ' can be ' : ' was '}${command === 'disable' ? 'disabled.' : `${command}d to ${level}.`}`,
      );
  }
  if (messages.size > 0) throw new FeatureFailure(`${messages.size} out of ${updates.length} operation(s) failed.`);
  return 0;
}

function send<A extends ApiName>(client: AdminClient, callName: string, name: A, request: Request<A>): Response<A> {
  const result: Call<Response<A>> = client.call(callName, name, request);
  if ('thrown' in result) throw new FeatureFailure(`${result.thrown.exception}: ${result.thrown.message}`);
  return result.value;
}

function print(context: ToolContext, lines: readonly string[]): number {
  for (const line of lines) context.out(line);
  return 0;
}

/** 2.8 catches what the command throws, and shows it with its stack. */
function isEarly(context: ToolContext): boolean {
  return context.profile.uncaughtShownBy === 'jvm';
}

function fail(context: ToolContext, message: string): number {
  if (isEarly(context)) context.err('');
  context.err(
    isEarly(context)
      ? `Error encountered when executing command: java.util.concurrent.ExecutionException: ${message}`
      : message,
  );
  return 1;
}
