import { InvalidArgumentError, type Command } from 'commander';
import { logTime } from '../jvm/dates';
import { history, type RecordCause } from '../store/history';
import { envelope } from '../text/envelope';
import { loadPaint, type Paint } from '../text/paint';
import type { LabContext } from './context';
import { example, formatOption, type FormatOption } from './format';
import { Story } from './story';
import type { ClusterEvent, EventKind } from './clusterEvent';

/** More like events than this of one cause become one line. */
const likeEventsAtMost = 5;

/** Events of one cause that differ only in their subject; mostly just one. */
export interface EventGroup {
  readonly first: ClusterEvent;
  readonly count: number;
}

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
      const { topic, last } = options;
      const concerns = (event: ClusterEvent) =>
        topic === undefined ||
        event.subject === `topic ${topic}` ||
        event.subject.slice(0, event.subject.lastIndexOf('-')) === topic;
      const groups = context
        .open()
        .read((view) =>
          groupEvents(
            new Story({ controlRequests: view.controller.sendsRequests }).read(history(view)),
            concerns,
            options.all ? Number.POSITIVE_INFINITY : likeEventsAtMost,
          ),
        );
      const shown = last === undefined ? groups : groups.slice(-last);
      if (options.format === 'json')
        return context.out(
          envelope(
            'events',
            shown.map(({ first: { shape: _, ...event }, count }) => ({ ...event, count })),
          ),
        );
      const paint = await loadPaint(context.hasColour);
      for (const group of shown) context.out(eventLine(group, paint));
      return undefined;
    });
}

/** Keeps what concerns somebody and folds like events of one cause, in the order of the first of them. */
export function groupEvents(
  events: Iterable<ClusterEvent>,
  concerns: (event: ClusterEvent) => boolean,
  separateAtMost: number,
): EventGroup[] {
  const groups: EventGroup[] = [];
  let ofCause: ClusterEvent[] = [];
  const finish = () => {
    const byShape = new Map<string, ClusterEvent[]>();
    for (const event of ofCause) {
      const key = `${event.kind} ${event.shape}`;
      const alike = byShape.get(key);
      if (alike) alike.push(event);
      else byShape.set(key, [event]);
    }
    const finished: EventGroup[] = [];
    for (const alike of byShape.values()) {
      if (alike.length > separateAtMost) finished.push({ first: alike[0]!, count: alike.length });
      else for (const first of alike) finished.push({ first, count: 1 });
    }
    finished.sort((a, b) => a.first.offset - b.first.offset);
    for (const group of finished) groups.push(group);
    ofCause = [];
  };
  for (const event of events) {
    if (ofCause[0] && ofCause[0].cause.id !== event.cause.id) finish();
    if (concerns(event)) ofCause.push(event);
  }
  finish();
  return groups;
}

/** Time, what happened, and why, on one line. */
export function eventLine({ first, count }: EventGroup, paint: Paint): string {
  const what =
    count === 1 ? `${first.subject}: ${first.what}` : `${count} alike, for example ${first.subject}: ${first.what}`;
  return `${paint.faint(timeText(first.timeMs))} ${colourOf(first.kind, first.what, paint)(what)} ${paint.faint(`(${causeText(first.cause)})`)}`;
}

export function causeText(cause: RecordCause): string {
  const text = cause.text.replace(/\s+/g, ' ');
  if (cause.kind === 'command') return `by ${text}`;
  // Periodic checks are named after the interval that passed.
  return text.includes(' ') ? `because ${text}` : `because ${text} passed`;
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
