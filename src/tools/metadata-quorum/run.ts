import { offersApi } from '../../profiles/apiVersions';
import { AdminClient } from '../../clients/adminClient';
import { exceptionOf } from '../../clients/exceptions';
import { parseUuid } from '../../jvm/uuid';
import type { ApiError } from '../../protocol/apiError';
import { clientSettings } from '../clientSettings';
import { failUncaught, takeOptions } from '../failures';
import { Failed, inFuture, send } from '../futureCalls';
import type { Tool, ToolContext } from '../tool';
import { newController } from './newController';
import { parseMetadataQuorumOptions, type MetadataQuorumOptions } from './options';
import { replicationTable, statusLines } from './render';

/** A TerseException: its message is all that is shown. */
class Terse extends Error {}

/** kafka-metadata-quorum (org.apache.kafka.tools.MetadataQuorumCommand). */
export const metadataQuorum: Tool = (context) => {
  const parsed = takeOptions(context, parseMetadataQuorumOptions(context.argv, context.profile), (thrown) =>
    failUncaught(context, thrown),
  );
  if ('exitCode' in parsed) return parsed.exitCode;
  const { options } = parsed;
  if (options.commandConfig !== undefined && context.readFile(options.commandConfig) === undefined)
    return fail(context, `Properties file ${options.commandConfig} does not exists!`);
  const settings = clientSettings(
    context,
    options.bootstrapServer ?? options.bootstrapController ?? '',
    options.commandConfig,
    options.bootstrapServer === undefined ? 'controller' : 'broker',
  );
  if ('thrown' in settings) return failUncaught(context, settings.thrown);
  const client = AdminClient.create(context.host, settings);
  if ('thrown' in client) return failUncaught(context, client.thrown);
  try {
    run(context, client, settings.properties, options);
    return 0;
  } catch (error) {
    if (error instanceof Terse) return fail(context, error.message);
    if (error instanceof Failed) return failUncaught(context, error.thrown);
    throw error;
  }
};

function run(
  context: ToolContext,
  client: AdminClient,
  properties: ReadonlyMap<string, string>,
  options: MetadataQuorumOptions,
): void {
  switch (options.command) {
    case 'describe': {
      const clusterId = options.status
        ? send(client, 'listNodes', 'DescribeCluster', {
            kind: 'DescribeCluster',
            endpointType: 'broker',
            includeFenced: false,
          }).clusterId
        : '';
      // A cluster on its way from ZooKeeper has a quorum, and only its controllers know of it.
      if (options.bootstrapController === undefined && !offersApi(context.profile.id, 'DescribeQuorum'))
        throw unsupported('DESCRIBE_QUORUM');
      const quorum = send(client, 'describeMetadataQuorum', 'DescribeQuorum', { kind: 'DescribeQuorum' });
      const lines = options.status
        ? statusLines(context.profile, clusterId, quorum)
        : replicationTable(quorum, options.humanReadable, context.host.view.nowMs);
      for (const line of lines) context.out(line);
      return;
    }
    case 'add-controller': {
      const added = newController(properties);
      if ('problem' in added) throw new Terse(added.problem);
      if (!options.dryRun && !offersApi(context.profile.id, 'AddRaftVoter')) throw unsupported('ADD_RAFT_VOTER');
      if (!options.dryRun)
        refused(
          send(client, 'addRaftVoter', 'AddRaftVoter', {
            kind: 'AddRaftVoter',
            id: added.id,
            directoryId: added.directoryId,
          }),
        );
      context.out(
        `${options.dryRun ? 'DRY RUN of adding' : 'Added'} controller ${added.id} with directory id ` +
          `${added.directoryId} and endpoints: ${added.endpoints.join(', ')}`,
      );
      return;
    }
    case 'remove-controller': {
      const directoryId = parseUuid(options.controllerDirectoryId);
      if (directoryId.kind === 'error')
        throw new Terse(`Failed to parse --controller-directory-id: ${directoryId.message}`);
      if (!options.dryRun && !offersApi(context.profile.id, 'RemoveRaftVoter')) throw unsupported('REMOVE_RAFT_VOTER');
      if (!options.dryRun)
        refused(
          send(client, 'removeRaftVoter', 'RemoveRaftVoter', {
            kind: 'RemoveRaftVoter',
            id: options.controllerId,
            directoryId: directoryId.text,
          }),
        );
      context.out(
        `${options.dryRun ? 'DRY RUN of removing ' : 'Removed '} KRaft controller ${options.controllerId} with ` +
          `directory id ${directoryId.text}`,
      );
      return;
    }
  }
}

function refused(error: ApiError): never {
  throw inFuture(exceptionOf(error));
}

/** ZooKeeper's brokers do not know the quorum's requests. */
function unsupported(api: string): Failed {
  return inFuture(exceptionOf({ error: 'UNSUPPORTED_VERSION', message: `The node does not support ${api}` }));
}

function fail(context: ToolContext, message: string): number {
  context.err(message);
  return 1;
}
