import type { ParseOutcome } from '../../src/parsing/parseOutcome';
import type { ReadFile } from '../../src/parsing/toolEnd';
import type { ToolProfile } from '../../src/parsing/toolVersion';
import { parseBrokerApiVersionsOptions } from '../../src/tools/broker-api-versions/options';
import { parseClusterOptions } from '../../src/tools/cluster/options';
import { parseConfigsOptions } from '../../src/tools/configs/options';
import { parseConsoleConsumerOptions } from '../../src/tools/console-consumer/options';
import { parseConsoleProducerOptions } from '../../src/tools/console-producer/options';
import { parseConsumerGroupsOptions } from '../../src/tools/consumer-groups/options';
import { parseDeleteRecordsOptions } from '../../src/tools/delete-records/options';
import { parseDumpLogOptions } from '../../src/tools/dump-log/options';
import { parseFeaturesOptions } from '../../src/tools/features/options';
import { parseGetOffsetsOptions } from '../../src/tools/get-offsets/options';
import { parseLeaderElectionOptions } from '../../src/tools/leader-election/options';
import { parseLogDirsOptions } from '../../src/tools/log-dirs/options';
import { parseMetadataQuorumOptions } from '../../src/tools/metadata-quorum/options';
import { parsePreferredReplicaElectionOptions } from '../../src/tools/preferred-replica-election/options';
import { parseProducerPerfTestOptions } from '../../src/tools/producer-perf-test/options';
import { parseReassignPartitionsOptions } from '../../src/tools/reassign-partitions/options';
import { parseStorageOptions } from '../../src/tools/storage/options';
import { parseTopicsOptions } from '../../src/tools/topics/options';
import { parseTransactionsOptions } from '../../src/tools/transactions/options';

export type Parser = (argv: readonly string[], profile: ToolProfile, readFile: ReadFile) => ParseOutcome<unknown>;

/** Every tool that parses its arguments in src/tools, by the command's name. */
export const parsers: Readonly<Record<string, Parser>> = {
  'kafka-topics': parseTopicsOptions,
  'kafka-configs': parseConfigsOptions,
  'kafka-leader-election': parseLeaderElectionOptions,
  'kafka-preferred-replica-election': parsePreferredReplicaElectionOptions,
  'kafka-reassign-partitions': parseReassignPartitionsOptions,
  'kafka-console-producer': parseConsoleProducerOptions,
  'kafka-console-consumer': parseConsoleConsumerOptions,
  'kafka-get-offsets': parseGetOffsetsOptions,
  'kafka-consumer-groups': parseConsumerGroupsOptions,
  'kafka-log-dirs': parseLogDirsOptions,
  'kafka-delete-records': parseDeleteRecordsOptions,
  'kafka-dump-log': parseDumpLogOptions,
  'kafka-broker-api-versions': parseBrokerApiVersionsOptions,
  'kafka-producer-perf-test': parseProducerPerfTestOptions,
  'kafka-transactions': parseTransactionsOptions,
  'kafka-metadata-quorum': parseMetadataQuorumOptions,
  'kafka-features': parseFeaturesOptions,
  'kafka-cluster': parseClusterOptions,
  'kafka-storage': parseStorageOptions,
};
