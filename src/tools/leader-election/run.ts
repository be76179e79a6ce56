import { AdminClient } from '../../clients/adminClient';
import { clientSettings } from '../clientSettings';
import { readElectionFile } from '../electionFile';
import { electLeaders, type ElectionWords } from '../elections';
import { failUncaught, takeOptions } from '../failures';
import type { Tool } from '../tool';
import { parseLeaderElectionOptions, type LeaderElectionOptions } from './options';
import { versions } from './versions';

/** The tool waits this long (ms) for its answer; since 3.x a properties file may say otherwise. */
const defaultTimeoutMs = 30_000;

/**
 * kafka-leader-election (kafka.admin.LeaderElectionCommand in 2.8, org.apache.kafka.tools.LeaderElectionCommand since).
 */
export const leaderElection: Tool = (context) => {
  const parsed = takeOptions(context, parseLeaderElectionOptions(context.argv, context.profile), (thrown) =>
    failUncaught(context, thrown),
  );
  if ('exitCode' in parsed) return parsed.exitCode;
  const { options } = parsed;
  const version = versions[context.profile.toolVersion];
  let partitions: readonly { readonly topic: string; readonly partition: number }[] | null = null;
  if (options.target.kind === 'partition') partitions = [options.target];
  if (options.target.kind === 'file') {
    const file = readElectionFile(context, options.target.path, version.file);
    if ('thrown' in file) return failUncaught(context, file.thrown);
    partitions = file.partitions;
  }
  const settings = clientSettings(context, options.bootstrapServer, options.commandConfig);
  if ('thrown' in settings) return failUncaught(context, settings.thrown);
  const client = AdminClient.create(context.environment, settings);
  if ('thrown' in client) return failUncaught(context, client.thrown);
  const configured = version.fileMaySetTimeout ? settings.properties.get('default.api.timeout.ms') : undefined;
  const type = options.electionType === 'PREFERRED' ? 'preferred' : 'unclean';
  const thrown = electLeaders(
    context,
    client,
    { type, partitions },
    words(options.electionType, version.isScala),
    Number(configured ?? defaultTimeoutMs),
  );
  return thrown ? failUncaught(context, thrown) : 0;
};

function words(type: LeaderElectionOptions['electionType'], isScala: boolean): ElectionWords {
  return {
    succeeded: `Successfully completed leader election (${type}) for partitions`,
    needless: 'Valid replica already elected for partitions',
    failed: `Error completing leader election (${type}) for partition`,
    notElected: 'replica(s) could not be elected',
    needlessShowsSucceeded: isScala,
    scalaOrder: isScala,
  };
}
