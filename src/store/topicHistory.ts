import type { ClusterEvent, Told } from '../story/event';
import type { ClusterRecord } from '../model/records';
import { Retelling } from '../story/retelling';
import { topicRanges } from './eventRanges';
import { history, type HistoryEntry } from './history';
import type { Statements } from './connection';

/** What happened, each event for itself, oldest first; to one topic and its partitions where one is named. */
export function* singleEvents(file: Statements, topic?: string): Iterable<ClusterEvent> {
  let told: (readonly [Told, number])[] = [];
  const retelling = new Retelling(
    (event, offset) => {
      if (topic === undefined || event.topic === topic) told.push([event, offset]);
    },
    () => undefined,
  );
  let present: HistoryEntry | undefined;
  function* tellNow(): Iterable<ClusterEvent> {
    const { timeMs, cause } = present!;
    for (const [event, offset] of told) {
      const { kind, isr } = event;
      yield { offset, timeMs, cause, kind, subject: event.subject(), what: event.what(), ...(isr && { isr }) };
    }
    told = [];
  }
  for (const entry of topic === undefined ? history(file) : topicHistory(file, topic)) {
    if (present && present.cause.id !== entry.cause.id) {
      retelling.finish();
      yield* tellNow();
    }
    present = entry;
    retelling.tell(entry.record, entry.offset, entry.cause.id);
    if (told.length > 0) yield* tellNow();
  }
  retelling.finish();
  if (told.length > 0) yield* tellNow();
}

/** Records behind what is told of a topic of that name and its partitions, or of one partition, oldest first. */
export function* topicHistory(file: Statements, topic: string, partition?: number): Iterable<HistoryEntry> {
  const ids = new Set<string>();
  const concerns = (record: ClusterRecord): boolean => {
    if (record.type === 'TopicRecord' && record.name === topic) ids.add(record.topicId);
    if (record.type === 'ClearElrRecord') return record.topicName === '' || record.topicName === topic;
    if (record.type === 'ConfigRecord') return record.resourceType === 'topic' && record.resourceName === topic;
    return 'topicId' in record && ids.has(record.topicId);
  };
  for (const { first, last } of topicRanges(file, topic))
    for (const entry of history(file, { firstOffset: first, lastOffset: last, partition }))
      if (concerns(entry.record)) yield entry;
}
