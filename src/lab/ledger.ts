import { commandOrReason } from '../story/causeText';
import type { Command } from 'commander';
import { noLeader, type Partition, type Topic } from '../model/cluster';
import { isInternalTopic } from '../model/topicNames';
import { holds } from '../log/lineage';
import type { ReplicaLog } from '../model/log';
import { EndMarkers } from '../log/read';
import { asRecordBatch } from '../log/storedBatch';
import { CorruptBatchError, requireIntact } from '../protocol/recordBatch';
import { decodeRecords, type LogRecord } from '../protocol/records';
import { ledgerBatches, Losses, type LedgerBatch, type LossEvent } from '../store/ledgerRows';
import type { StateView } from '../store/stateView';
import { printEnvelope } from '../text/envelope';
import { loadPaint, type Paint } from '../text/paint';
import { LabRefusal, type LabContext } from './context';
import { timeText } from './events';
import { example, formatOption, type FormatOption } from './format';

type Fate = 'committed' | 'waiting' | 'never acknowledged' | 'lost' | 'deleted' | 'aborted';

/** A record, and what became of it. */
interface Judged {
  readonly partition: Partition;
  readonly batch: LedgerBatch;
  readonly record: LogRecord;
  readonly heldBy: readonly number[];
  readonly fate: Fate;
  readonly lostBy: LossEvent | undefined;
}

interface Summary {
  readonly topic: string;
  records: number;
  acknowledged: number;
  lost: number;
  /** One of those that took records at once. */
  lostBy: readonly LossEvent[];
}

interface LedgerOptions extends FormatOption {
  readonly summary?: boolean;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Signs of a value that a line shows. */
const shownValue = 24;

/** `kafka-lab ledger`: every record with its acks, what its producer was told, who holds it, and what became of it. */
export function addLedgerCommand(program: Command, context: LabContext): void {
  program
    .command('ledger')
    .argument('[topic]', 'one topic; without it all but the internal ones')
    .description(
      'every record that was written, whether its producer was told it is safe, who holds it now, and whether it was lost',
    )
    .option('--summary', 'only how many were acknowledged and lost')
    .addOption(formatOption())
    .addHelpText('after', example('kafka-lab ledger', 'kafka-lab ledger payments --summary'))
    .action(async (name: string | undefined, options: LedgerOptions) => {
      const paint = await loadPaint(context.colour);
      context.open().read((view) => {
        const summaries: Summary[] = [];
        const records = judgedRecords(view, topicsOf(view, name), summaries);
        if (options.format === 'json')
          return printEnvelope(context.print, 'ledger', {
            ...(!options.summary && { records: mapped(records, entryOf) }),
            topics: afterAll(records, summaries),
          });
        if (!options.summary) for (const record of records) context.out(line(record, paint));
        for (const summary of afterAll(records, summaries)) context.out(summaryText(summary, paint));
        if (summaries.length === 0) context.out('There are no topics yet.');
        return undefined;
      });
    });
}

function* mapped<T, R>(values: Iterable<T>, change: (value: T) => R): Iterable<R> {
  for (const value of values) yield change(value);
}

/** What is known once `first` has been gone through. */
function* afterAll<T>(first: Iterable<unknown>, values: readonly T[]): Iterable<T> {
  for (const _ of first);
  yield* values;
}

function topicsOf(view: StateView, name: string | undefined): readonly Topic[] {
  if (name === undefined) return view.topics().filter((topic) => !isInternalTopic(topic.name));
  const topic = view.topic(name);
  if (!topic)
    throw new LabRefusal(
      `There is no topic ${name}. List them with: kafka-topics --bootstrap-server localhost:9092 --list`,
    );
  return [topic];
}

/** The records of topics one by one; each topic's summary is added when it is done. */
function* judgedRecords(view: StateView, topics: readonly Topic[], summaries: Summary[]): Generator<Judged> {
  for (const topic of topics) {
    const summary: Summary = { topic: topic.name, records: 0, acknowledged: 0, lost: 0, lostBy: [] };
    /** Losses that took records, by what they say: an election of many partitions is told once. */
    const lostBy = new Map<string, LossEvent>();
    for (const judged of recordsOf(view, topic)) {
      summary.records++;
      if (judged.batch.isAcknowledged) summary.acknowledged++;
      if (judged.fate === 'lost') summary.lost++;
      if (judged.lostBy && !lostBy.has(lossText(judged.lostBy))) lostBy.set(lossText(judged.lostBy), judged.lostBy);
      yield judged;
    }
    summaries.push({ ...summary, lostBy: [...lostBy.values()] });
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

/** @throws LabRefusal where the file is damaged */
function* recordsOf(view: StateView, topic: Topic): Iterable<Judged> {
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
      throw new LabRefusal(
        `${topic.name}-${batch.partition} is damaged at offset ${batch.baseOffset}: ${error.message}. What else is damaged is told by: kafka-lab verify`,
      );
    }
  }
}

/** A record as JSON has it. */
function entryOf({ partition, batch, record, heldBy, fate, lostBy }: Judged) {
  return {
    partition: `${partition.topic}-${partition.partition}`,
    offset: record.offset,
    leaderEpoch: batch.leaderEpoch,
    value: valueOf(record),
    acks: acksText(batch),
    /** The producer was told that it is safe. */
    acknowledged: batch.isAcknowledged,
    heldBy,
    fate,
    lostBy,
  };
}

function line({ partition, batch, record, heldBy, fate, lostBy }: Judged, paint: Paint): string {
  const value = valueOf(record);
  const text = value === null ? 'null' : value.length > shownValue ? `${value.slice(0, shownValue - 3)}...` : value;
  const told = batch.isAcknowledged ? 'told safe' : 'not told  ';
  const by = lostBy ? ` by ${lossText(lostBy)}` : '';
  const colour = fate === 'lost' ? paint.bad : fate === 'committed' ? paint.good : paint.warning;
  return `${partition.topic}-${partition.partition} ${String(record.offset).padStart(6)} epoch ${batch.leaderEpoch}  acks=${acksText(batch).padEnd(3)} ${told.padEnd(10)} on ${(heldBy.join() || 'none').padEnd(8)} ${colour(fate)}${by}  ${text}`;
}

function valueOf({ value }: LogRecord): string | null {
  return value && utf8.decode(value);
}

function acksText({ acks }: LedgerBatch): string {
  return acks === -1 ? 'all' : String(acks);
}

function lossText({ what, timeMs, cause }: LossEvent): string {
  return `${what} at ${timeText(timeMs)} (${commandOrReason(cause)})`;
}

function summaryText({ topic, records, acknowledged, lost, lostBy }: Summary, paint: Paint): string {
  const by = lostBy.map(lossText).join('; ');
  const verdict =
    lost === 0 ? paint.good('none of them lost') : paint.bad(`${lost} of them lost${by ? `: ${by}` : ''}`);
  return `${topic}: ${records} record${records === 1 ? '' : 's'} written, ${acknowledged} acknowledged as safe, ${verdict}`;
}
