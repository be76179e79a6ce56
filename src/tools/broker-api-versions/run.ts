import { AdminClient } from '../../clients/adminClient';
import type { JavaException } from '../../clients/exceptions';
import { reach, resolveBootstrap } from '../../clients/reach';
import type { DescribeClusterResponse } from '../../protocol/requests';
import { javaHashOrder, javaStringHash } from '../../jvm/hashOrder';
import type { ToolVersion } from '../../parsing/toolVersion';
import type { ApiVersion } from '../../profiles/apiVersions';
import { clientSettings } from '../clientSettings';
import { failInJvm, failUncaught, takeOptions } from '../failures';
import type { Tool, ToolContext } from '../tool';
import { parseBrokerApiVersionsOptions } from './options';

type Node = DescribeClusterResponse['nodes'][number];

/** Up to 3.9 the tool is Scala's: the JVM shows what it throws, and lists are List(...). */
const isScala: Readonly<Record<ToolVersion, boolean>> = { '2.8': true, '3.9': true, '4.3': false };

/** kafka-broker-api-versions (BrokerApiVersionsCommand), which has a small client of its own. */
export const brokerApiVersions: Tool = (context) => {
  const parsed = takeOptions(context, parseBrokerApiVersionsOptions(context.argv, context.profile), (thrown) =>
    fail(context, thrown),
  );
  if ('exitCode' in parsed) return parsed.exitCode;
  const { bootstrapServer, commandConfig } = parsed.options;
  const settings = clientSettings(context, bootstrapServer, commandConfig);
  if ('thrown' in settings) return fail(context, settings.thrown);
  const addresses = resolveBootstrap(
    context.host,
    bootstrapServer,
    'No resolvable bootstrap urls given in bootstrap.servers',
    context.err,
  );
  if ('thrown' in addresses)
    return fail(context, { ...addresses.thrown, exception: 'org.apache.kafka.common.config.ConfigException' });
  // It tries each address once.
  if (!reach({ host: context.host, addresses, prefix: '[LegacyAdminClient clientId=admin-1] ', log: context.err }, 1)) {
    const tried = addresses
      .map(({ host, port }, index) => nodeText(context, { id: -1 - index, host, port, rack: null, isFenced: false }))
      .join(', ');
    return fail(context, {
      exception: 'java.lang.RuntimeException',
      message:
        'Request METADATA failed on brokers ' +
        `${isScala[context.profile.toolVersion] ? `List(${tried})` : `[${tried}]`}`,
    });
  }
  const client = AdminClient.create(context.host, settings);
  if ('thrown' in client) return fail(context, client.thrown);
  const cluster = client.call('listNodes', 'DescribeCluster', {
    kind: 'DescribeCluster',
    endpointType: 'broker',
    includeFenced: false,
  });
  if ('thrown' in cluster) return fail(context, cluster.thrown);
  for (const node of javaHashOrder(cluster.value.nodes, nodeHash)) {
    const versions = client.call('apiVersions', 'ApiVersions', { kind: 'ApiVersions', brokerId: node.id });
    const answer =
      'value' in versions && versions.value
        ? `(\n${versions.value.map((version) => `\t${apiText(version)}`).join(',\n')}\n)`
        : 'ERROR: org.apache.kafka.common.errors.DisconnectException';
    context.out(`${nodeText(context, node)} -> ${answer}`);
  }
  return 0;
};

/** NodeApiVersions.toString: the client speaks what its own release's broker speaks. */
function apiText({ name, key, range }: ApiVersion): string {
  if (!range) return `${name}(${key}): UNSUPPORTED`;
  const offered = range.min === range.max ? range.min : `${range.min} to ${range.max}`;
  return `${name}(${key}): ${offered} [usable: ${range.max}]`;
}

function nodeText({ profile }: ToolContext, { id, host, port, rack, isFenced }: Node): string {
  return `${host}:${port} (id: ${id} rack: ${rack}${profile.nodesShowFencing ? ` isFenced: ${isFenced}` : ''})`;
}

/** Node.hashCode of 4.3, whose map orders the brokers; earlier releases shuffle them. */
function nodeHash({ id, host, port, rack, isFenced }: Node): number {
  return [id, port, rack === null ? 0 : javaStringHash(rack), isFenced ? 1231 : 1237].reduce(
    (hash, part) => (Math.imul(31, hash) + part) | 0,
    31 + javaStringHash(host),
  );
}

function fail(context: ToolContext, thrown: JavaException): number {
  return isScala[context.profile.toolVersion] ? failInJvm(context, thrown) : failUncaught(context, thrown);
}
