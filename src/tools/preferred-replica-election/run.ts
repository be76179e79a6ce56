import { AdminClient } from '../../clients/adminClient';
import { clientSettings } from '../clientSettings';
import { readElectionFile, type ElectionFileWords } from '../electionFile';
import { electLeaders, type ElectionWords } from '../elections';
import { failUncaught, takeOptions } from '../failures';
import type { Tool } from '../tool';
import { parsePreferredReplicaElectionOptions } from './options';
import { electThroughZooKeeper } from './throughZooKeeper';

const timeoutMs = 60_000;

const fileWords: ElectionFileWords = {
  empty: 'Preferred replica election data is empty',
  noPartitions: 'Preferred replica election data is empty',
  duplicates: (partitions) => `Preferred replica election data contains duplicate partitions: ${partitions.join()}`,
  wrapsCauses: false,
  json: 'scala',
};

const words: ElectionWords = {
  succeeded: 'Successfully completed preferred leader election for partitions',
  needless: 'Preferred replica already elected for partitions',
  failed: 'Error completing preferred leader election for partition',
  notElected: 'preferred replica(s) could not be elected',
  needlessShowsSucceeded: true,
  scalaOrder: true,
};

/** kafka-preferred-replica-election, which only 2.8 ships (kafka.admin.PreferredReplicaLeaderElectionCommand). */
export const preferredReplicaElection: Tool = (context) => {
  const parsed = takeOptions(context, parsePreferredReplicaElectionOptions(context.argv, context.profile), (thrown) =>
    failUncaught(context, thrown),
  );
  if ('exitCode' in parsed) return parsed.exitCode;
  const { options } = parsed;
  const file =
    options.jsonFile === undefined ? { partitions: null } : readElectionFile(context, options.jsonFile, fileWords);
  if ('thrown' in file) return failUncaught(context, file.thrown);
  if (options.zookeeper !== undefined) {
    const thrown = electThroughZooKeeper(context, options.zookeeper, file.partitions);
    return thrown ? failUncaught(context, thrown) : 0;
  }
  const settings = clientSettings(context, options.bootstrapServer ?? '', options.adminConfig);
  if ('thrown' in settings) return failUncaught(context, settings.thrown);
  const client = AdminClient.create(context.environment, settings);
  if ('thrown' in client) return failUncaught(context, client.thrown);
  const thrown = electLeaders(context, client, { type: 'preferred', partitions: file.partitions }, words, timeoutMs);
  return thrown ? failUncaught(context, thrown) : 0;
};
