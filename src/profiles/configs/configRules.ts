/** How a refused configuration reaches the client. */
export interface Refusal {
  readonly error: 'INVALID_REQUEST' | 'INVALID_CONFIG';
  /** The message starts with "Invalid config value for resource ...: ". */
  readonly namesResource: boolean;
}

/** What a running broker checks before it takes a new configuration, each by the object that would carry it out. */
export type ReconfigurationCheck =
  | 'metric-reporters'
  | 'listener-quotas'
  | 'network-threads'
  | 'thread-pools'
  | 'log-cleaner'
  | 'local-retention'
  | 'listeners'
  | 'remote-thread-pools';

/** Where releases and modes differ in checking and describing configurations, beyond their tables. */
export interface ConfigRules {
  /**
   * What the controller says of a topic's override or, with ZooKeeper, of what it cannot store; a new topic's are
   * INVALID_CONFIG everywhere.
   */
  readonly topicRefusal: Refusal;
  /** What a broker says of its own dynamic configurations. */
  readonly brokerRefusal: Refusal;
  /**
   * Exceptions that a broker did not foresee, such as a division by zero: in their own words, or as
   * UNKNOWN_SERVER_ERROR.
   */
  readonly unforeseenRefusal: 'own-words' | 'unknown-server-error';
  /** A key that is set and removed at once is refused with its name (before 3.0) or without. */
  readonly namesDuplicateKeys: boolean;
  /** Whether a missing topic is noticed before its configurations are checked (ZooKeeper) or after (KRaft). */
  readonly looksForTopicFirst: boolean;
  /**
   * Overrides of a topic are checked together with the broker's own settings for what they leave out; before 3.6 alone.
   */
  readonly checksOverridesWithBroker: boolean;
  /** Tiered storage (KIP-405): the cleanup.policy it needs, and whether a topic can leave it again (KIP-950, KRaft). */
  readonly remoteStorage:
    | { readonly cleanupPolicies: 'not-compact' | 'only-delete'; readonly canBeLeft: boolean }
    | undefined;
  /** Longest value in characters that the controller stores. */
  readonly maxValueLength: number | undefined;
  /** ELR (KIP-966) rests on a cluster-wide min.insync.replicas: it cannot be removed, nor overridden for a broker. */
  readonly guardsMinInsyncReplicas: boolean;
  /** A dynamic password is stored encrypted with password.encoder.secret (ZooKeeper). */
  readonly encryptsPasswords: boolean;
  readonly reconfigurationChecks: readonly ReconfigurationCheck[];
  readonly threadPools: readonly string[];
  readonly remoteThreadPools: readonly string[];
  /** Listener configurations that, alone of their kind, may be cluster-wide. */
  readonly clusterLevelListenerConfigs: readonly string[];
  /** Advertised listeners stay what they were at start (KRaft). */
  readonly fixesAdvertisedListeners: boolean;
  /** How a set of names stands in a message: "Set(a)" or "[a]". */
  readonly setText: 'scala' | 'java';
  /** broker.id and node.id stand in for each other. */
  readonly completesNodeId: boolean;
  /** Internal configurations are described once any dynamic one has changed the broker since its start. */
  readonly showsInternalsOnceReconfigured: boolean;
  /** In which order the broker lists a resource's configurations. */
  readonly responseOrder: 'scala-map' | 'java-map';
  /** The topic default of message.format.version where the broker's log.message.format.version is ignored. */
  readonly fixedMessageFormat: string | undefined;
  /**
   * log.message.timestamp.{before,after}.max.ms at their common default yield to
   * log.message.timestamp.difference.max.ms.
   */
  readonly timestampBoundsYield: boolean;
  /**
   * What a quota's value must be: whole where its type is (ZooKeeper), or positive and whole where its type is (KRaft).
   */
  readonly quotaValues: 'whole' | 'positive';
  /** Before 4.1 the values of a client metrics subscription are split by commas as they stand. */
  readonly parsesClientMetrics: boolean;
}

const configRules28zk: ConfigRules = {
  topicRefusal: { error: 'INVALID_REQUEST', namesResource: true },
  brokerRefusal: { error: 'INVALID_REQUEST', namesResource: true },
  unforeseenRefusal: 'unknown-server-error',
  namesDuplicateKeys: true,
  looksForTopicFirst: true,
  checksOverridesWithBroker: false,
  remoteStorage: undefined,
  maxValueLength: undefined,
  guardsMinInsyncReplicas: false,
  encryptsPasswords: true,
  reconfigurationChecks: ['metric-reporters', 'listener-quotas', 'thread-pools', 'log-cleaner', 'listeners'],
  threadPools: [
    'num.io.threads',
    'num.network.threads',
    'num.replica.fetchers',
    'num.recovery.threads.per.data.dir',
    'background.threads',
  ],
  remoteThreadPools: [],
  clusterLevelListenerConfigs: ['max.connections', 'max.connection.creation.rate'],
  fixesAdvertisedListeners: false,
  setText: 'scala',
  completesNodeId: false,
  showsInternalsOnceReconfigured: true,
  responseOrder: 'scala-map',
  fixedMessageFormat: undefined,
  timestampBoundsYield: false,
  quotaValues: 'whole',
  parsesClientMetrics: false,
};

const configRules39zk: ConfigRules = {
  ...configRules28zk,
  topicRefusal: { error: 'INVALID_CONFIG', namesResource: true },
  brokerRefusal: { error: 'INVALID_REQUEST', namesResource: false },
  unforeseenRefusal: 'own-words',
  namesDuplicateKeys: false,
  checksOverridesWithBroker: true,
  remoteStorage: { cleanupPolicies: 'not-compact', canBeLeft: false },
  reconfigurationChecks: [
    'metric-reporters',
    'listener-quotas',
    'network-threads',
    'thread-pools',
    'local-retention',
    'listeners',
    'log-cleaner',
  ],
  threadPools: ['num.io.threads', 'num.replica.fetchers', 'num.recovery.threads.per.data.dir', 'background.threads'],
  clusterLevelListenerConfigs: ['max.connections', 'max.connection.creation.rate', 'num.network.threads'],
  completesNodeId: true,
  showsInternalsOnceReconfigured: false,
  fixedMessageFormat: '3.0-IV1',
  timestampBoundsYield: true,
};

const configRules39kraft: ConfigRules = {
  ...configRules39zk,
  topicRefusal: { error: 'INVALID_CONFIG', namesResource: false },
  looksForTopicFirst: false,
  remoteStorage: { cleanupPolicies: 'not-compact', canBeLeft: true },
  encryptsPasswords: false,
  fixesAdvertisedListeners: true,
  quotaValues: 'positive',
};

const configRules43kraft: ConfigRules = {
  ...configRules39kraft,
  remoteStorage: { cleanupPolicies: 'only-delete', canBeLeft: true },
  maxValueLength: 32767,
  guardsMinInsyncReplicas: true,
  reconfigurationChecks: [
    'metric-reporters',
    'listener-quotas',
    'network-threads',
    'thread-pools',
    'local-retention',
    'listeners',
    'remote-thread-pools',
    'log-cleaner',
  ],
  remoteThreadPools: [
    'remote.log.reader.threads',
    'remote.log.manager.copier.thread.pool.size',
    'remote.log.manager.expiration.thread.pool.size',
    'remote.log.manager.follower.thread.pool.size',
  ],
  setText: 'java',
  responseOrder: 'java-map',
  fixedMessageFormat: undefined,
  timestampBoundsYield: false,
  parsesClientMetrics: true,
};

/** The rules of each profile. */
export const configRules = {
  '2.8-zk': configRules28zk,
  '3.9-zk': configRules39zk,
  '3.9-kraft': configRules39kraft,
  '4.3-kraft': configRules43kraft,
} as const;
