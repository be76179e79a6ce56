import { electLeaders as askForElections, type PartitionElection } from '../clients/admin/elections';
import { CallFailed, type AdminClient } from '../clients/adminClient';
import { exceptionOf, throwableText } from '../clients/exceptions';
import type { ElectionType } from '../protocol/fields';
import { javaTopicPartitionOrder, topicPartitionHash } from '../jvm/hashOrder';
import { scalaMutableOrder } from '../jvm/scalaOrder';
import { adminExceptions } from '../parsing/toolVersion';
import { Thrown } from './thrown';
import type { ToolContext } from './tool';

interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** What the two election tools say; %s stands for the partitions. */
export interface ElectionWords {
  readonly succeeded: string;
  readonly needless: string;
  /** Before ": <partition>: <exception>". */
  readonly failed: string;
  readonly notElected: string;
  /**
   * The Scala tools print the partitions that succeeded where they mean those that needed no election (a bug of 2.8
   * that we keep).
   */
  readonly needlessShowsSucceeded: boolean;
  readonly scalaOrder: boolean;
}

/**
 * Elects leaders and prints what came of it (LeaderElectionCommand.electLeaders,
 * PreferredReplicaLeaderElectionCommand).
 * @throws Thrown, at the end where one failed
 */
export function electLeaders(
  context: ToolContext,
  client: AdminClient,
  { type, partitions }: { readonly type: ElectionType; readonly partitions: readonly TopicPartition[] | null },
  words: ElectionWords,
  timeoutMs: number,
): void {
  const { commandFailed } = adminExceptions[context.profile.toolVersion];
  let elections: readonly PartitionElection[];
  try {
    elections = askForElections(client, type, partitions, timeoutMs);
  } catch (error) {
    if (!(error instanceof CallFailed) || !error.thrown.exception.endsWith('.TimeoutException')) throw error;
    context.out('Timeout waiting for election results');
    throw new Thrown({ exception: commandFailed, message: 'Timeout waiting for election results' });
  }
  const ordered = <T extends TopicPartition>(items: readonly T[]): readonly T[] =>
    words.scalaOrder
      ? scalaMutableOrder(items, ({ topic, partition }) => topicPartitionHash(topic, partition))
      : javaTopicPartitionOrder(items);
  const isNeedless = ({ errorCode }: PartitionElection) => errorCode === 'ELECTION_NOT_NEEDED';
  const isDone = ({ errorCode }: PartitionElection) => errorCode === 'NONE';
  const succeeded = ordered(elections.filter(isDone));
  const needless = ordered(elections.filter(isNeedless));
  const failed = ordered(elections.filter((election) => !isDone(election) && !isNeedless(election)));

  if (succeeded.length > 0) context.out(`${words.succeeded} ${names(succeeded)}`);
  if (needless.length > 0)
    context.out(`${words.needless} ${names(words.needlessShowsSucceeded ? succeeded : needless)}`);
  for (const election of failed)
    context.out(`${words.failed}: ${name(election)}: ${throwableText(exceptionOf(election))}`);
  if (failed.length > 0)
    throw new Thrown({ exception: commandFailed, message: `${failed.length} ${words.notElected}` });
}

function name({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

function names(partitions: readonly TopicPartition[]): string {
  return partitions.map(name).join(', ');
}
