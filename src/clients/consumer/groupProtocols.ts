import { decodeSubscription, encodeAssignment, encodeSubscription } from '../../protocol/consumerProtocol';
import type {
  JoinGroupRequestProtocol,
  JoinGroupResponseMember,
  SyncGroupRequestAssignment,
} from '../../protocol/messages/groups';
import {
  subscribedTopics,
  type Assignor,
  type LastAssignment,
  type PartitionCounts,
  type TopicPartition,
} from '../assignors/assignor';

/** What a member says when it joins. */
export interface Joining {
  readonly topics: readonly string[];
  /** What it has and keeps meanwhile. */
  readonly owned: readonly TopicPartition[];
  /** Its last generation, or -1. */
  readonly generation: number;
  /** What each assignor was told last that this member was given, by the assignors' names. */
  readonly last: ReadonlyMap<string, LastAssignment>;
}

/** The assignors that a member offers, each with its subscription (ConsumerCoordinator.metadata). */
export function offeredProtocols(
  assignors: readonly Assignor[],
  { topics, owned, generation, last }: Joining,
  version: number,
): readonly JoinGroupRequestProtocol[] {
  return assignors.map((assignor) => {
    const userData = assignor.userData(last.get(assignor.name));
    const said = { topics, userData, ownedPartitions: owned, generation: generation < 0 ? null : generation };
    return { name: assignor.name, metadata: encodeSubscription(said, version) };
  });
}

/**
 * The leader shares out what its group reads (ConsumerCoordinator.onLeaderElected).
 * @param countsOf how many partitions these topics have
 */
export function assignmentsOf(
  assignor: Assignor | undefined,
  members: readonly JoinGroupResponseMember[],
  countsOf: (topics: readonly string[]) => PartitionCounts,
  version: number,
): readonly SyncGroupRequestAssignment[] {
  const subscriptions = new Map(
    members.map(({ memberId, groupInstanceId = null, metadata }) => [
      memberId,
      { ...decodeSubscription(metadata), groupInstanceId },
    ]),
  );
  const counts = countsOf([...subscribedTopics(subscriptions)].sort());
  const assignment = members.length === 0 ? [] : (assignor?.assign(subscriptions, counts) ?? []);
  return [...assignment].map(([memberId, partitions]) => ({
    memberId,
    assignment: encodeAssignment(partitions, version),
  }));
}
