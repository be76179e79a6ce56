import { InvalidArgumentError, type Command } from 'commander';
import { logTime } from '../jvm/dates';
import { eventGroups, lastEventGroups } from '../store/eventRows';
import { singleEvents } from '../store/topicHistory';
import type { StateView } from '../store/stateView';
import { causeText } from '../story/causeText';
import type { ClusterEvent, EventGroup, EventKind } from '../story/event';
import { printEnvelope } from '../text/envelope';
import { loadPaint, type Paint } from '../text/paint';
import type { LabContext } from './context';
import { example, formatOption, type FormatOption } from './format';

interface EventsOptions extends FormatOption {
  all?: boolean;
  last?: number;
  topic?: string;
}

/** `kafka-lab events`: what happened and why, newest last. */
export function addEventsCommand(program: Command, context: LabContext): void {
  program
    .command('events')
    .description('what happened and why, newest last: elections, ISR changes, sessions, controllers')
    .option('--last <n>', 'only the last n lines', atLeastOne)
    .option('--topic <name>', 'only what happened to this topic and its partitions')
    .option('--all', 'one line for each event, also where thousands are alike')
    .addOption(formatOption())
    .addHelpText('after', example('kafka-lab events --last 10', 'kafka-lab events --topic orders'))
    .action(async (options: EventsOptions) => {
      const paint = await loadPaint(context.colour);
      context.open().read((view) => {
        const groups = chosen(view, options);
        if (options.format === 'json') printEnvelope(context.print, 'events', countedEvents(groups));
        else for (const group of groups) context.out(eventLine(group, paint));
      });
    });
}

function chosen(view: StateView, { all, last, topic }: EventsOptions): Iterable<EventGroup> {
  if (all) return lastOf(singleEvents(view, topic), last);
  return last === undefined ? eventGroups(view, topic) : lastEventGroups(view, last, topic);
}

function* lastOf(events: Iterable<ClusterEvent>, last = Number.POSITIVE_INFINITY): Iterable<EventGroup> {
  const kept: ClusterEvent[] = [];
  for (const first of events) {
    if (last === Number.POSITIVE_INFINITY) yield { first, count: 1 };
    else if (kept.push(first) > 2 * last) kept.splice(0, last);
  }
  for (const first of kept.slice(-last)) yield { first, count: 1 };
}

function* countedEvents(groups: Iterable<EventGroup>): Iterable<ClusterEvent & { readonly count: number }> {
  for (const { first, count } of groups) yield { ...first, count };
}

/** Time, what happened, and why, on one line. */
function eventLine({ first, count }: EventGroup, paint: Paint): string {
  const what =
    count === 1 ? `${first.subject}: ${first.what}` : `${count} alike, for example ${first.subject}: ${first.what}`;
  return (
    `${paint.faint(timeText(first.timeMs))} ${colourOf(first.kind, first.what, paint)(what)} ` +
    `${paint.faint(`(${causeText(first.cause)})`)}`
  );
}

/** A cluster's time for people, in the process's time zone. */
export function timeText(timeMs: number): string {
  return logTime(timeMs).slice(1, -1);
}

function colourOf(kind: EventKind, what: string, paint: Paint): (text: string) => string {
  if (kind === 'offline' || kind === 'loss' || what.startsWith('unclean')) return paint.bad;
  if (kind === 'election' || kind === 'controller') return paint.warning;
  return (text) => text;
}

function atLeastOne(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 1.');
  return Number(text);
}
