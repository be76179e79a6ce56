import { LegacyAdminClient } from '../../clients/legacyAdminClient';
import { javaHashOrder, javaStringHash } from '../../jvm/hashOrder';
import { apiVersions, type ApiVersion as KnownApi } from '../../profiles/apiVersions';
import type { ApiVersion, MetadataResponseBroker } from '../../protocol/messages/metadata';
import { Thrown } from '../thrown';
import { clientSettings } from '../clientSettings';
import { failInJvm, failUncaught } from '../failures';
import { runCommand } from '../runCommand';
import type { Tool, ToolContext } from '../tool';
import { parseBrokerApiVersionsOptions, type BrokerApiVersionsOptions } from './options';
import { versions } from './versions';

/** kafka-broker-api-versions (BrokerApiVersionsCommand). */
export const brokerApiVersions: Tool = (context) =>
  runCommand(
    context,
    parseBrokerApiVersionsOptions(context.argv, context.profile),
    (options) => run(context, options),
    versions[context.profile.toolVersion].isScala ? failInJvm : failUncaught,
  );

function run(context: ToolContext, { bootstrapServer, commandConfig }: BrokerApiVersionsOptions): void {
  const client = open(context, bootstrapServer, commandConfig);
  const brokers = client.findAllBrokers();
  if (!brokers) {
    const tried = client.bootstrapNodes.map((node) => nodeText(context, node)).join(', ');
    const nodes = versions[context.profile.toolVersion].isScala ? `List(${tried})` : `[${tried}]`;
    throw new Thrown({
      exception: 'java.lang.RuntimeException',
      message: `Request METADATA failed on brokers ${nodes}`,
    });
  }
  const known = apiVersions(context.profile.id);
  for (const broker of javaHashOrder(brokers, nodeHash)) {
    const offered = client.apiVersions(broker);
    const answer = offered
      ? `(\n${known.map((api) => `\t${apiText(api, offered)}`).join(',\n')}\n)`
      : 'ERROR: org.apache.kafka.common.errors.DisconnectException';
    context.out(`${nodeText(context, broker)} -> ${answer}`);
  }
}

function open(context: ToolContext, bootstrapServer: string, commandConfig: string | undefined): LegacyAdminClient {
  const settings = clientSettings(context, bootstrapServer, commandConfig);
  if ('thrown' in settings) throw new Thrown(settings.thrown);
  const client = LegacyAdminClient.create(context.environment, settings);
  if ('thrown' in client) throw new Thrown(client.thrown);
  return client;
}

/** NodeApiVersions.toString: all requests that the client knows; it speaks what its own release's broker speaks. */
function apiText({ name, key }: KnownApi, offered: readonly ApiVersion[]): string {
  const range = offered.find(({ apiKey }) => apiKey === key);
  if (!range) return `${name}(${key}): UNSUPPORTED`;
  const { minVersion: min, maxVersion: max } = range;
  return `${name}(${key}): ${min === max ? min : `${min} to ${max}`} [usable: ${max}]`;
}

/** A node that metadata told of, or of the bootstrap list, is never known to be fenced. */
function nodeText({ profile }: ToolContext, { nodeId, host, port, rack = null }: MetadataResponseBroker): string {
  return `${host}:${port} (id: ${nodeId} rack: ${rack}${profile.nodesShowFencing ? ' isFenced: false' : ''})`;
}

/** Node.hashCode of 4.3, whose map orders the brokers; earlier releases shuffle them. */
function nodeHash({ nodeId, host, port, rack = null }: MetadataResponseBroker): number {
  const unfenced = 1237;
  return [nodeId, port, rack === null ? 0 : javaStringHash(rack), unfenced].reduce(
    (hash, part) => (Math.imul(31, hash) + part) | 0,
    31 + javaStringHash(host),
  );
}
