import { commandOrReason } from '../story/causeText';
import type { Command } from 'commander';
import type { Topic } from '../model/cluster';
import { isInternalTopic } from '../model/topicNames';
import type { LogRecord } from '../protocol/records';
import type { LedgerBatch, LossEvent } from '../store/ledgerRows';
import { DamagedRecords, recordFates, type Judged } from '../store/recordFates';
import type { StateView } from '../store/stateView';
import { printEnvelope } from '../text/envelope';
import { loadPaint, type Paint } from '../text/paint';
import { LabRefusal, type LabContext } from './context';
import { timeText } from './events';
import { example, formatOption, type FormatOption } from './format';

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
      'every record that was written, whether its producer was told it is safe, who holds it now, and whether it was ' +
        'lost',
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
    for (const judged of intact(recordFates(view, topic))) {
      summary.records++;
      if (judged.batch.isAcknowledged) summary.acknowledged++;
      if (judged.fate === 'lost') summary.lost++;
      if (judged.lostBy && !lostBy.has(lossText(judged.lostBy))) lostBy.set(lossText(judged.lostBy), judged.lostBy);
      yield judged;
    }
    summaries.push({ ...summary, lostBy: [...lostBy.values()] });
  }
}

/** @throws LabRefusal where the file is damaged */
function* intact(records: Iterable<Judged>): Iterable<Judged> {
  try {
    yield* records;
  } catch (error) {
    if (!(error instanceof DamagedRecords)) throw error;
    throw new LabRefusal(
      `${error.partition} is damaged at offset ${error.offset}: ${error.message}. What else is damaged is told by: ` +
        `kafka-lab verify`,
    );
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
  return (
    `${partition.topic}-${partition.partition} ${String(record.offset).padStart(6)} epoch ${batch.leaderEpoch}  ` +
    `acks=${acksText(batch).padEnd(3)} ${told.padEnd(10)} on ${(heldBy.join() || 'none').padEnd(8)} ` +
    `${colour(fate)}${by}  ${text}`
  );
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
  return (
    `${topic}: ${records} record${records === 1 ? '' : 's'} written, ${acknowledged} acknowledged as safe, ` +
    `${verdict}`
  );
}
