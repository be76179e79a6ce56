import { holds } from '../log/lineage';
import { EndMarkers } from '../log/read';
import { asRecordBatch } from '../log/storedBatch';
import { noLeader, type Partition, type Topic } from '../model/cluster';
import type { ReplicaLog } from '../model/log';
import { CorruptBatchError, requireIntact } from '../protocol/recordBatch';
import { decodeRecords, type LogRecord } from '../protocol/records';
import { ledgerBatches, Losses, type LedgerBatch, type LossEvent } from './ledgerRows';
import type { StateView } from './stateView';

/** What became of a record. */
export type Fate = 'committed' | 'waiting' | 'never acknowledged' | 'lost' | 'deleted' | 'aborted';

/** A record, and what became of it. */
export interface Judged {
  readonly partition: Partition;
  readonly batch: LedgerBatch;
  readonly record: LogRecord;
  readonly heldBy: readonly number[];
  readonly fate: Fate;
  readonly lostBy: LossEvent | undefined;
}

/** A batch is not what was written. */
export class DamagedRecords extends Error {
  constructor(
    readonly partition: string,
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

/** What the records of a partition are judged by. */
class Judge {
  private readonly replicas: readonly (readonly [id: number, log: ReplicaLog])[];
  /** What counts is the leader's log, or while there is none, that of a replica that may lead. */
  private readonly decisive: readonly ReplicaLog[];
  readonly markers: EndMarkers;

  constructor(
    view: StateView,
    readonly partition: Partition,
  ) {
    const logs = view.replicaLogs(partition);
    const { leader, replicas, isr, elr, lastKnownElr } = partition;
    const known = (ids: readonly number[]) =>
      ids.flatMap((id) => {
        const log = logs.get(id);
        return log ? [[id, log] as const] : [];
      });
    this.replicas = known(replicas);
    this.decisive = known(leader === noLeader ? [...isr, ...elr, ...lastKnownElr] : [leader]).map(([, log]) => log);
    this.markers = new EndMarkers(view.transactionalBatches(partition));
  }

  holders({ leaderEpoch }: LedgerBatch, offset: number): readonly number[] {
    const ids: number[] = [];
    for (const [id, log] of this.replicas) if (holds(log, leaderEpoch, offset)) ids.push(id);
    return ids;
  }

  fate({ leaderEpoch, isAcknowledged }: LedgerBatch, offset: number): Fate {
    for (const log of this.decisive)
      if (holds(log, leaderEpoch, offset)) return offset < log.highWatermark ? 'committed' : 'waiting';
    for (const log of this.decisive) if (offset < log.startOffset) return 'deleted';
    return isAcknowledged ? 'lost' : 'never acknowledged';
  }
}

/**
 * Every record that was ever written into a topic and what became of it, by partition and in the order of writing;
 * nothing may be written while they are read.
 * @throws DamagedRecords
 */
export function* recordFates(view: StateView, topic: Topic): Iterable<Judged> {
  let judge: Judge | undefined;
  let losses: Losses | undefined;
  for (const batch of ledgerBatches(view, topic)) {
    if (batch.control !== 'none') continue;
    if (judge?.partition.partition !== batch.partition)
      judge = new Judge(view, view.partition(topic, batch.partition)!);
    const { partition } = judge;
    const isAborted = judge.markers.isAborted(batch);
    try {
      requireIntact(asRecordBatch(batch));
      for (const record of decodeRecords(batch)) {
        const known = judge.fate(batch, record.offset);
        const fate = known === 'committed' && isAborted ? 'aborted' : known;
        const lostBy = fate === 'lost' ? (losses ??= new Losses(view, topic)).after(batch) : undefined;
        yield { partition, batch, record, heldBy: judge.holders(batch, record.offset), fate, lostBy };
      }
    } catch (error) {
      if (!(error instanceof CorruptBatchError)) throw error;
      throw new DamagedRecords(`${topic.name}-${batch.partition}`, batch.baseOffset, error.message);
    }
  }
}
