import type { Profile } from '../profiles/profile';
import type { Tool } from './tool';

interface RegisteredTool {
  /** Loaded only when called: a command pays for one tool. */
  readonly load: () => Promise<Tool>;
  /** What a release that does not ship the tool has to say to who calls it; undefined where it is shipped. */
  readonly missing?: (profile: Profile) => string | undefined;
}

/** Every Kafka command that is offered, by the name of its executable. */
export const tools: Readonly<Record<string, RegisteredTool>> = {
  'kafka-topics': { load: async () => (await import('./topics/run')).topics },
  'kafka-configs': { load: async () => (await import('./configs/run')).configs },
  'kafka-reassign-partitions': { load: async () => (await import('./reassign-partitions/run')).reassignPartitions },
  'kafka-console-producer': { load: async () => (await import('./console-producer/run')).consoleProducer },
  'kafka-console-consumer': { load: async () => (await import('./console-consumer/run')).consoleConsumer },
  'kafka-consumer-groups': { load: async () => (await import('./consumer-groups/run')).consumerGroups },
  'kafka-log-dirs': { load: async () => (await import('./log-dirs/run')).logDirs },
  'kafka-delete-records': { load: async () => (await import('./delete-records/run')).deleteRecords },
  'kafka-dump-log': { load: async () => (await import('./dump-log/run')).dumpLog },
  'kafka-producer-perf-test': { load: async () => (await import('./producer-perf-test/run')).producerPerfTest },
  'kafka-transactions': {
    load: async () => (await import('./transactions/run')).transactions,
    missing: ({ kafkaVersion, transactionsTool }) =>
      transactionsTool ? undefined : `kafka-transactions came with Kafka 3.0 and is not part of ${kafkaVersion}`,
  },
  'kafka-get-offsets': { load: async () => (await import('./get-offsets/run')).getOffsets },
  'kafka-leader-election': { load: async () => (await import('./leader-election/run')).leaderElection },
  'kafka-preferred-replica-election': {
    load: async () => (await import('./preferred-replica-election/run')).preferredReplicaElection,
    missing: ({ kafkaVersion, preferredElectionTool }) =>
      preferredElectionTool
        ? undefined
        : `kafka-preferred-replica-election was removed in Kafka 3.0 and is not part of ${kafkaVersion}: use ` +
          'kafka-leader-election',
  },
  'kafka-features': { load: async () => (await import('./features/run')).features },
  'kafka-cluster': { load: async () => (await import('./cluster/run')).cluster },
  'kafka-broker-api-versions': { load: async () => (await import('./broker-api-versions/run')).brokerApiVersions },
  'kafka-storage': { load: async () => (await import('./storage/run')).storage },
  'kafka-metadata-quorum': {
    load: async () => (await import('./metadata-quorum/run')).metadataQuorum,
    missing: ({ kafkaVersion, metadataQuorumTool }) =>
      metadataQuorumTool ? undefined : `kafka-metadata-quorum came with Kafka 3.3 and is not part of ${kafkaVersion}`,
  },
  'zookeeper-shell': {
    load: async () => (await import('./zookeeper-shell/run')).zooKeeperShell,
    missing: ({ kafkaVersion, zooKeeperShell }) =>
      zooKeeperShell === null
        ? `zookeeper-shell went with ZooKeeper and is not part of Kafka ${kafkaVersion}: use kafka-metadata-quorum`
        : undefined,
  },
};
