import { alterGroupOffsets } from '../../clients/admin/groups';
import { partitionLeaders, type TopicPartition } from '../../clients/admin/leaders';
import { exceptionOf, type JavaException } from '../../clients/exceptions';
import { failure, type ErrorCode } from '../../protocol/errors';
import { parseJavaDuration, parseKafkaDateTime } from '../../jvm/dates';
import { javaHashMapOrder, javaTopicPartitionOrder, topicPartitionHash } from '../../jvm/hashOrder';
import { scalaSetOrder } from '../../jvm/scalaOrder';
import { logLine } from '../../text/logLine';
import { Thrown } from '../thrown';
import { committedOffsets, describe, endOffsets } from './describe';
import { OwnThrown, printError, runtimeException } from './messages';
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
  const described = describe(session, { ...words, deadGroups: 'dead' }, javaHashMapOrder(groups));
  for (const { group, state } of described) {
    if (state !== 'Empty' && state !== 'Dead') {
      printError(
        context,
        `Assignments can only be reset if the group '${group}' is inactive, but the current state is ${state}.`,
      );
      results.set(group, []);
      continue;
    }
    const partitions = inOrder(words, partitionsToReset(session, options, group));
    if (words.lostPartitions === 'refused') requireLeaders(session, partitions);
    const prepared = inOrder(words, prepare(session, words, options, group, partitions));
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
function inOrder<T extends TopicPartition>(words: GroupsWords, offsets: readonly T[]): readonly T[] {
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

/** Numbers of a topic's partitions, of which there are none where there is no such topic. */
export function findPartitions({ admin }: Session, topic: string): readonly number[] {
  return [...partitionLeaders(admin, 'describeTopics', [topic]).values()].map(({ partition }) => partition);
}

/** Numbers of a topic's partitions. @throws Thrown where there is no such topic */
function partitionsOf(session: Session, topic: string): readonly number[] {
  const found = findPartitions(session, topic);
  if (found.length === 0) throw new Thrown(exceptionOf(failure('UNKNOWN_TOPIC_OR_PARTITION')));
  return found;
}

/** OffsetsUtils.checkAllTopicPartitionsValid (since 4.1). @throws OwnThrown */
function requireLeaders({ admin }: Session, partitions: readonly TopicPartition[]): void {
  const leaders = partitionLeaders(admin, 'describeTopics', [...new Set(partitions.map(({ topic }) => topic))]);
  const leaderOf = ({ topic, partition }: TopicPartition) => leaders.get(`${topic}-${partition}`)?.leader;
  const refuse = (errorCode: ErrorCode, refused: readonly TopicPartition[], why: string) => {
    const names = refused.map(({ topic, partition }) => `${topic}-${partition}`).join();
    if (refused.length > 0) throw new OwnThrown(exceptionOf(failure(errorCode, `The partitions "${names}" ${why}`)));
  };
  const known = partitions.filter((each) => leaderOf(each) !== undefined);
  const unknown = partitions.filter((each) => leaderOf(each) === undefined);
  refuse('UNKNOWN_TOPIC_OR_PARTITION', unknown, 'do not exist');
  const leaderless = known.filter((each) => leaderOf(each) === -1);
  refuse('LEADER_NOT_AVAILABLE', leaderless, 'have no leader');
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
      return at(endOffsets(session, words, partitions, 'earliest'));
    case 'to-latest':
      return at(endOffsets(session, words, partitions));
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
      const ends = endOffsets(session, words, partitions);
      return at(offsets.map((offset, index) => offset ?? ends[index]));
    }
    case 'to-datetime': {
      const parsed = parseKafkaDateTime(scenario.dateTime);
      if (parsed.kind === 'error') throw own(words, { exception: 'java.text.ParseException', message: parsed.message });
      return at(offsetsAt(session, words, partitions, parsed.timeMs));
    }
    case 'by-duration': {
      const parsed = parseJavaDuration(scenario.duration);
      if (parsed.kind === 'error')
        throw new OwnThrown({ exception: 'java.time.format.DateTimeParseException', message: parsed.message });
      return at(offsetsAt(session, words, partitions, session.context.environment.clock.nowMs - parsed.durationMs));
    }
    case 'from-file':
      return inRange(session, words, readPlan(session, words, options, scenario.path, group));
  }
}

/** Offsets of the first records that are not older; a partition without one gets its end. */
function offsetsAt(
  session: Session,
  words: GroupsWords,
  partitions: readonly TopicPartition[],
  timestampMs: number,
): readonly (number | undefined)[] {
  const found = endOffsets(session, words, partitions, timestampMs);
  const ends = endOffsets(session, words, partitions);
  return found.map((offset, index) => {
    if (offset !== -1) return offset;
    const { topic, partition } = partitions[index]!;
    if (words.warnsOfEmptyPartitions)
      session.context.out(
        `\nWarn: Partition ${partition} from topic ${topic} is empty. Falling back to latest known offset.`,
      );
    return ends[index];
  });
}

/** ConsumerGroupService.checkOffsetsRange: what lies outside the log is moved to its edge, with a warning. */
function inRange(session: Session, words: GroupsWords, wanted: readonly NewOffset[]): readonly NewOffset[] {
  const starts = endOffsets(session, words, wanted, 'earliest');
  const ends = endOffsets(session, words, wanted);
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

/** A checked exception that the tool throws itself. */
function own(words: GroupsWords, thrown: JavaException): OwnThrown {
  return new OwnThrown(words.resetFailures.own === 'runtime' ? runtimeException(thrown) : thrown);
}

/** CSV lines "topic,partition,offset", or with the group before them. */
function readPlan(
  session: Session,
  words: GroupsWords,
  options: ConsumerGroupsOptions,
  path: string,
  group: string,
): readonly NewOffset[] {
  const text = session.context.readFile(path);
  if (text === undefined)
    throw own(words, { exception: 'java.io.IOException', message: `Unable to read file ${path}` });
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(','));
  // A row without an offset means 0, as Jackson leaves a number that is not there.
  const isSingle = options.groups.length === 1 && (lines[0]?.length ?? 0) <= 3;
  const plan = isSingle ? lines : lines.filter(([name]) => name === group).map((fields) => fields.slice(1));
  if (plan.length === 0) {
    printError(session.context, `No reset plan for group ${group} found`);
    return [];
  }
  return plan.map(([topic = '', partition, offset]) => ({
    topic,
    partition: Number(partition),
    offset: Number(offset ?? 0),
  }));
}
