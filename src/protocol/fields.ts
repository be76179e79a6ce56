/*
 * Types of fields. In memory an enumeration is the name that Kafka's tools print or take; the tables say its number on
 * the wire.
 */

/** An id of a topic, directory or cluster: the base64 text of org.apache.kafka.common.Uuid. */
export type Uuid = string;

/**
 * A list of broker ids, as the text that tools print: "1,2,3". It stays text from the cluster's file to the terminal,
 * because describing 100,000 partitions copies it and nothing more.
 */
export type BrokerIds = string;

/** The ids of a list, in its order. */
export function brokerIdList(ids: BrokerIds): readonly number[] {
  return ids === '' ? [] : ids.split(',').map(Number);
}

/** How many replicas must have a record before a producer is answered: all in sync (-1), nobody (0), the leader (1). */
export type Acks = -1 | 0 | 1;

/** org.apache.kafka.common.config.ConfigResource.Type */
export const resourceTypes = { topic: 2, broker: 4, 'broker-logger': 8, 'client-metrics': 16, group: 32 } as const;
export type ResourceType = keyof typeof resourceTypes;

/** org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigSource */
export const configSources = {
  DYNAMIC_TOPIC_CONFIG: 1,
  DYNAMIC_BROKER_CONFIG: 2,
  DYNAMIC_DEFAULT_BROKER_CONFIG: 3,
  STATIC_BROKER_CONFIG: 4,
  DEFAULT_CONFIG: 5,
  DYNAMIC_BROKER_LOGGER_CONFIG: 6,
  DYNAMIC_CLIENT_METRICS_CONFIG: 7,
  DYNAMIC_GROUP_CONFIG: 8,
} as const;
export type ConfigSource = keyof typeof configSources;

/** org.apache.kafka.clients.admin.AlterConfigOp.OpType */
export const configOperations = { set: 0, delete: 1, append: 2, subtract: 3 } as const;
export type ConfigOperation = keyof typeof configOperations;

/** DescribeClientQuotasRequest: an entity by its name, the default one, or any of its type. */
export const quotaMatches = { exact: 0, default: 1, any: 2 } as const;
export type QuotaMatch = keyof typeof quotaMatches;

/** org.apache.kafka.common.ElectionType */
export const electionTypes = { preferred: 0, unclean: 1 } as const;
export type ElectionType = keyof typeof electionTypes;

/** org.apache.kafka.common.IsolationLevel */
export const isolationLevels = { read_uncommitted: 0, read_committed: 1 } as const;
export type IsolationLevel = keyof typeof isolationLevels;

/** org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType */
export const coordinatorTypes = { group: 0, transaction: 1 } as const;
export type CoordinatorType = keyof typeof coordinatorTypes;

/** org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType */
export const upgradeTypes = { upgrade: 1, 'safe-downgrade': 2, 'unsafe-downgrade': 3 } as const;
export type UpgradeType = keyof typeof upgradeTypes;

/** Whose port a client wants to talk to (KIP-919). */
export const endpointTypes = { broker: 1, controller: 2 } as const;
export type EndpointType = keyof typeof endpointTypes;

/** ListOffsetsRequest: places of a log that stand for a timestamp. */
export const offsetTimestamps = { latest: -1, earliest: -2, maxTimestamp: -3 } as const;
