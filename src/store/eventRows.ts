import type { ClusterEvent, EventGroup, EventKind, Told } from '../story/event';
import { causeOfText } from './history';
import type { Statements } from './connection';

/** So many like events of one cause are told one by one; of more only the first, and how many they are. */
const separateAtMost = 5;

/** An event as its row has it. */
type ToldEvent = readonly [offset: number, subject: string, what: string, isr?: readonly number[]];

interface LikeEvents {
  readonly kind: EventKind;
  count: number;
  readonly first: number;
  last: number;
  readonly told: ToldEvent[];
}

/** Gathers what is told of one cause, and writes it into table `event`. */
export class EventWriter {
  /** By topic and shape. */
  private readonly likeEvents = new Map<string, Map<string, LikeEvents>>();

  constructor(private readonly file: Statements) {}

  /** Takes what a Story tells. */
  readonly listen = (told: Told, offset: number, fromOffset: number): void => {
    let ofTopic = this.likeEvents.get(told.topic);
    if (!ofTopic) this.likeEvents.set(told.topic, (ofTopic = new Map()));
    let alike = ofTopic.get(told.shape);
    if (!alike) {
      alike = { kind: told.kind, count: 0, first: fromOffset, last: offset, told: [] };
      ofTopic.set(told.shape, alike);
    }
    alike.count++;
    alike.last = offset;
    // What happens to nodes is little, and asked for by node.
    if (alike.told.length >= separateAtMost && told.topic !== '') return;
    const { isr } = told;
    alike.told.push(isr ? [offset, told.subject(), told.what(), isr] : [offset, told.subject(), told.what()]);
  };

  /** The cause has no more. */
  finish(cause: number): void {
    const insert = this.file.sql(
      'INSERT INTO event (cause, topic, kind, shape, count, first, last, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    for (const [topic, byShape] of this.likeEvents)
      for (const [shape, { kind, count, first, last, told }] of byShape)
        insert.run(cause, topic, kind, shape, count, first, last, JSON.stringify(told));
    this.likeEvents.clear();
  }
}

interface EventRow {
  readonly id: number;
  readonly cause: number;
  readonly kind: EventKind;
  readonly shape: string;
  readonly count: number;
  readonly told: string;
  readonly time_ms: number;
  readonly data: string;
}

const pageSize = 1000;
const select =
  'SELECT e.id, e.cause, e.kind, e.shape, e.count, e.told, c.time_ms, c.data FROM event e JOIN cause c ON c.id = ' +
  'e.cause';

/**
 * What happened, oldest first, like events of one cause together; to one topic and its partitions where one is named.
 */
export function* eventGroups(file: Statements, topic?: string): Iterable<EventGroup> {
  for (const rows of causes(file, topic, 'ASC')) yield* groupsOf(rows);
}

/** The last `count` of them, oldest first; the log may be of any length. */
export function lastEventGroups(file: Statements, count: number, topic?: string): readonly EventGroup[] {
  const newestFirst: EventGroup[] = [];
  for (const rows of causes(file, topic, 'DESC')) {
    newestFirst.push(...groupsOf(rows).reverse());
    if (newestFirst.length >= count) break;
  }
  return newestFirst.slice(0, count).reverse();
}

/** The last thing that happened to a node before an offset, such as "broker 1". */
export function lastNodeEvent(file: Statements, subject: string, beforeOffset: number): ClusterEvent | undefined {
  for (const rows of causes(file, '', 'DESC', "AND e.kind = 'node'")) {
    const found = rows
      .flatMap((row) => eventsOf(row))
      .filter((event) => event.subject === subject && event.offset < beforeOffset)
      .at(-1);
    if (found) return found;
  }
  return undefined;
}

/** What is told of a topic as such, by the record at this offset or in a stretch of records around it. */
export function topicEventAt(file: Statements, topic: string, offset: number): ClusterEvent | undefined {
  const row = file
    .sql(`${select} WHERE e.topic = ? AND e.kind = 'topic' AND ? BETWEEN e.first AND e.last ORDER BY e.id LIMIT 1`)
    .get(topic, offset) as EventRow | undefined;
  return row && eventsOf(row)[0];
}

/** Rows in pages, those of one cause together, in the order in which they were written. */
function* causes(
  file: Statements,
  topic: string | undefined,
  order: 'ASC' | 'DESC',
  condition = '',
): Iterable<readonly EventRow[]> {
  const next = file.sql(
    `${select}
     WHERE e.id ${order === 'ASC' ? '>' : '<'} $from ${topic === undefined ? '' : 'AND e.topic = $topic'} ${condition}
     ORDER BY e.id ${order} LIMIT ${pageSize}`,
  );
  let from = order === 'ASC' ? -1 : Number.MAX_SAFE_INTEGER;
  let ofCause: EventRow[] = [];
  const inOrder = () => (order === 'ASC' ? ofCause : ofCause.reverse());
  for (;;) {
    const rows = next.all({ from, ...(topic !== undefined && { topic }) }) as EventRow[];
    for (const row of rows) {
      if (ofCause[0] && ofCause[0].cause !== row.cause) {
        yield inOrder();
        ofCause = [];
      }
      ofCause.push(row);
    }
    if (rows.length < pageSize) break;
    from = rows.at(-1)!.id;
  }
  if (ofCause.length > 0) yield inOrder();
}

/** Events of one cause: like ones of all topics together, in the order of the first of them. */
function groupsOf(rows: readonly EventRow[]): EventGroup[] {
  const byShape = new Map<string, { count: number; readonly events: ClusterEvent[] }>();
  for (const row of rows) {
    const alike = byShape.get(row.shape);
    if (!alike) byShape.set(row.shape, { count: row.count, events: eventsOf(row) });
    else {
      alike.count += row.count;
      if (alike.events.length <= separateAtMost) alike.events.push(...eventsOf(row));
    }
  }
  const groups = [...byShape.values()].flatMap(({ count, events }): EventGroup[] => {
    if (count <= separateAtMost) return events.map((first) => ({ first, count: 1 }));
    return [{ first: events.reduce((one, other) => (other.offset < one.offset ? other : one)), count }];
  });
  return groups.sort((one, other) => one.first.offset - other.first.offset);
}

function eventsOf(row: EventRow): ClusterEvent[] {
  const cause = causeOfText(row.cause, row.data);
  return (JSON.parse(row.told) as ToldEvent[]).map(([offset, subject, what, isr]) => ({
    offset,
    timeMs: row.time_ms,
    cause,
    kind: row.kind,
    subject,
    what,
    ...(isr && { isr }),
  }));
}
