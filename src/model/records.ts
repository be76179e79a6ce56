import type { Cause } from './causes';
import type { FaultKind } from './logView';
import type { Acks, ReplicaLog, Truncation } from './log';
import type { GroupRebalance } from './groups';
import type { TransactionMetadata } from './transactions';
import type { ConfigResourceType, ProcessState } from './cluster';

/**
 * Everything that changes a cluster, as data. Types carry the names of KRaft's metadata records where there is one;
 * ZooKeeper clusters use the same ones. A record holds the decision (chosen replicas, ids, epochs), so applying it
 * needs no chance.
 */
export type ClusterRecord =
  | {
      readonly type: 'RegisterNodeRecord';
      readonly id: number;
      readonly role: 'broker' | 'controller' | 'combined';
      readonly host: string;
      readonly port: number;
      readonly rack: string | null;
      readonly properties: Readonly<Record<string, string>>;
      readonly directoryId?: string;
    }
  | { readonly type: 'UnregisterNodeRecord'; readonly id: number }
  | {
      readonly type: 'NodeProcessRecord';
      readonly id: number;
      readonly process: ProcessState;
      readonly sinceMs: number;
    }
  | {
      readonly type: 'RegisterBrokerRecord';
      readonly brokerId: number;
      readonly brokerEpoch: number;
      readonly fenced: boolean;
    }
  | { readonly type: 'UnregisterBrokerRecord'; readonly brokerId: number }
  | {
      readonly type: 'BrokerRegistrationChangeRecord';
      readonly brokerId: number;
      readonly fenced: boolean;
      readonly inControlledShutdown?: true;
    }
  | { readonly type: 'BrokerCatchUpRecord'; readonly brokerId: number; readonly sinceMs: number | null }
  | { readonly type: 'ThrottledFetchRecord'; readonly brokerId: number; readonly sinceMs: number | null }
  | {
      readonly type: 'ControllerChangeRecord';
      readonly controllerId: number;
      readonly epoch: number;
      readonly sinceMs: number;
      readonly lostSinceMs?: number;
      readonly unlisted?: number;
    }
  | { readonly type: 'RegisterControllerRecord'; readonly controllerId: number }
  | { readonly type: 'ClearElrRecord'; readonly topicName: string }
  | { readonly type: 'FeatureLevelRecord'; readonly name: string; readonly featureLevel: number }
  | { readonly type: 'LeaderImbalanceRecord'; readonly sinceMs: number | null }
  | { readonly type: 'TopicRecord'; readonly topicId: string; readonly name: string }
  | { readonly type: 'TopicDeletionRecord'; readonly topicId: string }
  | { readonly type: 'RemoveTopicRecord'; readonly topicId: string; readonly name: string }
  | PartitionRecord
  | PartitionChangeRecord
  | {
      readonly type: 'ConfigRecord';
      readonly resourceType: ConfigResourceType;
      readonly resourceName: string;
      readonly name: string;
      readonly value: string | null;
    }
  | AppendRecord
  | {
      readonly type: 'AcknowledgeRecord';
      readonly topicId: string;
      readonly partitionId: number;
      readonly leaderEpoch: number;
      readonly baseOffset: number;
    }
  | {
      readonly type: 'ReplicaLogsRecord';
      readonly topicId: string;
      readonly partitionId: number;
      readonly logs: readonly ReplicaLog[];
      readonly truncations?: readonly Truncation[];
    }
  | ({ readonly type: 'TransactionStateRecord' } & TransactionMetadata)
  | { readonly type: 'GroupRebalanceRecord'; readonly group: string; readonly rebalance: GroupRebalance | null }
  | {
      readonly type: 'GroupHeartbeatRecord';
      readonly group: string;
      readonly memberId: string;
      readonly heardMs: number;
    }
  | { readonly type: 'LogDirsLostRecord'; readonly brokerId: number }
  | { readonly type: 'FaultRecord'; readonly kind: FaultKind; readonly target: string; readonly sinceMs: number | null }
  | { readonly type: 'ProducerIdsRecord'; readonly nextProducerId: number }
  | ZnodeRecord
  | {
      readonly type: 'NodeConfigRecord';
      readonly id: number;
      readonly properties: Readonly<Record<string, string>>;
      readonly directoryId?: string;
    }
  | { readonly type: 'MigrationRecord'; readonly phase: MigrationPhase; readonly metadataOffset: number }
  | {
      readonly type: 'ControllerFencedRecord';
      readonly brokerId: number;
      readonly epoch: number;
      readonly currentEpoch: number;
    }
  | {
      readonly type: 'ClientQuotaRecord';
      readonly entity: Readonly<Record<string, string | null>>;
      readonly key: string;
      readonly value: number | null;
    };

/**
 * A leader appended one batch. The records themselves are not in here: they stand in table `batch`, stored once and
 * never changed, in the same transaction, under this record's offset. So the log of records stays small, and with that
 * table it still tells everything.
 */
export interface AppendRecord {
  readonly type: 'AppendRecord';
  readonly topicId: string;
  readonly partitionId: number;
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly acks: Acks;
  /** The producer heard at once that it is written (acks=1); with acks=all an AcknowledgeRecord follows. */
  readonly acknowledged: boolean;
  /** Idempotent producers only. */
  readonly producerId?: number;
}

/** How far a ZooKeeper cluster is on its way to KRaft (KIP-866); ZooKeeper is left behind with the last one. */
export type MigrationPhase =
  | 'not-started'
  | 'controllers-provisioned'
  | 'brokers-in-migration-mode'
  | 'dual-write'
  | 'brokers-in-kraft'
  | 'finalised';

/** A znode that somebody made by hand; all others are views of the state. */
export type ZnodeRecord =
  | {
      readonly type: 'ZnodeRecord';
      readonly change: 'create';
      readonly path: string;
      readonly data: string | null;
      readonly session: ZnodeSession | null;
    }
  | { readonly type: 'ZnodeRecord'; readonly change: 'set'; readonly path: string; readonly data: string | null }
  | { readonly type: 'ZnodeRecord'; readonly change: 'renew'; readonly path: string; readonly expiresMs: number }
  | { readonly type: 'ZnodeRecord'; readonly change: 'delete'; readonly path: string };

/** The session that an ephemeral znode goes with. */
export interface ZnodeSession {
  /** Hexadecimal. */
  readonly id: string;
  /** Cluster time, ms. */
  readonly expiresMs: number;
}

/** A new partition. */
export interface PartitionRecord {
  readonly type: 'PartitionRecord';
  readonly topicId: string;
  readonly partitionId: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly controllerEpoch: number;
}

/** What changed of one partition; absent fields stay. Epochs are always written out. */
export interface PartitionChangeRecord {
  readonly type: 'PartitionChangeRecord';
  readonly topicId: string;
  readonly partitionId: number;
  readonly isr?: readonly number[];
  readonly leader?: number;
  readonly replicas?: readonly number[];
  readonly addingReplicas?: readonly number[];
  readonly removingReplicas?: readonly number[];
  readonly elr?: readonly number[];
  readonly lastKnownElr?: readonly number[];
  readonly recovering?: boolean;
  /** An out-of-sync replica was made leader. */
  readonly unclean?: boolean;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly controllerEpoch: number;
}

/** The names of all records. */
export type RecordType = ClusterRecord['type'];

/** The record of a type. */
export type RecordOf<Type extends RecordType> = Extract<ClusterRecord, { readonly type: Type }>;

/**
 * What a reader of the log makes of each type of record. Every reader is such a table, so that a new record does not
 * compile before each of them says what it makes of it, or nothing.
 */
export type RecordReaders<Rest extends readonly unknown[], Result> = {
  readonly [Type in RecordType]: ((record: RecordOf<Type>, ...rest: Rest) => Result) | 'nothing';
};

/** What a reader makes of a record; undefined for nothing. */
export function readRecord<Rest extends readonly unknown[], Result>(
  readers: RecordReaders<Rest, Result>,
  record: ClusterRecord,
  ...rest: Rest
): Result | undefined {
  const read = readers[record.type] as ((record: ClusterRecord, ...rest: Rest) => Result) | 'nothing';
  return read === 'nothing' ? undefined : read(record, ...rest);
}

/** The types that a reader makes something of. */
export function readTypes(readers: RecordReaders<never, unknown>): readonly RecordType[] {
  return (Object.keys(readers) as RecordType[]).filter((type) => readers[type] !== 'nothing');
}

/** A record that says all of what it changes; a change of a partition is understood beside what was before. */
export type PlainRecord = Exclude<ClusterRecord, PartitionChangeRecord>;

/** What led to records, and its number. */
export type RecordCause = Cause & { readonly id: number };

/** A record as it stands in the log. */
export interface LoggedRecord {
  readonly offset: number;
  /** Cluster time, ms. */
  readonly timeMs: number;
  readonly record: ClusterRecord;
  readonly cause: number;
}
