import { brokerLoggers39zk, loggersOfConfigChanges } from './brokerLoggers';
import { kafka28zk } from './kafka28zk';
import type { Profile } from './profile';

const messageFormatIgnored =
  ' is specified. This configuration will be ignored if the version is newer than the inter.broker.protocol.version ' +
  'specified in the broker or' +
  ' if the inter.broker.protocol.version is 3.0 or newer. This configuration is deprecated and it will be removed in ' +
  'Apache Kafka 4.0.';

/** Apache Kafka 3.9.2 with ZooKeeper: the last line of releases that has it. */
export const kafka39zk: Profile = {
  ...kafka28zk,
  id: '3.9-zk',
  kafkaVersion: '3.9.2',
  toolVersion: '3.9',
  uncaughtShownBy: 'tool',
  topicCommandLogger: 'org.apache.kafka.tools.TopicCommand',
  lineReaderErrors: 'named',
  describedElr: 'not-available',
  sortsConfigEntries: true,
  stickyRules: 'each-generation',
  defaultAssignors: ['range', 'cooperative-sticky'],
  subscriptionVersion: 3,
  sessionTimeoutMs: 45_000,
  repeatedAssignors: 'refused',
  brokerLoggers: brokerLoggers39zk,
  laterBrokerLoggers: { configChange: loggersOfConfigChanges, quota: '' },
  brokerLoggerOrder: 'name',
  formatNamesVersion: true,
  metadataQuorumTool: true,
  preferredElectionTool: false,
  transactionsTool: true,
  reassignmentStopsRebalance: false,
  strictMinIsr: true,
  idempotentByDefault: true,
  adminClient: {
    warnsOfUnknownConfigs: false,
    checksProtocols: true,
    knowsControllers: true,
    knowsJmxReporter: true,
    dnsLookups: ['use_all_dns_ips', 'resolve_canonical_bootstrap_servers_only'],
  },
  idsMayStartWithDash: false,
  zooKeeperShell: '3.8',
  configsThroughZooKeeper: 'bootstrapping',
  migration: { from: '3.9-zk', to: '3.9-kraft' },
  znodes: { producerIdBlocks: 'when-needed', controllerVersion: 2, featureVersion: 2, hasLeaderRecoveryState: true },
  words: {
    ...kafka28zk.words,
    topicNameInvalid: 'reasoned',
    messageFormatWarning: {
      // A string of Scala in a Java program: 3.9 prints it as it stands.
      topics:
        'WARNING: The configuration ' +
        // biome-ignore lint/suspicious/noTemplateCurlyInString: Kafka forgot the s before this text.
        '${TopicConfig.MESSAGE_FORMAT_VERSION_CONFIG}=${props.getProperty(TopicConfig.MESSAGE_FORMAT_VERSION_CONFIG)}' +
        messageFormatIgnored,
      configs: (value) => `WARNING: The configuration message.format.version=${value}${messageFormatIgnored}`,
    },
    missingTopic: (name) => `Optional[${name}]`,
    nodeNoun: 'Node',
    endsMetadataReason: '',
    disconnected: (node) => `Disconnected from node ${node}`,
    transactionTimeout: (ms, step) => `Timeout expired after ${ms}ms while awaiting ${step}`,
    metadataIssue: 'The metadata response from the cluster reported a recoverable issue',
    noSendTimeout: (callName) => `Timed out waiting to send the call. Call: ${callName}`,
    noNodeTimeout: (callName) => `Timed out waiting for a node assignment. Call: ${callName}`,
    topicMarkedForDeletion: (name) => `Topic '${name}' is marked for deletion.`,
  },
};
