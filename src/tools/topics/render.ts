import type { OngoingReassignment } from '../../clients/admin/reassignments';
import type { TopicDescription } from '../../clients/admin/topics';
import type { Profile } from '../../profiles/profile';
import type { TopicsOptions } from './options';

/** Of a new topic whose name metrics may take for another's. */
export const collisionWarning =
  "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. To " +
  'avoid issues it is best to use either, but not both.';

type Partition = TopicDescription['partitions'][number];

/** Headers, and all partitions, are shown unless a report about partitions is asked for. */
export function showsTopics(options: TopicsOptions): boolean {
  return !options.unavailable && !options.underReplicated && !options.underMinIsr && !options.atMinIsr;
}

/** "Topic: t	TopicId: ...	PartitionCount: ...": TopicCommand.TopicDescription.printDescription. */
export function topicLine(
  topic: Pick<TopicDescription, 'name' | 'topicId' | 'partitions'>,
  replicationFactor: number,
  configs: readonly { readonly name: string; readonly value: string | null }[],
): string {
  const settings = configs.map(({ name, value }) => `${name}=${value}`).join();
  return (
    `Topic: ${topic.name}\tTopicId: ${topic.topicId}\tPartitionCount: ` +
    `${topic.partitions.length}\tReplicationFactor: ${replicationFactor}\tConfigs: ${settings}`
  );
}

/** One partition: TopicCommand.PartitionDescription.printDescription. */
export function partitionLine(
  profile: Profile,
  topic: string,
  partition: Partition,
  reassignment: OngoingReassignment | undefined,
): string {
  const leader = partition.leader < 0 ? 'none' : partition.leader;
  const moving = reassignment
    ? `\tAdding Replicas: ${reassignment.adding.join()}\tRemoving Replicas: ${reassignment.removing.join()}`
    : '';
  return (
    `\tTopic: ${topic}\tPartition: ${partition.partition}\tLeader: ${leader}\tReplicas: ` +
    `${partition.replicas}\tIsr: ${partition.isr}${moving}${elrColumns(profile, partition)}`
  );
}

function elrColumns(profile: Profile, partition: Partition): string {
  switch (profile.describedElr) {
    case 'no-columns':
      return '';
    case 'not-available':
      return '\tElr: N/A\tLastKnownElr: N/A';
    case 'shown':
      return `\tElr: ${partition.elr}\tLastKnownElr: ${partition.lastKnownElr}`;
  }
}

/** A topic's replication factor, without what a reassignment adds for the time being. */
export function replicationFactorOf(partition: Partition, reassignment: OngoingReassignment | undefined): number {
  const replicas = count(partition.replicas);
  const changing = reassignment && (reassignment.adding.length > 0 || reassignment.removing.length > 0);
  return changing ? reassignment.replicas.length - reassignment.adding.length : replicas;
}

interface Situation {
  readonly minIsr: number;
  readonly liveBrokers: ReadonlySet<number>;
  readonly reassignment: OngoingReassignment | undefined;
}

/** Whether one of the reports that were asked for names this partition. */
export function isPartitionShown(
  options: TopicsOptions,
  partition: Partition,
  { minIsr, liveBrokers, reassignment }: Situation,
): boolean {
  const isr = count(partition.isr);
  const hasLeader = partition.leader >= 0;
  return (
    (options.underReplicated && replicationFactorOf(partition, reassignment) - isr > 0) ||
    (options.unavailable && (!hasLeader || !liveBrokers.has(partition.leader))) ||
    (options.underMinIsr && (!hasLeader || isr < minIsr)) ||
    (options.atMinIsr && isr === minIsr)
  );
}

function count(ids: string): number {
  return ids === '' ? 0 : ids.split(',').length;
}
