import type { ApiName, Request, Response } from '../protocol/messages';
import type { MetadataResponseTopic } from '../protocol/messages/metadata';
import type { Address, InFlight, NodeConnection } from '../protocol/network';
import { answers, awaitAnswer, reach, type ClientIdentity } from './bootstrap';

/** A node and a connection to it. */
export interface ConnectedNode {
  readonly nodeId: number;
  readonly connection: NodeConnection;
}

/**
 * The cluster as a producer or a consumer knows it (org.apache.kafka.clients.Metadata and NetworkClient): nodes by what
 * metadata last said of them, connections, correlation ids.
 */
export class ClusterMetadata {
  private nodes: readonly (Address & { readonly nodeId: number })[] = [];
  private readonly connections = new Map<number, NodeConnection>();
  private correlation = 1;

  constructor(readonly identity: ClientIdentity) {}

  /** The correlation id of the last request. */
  get correlationId(): number {
    return this.correlation;
  }

  /**
   * A node of the bootstrap list, with the client's warnings where it takes time (ms); undefined where none answers in
   * that time.
   */
  bootstrap(timeoutMs: number): NodeConnection | undefined {
    return reach(this.identity, timeoutMs);
  }

  /** Any node that answers now, known ones first; undefined where there is none. Nothing is said of it. */
  anyNode(): NodeConnection | undefined {
    const { network } = this.identity.environment;
    for (const address of [...this.nodes, ...this.identity.addresses]) {
      const connection = network.connect(address);
      if (connection && answers(this.identity, connection)) return connection;
    }
    return undefined;
  }

  /** Sends a request and waits for its answer, timeoutMs (ms) at most. */
  ask<A extends ApiName, T = Response<A>>(
    connection: NodeConnection,
    apiKey: A,
    request: Request<A>,
    timeoutMs: number,
    take: (response: Response<A>) => T = (response) => response as unknown as T,
  ): InFlight<T> {
    return awaitAnswer(this.identity, this.send(connection, apiKey, request, timeoutMs, take), timeoutMs);
  }

  /** Sends a request; its answer comes when it is polled for. */
  send<A extends ApiName, T>(
    connection: NodeConnection,
    apiKey: A,
    request: Request<A>,
    timeoutMs: number,
    take: (response: Response<A>) => T,
  ): InFlight<T> {
    const options = { clientId: this.identity.clientId, correlationId: ++this.correlation, timeoutMs };
    return connection.send(apiKey, request, options, take);
  }

  /**
   * Topics by name, as a node knows them now; a missing one is made where that is wanted and allowed. Learns where the
   * nodes are.
   */
  topics(
    connection: NodeConnection,
    names: readonly string[],
    allowAutoTopicCreation: boolean,
    timeoutMs: number,
  ): readonly MetadataResponseTopic[] {
    const request = { topics: names.map((name) => ({ name })), allowAutoTopicCreation };
    const asked = this.ask(connection, 'Metadata', request, timeoutMs, ({ brokers, topics }) => {
      this.nodes = brokers;
      return Array.from(topics, (topic) => ({ ...topic, partitions: topic.partitions }));
    });
    return asked.value ?? [];
  }

  /** A node by its id, where metadata knows it and it answers now; a connection that stands is used again. */
  node(nodeId: number): ConnectedNode | undefined {
    const known = this.connections.get(nodeId);
    if (known) return { nodeId, connection: known };
    const address = this.nodes.find((each) => each.nodeId === nodeId);
    const connection = address && this.identity.environment.network.connect(address);
    if (!connection || !answers(this.identity, connection)) return undefined;
    this.connections.set(nodeId, connection);
    return { nodeId, connection };
  }

  /** A connection broke, or its node is not what it was taken for. */
  disconnect(nodeId: number): void {
    this.connections.delete(nodeId);
  }
}
