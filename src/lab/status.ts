import type { Command } from 'commander';
import type { Topic } from '../model/cluster';
import type { ClusterView } from '../model/turn';
import { modeNames } from '../profiles/profiles';
import { printEnvelope } from '../text/envelope';
import { loadPaint, type Paint } from '../text/paint';
import { loadTables, type DrawTable } from '../text/table';
import {
  clusterStatus,
  isTroubled,
  partitionStatuses,
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
      const paint = await loadPaint(context.colour);
      const draw = await loadTables();
      const session = context.open();
      session.read((view) => {
        const only = options.topic === undefined ? undefined : existingTopic(view, options.topic);
        const status = clusterStatus(view, only?.name);
        const clockMode = session.clock().mode;
        const isWhole = options.all === true || only !== undefined || status.partitionCount <= listedAtMost;
        const shown = function* () {
          for (const partition of partitionStatuses(view, only && [only]))
            if (isWhole || isTroubled(partition)) yield partition;
        };
        if (options.format === 'json')
          return printEnvelope(context.print, 'status', {
            ...status,
            partitions: shown(),
            clockMode,
            file: context.path,
          });
        context.out(
          `${paint.heading(`Kafka ${status.kafkaVersion}`)} (${modeNames[status.mode]}), cluster ` +
            `${status.clusterId}, ${context.path}`,
        );
        context.out(`Clock: ${timeText(status.nowMs)} (${clockMode === 'live' ? 'live' : standsStill})`);
        context.out(controllerLine(status, paint));
        context.out('');
        for (const line of brokerTable(draw, status.brokers, paint)) context.out(line);
        context.out('');
        for (const line of partitionLines(status, draw, paint, isWhole, shown)) context.out(line);
        return undefined;
      });
    });
}

function existingTopic(view: ClusterView, name: string): Topic {
  const topic = view.topic(name);
  if (topic) return topic;
  throw new LabRefusal(
    `There is no topic ${name}. List them with: kafka-topics --bootstrap-server localhost:9092 --list`,
  );
}

const standsStill = 'manual: stands still until a command moves it, such as kafka-lab clock advance 10s';

function controllerLine({ controller, controllers }: ClusterStatus, paint: Paint): string {
  const processes = controllers.map(({ id, process }) => (process === 'running' ? String(id) : `${id} ${process}`));
  const voters = processes.length === 0 ? '' : `; quorum ${processes.join(', ')}`;
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
export function brokerTable(draw: DrawTable, brokers: readonly NodeStatus[], paint: Paint): Iterable<string> {
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
  return draw(paint, head, () => rows);
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

function* partitionLines(
  { partitionCount, problems, topicCount }: ClusterStatus,
  draw: DrawTable,
  paint: Paint,
  isWhole: boolean,
  shown: () => Iterable<PartitionStatus>,
): Iterable<string> {
  if (partitionCount === 0) {
    yield 'No topics yet. Make one with: kafka-topics --bootstrap-server localhost:9092 --create --topic orders ' +
      '--partitions 3 --replication-factor 3';
    return;
  }
  let [count, hasElr] = [0, false];
  for (const { elr } of shown()) {
    count++;
    hasElr ||= elr.length > 0;
  }
  if (count > 0) {
    yield* partitionTable(() => (isWhole ? shown() : first(listedAtMost, shown())), hasElr, draw, paint);
    yield '';
  }
  if (!isWhole && count > listedAtMost)
    yield `... and ${count - listedAtMost} more with something wrong (--all lists every partition)`;
  else if (count === 0) yield 'Nothing is wrong with any partition (--all lists them).';
  yield `${counted(topicCount, 'topic')}, ${counted(partitionCount, 'partition')}: ${problems.offline} offline, ` +
    `${problems.underMinIsr} under min ISR, ${problems.underReplicated} under-replicated, ${problems.notPreferred} ` +
    `not led by the preferred replica`;
}

function* first<T>(count: number, values: Iterable<T>): Iterable<T> {
  let left = count;
  for (const value of values) {
    if (left-- === 0) return;
    yield value;
  }
}

function partitionTable(
  partitions: () => Iterable<PartitionStatus>,
  hasElr: boolean,
  draw: DrawTable,
  paint: Paint,
): Iterable<string> {
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
  const rows = function* () {
    for (const each of partitions())
      yield [
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
      ];
  };
  return draw(paint, head, rows);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
