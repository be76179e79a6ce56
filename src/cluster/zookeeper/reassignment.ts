import { failure, type Failure } from '../../protocol/errors';
import { noLeader, type Partition } from '../../model/cluster';
import type { ClusterView, Turn } from '../../model/turn';
import { dropOrders } from './reassignmentZnode';
import type { Writer } from './writer';

/** kafka.controller.ReplicaAssignment: what the topic's znode says of a partition. */
type Assignment = Pick<Partition, 'replicas' | 'addingReplicas' | 'removingReplicas'>;

/** KafkaController.processApiPartitionReassignment with target replicas; they come first while it is under way. */
export function startReassignment(
  turn: Turn,
  state: Writer,
  partition: Partition,
  target: readonly number[],
): Failure | undefined {
  const problem = targetProblem(state, partition, target);
  if (problem) return problem;
  dropOrders(turn, (order) => order.topic === partition.topic && order.partition === partition.partition);
  followOrder(turn, state, partition, target);
  return undefined;
}

/** The same without checks, as the controller follows what stands in its znode (processZkPartitionReassignment). */
export function followOrder(turn: Turn, state: Writer, partition: Partition, target: readonly number[]): void {
  carryOut(turn, state, partition, assignmentTo(partition, target));
}

/** Back to the replicas of before, in the order they have by now: the original one is not known any more. */
export function cancelReassignment(turn: Turn, state: Writer, partition: Partition): Failure | undefined {
  if (!isBeingReassigned(partition)) return failure('NO_REASSIGNMENT_IN_PROGRESS');
  dropOrders(turn, (order) => order.topic === partition.topic && order.partition === partition.partition);
  carryOut(turn, state, partition, assignmentTo(partition, originReplicas(partition)));
  return undefined;
}

/** Goes on where a broker has come back, or with another controller (maybeResumeReassignments). */
export function resumeReassignments(
  turn: Turn,
  state: Writer,
  isConcerned: (targetReplicas: readonly number[]) => boolean,
): void {
  for (const page of turn.reassigningPartitions()) {
    for (const partition of page)
      if (isConcerned(targetReplicas(partition))) carryOut(turn, state, partition, partition);
  }
}

/**
 * KafkaController.onPartitionReassignment, with its steps. U: the topic's znode gets the replicas of both sides, and
 * those that a replaced reassignment was adding leave. A: until all targets are in sync, a new leader epoch tells the
 * brokers of the new replicas. B: then the leader moves if it has to, the old replicas leave the ISR one by one, and
 * only then the znode has the target alone.
 */
export function carryOut(turn: Turn, state: Writer, partition: Partition, assignment: Assignment): void {
  const present = (): Partition => turn.partitionById(partition.topicId, partition.partition)!;
  if (!isSame(partition, assignment)) {
    writeAssignment(turn, partition, assignment);
    for (const id of partition.replicas) if (!assignment.replicas.includes(id)) state.removeFromIsr(present(), id);
  }
  if (!isInSync(present())) {
    state.write(present(), {});
    return;
  }
  const target = targetReplicas(assignment);
  moveLeader(state, present(), target);
  for (const id of assignment.removingReplicas) state.removeFromIsr(present(), id);
  writeAssignment(turn, present(), { replicas: target, addingReplicas: [], removingReplicas: [] });
  dropOrders(
    turn,
    (order) =>
      order.topic === partition.topic &&
      order.partition === partition.partition &&
      order.replicas.join() === target.join(),
  );
}

/** A reassignment of the partition is under way. */
export function isBeingReassigned({ addingReplicas, removingReplicas }: Assignment): boolean {
  return addingReplicas.length > 0 || removingReplicas.length > 0;
}

/** All target replicas are in the ISR (isReassignmentComplete). */
export function isInSync(partition: Partition): boolean {
  return !isBeingReassigned(partition) || targetReplicas(partition).every((id) => partition.isr.includes(id));
}

/** Some partition is being reassigned. */
export function hasReassignment(view: ClusterView): boolean {
  for (const page of view.reassigningPartitions()) if (page.length > 0) return true;
  return false;
}

/** ReassignPartitionLeaderElectionStrategy; also where the leader stays, its epoch grows. */
function moveLeader(state: Writer, partition: Partition, target: readonly number[]): void {
  if (target.includes(partition.leader) && state.alive.has(partition.leader)) return state.write(partition, {});
  const leader = target.find((id) => state.alive.has(id) && partition.isr.includes(id));
  if (leader !== undefined) state.write(partition, { leader });
}

function writeAssignment(
  turn: Turn,
  partition: Partition,
  { replicas, addingReplicas, removingReplicas }: Assignment,
): void {
  const { topicId, leaderEpoch, partitionEpoch, controllerEpoch } = partition;
  turn.emit(
    {
      type: 'PartitionChangeRecord',
      topicId,
      partitionId: partition.partition,
      replicas,
      addingReplicas,
      removingReplicas,
      leaderEpoch,
      partitionEpoch,
      controllerEpoch,
    },
    partition,
  );
}

/** ReplicaAssignment.reassignTo */
function assignmentTo(partition: Assignment, target: readonly number[]): Assignment {
  const origin = originReplicas(partition);
  const replicas = [...new Set([...target, ...origin])];
  return {
    replicas,
    addingReplicas: replicas.filter((id) => !origin.includes(id)),
    removingReplicas: replicas.filter((id) => !target.includes(id)),
  };
}

function originReplicas({ replicas, addingReplicas }: Assignment): readonly number[] {
  return replicas.filter((id) => !addingReplicas.includes(id));
}

function targetReplicas({ replicas, removingReplicas }: Assignment): readonly number[] {
  return replicas.filter((id) => !removingReplicas.includes(id));
}

/** KafkaController.validateReplicas */
function targetProblem(state: Writer, partition: Partition, target: readonly number[]): Failure | undefined {
  const refuse = (message: string) => failure('INVALID_REPLICA_ASSIGNMENT', message);
  const list = `ArrayBuffer(${target.join(', ')})`;
  if (target.length === 0) return refuse('Empty replica list specified in partition reassignment.');
  if (new Set(target).size !== target.length)
    return refuse(`Duplicate replica ids in partition reassignment replica list: ${list}`);
  if (target.some((id) => id <= noLeader)) return refuse(`Invalid broker id in replica list: ${list}`);
  const { addingReplicas } = assignmentTo(partition, target);
  if (addingReplicas.every((id) => state.alive.has(id))) return undefined;
  return refuse(
    'Replica assignment has brokers that are not alive. ' +
      `Replica list: ArrayBuffer(${addingReplicas.join(', ')}), live broker list: Set(${[...state.alive].join(', ')})`,
  );
}

function isSame(a: Assignment, b: Assignment): boolean {
  const text = ({ replicas, addingReplicas, removingReplicas }: Assignment) =>
    [replicas, addingReplicas, removingReplicas].map((ids) => ids.join()).join(';');
  return text(a) === text(b);
}
