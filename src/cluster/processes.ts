import type { ClusterNode, ProcessState } from '../model/cluster';
import type { Turn } from '../model/turn';

/** From the start of a broker's process until it has its session: what a JVM needs to come up, ms. */
export const brokerStartUpMs = 1000;

/** A node's process starts, ends, is frozen or runs on, now. */
export function setProcess(turn: Turn, node: ClusterNode, process: ProcessState): void {
  turn.emit({ type: 'NodeProcessRecord', id: node.id, process, sinceMs: turn.nowMs });
  turn.controller.quorum.noteProcess(turn, node);
}
