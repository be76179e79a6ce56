import type { ClusterNode, Partition, Topic } from '../model/cluster';
import type { TransactionMetadata, TransactionState } from '../model/transactions';
import type { Acks, EpochStart, ReplicaLog, StoredBatch } from '../model/log';

/** Columns of a PartitionRow, of the table `partition` under the name p. */
export const partitionColumns =
  'p.topic, p.partition, p.leader, p.leader_epoch, p.partition_epoch, p.controller_epoch, p.recovering, p.replicas ' +
  "|| '|' || p.isr || '|' || p.elr || '|' || p.last_known_elr || '|' || p.adding || '|' || p.removing";

/** A partition as its row has it, without column names because many are read; its lists, each "1,2,3", are one text. */
export type PartitionRow = readonly [
  topic: number,
  partition: number,
  leader: number,
  leaderEpoch: number,
  partitionEpoch: number,
  controllerEpoch: number,
  recovering: number,
  lists: string,
];

export interface NodeRow {
  readonly id: number;
  readonly role: ClusterNode['role'];
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
  readonly process: ClusterNode['process'];
  readonly process_since_ms: number;
  readonly last_contact_ms: number;
  readonly registered: number;
  readonly fenced: number;
  readonly broker_epoch: number;
  readonly unclean_shutdown: number;
  readonly catch_up_since_ms: number | null;
  readonly throttled_since_ms: number | null;
  readonly properties: string;
  readonly incarnation_registered: number;
  readonly directory_id: string;
}

type PartitionLists = Pick<
  Partition,
  'replicas' | 'isr' | 'elr' | 'lastKnownElr' | 'addingReplicas' | 'removingReplicas'
>;

/** Lists that were read before: a big cluster has few different ones. */
const knownIds = new Map<string, readonly number[]>();
const knownLists = new Map<string, PartitionLists>();
const mostKnown = 10_000;

/** Broker ids of a list as it is stored ("1,2,3"). */
export function idsFromText(text: string): readonly number[] {
  let ids = knownIds.get(text);
  if (ids === undefined) {
    ids = text === '' ? [] : text.split(',').map(Number);
    if (knownIds.size < mostKnown) knownIds.set(text, ids);
  }
  return ids;
}

function listsFromText(text: string): PartitionLists {
  let lists = knownLists.get(text);
  if (lists === undefined) {
    const [replicas, isr, elr, lastKnownElr, addingReplicas, removingReplicas] = text.split('|').map(idsFromText);
    lists = {
      replicas: replicas!,
      isr: isr!,
      elr: elr!,
      lastKnownElr: lastKnownElr!,
      addingReplicas: addingReplicas!,
      removingReplicas: removingReplicas!,
    };
    if (knownLists.size < mostKnown) knownLists.set(text, lists);
  }
  return lists;
}

/** A partition of its row; lists of ids are read when they are asked for. */
export function partitionFromRow(row: PartitionRow, topic: Topic): Partition {
  const [topicKey, partition, leader, leaderEpoch, partitionEpoch, controllerEpoch, recovering, texts] = row;
  const lists = listsFromText(texts);
  return {
    topicKey,
    topicId: topic.topicId,
    topic: topic.name,
    partition,
    replicas: lists.replicas,
    isr: lists.isr,
    leader,
    leaderEpoch,
    partitionEpoch,
    controllerEpoch,
    elr: lists.elr,
    lastKnownElr: lists.lastKnownElr,
    addingReplicas: lists.addingReplicas,
    removingReplicas: lists.removingReplicas,
    recovering: recovering === 1,
  };
}

/** A broker or controller of its row. */
export function nodeFromRow(row: NodeRow): ClusterNode {
  return {
    id: row.id,
    role: row.role,
    host: row.host,
    port: row.port,
    rack: row.rack,
    process: row.process,
    processSinceMs: row.process_since_ms,
    lastContactMs: row.last_contact_ms,
    registered: row.registered === 1,
    fenced: row.fenced === 1,
    brokerEpoch: row.broker_epoch,
    uncleanShutdown: row.unclean_shutdown === 1,
    incarnationRegistered: row.incarnation_registered === 1,
    directoryId: row.directory_id,
    catchUpSinceMs: row.catch_up_since_ms,
    throttledSinceMs: row.throttled_since_ms,
    properties: JSON.parse(row.properties) as Record<string, string>,
  };
}

export interface LogRow {
  readonly broker: number;
  readonly start_offset: number;
  readonly end_offset: number;
  readonly high_watermark: number;
  readonly fetched_offset: number;
  readonly lineage: string;
}

export interface BatchRow {
  readonly leader_epoch: number;
  readonly base_offset: number;
  readonly last_offset: number;
  readonly base_timestamp_ms: number;
  readonly max_timestamp_ms: number;
  readonly producer_id: number;
  readonly producer_epoch: number;
  readonly base_sequence: number;
  readonly transactional: number;
  readonly control: StoredBatch['control'];
  readonly acks: Acks;
  readonly records: Uint8Array;
  readonly checksum: number;
}

/** "0:0,3:17": epoch and first offset. */
export function lineageText(lineage: readonly EpochStart[]): string {
  return lineage.map(({ epoch, startOffset }) => `${epoch}:${startOffset}`).join();
}

/** The reverse of `lineageText`. */
export function lineageFromText(text: string): EpochStart[] {
  if (text === '') return [];
  return text.split(',').map((pair) => {
    const colon = pair.indexOf(':');
    return { epoch: Number(pair.slice(0, colon)), startOffset: Number(pair.slice(colon + 1)) };
  });
}

/** A replica's log of its row. */
export function logFromRow(row: LogRow): ReplicaLog {
  return {
    broker: row.broker,
    startOffset: row.start_offset,
    endOffset: row.end_offset,
    highWatermark: row.high_watermark,
    fetchedOffset: row.fetched_offset,
    lineage: lineageFromText(row.lineage),
  };
}

/** What a damaged file has where bytes should be. */
const noBytes = new Uint8Array();

/** A batch with its records of its row. */
export function batchFromRow(row: BatchRow): StoredBatch {
  return {
    leaderEpoch: row.leader_epoch,
    baseOffset: row.base_offset,
    lastOffset: row.last_offset,
    baseTimestampMs: row.base_timestamp_ms,
    maxTimestampMs: row.max_timestamp_ms,
    producerId: row.producer_id,
    producerEpoch: row.producer_epoch,
    baseSequence: row.base_sequence,
    isTransactional: row.transactional === 1,
    control: row.control,
    acks: row.acks,
    records: row.records instanceof Uint8Array ? row.records : noBytes,
    checksum: row.checksum,
  };
}

export interface TransactionRow {
  readonly id: string;
  readonly producer_id: number;
  readonly producer_epoch: number;
  readonly timeout_ms: number;
  readonly state: TransactionState;
  readonly start_ms: number;
  readonly partitions: string;
}

/** What a coordinator keeps of a transaction, of its row. */
export function transactionFromRow(row: TransactionRow): TransactionMetadata {
  return {
    transactionalId: row.id,
    producerId: row.producer_id,
    producerEpoch: row.producer_epoch,
    timeoutMs: row.timeout_ms,
    state: row.state,
    startMs: row.start_ms,
    partitions: JSON.parse(row.partitions) as TransactionMetadata['partitions'],
  };
}
