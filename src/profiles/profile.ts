/**
 * One version of Kafka as the simulator knows it: capabilities, rules and wording. Data only; whoever differs by
 * version reads a field here.
 */
export type ProfileId = '2.8-zk' | '3.9-zk' | '3.9-kraft' | '4.3-kraft';

/** What differs between the versions and modes; each field says how. */
export interface Profile {
  readonly id: ProfileId;
  /** Release whose tools are answered for, e.g. "4.3.1". */
  readonly kafkaVersion: string;
  /** Which generation of command-line tools the release ships; selects option sets and words in tools/. */
  readonly toolVersion: '2.8' | '3.9' | '4.3';
  /** Who decides about partitions: a broker elected through ZooKeeper, or the KRaft quorum. */
  readonly mode: 'zookeeper' | 'kraft';
  /** KIP-966: eligible leader replicas are kept below min.insync.replicas. */
  readonly hasElr: boolean;
  /**
   * Who shows an exception that leaves a tool's main method: the JVM's default handler, or the tool before it exits.
   */
  readonly uncaughtShownBy: 'jvm' | 'tool';
  /** Name of kafka-topics' logger. */
  readonly topicCommandLogger: string;
  /** Messages of the console producer's line reader: short, or naming what it looked for. */
  readonly lineReaderErrors: 'terse' | 'named';
  /** What goes wrong while that reader reads becomes a KafkaException. */
  readonly lineReaderWrapsExceptions: boolean;
  /** What kafka-topics --describe shows of it. */
  readonly describedElr: 'no-columns' | 'not-available' | 'shown';
  /**
   * KIP-966: the high watermark stands still below min.insync.replicas, and that is never more than there are replicas.
   */
  readonly strictMinIsr: boolean;
  /** Producers are idempotent unless told otherwise (3.0). */
  readonly idempotentByDefault: boolean;
  readonly adminClient: AdminClientDefinitions;
  /** The console consumer says that there is another rebalance protocol. */
  readonly hintsAtConsumerProtocol: boolean;
  /** Every transaction ends with a new epoch of its producer (KIP-890). */
  readonly bumpsEpochPerTransaction: boolean;
  /**
   * How a leader orders an ISR that it grows or shrinks: Scala Set (insertion order up to four) or java.util.HashSet.
   */
  readonly isrOrder: 'scala-set' | 'java-hash-set';
  /**
   * KRaft: a reassignment is complete when all target replicas are in sync, or already when those it adds are (unless
   * it shrinks the partition).
   */
  readonly reassignmentCompletion: 'all-in-sync' | 'additions-in-sync';
  /** When partitions without an eligible leader are given to an out-of-sync replica, if the configuration allows it. */
  readonly uncleanElection: 'on-config-change' | 'on-interval';
  /** KIP-996: a voter asks whether it could win before it raises the epoch. */
  readonly hasPreVote: boolean;
  /**
   * Which of several possible winners becomes the quorum's leader: chance in Kafka, fixed here to what was recorded.
   */
  readonly electionWinner: 'lowest-id' | 'highest-id';
  /** Features by name: what the release supports, and what a new cluster finalizes. */
  readonly features: Readonly<Record<string, FeatureRange>>;
  /** metadata.version that a feature's level needs: "name=level" to level. */
  readonly featureDependencies: Readonly<Record<string, number>>;
  /** UpdateFeatures changes all features or none, and one's error speaks for all (since 4.0). */
  readonly updatesFeaturesTogether: boolean;
  /**
   * metadata.version from which on each level of a feature is the default, in the order of Kafka's Feature enum
   * (version-mapping).
   */
  readonly featureBootstraps: readonly (readonly [name: string, levels: readonly number[]])[];
  /** Newest metadata.version that kafka-features names when it knows none. */
  readonly newestNamedMetadataVersion: number;
  /** How kafka-features describe sets its cells. */
  readonly featureColumns: { readonly widths: readonly number[]; readonly separator: string };
  /** kafka-features warns of --metadata (since 4.0). */
  readonly deprecatesMetadataFlag: boolean;
  /** No lower metadata.version can be set, whatever the range says. */
  readonly oldestSettableMetadataVersion: number;
  /** Finalized features epoch of a ZooKeeper cluster; null where there is none. */
  readonly zooKeeperFeatureEpoch: number | null;
  /** kraft.version can be raised to make a static quorum dynamic (since 4.1). */
  readonly canMakeQuorumDynamic: boolean;
  /** kafka-metadata-quorum shows the directory id of a static quorum's voter as null. */
  readonly showsUnknownDirectory: boolean;
  /** A broker's text says whether it is fenced (since 4.0). */
  readonly nodesShowFencing: boolean;
  /** kafka-storage format tells the metadata.version, and no longer reads the cluster id as a Uuid (since 3.3). */
  readonly formatNamesVersion: boolean;
  /** First leader imbalance check: from when the controller took office, or from the moment an imbalance appeared. */
  readonly leaderRebalanceClock: 'since-controller' | 'since-imbalance';
  /** ZooKeeper: leaders do not return to preferred replicas while any partition is being reassigned. */
  readonly reassignmentStopsRebalance: boolean;
  /** Uuid.randomUuid of later releases avoids ids that a command line would take for an option. */
  readonly idsMayStartWithDash: boolean;
  /** Version of meta.properties: 1 (KRaft) has the directory's id. */
  readonly metaProperties: 0 | 1;
  /** Cluster id that storage is formatted with (KRaft), or null where the first broker draws one (ZooKeeper). */
  readonly clusterId: string | null;
  /** Configurations that a new cluster's controller turns from its own file's into dynamic defaults of all brokers. */
  readonly initialDefaultBrokerConfigs: readonly string[];
  /** Defaults of the configurations that the simulation itself obeys; the tools' tables are in profiles/configs. */
  readonly defaults: Readonly<Record<string, string>>;
  /**
   * The stock server.properties of the release; `{id}` stands for the node's id, `{port}` for its port, `{voters}` for
   * the quorum's.
   */
  readonly serverProperties: Readonly<Record<string, string>>;
  /** kafka-configs sorts entries by name; 2.8 shows them as its hash map has them. */
  readonly sortsConfigEntries: boolean;
  /** kafka-configs replaces a broker's dynamic configurations as a whole, and checks deletions itself (up to 3.9). */
  readonly altersBrokersWhole: boolean;
  /** kafka-configs --describe looks first whether the entity exists (since 4.0). */
  readonly looksForEntityFirst: boolean;
  /** Loggers of a broker that kafka-configs --broker-logger lists. */
  readonly brokerLoggers: string;
  /** Those that come with the first change of a configuration, and with the first quota. */
  readonly laterBrokerLoggers: { readonly configChange: string; readonly quota: string };
  /** The order in which a broker tells its loggers: that of a mutable Scala map, or by name. */
  readonly brokerLoggerOrder: 'scala-map' | 'name';
  /** The stock controller.properties (KRaft). */
  readonly controllerProperties: Readonly<Record<string, string>>;
  /** Ships kafka-metadata-quorum. */
  readonly metadataQuorumTool: boolean;
  /** Ships kafka-preferred-replica-election. */
  readonly preferredElectionTool: boolean;
  /** The release ships kafka-transactions (KIP-664). */
  readonly transactionsTool: boolean;
  /** The ZooKeeper whose zookeeper-shell the release ships, or null where it ships none. */
  readonly zooKeeperShell: '3.5' | '3.8' | null;
  /** What kafka-configs changes in ZooKeeper itself: anything, or only what brokers need before they start. */
  readonly configsThroughZooKeeper: 'any' | 'bootstrapping';
  /** The two ends of the way from ZooKeeper to KRaft, where the release can go it. */
  readonly migration: { readonly from: ProfileId; readonly to: ProfileId } | null;
  /** How the release writes its znodes. */
  readonly znodes: {
    /** A broker claims a block of producer ids when it starts, or when somebody asks for the first. */
    readonly producerIdBlocks: 'at-start' | 'when-needed';
    readonly controllerVersion: 1 | 2;
    readonly featureVersion: 1 | 2;
    /** IBP 3.2: a partition's znode says that its leader was elected from outside the ISR. */
    readonly hasLeaderRecoveryState: boolean;
  };
  /** Clients' sticky assignors: only the latest generation keeps what it had, or each (KAFKA-12984). */
  readonly stickyRules: 'latest-generation' | 'each-generation';
  /** Default of a consumer's partition.assignment.strategy, by the assignors' names. */
  readonly defaultAssignors: readonly string[];
  /** Default of a consumer's session.timeout.ms. */
  readonly sessionTimeoutMs: number;
  /** An empty group that has no offsets left goes when some are taken away; the later coordinator keeps it. */
  readonly emptyGroups: 'go' | 'stay';
  /** What the coordinator writes: the later one a record of each new group, and topics' ids with offsets (KIP-848). */
  readonly groupRecords: 'classic' | 'later';
  /** Version of ConsumerProtocolSubscription that consumers write. */
  readonly subscriptionVersion: 1 | 3;
  /**
   * An assignor that is named twice is used twice, refused, or left out the second time; there, empty names are refused
   * (KIP-1161).
   */
  readonly repeatedAssignors: 'used' | 'refused' | 'left-out';
  readonly words: Words;
}

/** What differs in org.apache.kafka.clients.admin.AdminClientConfig. */
export interface AdminClientDefinitions {
  readonly warnsOfUnknownConfigs: boolean;
  /** Security protocol and recovery strategy are checked as words before the client is made (3.x). */
  readonly checksProtocols: boolean;
  /** Has bootstrap.controllers, retry.backoff.max.ms and enable.metrics.push. */
  readonly knowsControllers: boolean;
  /** Has auto.include.jmx.reporter (3.4 to 3.9). */
  readonly knowsJmxReporter: boolean;
  readonly dnsLookups: readonly string[];
}

/** Feature levels; a level of metadata.version is an index into metadataVersions. */
export interface FeatureRange {
  readonly min: number;
  readonly max: number;
  readonly initial: number;
}

/** Messages of the controller and the brokers that were reworded between releases. */
export interface Words {
  readonly topicNameInvalid: 'quoted' | 'reasoned';
  readonly topicCollision: (name: string, existing: string) => string;
  readonly topicAlreadyExists: (name: string) => string;
  readonly topicMarkedForDeletion: (name: string) => string;
  readonly tooFewBrokers: (replicationFactor: number, brokers: number) => string;
  readonly allBrokersFenced: string;
  readonly partitionsNotIncreased: (name: string, current: number, requested: number) => string;
  readonly partitionsUnchanged: (current: number) => string;
  readonly assignmentCount: (added: number, given: number) => string;
  readonly noSuchPartition: (topic: string, partition: number, topicExists: boolean) => string;
  /** Message of UNKNOWN_TOPIC_OR_PARTITION where what is to be reassigned is missing. */
  readonly reassignsNoSuchPartition: (topic: string, partition: number, topicExists: boolean) => string;
  readonly preferredLeaderUnavailable: (topic: string, partition: number) => string;
  readonly eligibleLeadersUnavailable: (topic: string, partition: number) => string;
  /**
   * What kafka-topics and kafka-configs say first where message.format.version is set; undefined where they say
   * nothing.
   */
  readonly messageFormatWarning: { readonly topics: string; readonly configs: (value: string) => string } | undefined;
  /** A topic's name where kafka-topics says that it does not exist: 3.9 prints the Optional around it. */
  readonly missingTopic: (name: string) => string;
  /** The admin client of controllers has reached a broker. */
  readonly mismatchedEndpoint: string;
  /** Said before each refusal of metadata by a controller; null where nothing is. */
  readonly fatalMetadataUpdate: string | null;
  /** What a second broker with a living one's id hears. */
  readonly duplicateBroker: (id: number) => string;
  /** UnregisterBroker for an id that is not there. */
  readonly brokerNotRegistered: (id: number) => string;
  /** UnregisterBroker where brokers register in ZooKeeper. */
  readonly noUnregistration: string;
  readonly unknownMetadataVersion: (name: string, known: string) => string;
  /** A downgrade of metadata.version that would lose metadata. */
  readonly metadataDowngrade: (current: number, level: number, reason: string) => string;
  /** What NetworkClient calls a node it cannot connect to. */
  readonly nodeNoun: 'Broker' | 'Node';
  /** What NetworkClient says before the errors of a metadata response. */
  readonly metadataIssue: string;
  /** What ends the reason in a producer's line about metadata that is out of date. */
  readonly endsMetadataReason: string;
  /** Message of a request whose connection was lost; undefined where there is none. */
  readonly disconnected: (node: number) => string | undefined;
  /** A transactional step that took too long. */
  readonly transactionTimeout: (ms: number, step: string) => string;
  /** Why a value of auto.offset.reset is refused; {} stands for the value. */
  readonly offsetResets: string;
  /** The admin client gave up before it found a node to send a call to. */
  readonly noNodeTimeout: (callName: string, nowMs: number) => string;
  /** It knew the node, and could not connect to it. */
  readonly noSendTimeout: (callName: string, nowMs: number) => string;
  /** A broker had the request, and did not answer in time. */
  readonly unansweredTimeout: (callName: string, nowMs: number) => string;
}
