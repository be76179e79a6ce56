import type { Command } from 'commander';
import { noLeader, type Partition, type PartitionName } from '../model/cluster';
import type { ClusterView } from '../model/turn';
import { epochRanges } from '../log/lineage';
import { emptyLog, type ReplicaLog } from '../model/log';
import { isFetching, isFetchingFrom } from '../log/replication';
import type { FetchStep } from '../log/steps';
import { printEnvelope } from '../text/envelope';
import { loadPaint } from '../text/paint';
import { causeOf, type LabContext } from './context';
import { example, formatOption, type FormatOption } from './format';
import { existingPartition, partitionName } from './partitionName';

/** Records drawn of a log: its last ones. */
const drawnRecords = 60;
const epochDigits = '0123456789abcdefghijklmnopqrstuvwxyz';

interface ReplicaView extends Omit<ReplicaLog, 'lineage' | 'fetchedOffset'> {
  readonly role: string;
  readonly epochs: readonly { readonly epoch: number; readonly startOffset: number; readonly endOffset: number }[];
  /** Where the leader believes this follower's log to end; null for the leader. */
  readonly knownToLeader: number | null;
}

/** `kafka-lab replication`: the replicas' logs, and whether followers fetch at once or step by step. */
export function addReplicationCommand(program: Command, context: LabContext): void {
  const replication = program
    .command('replication')
    .description("the replicas' logs: show them, and let followers fetch at once or step by step")
    .addHelpText('after', example('kafka-lab replication show orders-0'));
  replication
    .command('show')
    .argument('<topic-partition>', 'such as orders-0', partitionName)
    .description("draw each replica's log with its end offset (LEO) and the high watermark (HW)")
    .addOption(formatOption())
    .addHelpText('after', example('kafka-lab replication show orders-0'))
    .action(async (name: PartitionName, options: FormatOption) => {
      const { partition, replicas } = context.open().read((view) => look(view, name));
      if (options.format === 'json')
        return printEnvelope(context.print, 'replication', {
          ...name,
          leader: partition.leader === noLeader ? null : partition.leader,
          leaderEpoch: partition.leaderEpoch,
          isr: partition.isr,
          elr: partition.elr,
          replicas,
        });
      const paint = await loadPaint(context.colour);
      context.out(
        paint.heading(
          `${name.topic}-${name.partition}: leader ${partition.leader === noLeader ? 'none' : partition.leader}, ` +
            `leader epoch ${partition.leaderEpoch}, ISR ${partition.isr.join() || 'empty'}`,
        ),
      );
      const longest = Math.max(...replicas.map(({ endOffset }) => endOffset));
      const from = Math.max(0, longest - drawnRecords);
      if (longest === 0) context.out('No records yet.');
      for (const replica of replicas) {
        const known = replica.knownToLeader === null ? '' : `, leader knows ${replica.knownToLeader}`;
        context.out(
          `  ${String(replica.broker).padStart(3)} ${replica.role.padEnd(22)} ${drawing(replica, from, longest)}  ` +
            `LEO ${replica.endOffset}, HW ${replica.highWatermark}${known}`,
        );
      }
      if (longest > 0)
        context.out(
          paint.faint(
            `Each sign is a record by its leader epoch${from > 0 ? ` (the last ${drawnRecords})` : ''}; | is the ` +
              `high watermark as that replica knows it, . a deleted record.`,
          ),
        );
      return undefined;
    });
  for (const [mode, description] of [
    [
      'stepwise',
      'followers fetch one at a time: at kafka-lab clock step, or every replica.fetch.wait.max.ms while time passes',
    ],
    ['settled', 'followers fetch at once'],
  ] as const) {
    replication
      .command(mode)
      .description(`from now on ${description}`)
      .addHelpText('after', example(`kafka-lab replication ${mode}`))
      .action(() => {
        context.open().change(causeOf(context), (turn) => {
          const isStepwise = turn.faultSinceMs('stepwise', '') !== undefined;
          if (isStepwise !== (mode === 'stepwise'))
            turn.emit({
              type: 'FaultRecord',
              kind: 'stepwise',
              target: '',
              sinceMs: mode === 'stepwise' ? turn.nowMs : null,
            });
        });
      });
  }
}

/** What one fetch did, in a line. */
export function stepText({ partition, before, after }: FetchStep): string {
  const name = `${partition.topic}-${partition.partition}`;
  const fetched = after.endOffset - after.fetchedOffset;
  const cut =
    after.fetchedOffset < before.endOffset ? `cut off ${before.endOffset - after.fetchedOffset} records, then ` : '';
  const learned =
    after.highWatermark !== before.highWatermark ? `, and learned the high watermark ${after.highWatermark}` : '';
  return (
    `Broker ${after.broker} ${cut}fetched ${name} from offset ${after.fetchedOffset}: ` +
    `${fetched === 0 ? 'nothing new' : `${fetched} record${fetched === 1 ? '' : 's'}`}${learned}`
  );
}

function look(
  view: ClusterView,
  name: PartitionName,
): { readonly partition: Partition; readonly replicas: readonly ReplicaView[] } {
  const partition = existingPartition(view, name);
  const logs = view.replicaLogs(partition);
  const replicas = partition.replicas.map((id): ReplicaView => {
    const log = logs.get(id) ?? emptyLog(id);
    const { broker, startOffset, endOffset, highWatermark, fetchedOffset } = log;
    return {
      broker,
      startOffset,
      endOffset,
      highWatermark,
      role: roleOf(view, partition, id),
      epochs: epochRanges(log),
      knownToLeader:
        id === partition.leader || partition.leader === noLeader || fetchedOffset < 0 ? null : fetchedOffset,
    };
  });
  return { partition, replicas };
}

function roleOf(view: ClusterView, partition: Partition, id: number): string {
  if (id === partition.leader) return isFetching(view, id) ? 'leader' : 'leader, silent';
  const place = partition.isr.includes(id) ? 'in sync' : partition.elr.includes(id) ? 'eligible (ELR)' : 'out of sync';
  if (!isFetching(view, id)) return `${place}, down`;
  return isFetchingFrom(view, partition, id) ? place : `${place}, slow`;
}

/** One sign for each offset from `from` to `to`, and the high watermark between two. */
function drawing(replica: ReplicaView, from: number, to: number): string {
  let text = '';
  for (let offset = from; offset <= to; offset++) {
    if (offset === replica.highWatermark) text += '|';
    const epoch = replica.epochs.find(
      ({ startOffset, endOffset }) => startOffset <= offset && offset < endOffset,
    )?.epoch;
    if (offset < to)
      text += epoch === undefined ? ' ' : offset < replica.startOffset ? '.' : (epochDigits[epoch] ?? '#');
  }
  return text.padEnd(to - from + 1);
}
