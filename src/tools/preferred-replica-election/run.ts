import { openAdmin } from '../adminSession';
import { readElectionFile, type ElectionFileWords } from '../electionFile';
import { electLeaders, type ElectionWords } from '../elections';
import { runCommand } from '../runCommand';
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
export const preferredReplicaElection: Tool = (context) =>
  runCommand(context, parsePreferredReplicaElectionOptions(context.argv, context.profile), (options) => {
    const { jsonFile, zookeeper, bootstrapServer, adminConfig } = options;
    const partitions = jsonFile === undefined ? null : readElectionFile(context, jsonFile, fileWords);
    if (zookeeper !== undefined) electThroughZooKeeper(context, zookeeper, partitions);
    else {
      const client = openAdmin(context, bootstrapServer ?? '', adminConfig);
      electLeaders(context, client, { type: 'preferred', partitions }, words, timeoutMs);
    }
  });
