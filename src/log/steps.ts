import type { Partition } from '../model/cluster';
import type { ClusterView, Turn } from '../model/turn';
import { isInternalTopic } from '../model/topicNames';
import { emptyLog, type ReplicaLog } from '../model/log';
import { fetchOnce, isFetchingFrom, isServed, recordFetch, sameLog } from './replication';

/** One fetch that a follower makes next, and what comes of it. */
export interface FetchStep {
  readonly partition: Partition;
  readonly before: ReplicaLog;
  readonly after: ReplicaLog;
}

/** The next fetch by which a follower or its leader would learn something; the follower that has least is first. */
export function nextStep(view: ClusterView): FetchStep | undefined {
  for (const partition of view.partitionsHoldingRecords()) {
    if (isInternalTopic(partition.topic) || !isServed(view, partition)) continue;
    const logs = view.replicaLogs(partition);
    const leader = logs.get(partition.leader) ?? emptyLog(partition.leader);
    const steps = partition.replicas
      .filter((id) => isFetchingFrom(view, partition, id))
      .map((id) => logs.get(id) ?? emptyLog(id))
      .map((before) => ({ partition, before, after: fetchOnce(leader, before) }))
      .filter(({ before, after }) => !sameLog(before, after))
      .sort(
        (a, b) =>
          a.before.endOffset - b.before.endOffset ||
          a.before.fetchedOffset - b.before.fetchedOffset ||
          a.before.highWatermark - b.before.highWatermark,
      );
    if (steps[0]) return steps[0];
  }
  return undefined;
}

/** Carries out the next fetch. Returns it, or undefined when all followers have it all and know it. */
export function stepOnce(turn: Turn): FetchStep | undefined {
  const step = nextStep(turn);
  if (step) recordFetch(turn, step.partition, step.after);
  return step;
}
