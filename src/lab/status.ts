import { modeNames } from '../profiles/profiles';
import type { Command } from 'commander';
import { printEnvelope } from '../text/envelope';
import { loadPaint, type Paint } from '../text/paint';
import { drawTable } from '../text/table';
import {
  clusterStatus,
  partitionProblems,
  type ClusterStatus,
  type NodeStatus,
  type PartitionStatus,
} from './clusterStatus';
import { LabRefusal, type LabContext } from './context';
import { timeText } from './events';
import { example, formatOption, type FormatOption } from './format';

/** Above this many partitions only those with something wrong are listed, and of these no more. */
const listedAtMost = 60;

interface StatusOptions extends FormatOption {
  all?: boolean;
  topic?: string;
}

/** `kafka-lab status`: brokers, controller, clock and partitions at a glance. */
export function addStatusCommand(program: Command, context: LabContext): void {
  program
    .command('status')
    .description('the cluster at a glance: nodes, clock, partitions and what is wrong with them')
    .option('--all', 'list every partition, however many there are')
    .option('--topic <name>', 'list the partitions of one topic')
    .addOption(formatOption())
    .addHelpText(
      'after',
      example('kafka-lab status', 'kafka-lab status --topic orders', 'kafka-lab status --format json'),
    )
    .action(async (options: StatusOptions) => {
      const session = context.open();
      const { status, clockMode } = session.read((view) => {
        if (options.topic !== undefined && !view.topic(options.topic))
          throw new LabRefusal(
            `There is no topic ${options.topic}. List them with: kafka-topics --bootstrap-server localhost:9092 --list`,
          );
        const isSmall =
          options.topic !== undefined ||
          view.topics().reduce((sum, topic) => sum + view.partitionCount(topic), 0) <= listedAtMost;
        const isShown =
          options.all || isSmall
            ? () => true
            : (partition: PartitionStatus) => partitionProblems.some((problem) => partition[problem]);
        return { status: clusterStatus(view, isShown, options.topic), clockMode: session.clock().mode };
      });
      if (options.format === 'json')
        return printEnvelope(context.out, 'status', { ...status, clockMode, file: context.path });
      const paint = await loadPaint(context.hasColour);
      context.out(
        `${paint.heading(`Kafka ${status.kafkaVersion}`)} (${modeNames[status.mode]}), cluster ${status.clusterId}, ${context.path}`,
      );
      context.out(
        `Clock: ${timeText(status.nowMs)} (${clockMode === 'live' ? 'live' : 'manual: stands still until a command moves it, such as kafka-lab clock advance 10s'})`,
      );
      context.out(controllerLine(status, paint));
      context.out('');
      context.out(await brokerTable(status.brokers, paint));
      context.out('');
      for (const line of await partitionLines(status, paint, options.all === true)) context.out(line);
      return undefined;
    });
}

function controllerLine({ controller, controllers }: ClusterStatus, paint: Paint): string {
  const voters =
    controllers.length === 0
      ? ''
      : `; quorum ${controllers.map(({ id, process }) => (process === 'running' ? String(id) : `${id} ${process}`)).join(', ')}`;
  if (controller.id === null) return paint.bad(`Controller: none${voters}`);
  const isInQuorum = controllers.some(({ id }) => id === controller.id);
  const title = isInQuorum
    ? `Controller: ${controller.id} (epoch ${controller.epoch})`
    : `Controller: broker ${controller.id} (epoch ${controller.epoch})`;
  return controller.available
    ? title + voters
    : paint.bad(`${title}, which does not answer: nothing can be changed until another one is elected${voters}`);
}

/** Brokers as a table; `kafka-lab broker list` prints it too. */
export function brokerTable(brokers: readonly NodeStatus[], paint: Paint): Promise<string> {
  const hasRacks = brokers.some(({ rack }) => rack !== null);
  const head = [
    'Broker',
    'Address',
    ...(hasRacks ? ['Rack'] : []),
    'Process',
    'The cluster sees it',
    'Leads',
    'Replicas',
  ];
  const rows = brokers.map((broker) => [
    String(broker.id),
    broker.address,
    ...(hasRacks ? [broker.rack ?? '-'] : []),
    broker.process === 'running' ? broker.process : paint.warning(broker.process),
    stateText(broker, paint),
    String(broker.leaders),
    String(broker.replicas),
  ]);
  return drawTable(paint, head, rows);
}

function stateText({ state, sessionLeftMs }: NodeStatus, paint: Paint): string {
  switch (state) {
    case 'alive':
      return paint.good('alive');
    case 'silent':
      return paint.warning(
        sessionLeftMs === null
          ? 'silent, session held'
          : `alive still: its session has ${(sessionLeftMs / 1000).toFixed(1)} s left`,
      );
    case 'joining':
      return paint.warning('joining');
    case 'fenced':
      return paint.bad('fenced');
    case 'gone':
      return paint.bad('gone');
    default:
      return state satisfies never;
  }
}

async function partitionLines(status: ClusterStatus, paint: Paint, isAll: boolean): Promise<string[]> {
  const { partitionCount, problems, topicCount } = status;
  if (partitionCount === 0)
    return [
      'No topics yet. Make one with: kafka-topics --bootstrap-server localhost:9092 --create --topic orders --partitions 3 --replication-factor 3',
    ];
  const summary = `${counted(topicCount, 'topic')}, ${counted(partitionCount, 'partition')}: ${problems.offline} offline, ${problems.underMinIsr} under min ISR, ${problems.underReplicated} under-replicated, ${problems.notPreferred} not led by the preferred replica`;
  const shown = isAll ? status.partitions : status.partitions.slice(0, listedAtMost);
  const lines = shown.length === 0 ? [] : [await partitionTable(shown, paint), ''];
  const left = status.partitions.length - shown.length;
  if (left > 0) lines.push(`... and ${left} more with something wrong (--all lists every partition)`);
  else if (status.partitions.length === 0) lines.push('Nothing is wrong with any partition (--all lists them).');
  return [...lines, summary];
}

function partitionTable(partitions: readonly PartitionStatus[], paint: Paint): Promise<string> {
  const hasElr = partitions.some(({ elr }) => elr.length > 0);
  const head = [
    'Partition',
    'Leader',
    'Replicas',
    'ISR',
    ...(hasElr ? ['ELR'] : []),
    'Offline',
    'Under min ISR',
    'Under-replicated',
    'Not preferred',
  ];
  const mark = (holds: boolean, text: string, colour: (text: string) => string) => (holds ? colour(text) : '-');
  const rows = partitions.map((each) => [
    `${each.topic}-${each.partition}`,
    each.leader === null ? paint.bad('none') : String(each.leader),
    each.replicas.join(),
    each.isr.join() || '-',
    ...(hasElr ? [each.elr.join() || '-'] : []),
    mark(each.offline, 'offline', paint.bad),
    mark(
      each.underMinIsr,
      each.isr.length < each.minIsr ? `${each.isr.length} < ${each.minIsr}` : 'no leader',
      paint.bad,
    ),
    mark(each.underReplicated, `${each.isr.length} of ${each.replicas.length}`, paint.warning),
    mark(each.notPreferred, `${each.leader ?? 'none'}, not ${each.replicas[0]}`, paint.faint),
  ]);
  return drawTable(paint, head, rows);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
