import type { ApiVersion, MetadataResponseBroker } from '../protocol/messages/metadata';
import type { AdminClientSettings } from './adminClient';
import { readAdminSettings } from './adminSettings';
import { awaitAnswer, reach, resolveBootstrap, warnUnreachable, type ClientIdentity } from './bootstrap';
import type { ClientEnvironment } from './environment';
import type { JavaException } from './exceptions';

const requestTimeoutMs = 5000;

/**
 * The client that kafka-broker-api-versions has of its own (BrokerApiVersionsCommand.AdminClient): it asks each broker
 * for itself.
 */
export class LegacyAdminClient {
  private correlationId = 0;

  private constructor(private readonly identity: ClientIdentity) {}

  /** Settings that do not hold, or a list that names no usable address, give what its constructor throws. */
  static create(
    environment: ClientEnvironment,
    { bootstrapServers, properties }: AdminClientSettings,
  ): LegacyAdminClient | { readonly thrown: JavaException } {
    const checked = readAdminSettings(properties, environment.profile.adminClient);
    if ('thrown' in checked) return checked;
    const noAddress = 'No resolvable bootstrap urls given in bootstrap.servers';
    const addresses = resolveBootstrap(environment, bootstrapServers, noAddress);
    if ('thrown' in addresses)
      return { thrown: { ...addresses.thrown, exception: 'org.apache.kafka.common.config.ConfigException' } };
    const clientId = 'admin-1';
    return new LegacyAdminClient({
      environment,
      addresses,
      clientId,
      prefix: `[LegacyAdminClient clientId=${clientId}] `,
    });
  }

  /** The bootstrap list as nodes: they count down from -1. */
  get bootstrapNodes(): readonly MetadataResponseBroker[] {
    return this.identity.addresses.map(({ host, port }, index) => ({ nodeId: -1 - index, host, port }));
  }

  /**
   * The living brokers as the first broker of the list that answers knows them; each is tried once. Undefined where
   * none does.
   */
  findAllBrokers(): readonly MetadataResponseBroker[] | undefined {
    const reached = reach(this.identity, 1);
    if (!reached) return undefined;
    const asked = reached.send('Metadata', { topics: [] }, this.sendOptions(), ({ brokers }) => brokers);
    return awaitAnswer(this.identity, asked, requestTimeoutMs).value;
  }

  /** Which requests a broker takes; undefined where it does not answer. */
  apiVersions(broker: MetadataResponseBroker): readonly ApiVersion[] | undefined {
    const connection = this.identity.environment.network.connect(broker);
    if (!connection) {
      warnUnreachable(this.identity, broker.nodeId, broker);
      return undefined;
    }
    const asked = connection.send('ApiVersions', {}, this.sendOptions(), ({ apiKeys }) => apiKeys);
    return awaitAnswer(this.identity, asked, requestTimeoutMs).value;
  }

  private sendOptions() {
    const { clientId } = this.identity;
    return { clientId, correlationId: this.correlationId++, timeoutMs: requestTimeoutMs };
  }
}
