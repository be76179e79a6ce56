import type { RecordCause } from '../model/records';
import type { Topic } from '../model/cluster';
import type { StoredBatch } from '../model/log';
import { lossRanges } from './eventRanges';
import { history } from './history';
import { batchFromRow, type BatchRow } from './rows';
import type { StateView } from './stateView';

/**
 * A batch as the ledger needs it: with the place of its AppendRecord in the history, and whether its producer heard
 * that it is safe.
 */
export interface LedgerBatch extends StoredBatch {
  readonly partition: number;
  readonly record: number;
  readonly isAcknowledged: boolean;
}

/**
 * All batches that were ever written into a topic, by partition and in the order of writing. Nothing may be written
 * while they are read.
 */
export function* ledgerBatches(view: StateView, topic: Topic): Iterable<LedgerBatch> {
  const rows = view
    .sql(
      `SELECT b.*, a.base_offset IS NOT NULL AS acknowledged FROM batch b
       LEFT JOIN acknowledged a ON a.topic = b.topic AND a.partition = b.partition AND a.leader_epoch = b.leader_epoch
       AND a.base_offset = b.base_offset
       WHERE b.topic = ? ORDER BY b.partition, b.leader_epoch, b.base_offset`,
    )
    .iterate(topic.key) as Iterable<BatchRow & { partition: number; record: number; acknowledged: number }>;
  for (const row of rows)
    yield {
      ...batchFromRow(row),
      partition: row.partition,
      record: row.record,
      isAcknowledged: row.acknowledged === 1,
    };
}

/** Something that may have taken records: an election of a replica that was not in sync, or a lost disk. */
export interface LossEvent {
  /** Place in the history. */
  readonly record: number;
  readonly timeMs: number;
  readonly what: string;
  /** Command or due event behind it. */
  readonly cause: RecordCause;
}

/** What took records of a topic's partitions, or could have, in order, by partition; lost disks are of every one. */
export class Losses {
  private readonly disks: LossEvent[] = [];
  private readonly elections = new Map<number, LossEvent[]>();

  constructor(view: StateView, topic: Topic) {
    for (const { first, last } of lossRanges(view, topic.name))
      for (const { record, offset, timeMs, cause } of history(view, { firstOffset: first, lastOffset: last })) {
        const loss = (what: string): LossEvent => ({ record: offset, timeMs, what, cause });
        if (record.type === 'LogDirsLostRecord') this.disks.push(loss(`disk of broker ${record.brokerId} lost`));
        if (record.type === 'PartitionChangeRecord' && record.unclean && record.topicId === topic.topicId)
          this.note(record.partitionId, loss(`unclean election of broker ${record.leader}`));
      }
  }

  /** What may have taken a batch: the first loss after it was written. */
  after({ partition, record }: Pick<LedgerBatch, 'partition' | 'record'>): LossEvent | undefined {
    const isLater = (event: LossEvent) => event.record > record;
    const [disk, election] = [this.disks.find(isLater), this.elections.get(partition)?.find(isLater)];
    return disk && election ? (disk.record < election.record ? disk : election) : (disk ?? election);
  }

  private note(partition: number, event: LossEvent): void {
    const known = this.elections.get(partition);
    if (known) known.push(event);
    else this.elections.set(partition, [event]);
  }
}
