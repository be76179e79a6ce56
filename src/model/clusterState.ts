import type { LogView } from './logView';
import type { Profile } from '../profiles/profile';
import type { ActiveController, ClusterNode, ConfigResourceType, Partition, Topic } from './cluster';
import type { LoggedRecord, MigrationPhase, RecordType } from './records';

/** Pages of partitions: big clusters are never held whole. Writing between pages is allowed. */
export type PartitionPages = Iterable<readonly Partition[]>;

/** A partition with its lists as text, "1,2,3", as they are printed. */
export interface PartitionTexts {
  readonly partition: number;
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly replicas: string;
  readonly isr: string;
  readonly elr: string;
  readonly lastKnownElr: string;
  readonly adding: string;
}

/** A znode made by hand; session and expiresMs (cluster time) of an ephemeral one. */
export interface UserZnode {
  readonly path: string;
  readonly data: string | null;
  readonly session: string | null;
  readonly expiresMs: number | null;
}

/**
 * The cluster's state as it is read. Implemented by store/stateView; every answer is as of now, earlier records of the
 * same turn included.
 */
export interface ClusterState extends LogView {
  readonly profile: Profile;
  readonly clusterId: string;
  /** Cluster time, ms since the epoch. */
  readonly nowMs: number;
  node(id: number): ClusterNode | undefined;
  /** By id. */
  nodes(): readonly ClusterNode[];
  activeController(): ActiveController;
  /** Finalized feature levels (KRaft), by name. */
  features(): ReadonlyMap<string, number>;
  /** How many records of these types the log has up to this time (ms); it is read through. */
  countRecords(types: ReadonlySet<string>, untilMs: number): number;
  topic(name: string): Topic | undefined;
  /** By name, those waiting for deletion included. */
  topics(): readonly Topic[];
  partition(topic: Topic, partition: number): Partition | undefined;
  partitionById(topicId: string, partition: number): Partition | undefined;
  /** By partition number. */
  partitions(topic: Topic): readonly Partition[];
  partitionCount(topic: Topic): number;
  /** Partitions with their lists as text, for those who only print them. */
  partitionTexts(topic: Topic): readonly PartitionTexts[];
  /** Partitions with a replica on this broker, by topic key and partition. */
  partitionsOnBroker(brokerId: number): PartitionPages;
  partitionsWithoutLeader(): PartitionPages;
  /** Partitions led by another than their first replica (those without a leader included). */
  partitionsAwayFromPreferred(): PartitionPages;
  /** Partitions that are being reassigned. */
  reassigningPartitions(): PartitionPages;
  hasPartitionAwayFromPreferred(): boolean;
  hasPartitionWithoutLeader(): boolean;
  /** Since when (ms) some partition has been led by another than its preferred replica; null where none is. */
  imbalancedSinceMs(): number | null;
  deletingTopics(): readonly Topic[];
  configs(type: ConfigResourceType, name: string): ReadonlyMap<string, string>;
  configuredResources(type: ConfigResourceType): readonly string[];
  /** From ZooKeeper to KRaft: how far, and the end of the metadata log when it got there. */
  migration(): { readonly phase: MigrationPhase; readonly metadataOffset: number };
  /** Znodes made by hand, by path. */
  userZnodes(): readonly UserZnode[];
  /** The log's records of these types, oldest first. Nothing may be written while it is read. */
  history(types: readonly RecordType[]): Iterable<LoggedRecord>;
  /** Cluster time (ms) of the record at this offset. */
  recordTimeMs(offset: number): number | undefined;
  clientQuotas(): readonly {
    readonly entity: Readonly<Record<string, string | null>>;
    readonly values: Readonly<Record<string, number>>;
  }[];
}
