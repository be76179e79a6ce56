import { brokerLoggers43kraft } from './brokerLoggers';
import { kafka39kraft } from './kafka39kraft';
import type { Profile } from './profile';

const transactionTimeoutReasons: Readonly<Record<string, string>> = {
  InitProducerId:
    'InitTransactions timed out - did not complete coordinator discovery or receive the InitProducerId response ' +
    'within max.block.ms.',
  'EndTxn(true)':
    'CommitTransaction timed out - did not complete EndTxn with the transaction coordinator within max.block.ms',
  'EndTxn(false)':
    'AbortTransaction timed out - did not complete EndTxn(abort) with the transaction coordinator within max.block.ms',
};

/** Apache Kafka 4.3.1: KRaft only, with eligible leader replicas (KIP-966) from the start. */
export const kafka43kraft: Profile = {
  ...kafka39kraft,
  repeatedAssignors: 'left-out',
  emptyGroups: 'stay',
  groupRecords: 'later',
  id: '4.3-kraft',
  kafkaVersion: '4.3.1',
  toolVersion: '4.3',
  altersBrokersWhole: false,
  lineReaderWrapsExceptions: true,
  adminClient: { ...kafka39kraft.adminClient, knowsJmxReporter: false },
  brokerLoggers: brokerLoggers43kraft,
  laterBrokerLoggers: { configChange: '', quota: '' },
  brokerLoggerOrder: 'name',
  looksForEntityFirst: true,
  hasElr: true,
  zooKeeperShell: null,
  migration: null,
  isrOrder: 'java-hash-set',
  reassignmentCompletion: 'additions-in-sync',
  featureDependencies: { 'eligible.leader.replicas.version=1': 23 },
  featureBootstraps: [
    ['kraft.version', [21]],
    ['transaction.version', [24, 24]],
    ['group.version', [22]],
    ['eligible.leader.replicas.version', [26]],
    ['share.version', [28]],
    ['streams.version', [29]],
  ],
  newestNamedMetadataVersion: 31,
  featureColumns: { widths: [40, 15, 15, 15], separator: '  ' },
  nodesShowFencing: true,
  deprecatesMetadataFlag: true,
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
  initialDefaultBrokerConfigs: ['min.insync.replicas'],
  hintsAtConsumerProtocol: true,
  bumpsEpochPerTransaction: true,
  words: {
    ...kafka39kraft.words,
    transactionTimeout: (ms, step) =>
      `${kafka39kraft.words.transactionTimeout(ms, step)}. ${transactionTimeoutReasons[step] ?? ''}`,
    offsetResets:
      "Invalid value `{}` for configuration auto.offset.reset. The value must be either 'earliest', 'latest', 'none' " +
      "or of the format 'by_duration:<PnDTnHnMn.nS.>'.",
    tooFewBrokers: (replicationFactor, brokers) =>
      `The target replication factor of ${replicationFactor} cannot be reached because only ${brokers} broker(s) are ` +
      'registered or some brokers have all their log directories cordoned.',
    allBrokersFenced: 'All brokers are currently fenced, or have all their log directories cordoned.',
    unknownMetadataVersion: (name, known) =>
      `Unknown metadata.version '${name}'. Supported metadata.version are: ${known}`,
    metadataDowngrade: (current, level, reason) =>
      `Unsupported metadata.version downgrade from ${current} to ${level}. ${reason}`,
    mismatchedEndpoint: 'Fatal error during metadata update',
    fatalMetadataUpdate: 'Fatal error during metadata update',
    duplicateBroker: (id) =>
      `Unable to register broker ${id} because the controller returned error DUPLICATE_BROKER_REGISTRATION: Another ` +
      'broker is registered with that broker id. If the broker was recently restarted this should self-resolve ' +
      `once the heartbeat manager expires the broker's session.`,
    brokerNotRegistered: (id) => `Broker ID ${id} is not currently registered`,
    messageFormatWarning: undefined,
    missingTopic: (name) => name,
  },
};
