import { describeCluster } from '../../clients/admin/cluster';
import { addRaftVoter, describeMetadataQuorum, removeRaftVoter } from '../../clients/admin/quorum';
import type { AdminClient } from '../../clients/adminClient';
import { parseUuid } from '../../jvm/uuid';
import { openEitherAdmin } from '../adminSession';
import { get } from '../futureCalls';
import { loadProperties } from '../loadProperties';
import { runCommand } from '../runCommand';
import type { Tool, ToolContext } from '../tool';
import { newController } from './newController';
import { parseMetadataQuorumOptions, type MetadataQuorumOptions } from './options';
import { listenerText, replicationTable, statusLines } from './render';
import { refused } from '../thrown';

/** kafka-metadata-quorum (org.apache.kafka.tools.MetadataQuorumCommand). */
export const metadataQuorum: Tool = (context) => {
  const parsed = parseMetadataQuorumOptions(context.argv, context.profile);
  return runCommand(context, parsed, (options) => run(context, options));
};

function run(context: ToolContext, options: MetadataQuorumOptions): void {
  const { commandConfig } = options;
  if (commandConfig !== undefined && context.readFile(commandConfig) === undefined)
    throw refused(`Properties file ${commandConfig} does not exists!`);
  const admin = openEitherAdmin(context, options);
  switch (options.command) {
    case 'describe': {
      for (const line of described(context, admin, options)) context.out(line);
      return;
    }
    case 'add-controller': {
      const { id, directoryId, listeners } = newController(loadProperties(context, commandConfig ?? ''), context.disks);
      if (!options.dryRun) get(() => addRaftVoter(admin, id, directoryId, listeners));
      context.out(
        `${options.dryRun ? 'DRY RUN of adding' : 'Added'} controller ${id} with directory id ${directoryId} and ` +
          `endpoints: ${listeners.map(listenerText).join(', ')}`,
      );
      return;
    }
    case 'remove-controller': {
      const { controllerId, dryRun } = options;
      const directoryId = parseUuid(options.controllerDirectoryId);
      if (directoryId.kind === 'error')
        throw refused(`Failed to parse --controller-directory-id: ${directoryId.message}`);
      if (!dryRun) get(() => removeRaftVoter(admin, controllerId, directoryId.text));
      context.out(
        `${dryRun ? 'DRY RUN of removing ' : 'Removed '} KRaft controller ${controllerId} with directory id ` +
          `${directoryId.text}`,
      );
    }
  }
}

function described(
  { profile, environment }: ToolContext,
  admin: AdminClient,
  { status, humanReadable }: MetadataQuorumOptions & { command: 'describe' },
): readonly string[] {
  if (!status) {
    const quorum = get(() => describeMetadataQuorum(admin));
    return replicationTable(quorum, humanReadable, environment.clock.nowMs);
  }
  const { clusterId } = get(() => describeCluster(admin));
  return statusLines(
    profile,
    clusterId,
    get(() => describeMetadataQuorum(admin)),
  );
}
