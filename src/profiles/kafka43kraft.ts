import { kafka39kraft } from './kafka39kraft';
import type { Profile } from './profile';

/** Apache Kafka 4.3.1: KRaft only, with eligible leader replicas (KIP-966) from the start. */
export const kafka43kraft: Profile = {
  ...kafka39kraft,
  id: '4.3-kraft',
  kafkaVersion: '4.3.1',
  toolVersion: '4.3',
  altersBrokersWhole: false,
  looksForEntityFirst: true,
  hasElr: true,
  zooKeeperShell: null,
  isrOrder: 'java-hash-set',
  reassignmentCompletion: 'additions-in-sync',
  featureDependencies: { 'eligible.leader.replicas.version=1': 23 },
  updatesFeaturesTogether: true,
  oldestSettableMetadataVersion: 7,
  canMakeQuorumDynamic: true,
  showsUnknownDirectory: false,
  hasPreVote: true,
  electionWinner: 'lowest-id',
  features: {
    'eligible.leader.replicas.version': { min: 0, max: 1, initial: 1 },
    'group.version': { min: 0, max: 1, initial: 1 },
    'kraft.version': { min: 0, max: 1, initial: 0 },
    'metadata.version': { min: 7, max: 30, initial: 30 },
    'share.version': { min: 0, max: 1, initial: 1 },
    'streams.version': { min: 0, max: 1, initial: 1 },
    'transaction.version': { min: 0, max: 2, initial: 2 },
  },
  leaderRebalanceClock: 'since-controller',
  initialDefaultBrokerConfigs: { 'min.insync.replicas': '1' },
  hintsAtConsumerProtocol: true,
  words: {
    ...kafka39kraft.words,
    offsetResets: "Invalid value `{}` for configuration auto.offset.reset. The value must be either 'earliest', 'latest', 'none' or of the format 'by_duration:<PnDTnHnMn.nS.>'.",
    tooFewBrokers: (replicationFactor, brokers) =>
      `The target replication factor of ${replicationFactor} cannot be reached because only ${brokers} broker(s) are registered or some brokers have all their log directories cordoned.`,
    allBrokersFenced: 'All brokers are currently fenced, or have all their log directories cordoned.',
    metadataDowngrade: (current, level, reason) => `Unsupported metadata.version downgrade from ${current} to ${level}. ${reason}`,
    mismatchedEndpoint: 'Fatal error during metadata update',
    fatalMetadataUpdate: 'Fatal error during metadata update',
    brokerNotRegistered: (id) => `Broker ID ${id} is not currently registered`,
    missingTopic: (name) => name,
  },
};
