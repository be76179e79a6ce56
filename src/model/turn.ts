import type { DueCause } from './causes';
import type { Failure } from '../protocol/errors';
import type { ActiveController, ClusterNode, Partition, Topic } from './cluster';
import type { ClusterState } from './clusterState';
import type { FeatureUpdate } from './features';
import type { StoredBatch } from './log';
import type { PartitionChangeRecord, PlainRecord } from './records';

/** What a decision may read: the state, and the controller of the cluster's mode, who knows how to go on from it. */
export interface ClusterView extends ClusterState {
  readonly controller: Controller;
}

/** Seeded chance; every draw moves the generator kept in the cluster's file. */
export interface Chance {
  /** Uniform in 0..bound-1. */
  nextInt(bound: number): number;
  /** Random bytes, as for a Uuid. */
  bytes(count: number): Uint8Array;
}

/**
 * One turn at the cluster: a request or a due event. A decision reads the view and hands out records; each is in force
 * at once for what is read next, and all of the turn's records are committed together or not at all.
 */
export interface Turn extends ClusterView {
  readonly chance: Chance;
  /** Living followers found outside the ISR of a partition with a leader: they start to catch up when the turn ends. */
  readonly laggards: Set<number>;
  /** Offset of the next record: KRaft's broker epochs, ZooKeeper's zxids. */
  nextOffset(): number;
  /** Hands out a record; a change of a partition with the partition as it was just before. */
  emit(record: PlainRecord): void;
  emit(record: PartitionChangeRecord, before: Partition): void;
  /** Does something and takes it back, records, chance and all: what comes of it is known, and nothing has happened. */
  trial<T>(action: () => T): T;
  /** Stores a batch's records under the offset of the next record, which must be its AppendRecord. */
  keepBatch(partition: Pick<Partition, 'topic' | 'topicKey' | 'partition'>, batch: StoredBatch): void;
}

/**
 * Something that falls due by itself. Deadlines are derived from the state each time they are asked for; none is
 * stored.
 */
export interface DueEvent {
  readonly atMs: number;
  readonly cause: DueCause;
  /** Comes back for ever, so it is not waited for when the cluster settles. */
  readonly periodic?: true;
  /** It comes of a client's silence. A client that lives in the process that lets time pass is heard instead. */
  readonly client?: { readonly id: string; heard(turn: Turn): void };
  run(turn: Turn): void;
}

/**
 * Who decides about the cluster, in one of the two modes: a broker elected through ZooKeeper, or the KRaft quorum's
 * leader. All that the modes do differently is in here, so nobody else asks which one it is. Operations hand out
 * records; none of them waits.
 */
export interface Controller {
  /** A controller is in office and can write: else requests to it time out. */
  isAvailable(view: ClusterView): boolean;
  /** What a controller is only asked to read is answered: KRaft's last leader does so without a majority. */
  answersReads(view: ClusterView): boolean;
  /**
   * It tells brokers what they have to do (LeaderAndIsr, UpdateMetadata and StopReplica requests); KRaft's brokers read
   * it in the metadata log.
   */
  readonly sendsRequests: boolean;
  /**
   * Without a controller, brokers hold on to what changes metadata as long as the client waits; else they answer that
   * it took too long.
   */
  readonly isWaitedFor: boolean;
  readonly partitions: PartitionControl;
  readonly topics: TopicControl;
  readonly sessions: SessionControl;
  readonly quorum: QuorumControl;
  readonly features: FeatureControl;
  readonly znodes: ZnodeControl;
  /**
   * What a new cluster's log starts with: its nodes, all up and registered, and what its storage was formatted with.
   */
  birth(turn: Turn, plan: ClusterPlan): Iterable<PlainRecord>;
}

/** Which leaders an election by command may choose. */
export type ElectionType = 'preferred' | 'unclean';

/** Leaders, ISRs and replicas of partitions. */
export interface PartitionControl {
  /** First state of new partitions, by number; those none of whose replicas live have no leader. */
  start(turn: Turn, topic: Pick<Topic, 'topicId' | 'name'>, assignments: ReadonlyMap<number, readonly number[]>): void;
  /** Election by command. Returns why it did not happen. */
  elect(turn: Turn, partition: Partition, type: ElectionType): Failure | undefined;
  /** The periodic return of leaders to preferred replicas. */
  balance(turn: Turn): void;
  /**
   * When (ms) the controller looks at the balance of leaders for the first time; from then on in every interval (ms).
   */
  firstBalanceMs(view: ClusterView, intervalMs: number): number;
  /** Elections of out-of-sync replicas where the configuration allows them; for one topic, or for all. */
  electUnclean(turn: Turn, topic?: string): void;
  /**
   * Starts a reassignment to these replicas or, with null, takes back the one under way. Returns why it was refused.
   */
  reassign(
    turn: Turn,
    partition: Partition,
    replicas: readonly number[] | null,
    allowsReplicationFactorChange: boolean,
  ): Failure | undefined;
  /**
   * How leaders change their ISRs in this turn (AlterPartition, or the znode): grows when a follower caught up, shrinks
   * when one lags.
   */
  isrWriter(turn: Turn): (partition: Partition, isr: readonly number[]) => void;
}

/** Replicas of partitions that are made, in the order of their numbers. */
export type Assignments = readonly (readonly number[])[];

/**
 * What a new topic is checked for: how many partitions it is to have, whether the name can be one, whether it is taken,
 * its configurations, where its replicas go, and then all of these replicas together.
 */
export type CreationCheck = 'count' | 'name' | 'existing' | 'configs' | 'replicas' | 'assignment';

/** Topics: how they are made, where their replicas go, and how they are deleted. */
export interface TopicControl {
  /** In which order a new topic is checked: the first that fails is told. */
  readonly creationChecks: readonly CreationCheck[];
  /** Why a topic cannot have so many partitions, however it is made. */
  countProblem(partitions: number): Failure | undefined;
  /** What is wrong with the replicas of all partitions of a new topic with so many configurations. */
  assignmentProblem(assignments: Assignments, configs: number): Failure | undefined;
  /**
   * Records that one request may make; of partitions that are added, those that fit are there although the request
   * fails.
   */
  readonly recordsPerRequest: number;
  /**
   * So many partitions to place at once fill the controller's memory: a request with such a topic fails whole, and it
   * has resigned.
   */
  isOverloaded(turn: Turn, partitions: number): boolean;
  /** A request to make partitions is answered when each of them has a leader (ZooKeeper's DelayedCreatePartitions). */
  readonly creationWaitsForLeaders: boolean;
  /** Replicas of a new topic: those given by hand, if they hold, or placed. */
  newReplicas(
    turn: Turn,
    byHand: Assignments | undefined,
    partitions: number,
    replicationFactor: number,
  ): { readonly ok: Assignments } | Failure;
  /** Why partitions cannot be added to a topic now, whatever is asked for. */
  growthProblem(topic: Topic, existing: readonly Partition[]): Failure | undefined;
  /**
   * Replicas of `added` partitions for a topic that is there: those given by hand, if they hold, or placed as the
   * others are.
   */
  addedReplicas(
    turn: Turn,
    byHand: Assignments | undefined,
    existing: readonly Partition[],
    added: number,
  ): { readonly ok: Assignments } | Failure;
  /** Deletes what can be deleted now; the rest waits (ZooKeeper: for dead replicas). */
  delete(turn: Turn, topic: Topic): void;
  /** Partitions that brokers have not been told of, by topic id. */
  unannounced(view: ClusterView): ReadonlyMap<string, ReadonlySet<number>>;
  /**
   * What a client hears whose request made a broker have the topic created; `refusal` is why that failed, if it did.
   */
  answerOnDemand(refusal: Failure | undefined): Failure;
}

/** How brokers keep in touch: ephemeral znodes, or registrations and heartbeats. */
export interface SessionControl {
  /** The configuration that says after which silence a session is over. */
  readonly timeoutConfig: string;
  /** Somebody is there who opens and ends sessions. */
  areKept(view: ClusterView): boolean;
  /** Cluster time (ms) at which the session of a broker that is silent from now on ends. */
  endMs(view: ClusterView, broker: ClusterNode): number;
  /** When (ms) a running broker without a session gets one; null where it is refused until it starts again. */
  openMs(view: ClusterView, broker: ClusterNode): number | null;
  /** Why a broker cannot start now, in words for kafka-lab. */
  startProblem(view: ClusterView, broker: ClusterNode): string | undefined;
  /** A running broker gets its session; partitions without a leader may get one. */
  open(turn: Turn, broker: ClusterNode): void;
  /** A silent broker's session is over: its partitions get other leaders, and it leaves every ISR it can leave. */
  end(turn: Turn, broker: ClusterNode): void;
  /**
   * SIGTERM: a broker hands its leaders over if it can (KIP-143) and leaves; a voter hands over its office. The process
   * stops.
   */
  shutDown(turn: Turn, node: ClusterNode): void;
  /** SIGCONT: what a node finds when its process runs on. */
  wake(turn: Turn, node: ClusterNode): void;
  /** A broker that is down is taken out for good. Returns why not, in words for kafka-lab. */
  forget(turn: Turn, broker: ClusterNode): string | undefined;
  /** UnregisterBroker. */
  unregister(turn: Turn, brokerId: number): Failure | undefined;
}

/** The KRaft quorum; a ZooKeeper cluster has one only while it migrates. */
export interface QuorumControl {
  /**
   * Metadata stands in the quorum's log, which brokers follow. With ZooKeeper it does not, also while a cluster
   * migrates.
   */
  readonly holdsMetadata: boolean;
  /** Controllers of its own that a new cluster gets where nobody says how many. */
  readonly defaultControllers: number;
  /** The quorum's leader. While a cluster migrates there is one before it has taken over. */
  leader(view: ClusterView): ActiveController;
  /** Enough controllers run to have one in office; always so where brokers are the controllers. */
  hasMajority(view: ClusterView): boolean;
  /** The election of another controller that falls due. */
  nextElection(view: ClusterView): DueEvent | undefined;
  /** A node's process has changed: the quorum may have lost its leader. */
  noteProcess(turn: Turn, node: ClusterNode): void;
  /** Nobody asks a leader without a majority any more: brokers that it has refused look for another. */
  forgetLastLeader(turn: Turn): void;
}

/** Finalized features (KIP-584). */
export interface FeatureControl {
  /** Epoch of the finalized features; null where there is none. */
  epoch(view: ClusterView): number | null;
  /** UpdateFeatures: an error for each feature that is refused. */
  update(turn: Turn, updates: readonly FeatureUpdate[], validateOnly: boolean): ReadonlyMap<string, Failure>;
}

/** ZooKeeper's tree as Kafka uses it. */
export interface ZnodeControl {
  /** ZooKeeper runs: it does until a cluster's migration is final. */
  isUp(view: ClusterView): boolean;
  /**
   * Kafka lives by the tree: brokers have their sessions there, and the controller follows what is written under
   * /admin.
   */
  readonly areFollowed: boolean;
}

/** What a new cluster is to be. */
export interface ClusterPlan {
  /** Brokers get the ids 1..brokers. */
  readonly brokers: number;
  /** KRaft controllers get the ids 101..; 0 in ZooKeeper mode, or where the brokers are controllers too. */
  readonly controllers: number;
  /** KRaft: every broker is a controller as well. */
  readonly combined: boolean;
  /** Cluster time, ms. */
  readonly startMs: number;
  /** Lines added to every broker's server.properties; `{id}` stands for the broker's id. */
  readonly brokerConfigs: Readonly<Record<string, string>>;
  /** A generator of its own for ids of directories, so that those drawn here move nothing that is chosen later. */
  readonly directoryChance: Chance;
}
