import { alterGroupOffsets } from '../../clients/admin/groups';
import { partitionLeaders, type TopicPartition } from '../../clients/admin/leaders';
import { exceptionOf, throwableText } from '../../clients/exceptions';
import { failure } from '../../protocol/errors';
import { parseJavaDuration, parseKafkaDateTime } from '../../jvm/dates';
import { javaTopicPartitionOrder, topicPartitionHash } from '../../jvm/hashOrder';
import { scalaSetOrder } from '../../jvm/scalaOrder';
import { logLine } from '../../text/logLine';
import { Thrown } from '../thrown';
import { committedOffsets, describe, endOffsets } from './describe';
import { printError } from './messages';
import { resetScenarioMissing, usageError, type ConsumerGroupsOptions } from './options';
import type { Session } from './session';
import { printRows } from './table';
import type { GroupsWords } from './versions';

type NewOffset = TopicPartition & { readonly offset: number };

/** --reset-offsets: computes what is asked for, commits it unless it is a dry run, and prints it. */
export function resetOffsets(
  session: Session,
  words: GroupsWords,
  options: ConsumerGroupsOptions,
  groups: readonly string[],
): void {
  const { context } = session;
  const results = new Map<string, readonly NewOffset[]>();
  for (const { group, state } of describe(session, { ...words, deadGroups: 'dead' }, groups)) {
    if (state !== 'Empty' && state !== 'Dead') {
      printError(
        context,
        `Assignments can only be reset if the group '${group}' is inactive, but the current state is ${state}.`,
      );
      results.set(group, []);
      continue;
    }
    const prepared = inOrder(
      words,
      prepare(session, words, options, group, partitionsToReset(session, options, group)),
    );
    if (!options.dryRun && prepared.length > 0) {
      const answer = alterGroupOffsets(session.admin, group, prepared);
      if (answer.errorCode !== 'NONE') throw new Thrown(exceptionOf(answer));
    }
    results.set(group, prepared);
  }
  if (options.export) {
    const isSingle = options.groups.length === 1;
    context.out(
      [...results]
        .flatMap(([group, offsets]) =>
          offsets.map(
            ({ topic, partition, offset }) => `${[...(isSingle ? [] : [group]), topic, partition, offset].join()}\n`,
          ),
        )
        .join(''),
    );
    return;
  }
  const rows = [...results].flatMap(([group, offsets]) =>
    offsets.map(({ topic, partition, offset }) => [group, topic, partition, offset] as const),
  );
  const longest = (column: 0 | 1) => Math.max(15, ...rows.map((row) => row[column].length));
  const widths = words.resetWidths === 'fixed' ? [30, 30, 10, 15] : [longest(0), longest(1), 10, 0];
  if (results.size > 0)
    printRows(context, words.resetRows, widths, ['GROUP', 'TOPIC', 'PARTITION', 'NEW-OFFSET'], rows);
}

/** The order of the maps that the result passes through. */
function inOrder(words: GroupsWords, offsets: readonly NewOffset[]): readonly NewOffset[] {
  return words.resetOrder === 'scala'
    ? scalaSetOrder(offsets, ({ topic, partition }) => topicPartitionHash(topic, partition))
    : javaTopicPartitionOrder(offsets);
}

function partitionsToReset(session: Session, options: ConsumerGroupsOptions, group: string): readonly TopicPartition[] {
  if (options.allTopics) return committedOffsets(session, group);
  if (options.topics.length === 0) {
    if (options.scenario?.kind !== 'from-file')
      throw usageError(session.context.profile, 'One of the reset scopes should be defined: --all-topics, --topic.');
    return [];
  }
  return options.topics.flatMap(({ topic, partitions }) =>
    (partitions ?? partitionsOf(session, topic)).map((partition) => ({ topic, partition })),
  );
}

/** Numbers of a topic's partitions. @throws Thrown where there is no such topic */
export function partitionsOf({ admin }: Session, topic: string): readonly number[] {
  const found = [...partitionLeaders(admin, 'describeTopics', [topic]).values()];
  if (found.length === 0)
    throw new Thrown({
      exception: 'java.util.concurrent.ExecutionException',
      message: throwableText(exceptionOf(failure('UNKNOWN_TOPIC_OR_PARTITION'))),
    });
  return found.map(({ partition }) => partition);
}

function prepare(
  session: Session,
  words: GroupsWords,
  options: ConsumerGroupsOptions,
  group: string,
  partitions: readonly TopicPartition[],
): readonly NewOffset[] {
  const { scenario } = options;
  const at = (offsets: readonly (number | undefined)[], of = partitions) =>
    of.map((each, index) => ({ topic: each.topic, partition: each.partition, offset: offsets[index] ?? 0 }));
  const committed = () => {
    const all = committedOffsets(session, group);
    return partitions.map(
      ({ topic, partition }) => all.find((each) => each.topic === topic && each.partition === partition)?.offset,
    );
  };
  switch (scenario?.kind) {
    case undefined:
      throw usageError(session.context.profile, resetScenarioMissing(session.context.profile));
    case 'to-earliest':
      return at(endOffsets(session, partitions, 'earliest'));
    case 'to-latest':
      return at(endOffsets(session, partitions));
    case 'to-offset':
      return inRange(
        session,
        words,
        partitions.map(({ topic, partition }) => ({ topic, partition, offset: scenario.offset })),
      );
    case 'shift-by': {
      const offsets = committed();
      const without = partitions.find((_, index) => offsets[index] === undefined);
      if (without)
        throw usageError(
          session.context.profile,
          `Cannot shift offset for partition ${without.topic}-${without.partition} since there is no current ` +
            'committed offset',
        );
      return inRange(
        session,
        words,
        at(offsets).map((each) => ({ ...each, offset: each.offset + scenario.offsets })),
      );
    }
    case 'to-current': {
      const offsets = committed();
      const ends = endOffsets(session, partitions);
      return at(offsets.map((offset, index) => offset ?? ends[index]));
    }
    case 'to-datetime': {
      const parsed = parseKafkaDateTime(scenario.dateTime);
      if (parsed.kind === 'error') throw new Thrown({ exception: 'java.text.ParseException', message: parsed.message });
      return at(offsetsAt(session, partitions, parsed.timeMs));
    }
    case 'by-duration': {
      const parsed = parseJavaDuration(scenario.duration);
      if (parsed.kind === 'error')
        throw new Thrown({ exception: 'java.time.format.DateTimeParseException', message: parsed.message });
      return at(offsetsAt(session, partitions, session.context.environment.clock.nowMs - parsed.durationMs));
    }
    case 'from-file':
      return inRange(session, words, readPlan(session, options, scenario.path, group));
  }
}

/** Offsets of the first records that are not older; a partition without one gets its end. */
function offsetsAt(
  session: Session,
  partitions: readonly TopicPartition[],
  timestampMs: number,
): readonly (number | undefined)[] {
  const found = endOffsets(session, partitions, timestampMs);
  const ends = endOffsets(session, partitions);
  return found.map((offset, index) => {
    if (offset !== -1) return offset;
    const { topic, partition } = partitions[index]!;
    session.context.out(
      `\nWarn: Partition ${partition} from topic ${topic} is empty. Falling back to latest known offset.`,
    );
    return ends[index];
  });
}

/** ConsumerGroupService.checkOffsetsRange: what lies outside the log is moved to its edge, with a warning. */
function inRange(session: Session, words: GroupsWords, wanted: readonly NewOffset[]): readonly NewOffset[] {
  const starts = endOffsets(session, wanted, 'earliest');
  const ends = endOffsets(session, wanted);
  const { context } = session;
  const moved = (each: NewOffset, to: number, relation: string) => {
    context.err(
      logLine(
        context.environment.clock.nowMs,
        'WARN',
        `New offset (${each.offset}) is ${relation} offset for topic partition ${each.topic}-${each.partition}. ` +
          `Value will be set to ${to}`,
        words.logger,
      ),
    );
    return { ...each, offset: to };
  };
  return wanted.map((each, index) => {
    const [start, end] = [starts[index] ?? 0, ends[index] ?? 0];
    if (each.offset > end) return moved(each, end, 'higher than latest');
    return each.offset < start ? moved(each, start, 'lower than earliest') : each;
  });
}

/** CSV lines "topic,partition,offset", or with the group before them. */
function readPlan(session: Session, options: ConsumerGroupsOptions, path: string, group: string): readonly NewOffset[] {
  const text = session.context.readFile(path);
  if (text === undefined) throw new Thrown({ exception: 'java.nio.file.NoSuchFileException', message: path });
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(','));
  const isSingle = options.groups.length === 1 && lines[0]?.length === 3;
  const plan = isSingle ? lines : lines.filter(([name]) => name === group).map((fields) => fields.slice(1));
  if (plan.length === 0) {
    printError(session.context, `No reset plan for group ${group} found`);
    return [];
  }
  return plan.map(([topic = '', partition, offset]) => ({
    topic,
    partition: Number(partition),
    offset: Number(offset),
  }));
}
