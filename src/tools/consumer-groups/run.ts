import { deleteGroup, deleteGroupOffsets, listGroups as listAllGroups } from '../../clients/admin/groups';
import type { TopicPartition } from '../../clients/admin/leaders';
import { exceptionOf, throwableText, type JavaException } from '../../clients/exceptions';
import { failure } from '../../protocol/errors';
import { javaHashMapOrder } from '../../jvm/hashOrder';
import { compileJavaPattern } from '../../jvm/pattern';
import { openAdmin } from '../adminSession';
import { beforeCommand, type ThrownIn } from '../thrown';
import { failInJvm } from '../failures';
import { runCommand } from '../runCommand';
import type { Tool, ToolContext } from '../tool';
import { describeGroups, requireCoordinator } from './describe';
import { printError, throughFutures } from './messages';
import { parseConsumerGroupsOptions, type ConsumerGroupsOptions } from './options';
import { findPartitions, resetOffsets } from './resetOffsets';
import type { Session } from './session';
import { cells, printRows } from './table';
import { groupsWords, type GroupsWords } from './versions';

/**
 * kafka-consumer-groups (kafka.admin.ConsumerGroupCommand in 2.8,
 * org.apache.kafka.tools.consumer.group.ConsumerGroupCommand since).
 */
export const consumerGroups: Tool = (context) =>
  runCommand(
    context,
    parseConsumerGroupsOptions(context.argv, context.profile),
    (options) => {
      if (options.action === 'validate-regex') return validateRegex(context, options.regex ?? '');
      const admin = beforeCommand(() => openAdmin(context, options.bootstrapServer ?? '', options.commandConfig));
      admin.timeoutMs = options.timeoutMs;
      const words = groupsWords[context.profile.toolVersion];
      const failures = options.action === 'reset-offsets' ? words.resetFailures.future : 'execution';
      throughFutures(failures, () => act({ context, admin }, words, options));
      return 0;
    },
    fail,
  );

/** Whatever fails is printed, and the tool ends as if it had not. */
function fail(context: ToolContext, thrown: JavaException, thrownIn: ThrownIn): number {
  if (thrownIn === 'options') return failInJvm(context, thrown);
  printError(context, `Executing consumer group command failed due to ${thrown.message}`, thrown);
  return 0;
}

function act(session: Session, words: GroupsWords, options: ConsumerGroupsOptions): void {
  const groups = () => (options.allGroups ? listed(session).map(({ group }) => group) : options.groups);
  switch (options.action) {
    case 'list':
      return listGroups(session, words, options);
    case 'describe':
      return describeGroups(session, words, options, groups());
    case 'delete':
      return deleteGroups(session, words, groups());
    case 'reset-offsets':
      return resetOffsets(session, words, options, groups());
    case 'delete-offsets':
      return deleteOffsets(session, words, options);
    case 'validate-regex':
      return;
  }
}

function validateRegex(context: ToolContext, regex: string): number {
  const compiled = compileJavaPattern(regex);
  if (compiled.kind === 'error') {
    if (compiled.message.startsWith('Stack overflow'))
      return failInJvm(context, { exception: 'java.lang.StackOverflowError', message: null });
    context.out(
      `The regular expression \`${regex}\` is invalid: ` +
        `${compiled.message.split('\n')[0]?.replace(/ near index \d+$/, '')}.`,
    );
    return 1;
  }
  context.out(`The regular expression \`${regex}\` is valid.`);
  return 0;
}

function listed({ admin }: Session) {
  const groups = listAllGroups(admin);
  return javaHashMapOrder(groups.map(({ group }) => group)).map((name) => groups.find(({ group }) => group === name)!);
}

function listGroups(session: Session, words: GroupsWords, { states, types }: ConsumerGroupsOptions): void {
  const { context } = session;
  const groups = listed(session);
  if (states === undefined && types === undefined) {
    for (const { group } of groups) context.out(group);
    return;
  }
  const lower = (names: readonly string[] | undefined) => names?.map((name) => name.toLowerCase()) ?? [];
  const [wantedStates, wantedTypes] = [lower(states), lower(types)];
  const shown = groups.filter(
    ({ state }) =>
      (wantedStates.length === 0 || wantedStates.includes(state.toLowerCase())) &&
      (wantedTypes.length === 0 || wantedTypes.includes('classic')),
  );
  const widths = words.listStateHeader(
    Math.max(15, ...shown.map(({ group }) => group.length)),
    types !== undefined,
    states !== undefined,
  );
  const row = (group: string, type: string, state: string) =>
    cells(widths, [group, ...(types === undefined ? [] : [type]), ...(states === undefined ? [] : [state])]);
  context.out(row('GROUP', 'TYPE', 'STATE'));
  for (const { group, state } of shown) context.out(row(group, 'Classic', state));
}

function deleteGroups(session: Session, words: GroupsWords, groups: readonly string[]): void {
  const { context } = session;
  for (const group of groups) requireCoordinator(session, group);
  const results = groups.map((group) => ({ group, ...deleteGroup(session.admin, group) }));
  const deleted = javaHashMapOrder(results.filter(({ errorCode }) => errorCode === 'NONE').map(({ group }) => group));
  const failed = results.filter(({ errorCode }) => errorCode !== 'NONE');
  if (failed.length === 0) {
    context.out(`Deletion of requested consumer groups (${words.deletedList(deleted)}) was successful.`);
    return;
  }
  printError(context, 'Deletion of some consumer groups failed:');
  for (const result of failed)
    context.out(
      `* Group '${result.group}' could not be deleted due to: ` +
        `${words.deletionFailures === 'bare' ? '' : 'java.util.concurrent.ExecutionException: '}` +
        `${throwableText(exceptionOf(result))}`,
    );
  if (deleted.length > 0)
    context.out(`\nThese consumer groups were deleted successfully: ${words.alsoDeletedList(deleted)}`);
}

function deleteOffsets(session: Session, words: GroupsWords, { groups, topics }: ConsumerGroupsOptions): void {
  const { context } = session;
  const group = groups.at(-1) ?? '';
  requireCoordinator(session, group);
  const unknown: string[] = [];
  const partitions: TopicPartition[] = topics.flatMap(({ topic, partitions: given }) => {
    const known = given ?? findPartitions(session, topic);
    if (known.length === 0) unknown.push(topic);
    return known.map((partition) => ({ topic, partition }));
  });
  const result = deleteGroupOffsets(session.admin, group, partitions);
  const answers = 'errorCode' in result ? partitions.map(() => result) : result;
  if ('errorCode' in result) {
    if (result.errorCode === 'GROUP_ID_NOT_FOUND') printError(context, words.noSuchGroup(group));
    else printError(context, `Encounter some unknown error: ${result.errorCode}`);
  } else if (answers.some(({ errorCode }) => errorCode !== 'NONE')) {
    printError(context, words.partitionErrors);
  } else {
    context.out(
      words.offsetsDeleted(
        group,
        topics.map(({ topic, partitions: given }) => (given ? `${topic}:${given.join()}` : topic)),
      ),
    );
  }
  const rows = [
    ...partitions.map((each, index) => ({ ...each, answer: answers[index]! })),
    ...unknown.map((topic) => ({
      topic,
      partition: words.unknownPartition,
      answer: failure('UNKNOWN_TOPIC_OR_PARTITION'),
    })),
  ]
    .sort((a, b) => (`${a.topic}${a.partition}` < `${b.topic}${b.partition}` ? -1 : 1))
    .map(({ topic, partition, answer }) => [
      topic,
      partition,
      answer.errorCode === 'NONE' ? 'Successful' : `${words.deletedRows.error}${throwableText(exceptionOf(answer))}`,
    ]);
  printRows(context, words.deletedRows.rows, words.deletedRows.widths, ['TOPIC', 'PARTITION', 'STATUS'], rows);
}
