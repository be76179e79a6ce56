/*
 * ZooKeeper as its clients see it: requests and answers, and what Kafka's own clients keep there. Types alone; the
 * server that answers stands beside it.
 */

/**
 * ZooKeeper's refusals (KeeperException.Code). `NotSimulated`: it would be done, but what Kafka makes of it is beyond
 * the simulation.
 */
export type ZnodeError =
  | 'NoNode'
  | 'NodeExists'
  | 'NotEmpty'
  | 'BadVersion'
  | 'BadArguments'
  | 'NoChildrenForEphemerals'
  | 'NotSimulated';

/** What came of a request that changes something. */
export type ZnodeOutcome<T> = { readonly ok: T } | { readonly failed: ZnodeError };

/** A znode's data and children. */
export interface ZnodeContent {
  readonly data: string | null;
  /** By name. */
  readonly children: readonly string[];
}

/** org.apache.zookeeper.data.Stat; times in ms, ids as they are printed. */
export interface ZnodeStat {
  readonly czxid: number;
  readonly ctimeMs: number;
  readonly mzxid: number;
  readonly mtimeMs: number;
  readonly pzxid: number;
  readonly cversion: number;
  readonly version: number;
  readonly ephemeralOwner: string;
  readonly dataLength: number;
  readonly numChildren: number;
}

/** A znode to be made. */
export interface NewZnode {
  readonly path: string;
  readonly data: string | null;
  readonly isSequential: boolean;
  /** Of an ephemeral znode: its session, if it has made one before, and how long that lives without a word, ms. */
  readonly session: { readonly id: string | undefined; readonly timeoutMs: number } | null;
}

/** A topic with what stands in its znodes. Lists of brokers are text ("1,2,3"). */
export interface TopicInZooKeeper {
  readonly name: string;
  readonly topicId: string;
  readonly markedForDeletion: boolean;
  readonly partitions: readonly PartitionInZooKeeper[];
  /** In the order in which they were read, that of java.util.Properties is the reader's. */
  readonly configs: ReadonlyMap<string, string>;
}

/** A partition's assignment and state. */
export interface PartitionInZooKeeper {
  readonly partition: number;
  readonly leader: number;
  readonly replicas: string;
  readonly isr: string;
  readonly elr: string;
  readonly lastKnownElr: string;
}

/** A quota entity's types with their names; null is the default one. */
export type QuotaEntity = Readonly<Record<string, string | null>>;

/** One ZooKeeper. Paths are whole and valid. */
export interface ZooKeeper {
  /** Whether it answers at this port. */
  answersAt(port: number): boolean;
  read(path: string): ZnodeContent | undefined;
  stat(path: string): ZnodeStat | undefined;
  /** Answers the path, and the session that an ephemeral znode hangs on. */
  create(znode: NewZnode): ZnodeOutcome<{ readonly path: string; readonly session: string | null }>;
  /** @param version that the znode must have; undefined for any */
  set(path: string, data: string, version: number | undefined): ZnodeOutcome<undefined>;
  delete(path: string, version: number | undefined): ZnodeOutcome<undefined>;
  /** Ephemeral znodes of a session. */
  ephemerals(session: string): readonly string[];
  /** A session lives; what hangs on it lives for timeoutMs (ms) more. */
  ping(session: string, timeoutMs: number): void;
  /** A session is over: its ephemeral znodes go. */
  endSession(session: string): void;

  /*
   * What Kafka's tools keep in znodes, whole: the JSON between is left out, so that describing 100,000 partitions
   * copies strings.
   */

  /** Names below /brokers/topics, in order. */
  topics(): readonly string[];
  topic(name: string): TopicInZooKeeper | undefined;
  /** Brokers with a session, by id. */
  liveBrokers(): readonly { readonly id: number; readonly rack: string | null }[];
  /** Writes a new topic's znodes, which the controller follows. */
  writeTopic(name: string, assignments: readonly (readonly number[])[], configs: ReadonlyMap<string, string>): void;
  /** Adds partitions to a topic's znode, from the first free number on. */
  writePartitions(name: string, added: readonly (readonly number[])[]): void;
  configs(type: 'topic' | 'broker', name: string): ReadonlyMap<string, string>;
  /** Writes an entity's configurations anew, and a notification. */
  writeConfigs(type: 'topic' | 'broker', name: string, configs: ReadonlyMap<string, string>): void;
  quotas(): readonly { readonly entity: QuotaEntity; readonly values: Readonly<Record<string, number>> }[];
  /** New values; null removes one. */
  writeQuotas(entity: QuotaEntity, changes: ReadonlyMap<string, number | null>): void;
}
