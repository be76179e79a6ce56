import { kafka28zk } from './kafka28zk';
import type { Profile } from './profile';

/** Apache Kafka 3.9.2 with ZooKeeper: the last line of releases that has it. */
export const kafka39zk: Profile = {
  ...kafka28zk,
  id: '3.9-zk',
  kafkaVersion: '3.9.2',
  toolVersion: '3.9',
  uncaughtShownBy: 'tool',
  topicCommandLogger: 'org.apache.kafka.tools.TopicCommand',
  hasReworkedOutput: true,
  lineReaderErrors: 'named',
  describedElr: 'not-available',
  sortsConfigEntries: true,
  formatNamesVersion: true,
  metadataQuorumTool: true,
  preferredElectionTool: false,
  transactionsTool: true,
  reassignmentStopsRebalance: false,
  strictMinIsr: true,
  idempotentByDefault: true,
  idsMayStartWithDash: false,
  zooKeeperShell: '3.8',
  configsThroughZooKeeper: 'bootstrapping',
  znodes: { controllerVersion: 2, featureVersion: 2, hasLeaderRecoveryState: true },
  words: {
    ...kafka28zk.words,
    topicNameInvalid: 'reasoned',
    missingTopic: (name) => `Optional[${name}]`,
    nodeNoun: 'Node',
    metadataIssue: 'The metadata response from the cluster reported a recoverable issue',
    noSendTimeout: (callName) => `Timed out waiting to send the call. Call: ${callName}`,
    noNodeTimeout: (callName) => `Timed out waiting for a node assignment. Call: ${callName}`,
    topicMarkedForDeletion: (name) => `Topic '${name}' is marked for deletion.`,
  },
};
