import { isAlive, isHeartbeating } from '../../model/liveness';
import type { Partition } from '../../model/cluster';
import { lastNodeEvent } from '../../store/eventRows';
import type { StateView } from '../../store/stateView';
import { topicHistory } from '../../store/topicHistory';
import { causeText, commandOrReason } from '../../story/causeText';
import type { RecordCause } from '../../model/records';
import { Missing } from './aspect';

/** What a check is about, where there is no such topic. */
export function missingTopic(view: StateView, name: string): Missing {
  let cause: RecordCause | undefined;
  for (const entry of topicHistory(view, name)) if (entry.record.type === 'RemoveTopicRecord') cause = entry.cause;
  return new Missing(`there is no topic ${name}`, cause ? [`it was deleted ${causeText(cause)}`] : []);
}

/**
 * Why a broker cannot serve, with what led to it: "broker 3 is stopped (kafka-lab broker stop 3)"; undefined if it can.
 */
export function troubleOf(view: StateView, id: number): string | undefined {
  const node = view.node(id);
  if (!node) return `there is no broker ${id}`;
  const subject = `${node.role === 'controller' ? 'controller' : 'broker'} ${id}`;
  const cause = lastNodeEvent(view, subject, Number.MAX_SAFE_INTEGER)?.cause;
  const by = cause ? ` (${commandOrReason(cause)})` : '';
  if (node.process !== 'running') return `${subject} is ${node.process}${by}`;
  if (isAlive(node) && isHeartbeating(node)) return undefined;
  return `${subject} runs, but the cluster does not see it yet${by}`;
}

/** Why brokers are not in a partition's ISR, for each of them. */
export function whyOutOfSync(view: StateView, partition: Partition, ids: readonly number[]): readonly string[] {
  return ids.map((id) => {
    if (!partition.replicas.includes(id)) return `broker ${id} is none of its replicas (${partition.replicas})`;
    const trouble = troubleOf(view, id);
    if (trouble !== undefined) return trouble;
    const left = changeWithout(view, partition, id);
    const since = left ? `broker ${id} left it ${causeText(left)}` : `broker ${id} has not joined it`;
    return view.node(id)?.catchUpSinceMs === null ? since : `${since}, and is catching up (kafka-lab settle)`;
  });
}

/** Why a broker does not lead a partition. */
export function whyNotLeading(view: StateView, partition: Partition, id: number): readonly string[] {
  if (!partition.isr.includes(id))
    return whyOutOfSync(view, partition, [id]).map((why) => `${why}, so it may not lead`);
  const trouble = troubleOf(view, id);
  if (trouble !== undefined) return [trouble];
  const cause = lastElection(view, partition);
  return cause ? [`that is so ${causeText(cause)}`] : [];
}

/** What led to the leader that a partition has, or to its having none. */
export function lastElection(view: StateView, { topic, topicId, partition }: Partition): RecordCause | undefined {
  let cause: RecordCause | undefined;
  for (const { record, cause: by } of topicHistory(view, topic, partition)) {
    if (!('partitionId' in record) || record.topicId !== topicId || record.partitionId !== partition) continue;
    if (record.type === 'PartitionRecord' || (record.type === 'PartitionChangeRecord' && record.leader !== undefined))
      cause = by;
  }
  return cause;
}

/** What took a broker out of a partition's ISR the last time; undefined where it never was in it. */
function changeWithout(view: StateView, { topic, topicId, partition }: Partition, id: number): RecordCause | undefined {
  let cause: RecordCause | undefined;
  let isIn = false;
  for (const { record, cause: by } of topicHistory(view, topic, partition)) {
    if (record.type !== 'PartitionRecord' && record.type !== 'PartitionChangeRecord') continue;
    if (record.topicId !== topicId || record.partitionId !== partition || record.isr === undefined) continue;
    if (isIn && !record.isr.includes(id)) cause = by;
    isIn = record.isr.includes(id);
  }
  return cause;
}
