import {
  describeGroup,
  listGroupOffsets,
  type CommittedOffset,
  type GroupDescription,
  type MemberDescription,
} from '../../clients/admin/groups';
import { findCoordinator as askForCoordinator } from '../../clients/admin/coordinators';
import { partitionLeaders, type TopicPartition } from '../../clients/admin/leaders';
import { listOffsets, type OffsetSpec } from '../../clients/admin/records';
import { describeNodes } from '../../clients/admin/topics';
import { failure } from '../../protocol/errors';
import { perTopic } from '../../protocol/perTopic';
import { exceptionOf } from '../../clients/exceptions';
import { javaTopicPartitionOrder } from '../../jvm/hashOrder';
import { Thrown } from '../thrown';
import type { Session } from './session';
import { printError } from './messages';
import { printRows } from './table';
import type { ConsumerGroupsOptions } from './options';
import type { GroupsWords } from './versions';

const missing = '-';
const widest = (texts: readonly string[], least: number) => Math.max(least, ...texts.map((text) => text.length));

/** --describe of groups, by their names. */
export function describeGroups(
  session: Session,
  words: GroupsWords,
  options: ConsumerGroupsOptions,
  groups: readonly string[],
): void {
  const descriptions = [...describe(session, words, groups)].sort((a, b) => (a.group < b.group ? -1 : 1));
  for (const description of descriptions) {
    if (options.view === 'offsets') printOffsets(session, words, options, description);
    else if (options.view === 'members') printMembers(session, words, options, description);
    else printState(session, words, options, description);
  }
}

/** Asks each group's coordinator, which the asking may bring into being. */
export function describe(session: Session, words: GroupsWords, groups: readonly string[]): readonly GroupDescription[] {
  for (const group of groups) requireCoordinator(session, group);
  const descriptions = groups.map((group) => {
    const description = describeGroup(session.admin, group);
    if ('errorCode' in description) throw new Thrown(exceptionOf(description));
    return description;
  });
  const dead = descriptions.find(({ state }) => state === 'Dead');
  if (dead && words.deadGroups === 'error')
    throw new Thrown(exceptionOf(failure('GROUP_ID_NOT_FOUND', `Group ${dead.group} not found.`)));
  return descriptions;
}

/** The admin client asks for a coordinator until there is one or its time is over. */
export function requireCoordinator({ admin, context }: Session, group: string): void {
  if (askForCoordinator(admin, 'group', group).errorCode === 'NONE') return;
  const { clock } = context.environment;
  const { timeoutMs } = admin;
  clock.sleep(timeoutMs);
  const { nowMs } = clock;
  throw new Thrown({
    exception: 'org.apache.kafka.common.errors.TimeoutException',
    message:
      `Call(callName=findCoordinator, deadlineMs=${nowMs - 1}, tries=${Math.ceil(timeoutMs / 100)}, ` +
      `nextAllowedTryMs=${nowMs + 100}) timed out at ${nowMs} after ${Math.ceil(timeoutMs / 100)} attempt(s)`,
  });
}

/** ConsumerGroupService.shouldPrintMemberState */
function shouldPrint(session: Session, { group, state }: GroupDescription, rows: number): boolean {
  if (state === 'Dead') printError(session.context, `Consumer group '${group}' does not exist.`);
  else if (state === 'Empty') session.context.err(`\nConsumer group '${group}' has no active members.`);
  return state !== 'Dead' && rows > 0;
}

interface OffsetRow extends TopicPartition {
  readonly committed: CommittedOffset | undefined;
  readonly member: MemberDescription | undefined;
}

/** Rows of one member, or of none, as ConsumerGroupCommand.describePartitions orders them. */
function inRowOrder<T extends TopicPartition>(words: GroupsWords, rows: readonly T[]): readonly T[] {
  const byPartition = [...rows].sort((a, b) => a.partition - b.partition);
  if (words.offsetRows === 'by-hash') return javaTopicPartitionOrder(byPartition);
  return byPartition.sort((a, b) => (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : 0));
}

function printOffsets(
  session: Session,
  words: GroupsWords,
  options: ConsumerGroupsOptions,
  description: GroupDescription,
): void {
  const { group, members } = description;
  const committed = committedOffsets(session, group);
  const offsetOf = ({ topic, partition }: TopicPartition) =>
    committed.find((each) => each.topic === topic && each.partition === partition);
  const assigned = [...members]
    .filter(({ assignment }) => assignment.length > 0)
    .sort((a, b) => b.assignment.length - a.assignment.length);
  const withMember = assigned.flatMap((member) =>
    inRowOrder(words, member.assignment).map((each): OffsetRow => ({ ...each, committed: offsetOf(each), member })),
  );
  const taken = (each: TopicPartition) =>
    withMember.some((row) => row.topic === each.topic && row.partition === each.partition);
  const without = inRowOrder(
    words,
    committed.filter((each) => !taken(each)),
  ).map((each): OffsetRow => ({ ...each, committed: each, member: undefined }));
  const rows = [...withMember, ...without];
  if (!shouldPrint(session, description, rows.length)) return;
  const ends = endOffsets(session, words, rows);
  const verbose = options.verbose && words.deadGroups === 'error';
  const widths = [
    widest([group], 15),
    widest(
      rows.map(({ topic }) => topic),
      15,
    ),
    10,
    ...(verbose ? [15] : []),
    15,
    15,
    15,
    widest(
      rows.map(({ member }) => member?.memberId ?? missing),
      15,
    ),
    widest(
      rows.map(({ member }) => member?.clientHost ?? missing),
      15,
    ),
    0,
  ];
  const lines = rows.map(({ topic, partition, committed: at, member }, index) => {
    const end = ends[index];
    const epoch = at && at.leaderEpoch >= 0 ? at.leaderEpoch : missing;
    const lag = at === undefined || end === undefined ? missing : end - at.offset;
    return [
      group,
      topic,
      partition,
      ...(verbose ? [epoch] : []),
      at?.offset ?? missing,
      end ?? missing,
      lag,
      member?.memberId ?? missing,
      member?.clientHost ?? missing,
      member?.clientId ?? missing,
    ];
  });
  const header = [
    'GROUP',
    'TOPIC',
    'PARTITION',
    ...(verbose ? ['LEADER-EPOCH'] : []),
    'CURRENT-OFFSET',
    'LOG-END-OFFSET',
    'LAG',
    'CONSUMER-ID',
    'HOST',
    'CLIENT-ID',
  ];
  printRows(session.context, words.rows, widths, header, lines);
}

/** All that a group has committed. @throws Thrown */
export function committedOffsets({ admin }: Session, group: string): readonly CommittedOffset[] {
  const fetched = listGroupOffsets(admin, group);
  if ('errorCode' in fetched) throw new Thrown(exceptionOf(fetched));
  return fetched;
}

/**
 * Log end offsets. Of a partition that is not there or has no leader there is none, or it fails at once, or the
 * client's time runs out.
 * @throws Thrown
 */
export function endOffsets(
  { admin, context }: Session,
  words: GroupsWords,
  partitions: readonly TopicPartition[],
  at: OffsetSpec = 'latest',
): readonly (number | undefined)[] {
  const listed = listOffsets(
    admin,
    partitions.map(({ topic, partition }) => ({ topic, partition, at })),
  );
  if (words.lostPartitions === 'refused')
    return listed.map(({ errorCode, offset }) => (errorCode === 'NONE' ? offset : undefined));
  const failed = listed.find(({ errorCode }) => errorCode !== 'NONE');
  if (failed) {
    const isKnown = partitionLeaders(admin, 'describeTopics', [failed.topic]).size > 0;
    if (words.lostPartitions === 'at-once' && isKnown) throw new Thrown(exceptionOf(failure('LEADER_NOT_AVAILABLE')));
    const { clock } = context.environment;
    clock.sleep(admin.timeoutMs);
    const { nowMs } = clock;
    throw new Thrown({
      exception: 'org.apache.kafka.common.errors.TimeoutException',
      message:
        `Call(callName=listOffsets(api=METADATA), deadlineMs=${nowMs - 1}, tries=10, ` +
        `nextAllowedTryMs=${nowMs + 100}) timed out at ${nowMs} after 10 attempt(s)`,
    });
  }
  return listed.map(({ offset }) => offset);
}

function printMembers(
  session: Session,
  words: GroupsWords,
  options: ConsumerGroupsOptions,
  description: GroupDescription,
): void {
  const { group, members } = description;
  const { context } = session;
  const prints = shouldPrint(session, description, members.length);
  if (!prints && !words.membersHeaderAlways) return;
  const shown = prints ? members : [];
  const widths = [
    widest(shown.length > 0 ? [group] : [], 15),
    widest(
      shown.map(({ memberId }) => memberId),
      15,
    ),
    widest(
      shown.map(({ clientHost }) => clientHost),
      15,
    ),
    widest(
      shown.map(({ clientId }) => clientId),
      15,
    ),
    15,
    0,
  ];
  const row = (values: readonly (string | number)[]) =>
    values.map((value, index) => String(value).padEnd(widths[index]!)).join(' ');
  const verbose = (text: string) => (options.verbose ? text : '');
  const isLater = words.deadGroups === 'error';
  const assigned = (currentEpoch: string, current: string, targetEpoch: string, target: string) =>
    verbose(`${currentEpoch.padEnd(15)} ${current.padEnd(20)} ${targetEpoch.padEnd(15)} ${target}`);
  context.out(
    `\n${row(['GROUP', 'CONSUMER-ID', 'HOST', 'CLIENT-ID', '#PARTITIONS', ''])}` +
      (isLater
        ? assigned('CURRENT-EPOCH', 'CURRENT-ASSIGNMENT', 'TARGET-EPOCH', 'TARGET-ASSIGNMENT')
        : verbose('ASSIGNMENT')),
  );
  for (const { memberId, clientHost, clientId, assignment } of shown) {
    const text = assignmentText(assignment, words.assignment);
    context.out(
      row([group, memberId, clientHost, clientId, assignment.length, '']) +
        (isLater ? assigned(missing, text, missing, missing) : verbose(text)),
    );
  }
}

function assignmentText(assignment: readonly TopicPartition[], style: GroupsWords['assignment']): string {
  if (assignment.length === 0) return missing;
  const byTopic = perTopic(assignment, ({ partition }) => partition);
  const texts = byTopic.map(([topic, partitions]) => {
    const list = [...partitions].sort((a, b) => a - b).join();
    return style === 'colon' ? `${topic}:${list}` : `${style === 'topic-in-front' ? topic : ''}(${list})`;
  });
  return texts.sort().join(style === 'colon' ? ';' : ', ');
}

function printState(
  session: Session,
  words: GroupsWords,
  options: ConsumerGroupsOptions,
  description: GroupDescription,
): void {
  if (!shouldPrint(session, description, 1)) return;
  const { group, state, members, assignor } = description;
  const broker = describeNodes(session.admin).find(({ nodeId }) => nodeId === description.coordinator);
  const coordinator = `${broker?.host}:${broker?.port}${words.coordinatorGap}(${description.coordinator})`;
  const coordinatorWidth = Math.max(25, coordinator.length);
  const verbose = options.verbose && words.deadGroups === 'error';
  const widths = words.stateGroupWidth === 'own' ? [widest([group], 15), coordinatorWidth] : [coordinatorWidth, 25];
  const columns = [...widths, 20, words.stateWidth, ...(verbose ? [15, 25] : []), 0];
  const header = [
    'GROUP',
    'COORDINATOR (ID)',
    'ASSIGNMENT-STRATEGY',
    'STATE',
    ...(verbose ? ['GROUP-EPOCH', 'TARGET-ASSIGNMENT-EPOCH'] : []),
    '#MEMBERS',
  ];
  printRows(session.context, 'begun-then-ended', columns, header, [
    [group, coordinator, assignor || words.noAssignor, state, ...(verbose ? [missing, missing] : []), members.length],
  ]);
}
