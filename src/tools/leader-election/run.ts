import { AdminClient } from '../../clients/adminClient';
import { clientSettings } from '../clientSettings';
import { readElectionFile } from '../electionFile';
import { electLeaders, type ElectionWords } from '../elections';
import { runCommand } from '../runCommand';
import { orThrow } from '../thrown';
import type { Tool, ToolContext } from '../tool';
import { parseLeaderElectionOptions, type LeaderElectionOptions } from './options';
import { versions } from './versions';

/** The tool waits this long (ms) for its answer; since 3.x a properties file may say otherwise. */
const defaultTimeoutMs = 30_000;

/**
 * kafka-leader-election (kafka.admin.LeaderElectionCommand in 2.8, org.apache.kafka.tools.LeaderElectionCommand since).
 */
export const leaderElection: Tool = (context) =>
  runCommand(context, parseLeaderElectionOptions(context.argv, context.profile), (options) => elect(context, options));

function elect(context: ToolContext, { target, electionType, bootstrapServer, commandConfig }: LeaderElectionOptions) {
  const { file, isScala, fileMaySetTimeout } = versions[context.profile.toolVersion];
  const partitions =
    target.kind === 'all' ? null : target.kind === 'file' ? readElectionFile(context, target.path, file) : [target];
  const settings = orThrow(clientSettings(context, bootstrapServer, commandConfig));
  const client = orThrow(AdminClient.create(context.environment, settings));
  const configured = fileMaySetTimeout ? settings.properties.get('default.api.timeout.ms') : undefined;
  const type = electionType === 'PREFERRED' ? 'preferred' : 'unclean';
  const timeoutMs = Number(configured ?? defaultTimeoutMs);
  electLeaders(context, client, { type, partitions }, words(electionType, isScala), timeoutMs);
}

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
