import type { MetaProperties } from '../../broker/disks';
import { parseUuid, randomUuid } from '../../jvm/uuid';
import { metadataVersionNamed, metadataVersionText } from '../../profiles/metadataVersions';
import { featureDependencies, unknownVersion, versionMapping } from '../featureMapping';
import { loadProperties } from '../loadProperties';
import { runCommand } from '../runCommand';
import type { Tool, ToolContext } from '../tool';
import { parseStorageOptions, type StorageOptions } from './options';
import { refused } from '../thrown';

type Config = ReadonlyMap<string, string>;

/**
 * kafka-storage (kafka.tools.StorageTool). Directories are those of the simulated nodes; nothing on this machine's disk
 * is read or written.
 */
export const storage: Tool = (context) => {
  const parsed = parseStorageOptions(context.argv, context.profile);
  return runCommand(context, parsed, (options) => run(context, options));
};

function run(context: ToolContext, options: StorageOptions): number {
  const { profile, environment } = context;
  switch (options.command) {
    case 'random-uuid':
      return print(context, [randomUuid(() => environment.chance.bytes(16), profile.idsMayStartWithDash)]);
    case 'version-mapping':
      return print(context, versionMapping(profile, options.releaseVersion));
    case 'feature-dependencies':
      return print(context, featureDependencies(profile, options.features));
    case 'info':
      return info(context, loadProperties(context, options.config));
    case 'format':
      return format(context, loadProperties(context, options.config), options);
  }
}

/** The log directories of a configuration, sorted and each once. */
function directories(config: Config): readonly string[] {
  const listed = (config.get('log.dirs') ?? config.get('log.dir') ?? '/tmp/kafka-logs')
    .split(',')
    .map((directory) => directory.trim());
  const metadata = config.get('metadata.log.dir');
  return [...new Set([...listed, ...(metadata === undefined ? [] : [metadata])])].sort();
}

function info(context: ToolContext, config: Config): number {
  const all = directories(config).map((directory) => ({ directory, found: context.disks.metaProperties(directory) }));
  const found = all.filter((each) => each.found !== undefined);
  const [first] = found;
  const isKraft = config.has('process.roles');
  const problems = all.filter((each) => each.found === undefined).map(({ directory }) => `${directory} does not exist`);
  if (first?.found && isKraft && first.found.version === 0)
    problems.push(
      'The kafka configuration file appears to be for a cluster in KRaft mode, but the directories are formatted ' +
        'for legacy mode.',
    );
  if (first?.found && !isKraft && first.found.version === 1)
    problems.push(
      'The kafka configuration file appears to be for a legacy cluster, but the directories are formatted for a ' +
        'cluster in KRaft mode.',
    );
  if (first?.found)
    print(context, [
      found.length === 1 ? 'Found log directory:' : 'Found log directories:',
      ...found.map(({ directory }) => `  ${directory}`),
      '',
      `Found metadata: ${metaText(first.found)}`,
      '',
    ]);
  if (problems.length === 0) return 0;
  print(context, [
    problems.length === 1 ? 'Found problem:' : 'Found problems:',
    ...problems.map((problem) => `  ${problem}`),
    '',
  ]);
  return 1;
}

function format(context: ToolContext, config: Config, options: StorageOptions & { command: 'format' }): number {
  const { profile } = context;
  if (!config.has('process.roles'))
    throw refused(
      'The kafka configuration file appears to be for a legacy cluster. Formatting is only supported for clusters ' +
        'in KRaft mode.',
    );
  const release =
    options.releaseVersion ?? metadataVersionText(profile, profile.features['metadata.version']?.initial ?? 0);
  const version =
    metadataVersionNamed(profile, release) ??
    (profile.formatNamesVersion ? unknownVersion(profile, release) : undefined);
  const clusterId = parseUuid(options.clusterId);
  if (!profile.formatNamesVersion && clusterId.kind === 'error')
    throw refused(`Cluster ID string ${options.clusterId} does not appear to be a valid UUID: ${clusterId.message}`);
  const all = directories(config);
  const formatted = all.filter((directory) => context.disks.metaProperties(directory) !== undefined);
  if (formatted[0] !== undefined && !options.ignoreFormatted)
    throw refused(
      `Log directory ${formatted[0]} is already formatted. Use --ignore-formatted to ignore this directory and ` +
        'format the others.',
    );
  if (formatted.length === all.length) context.out('All of the log directories are already formatted.');
  const metadataDirectory = config.get('metadata.log.dir') ?? all[0];
  for (const directory of all.filter((each) => !formatted.includes(each))) {
    const kind = directory === metadataDirectory ? 'metadata directory' : 'data directory';
    context.out(
      profile.formatNamesVersion
        ? `Formatting ${kind} ${directory} with metadata.version ${version?.name ?? release}.`
        : `Formatting ${directory}`,
    );
  }
  return 0;
}

function metaText({ clusterId, directoryId, nodeId, version }: MetaProperties): string {
  const directory = directoryId === '' ? '' : `, directory.id=${directoryId}`;
  return version === 0
    ? `{broker.id=${nodeId}, cluster.id=${clusterId}${directory}, version=0}`
    : `{cluster.id=${clusterId}${directory}, node.id=${nodeId}, version=1}`;
}

function print(context: ToolContext, lines: readonly string[]): number {
  for (const line of lines) context.out(line);
  return 0;
}
