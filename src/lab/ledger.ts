import type { Command } from 'commander';
import { noLeader, type Partition, type Topic } from '../model/cluster';
import { isInternalTopic } from '../model/topicNames';
import { holds } from '../log/lineage';
import type { ReplicaLog } from '../model/log';
import { isAborted } from '../log/read';
import { decodeRecords, type LogRecord } from '../protocol/records';
import { ledgerBatches, lossEvents, type LedgerBatch, type LossEvent } from '../store/ledgerRows';
import type { StateView } from '../store/stateView';
import { printEnvelope } from '../text/envelope';
import { loadPaint, type Paint } from '../text/paint';
import { LabRefusal, type LabContext } from './context';
import { timeText } from './events';
import { example, formatOption, type FormatOption } from './format';

type Fate = 'committed' | 'waiting' | 'never acknowledged' | 'lost' | 'deleted' | 'aborted';

interface Entry {
  readonly partition: string;
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly value: string | null;
  readonly acks: string;
  /** The producer was told that it is safe. */
  readonly acknowledged: boolean;
  readonly heldBy: readonly number[];
  readonly fate: Fate;
  readonly lostBy: LossEvent | undefined;
}

interface Summary {
  readonly topic: string;
  readonly records: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly lostBy: readonly LossEvent[];
}

interface LedgerOptions extends FormatOption {
  readonly summary?: boolean;
}

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
      const paint = await loadPaint(context.hasColour);
      context.open().read((view) => {
        const topics = topicsOf(view, name);
        const isText = options.format === 'text';
        const kept: Entry[] = [];
        const summaries = topics.map((topic) =>
          summarise(view, topic, (entry) => {
            if (options.summary) return;
            if (isText) context.out(line(entry, paint));
            else kept.push(entry);
          }),
        );
        if (!isText)
          return printEnvelope(context.out, 'ledger', {
            ...(!options.summary && { records: kept }),
            topics: summaries,
          });
        for (const summary of summaries) context.out(summaryText(summary, paint));
        if (summaries.length === 0) context.out('There are no topics yet.');
        return undefined;
      });
    });
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

function summarise(view: StateView, topic: Topic, see: (entry: Entry) => void): Summary {
  let [records, acknowledged, lost] = [0, 0, 0];
  const lostBy = new Map<number, LossEvent>();
  for (const partition of view.partitions(topic)) {
    for (const entry of entries(view, partition)) {
      see(entry);
      records++;
      if (entry.acknowledged) acknowledged++;
      if (entry.fate !== 'lost') continue;
      lost++;
      if (entry.lostBy) lostBy.set(entry.lostBy.record, entry.lostBy);
    }
  }
  return { topic: topic.name, records, acknowledged, lost, lostBy: [...lostBy.values()] };
}

function* entries(view: StateView, partition: Partition): Iterable<Entry> {
  const logs = view.replicaLogs(partition);
  const losses = lossEvents(view, partition);
  const markers = view.transactionalBatches(partition).filter(({ control }) => control !== 'none');
  const name = `${partition.topic}-${partition.partition}`;
  for (const batch of ledgerBatches(view, partition)) {
    if (batch.control !== 'none') continue;
    const aborted = isAborted(markers, batch);
    for (const record of decodeRecords(batch)) {
      const heldBy = partition.replicas.filter((id) => isHeld(logs.get(id), batch, record));
      const fate = fateOf(partition, logs, batch, record);
      const shown = fate === 'committed' && aborted ? 'aborted' : fate;
      yield {
        partition: name,
        offset: record.offset,
        leaderEpoch: batch.leaderEpoch,
        value: record.value && Buffer.from(record.value).toString(),
        acks: batch.acks === -1 ? 'all' : String(batch.acks),
        acknowledged: batch.isAcknowledged,
        heldBy,
        fate: shown,
        lostBy: shown === 'lost' ? losses.find(({ record: place }) => place > batch.record) : undefined,
      };
    }
  }
}

function isHeld(log: ReplicaLog | undefined, batch: LedgerBatch, { offset }: LogRecord): boolean {
  return log !== undefined && holds(log, batch.leaderEpoch, offset);
}

/** What counts is the leader's log, or while there is none, that of a replica that may lead. */
function fateOf(
  partition: Partition,
  logs: ReadonlyMap<number, ReplicaLog>,
  batch: LedgerBatch,
  record: LogRecord,
): Fate {
  const judges =
    partition.leader === noLeader
      ? [...partition.isr, ...partition.elr, ...partition.lastKnownElr]
      : [partition.leader];
  const known = judges.map((id) => logs.get(id)).filter((log) => log !== undefined);
  const holder = known.find((log) => isHeld(log, batch, record));
  if (holder) return record.offset < holder.highWatermark ? 'committed' : 'waiting';
  if (known.some((log) => record.offset < log.startOffset)) return 'deleted';
  return batch.isAcknowledged ? 'lost' : 'never acknowledged';
}

function line(
  { partition, offset, leaderEpoch, value, acks, acknowledged, heldBy, fate, lostBy }: Entry,
  paint: Paint,
): string {
  const text = value === null ? 'null' : value.length > shownValue ? `${value.slice(0, shownValue - 3)}...` : value;
  const told = acknowledged ? 'told safe' : 'not told  ';
  const by = lostBy ? ` by ${lostBy.what} at ${timeText(lostBy.timeMs)} (${lostBy.cause})` : '';
  const colour = fate === 'lost' ? paint.bad : fate === 'committed' ? paint.good : paint.warning;
  return `${partition} ${String(offset).padStart(6)} epoch ${leaderEpoch}  acks=${acks.padEnd(3)} ${told.padEnd(10)} on ${(heldBy.join() || 'none').padEnd(8)} ${colour(fate)}${by}  ${text}`;
}

function summaryText({ topic, records, acknowledged, lost, lostBy }: Summary, paint: Paint): string {
  const by = lostBy.map(({ what, timeMs, cause }) => `${what} at ${timeText(timeMs)} (${cause})`).join('; ');
  const verdict =
    lost === 0 ? paint.good('none of them lost') : paint.bad(`${lost} of them lost${by ? `: ${by}` : ''}`);
  return `${topic}: ${records} record${records === 1 ? '' : 's'} written, ${acknowledged} acknowledged as safe, ${verdict}`;
}
