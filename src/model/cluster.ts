/** The state of the simulated cluster as decisions see it. */

/** No leader: Kafka's LeaderAndIsr.NoLeader and MetadataResponse.NO_LEADER_ID. */
export const noLeader = -1;

/** What the operating system sees of a node's process. */
export type ProcessState = 'running' | 'stopped' | 'killed' | 'paused';

/** A broker, a controller, or both in one process: what the machine knows of it, and what the cluster does. */
export interface ClusterNode {
  readonly id: number;
  readonly role: 'broker' | 'controller' | 'combined';
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
  readonly process: ProcessState;
  /** Cluster time (ms) at which the process took its present state. */
  readonly processSinceMs: number;
  /** Cluster time (ms) at which the registered incarnation was heard last; counts once it no longer heartbeats. */
  readonly lastContactMs: number;
  /** Known to the controller: an ephemeral znode (ZooKeeper), or a registration (KRaft). */
  readonly registered: boolean;
  /** KRaft: registered but not serving. Always false in ZooKeeper mode. */
  readonly fenced: boolean;
  /** Grows with every registration: the znode's czxid, or the offset of the registration record. */
  readonly brokerEpoch: number;
  /** The process ended without a clean shutdown since it last registered. */
  readonly uncleanShutdown: boolean;
  /** The process is the incarnation that registered last; false from its end until the next registration. */
  readonly incarnationRegistered: boolean;
  /** Base64 Uuid in meta.properties of its log directory; empty where the version has none. */
  readonly directoryId: string;
  /**
   * Since when (ms) this broker has followed partitions whose ISR does not hold it yet; null when it has caught up with
   * all it can.
   */
  readonly catchUpSinceMs: number | null;
  /** Since when (ms) this broker has fetched under a replication throttle what it misses; null when it does not. */
  readonly throttledSinceMs: number | null;
  /** Its server.properties. */
  readonly properties: Readonly<Record<string, string>>;
}

/** A topic; its partitions are asked for by its key. */
export interface Topic {
  readonly key: number;
  readonly name: string;
  /** Base64 text of org.apache.kafka.common.Uuid. */
  readonly topicId: string;
  /** ZooKeeper: marked in /admin/delete_topics, waiting for its replicas' brokers. */
  readonly deleting: boolean;
}

/** A partition by its topic's name. */
export interface PartitionName {
  readonly topic: string;
  readonly partition: number;
}

/** A partition's state: a PartitionRegistration (KRaft), or its two znodes together (ZooKeeper). */
export interface Partition {
  readonly topicKey: number;
  readonly topicId: string;
  readonly topic: string;
  readonly partition: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  /** Broker id or noLeader. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  /** ZooKeeper: epoch of the controller that wrote the state last. */
  readonly controllerEpoch: number;
  readonly elr: readonly number[];
  readonly lastKnownElr: readonly number[];
  readonly addingReplicas: readonly number[];
  readonly removingReplicas: readonly number[];
  /** KRaft: true between an unclean election and the new leader's first ISR change. */
  readonly recovering: boolean;
}

/** Who is the active controller; id noLeader when there is none. */
export interface ActiveController {
  readonly id: number;
  /** ZooKeeper's controller epoch, or the KRaft leader epoch. */
  readonly epoch: number;
  readonly sinceMs: number;
  /** KRaft: since when (ms) no majority follows this leader, or the last one is gone; null while the quorum stands. */
  readonly lostSinceMs: number | null;
  /**
   * KRaft: records in the metadata log, up to sinceMs, that are not in this one: NoOpRecord and the control record of
   * each election.
   */
  readonly unlisted: number;
}

/** What can have dynamic configurations, by the names that kafka-configs has for it. */
export type ConfigResourceType = 'topic' | 'broker' | 'broker-logger' | 'client-metrics' | 'group';
