import { brokerLoggers39kraft } from './brokerLoggers';
import { kafka39zk } from './kafka39zk';
import type { Profile } from './profile';

const {
  'broker.id': _brokerId,
  'zookeeper.connect': _connect,
  'zookeeper.connection.timeout.ms': _timeout,
  ...shared
} = kafka39zk.serverProperties;

/** Apache Kafka 3.9.2 with a KRaft quorum. */
export const kafka39kraft: Profile = {
  ...kafka39zk,
  id: '3.9-kraft',
  mode: 'kraft',
  brokerLoggers: brokerLoggers39kraft,
  laterBrokerLoggers: { configChange: '', quota: '' },
  brokerLoggerOrder: 'name',
  describedElr: 'shown',
  metaProperties: 1,
  uncleanElection: 'on-interval',
  features: { 'kraft.version': { min: 0, max: 1, initial: 0 }, 'metadata.version': { min: 1, max: 21, initial: 21 } },
  leaderRebalanceClock: 'since-imbalance',
  clusterId: 'MkU3OEVBNTcwNTJENDM2Qg',
  serverProperties: {
    ...shared,
    'node.id': '{id}',
    'process.roles': 'broker',
    'advertised.listeners': 'PLAINTEXT://localhost:{port}',
    'controller.quorum.voters': '{voters}',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
  },
  controllerProperties: {
    ...shared,
    'node.id': '{id}',
    'process.roles': 'controller',
    listeners: 'CONTROLLER://localhost:{port}',
    'controller.quorum.voters': '{voters}',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
  },
  words: {
    ...kafka39zk.words,
    duplicateBroker: (id) =>
      `Unable to register broker ${id} because the controller returned error DUPLICATE_BROKER_REGISTRATION: Another ` +
      'broker is registered with that broker id.',
    topicCollision: (name, existing) => `Topic '${name}' collides with existing topic: ${existing}`,
    tooFewBrokers: (replicationFactor, brokers) =>
      `The target replication factor of ${replicationFactor} cannot be reached because only ${brokers} broker(s) are ` +
      'registered.',
    allBrokersFenced: 'All brokers are currently fenced.',
    partitionsNotIncreased: (name, current, requested) =>
      `The topic ${name} currently has ${current} partition(s); ${requested} would not be an increase.`,
    partitionsUnchanged: (current) => `Topic already has ${current} partition(s).`,
    assignmentCount: (added, given) =>
      `Attempted to add ${added} additional partition(s), but only ${given} assignment(s) were specified.`,
    noSuchPartition: (topic, partition, topicExists) =>
      topicExists ? `No such partition as ${topic}-${partition}` : `No such topic as ${topic}`,
    reassignsNoSuchPartition: (topic, partition, topicExists) =>
      topicExists ? `Unable to find partition ${topic}:${partition}.` : `Unable to find a topic named ${topic}.`,
    preferredLeaderUnavailable: () => 'The preferred leader was not available.',
    eligibleLeadersUnavailable: () => 'Eligible topic partition leaders are not available.',
  },
};
