import { partitionLeaders, type TopicPartition } from '../../clients/admin/leaders';
import { listOffsets } from '../../clients/admin/records';
import { listTopics } from '../../clients/admin/topics';
import type { AdminClient } from '../../clients/adminClient';
import { throwableText, timeoutException, type JavaException } from '../../clients/exceptions';
import { topicFilter } from '../../jvm/regex';
import { openAdmin } from '../adminSession';
import { Thrown } from '../thrown';
import { failInJvm } from '../failures';
import { runCommand } from '../runCommand';
import type { Tool, ToolContext } from '../tool';
import { parseGetOffsetsOptions, type GetOffsetsOptions, type OffsetsRule } from './options';

const terse = 'org.apache.kafka.tools.TerseException';
const clientId = 'GetOffsetShell';

interface Session {
  readonly context: ToolContext;
  readonly admin: AdminClient;
}

interface Found extends TopicPartition {
  readonly leader: number;
}

/** kafka-get-offsets (kafka.tools.GetOffsetShell in 2.8, org.apache.kafka.tools.GetOffsetShell since). */
export const getOffsets: Tool = (context) =>
  runCommand(
    context,
    parseGetOffsetsOptions(context.argv, context.profile),
    (options) => {
      const admin = openAdmin(context, options.bootstrapServer, options.commandConfig, clientId);
      const session = { context, admin };
      return options.filter.kind === 'topic'
        ? printTopic(session, options, options.filter)
        : printMatching(session, options, options.filter.rules);
    },
    context.profile.uncaughtShownBy === 'jvm' ? failInJvm : failLate,
  );

function failLate(context: ToolContext, thrown: JavaException): number {
  context.err(`Error occurred: ${thrown.message}`);
  if (thrown.exception === terse) return 1;
  context.err(throwableText(thrown));
  context.err('');
  return 1;
}

function partitionsOf({ admin }: Session, topics: readonly string[]): Found[] {
  return [...partitionLeaders(admin, 'listTopics', topics).values()];
}

/** 2.8: one topic, through a consumer. */
function printTopic(
  session: Session,
  { time }: GetOffsetsOptions,
  filter: { readonly topic: string; readonly partitions: readonly number[] },
): number {
  const { context } = session;
  const { topic, partitions: requested } = filter;
  const say = (line: string) => {
    context.err(line);
    return 1;
  };
  const all = partitionsOf(session, [topic]);
  if (all.length === 0) return say(`Topic ${topic} does not exist`);
  const found = requested.length === 0 ? all : all.filter(({ partition }) => requested.includes(partition));
  if (found.length === 0)
    return say(`Topic ${topic} does not have any of the requested partitions ${[...new Set(requested)].join()}`);
  for (const id of new Set(requested))
    if (!found.some(({ partition }) => partition === id)) context.err(`Error: partition ${id} does not exist`);
  const led = found.filter(
    ({ leader, partition }) =>
      leader >= 0 || void context.err(`Error: partition ${partition} does not have a leader. Skip getting offsets`),
  );
  const listed = list(session, led, time);
  for (const { partition, offset } of listed) context.out(`${topic}:${partition}:${offset === -1 ? '' : offset}`);
  return 0;
}

function printMatching(
  session: Session,
  { time, excludeInternalTopics }: GetOffsetsOptions,
  rules: readonly OffsetsRule[],
): number {
  const { context } = session;
  const matches = rules.map(matcher);
  const names = listTopics(session.admin)
    .filter(({ isInternal }) => !(excludeInternalTopics && isInternal))
    .map(({ name }) => name);
  const found = partitionsOf(session, names).filter((each) => matches.some((match) => match(each)));
  if (found.length === 0)
    throw new Thrown({ exception: terse, message: 'Could not match any topic-partitions with the specified filters' });
  const name = ({ topic, partition }: TopicPartition) => `${topic}-${partition}`;
  const order = (a: TopicPartition, b: TopicPartition) => (name(a) < name(b) ? -1 : 1);
  const listed = list(session, found, time);
  for (const failed of listed)
    if (failed.errorCode !== 'NONE')
      context.err(
        `Skip getting offsets for topic-partition ${name(failed)} due to error: ${throwableText(waitedFor(session))}`,
      );
  for (const { topic, partition, offset, errorCode } of [...listed].sort(order))
    if (errorCode === 'NONE' && offset !== -1) context.out(`${topic}:${partition}:${offset}`);
  return 0;
}

function matcher({ topics, partitions }: OffsetsRule): (found: Found) => boolean {
  const filter = topicFilter(topics);
  if (filter.kind === 'error') throw new Thrown(filter);
  const inPartitions = (id: number) =>
    partitions.kind === 'ids'
      ? partitions.ids.length === 0 || partitions.ids.includes(id)
      : id >= partitions.from && id < partitions.to;
  return ({ topic, partition }) => filter.matches(topic) && inPartitions(partition);
}

/** Tiered storage is not simulated: the local log is all there is, and nothing waits for an upload. */
function list(session: Session, partitions: readonly Found[], time: GetOffsetsOptions['time']) {
  if (time === 'latest-tiered' || time === 'earliest-pending-upload') return [];
  const at = time === 'earliest-local' ? 'earliest' : time;
  return listOffsets(
    session.admin,
    partitions.map(({ topic, partition }) => ({ topic, partition, at })),
  );
}

/** A partition without a leader is asked for until the client's time is over. */
function waitedFor(session: Session): JavaException {
  const { clock } = session.context.environment;
  clock.sleep(60_000);
  const { nowMs } = clock;
  return timeoutException(
    `Call(callName=listOffsets(api=METADATA), deadlineMs=${nowMs - 1}, tries=63, nextAllowedTryMs=${nowMs + 1000}) ` +
      `timed out at ${nowMs} after 63 attempt(s)`,
  );
}
