import { controllerPort } from '../cluster/kraft/describeQuorum';
import { minInsyncReplicas } from '../model/effectiveConfig';
import { aliveBrokerIds, isAlive, isBroker, isController, isHeartbeating } from '../model/liveness';
import { noLeader, type ClusterNode, type Topic } from '../model/cluster';
import { nextExpiryMs } from '../cluster/nodes';
import type { ClusterView } from '../model/turn';

export interface NodeStatus {
  readonly id: number;
  readonly address: string;
  readonly rack: string | null;
  /** What the operating system sees. */
  readonly process: ClusterNode['process'];
  /** What the cluster sees: a killed broker is alive until its session expires. */
  readonly state: 'alive' | 'fenced' | 'gone' | 'silent' | 'joining';
  /** Cluster time (ms) until the session of a silent broker expires. */
  readonly sessionLeftMs: number | null;
  readonly leaders: number;
  readonly replicas: number;
}

export interface PartitionStatus {
  readonly topic: string;
  readonly partition: number;
  readonly leader: number | null;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly elr: readonly number[];
  readonly minIsr: number;
  readonly offline: boolean;
  readonly underMinIsr: boolean;
  readonly underReplicated: boolean;
  readonly notPreferred: boolean;
}

const partitionProblems = ['offline', 'underMinIsr', 'underReplicated', 'notPreferred'] as const;
type PartitionProblem = (typeof partitionProblems)[number];

export interface ClusterStatus {
  readonly profile: string;
  readonly kafkaVersion: string;
  readonly mode: 'zookeeper' | 'kraft';
  readonly clusterId: string;
  /** Cluster time, ms since the epoch. */
  readonly nowMs: number;
  readonly controller: { readonly id: number | null; readonly epoch: number; readonly available: boolean };
  readonly brokers: readonly NodeStatus[];
  readonly controllers: readonly {
    readonly id: number;
    readonly address: string;
    readonly process: ClusterNode['process'];
  }[];
  readonly topicCount: number;
  readonly partitionCount: number;
  readonly problems: Readonly<Record<PartitionProblem, number>>;
}

/** Something is wrong with it. */
export function isTroubled(partition: PartitionStatus): boolean {
  return partitionProblems.some((problem) => partition[problem]);
}

/** Partitions of one topic, or of all by name, one at a time. */
export function* partitionStatuses(
  view: ClusterView,
  topics: readonly Topic[] = view.topics(),
): Iterable<PartitionStatus> {
  const alive = aliveBrokerIds(view);
  for (const topic of topics) {
    const minIsr = minInsyncReplicas(view, topic.name);
    for (const texts of view.partitionTexts(topic)) yield partitionStatus(topic.name, texts, minIsr, alive);
  }
}

/**
 * The cluster at a glance.
 * @param only the topic whose problems are counted; undefined for all
 */
export function clusterStatus(view: ClusterView, only?: string): ClusterStatus {
  const problems: Record<PartitionProblem, number> = {
    offline: 0,
    underMinIsr: 0,
    underReplicated: 0,
    notPreferred: 0,
  };
  const leaders = new Map<number, number>();
  const replicas = new Map<number, number>();
  let partitionCount = 0;
  for (const status of partitionStatuses(view)) {
    partitionCount++;
    if (status.leader !== null) count(leaders, status.leader);
    for (const id of status.replicas) count(replicas, id);
    if (only !== undefined && only !== status.topic) continue;
    for (const problem of partitionProblems) if (status[problem]) problems[problem]++;
  }
  const { id, epoch } = view.activeController();
  return {
    profile: view.profile.id,
    kafkaVersion: view.profile.kafkaVersion,
    mode: view.profile.mode,
    clusterId: view.clusterId,
    nowMs: view.nowMs,
    controller: { id: id === noLeader ? null : id, epoch, available: view.controller.isAvailable(view) },
    brokers: view
      .nodes()
      .filter(isBroker)
      .map((node) => nodeStatus(view, node, leaders.get(node.id) ?? 0, replicas.get(node.id) ?? 0)),
    controllers: view
      .nodes()
      .filter(isController)
      .map((node) => ({ id: node.id, address: `${node.host}:${controllerPort(node)}`, process: node.process })),
    topicCount: view.topics().length,
    partitionCount,
    problems,
  };
}

function partitionStatus(
  topic: string,
  texts: { partition: number; leader: number; replicas: string; isr: string; elr: string },
  minIsr: number,
  alive: ReadonlySet<number>,
): PartitionStatus {
  const replicas = ids(texts.replicas);
  const isr = ids(texts.isr);
  // A leader that is gone while there is no controller to replace it serves nobody.
  const offline = !alive.has(texts.leader);
  return {
    topic,
    partition: texts.partition,
    leader: texts.leader === noLeader ? null : texts.leader,
    replicas,
    isr,
    elr: ids(texts.elr),
    minIsr,
    offline,
    // As kafka-topics --under-min-isr-partitions counts it: a partition without a leader is always one of them.
    underMinIsr: offline || isr.length < minIsr,
    underReplicated: isr.length < replicas.length,
    notPreferred: texts.leader !== replicas[0],
  };
}

function nodeStatus(view: ClusterView, node: ClusterNode, leaders: number, replicas: number): NodeStatus {
  const expiryMs = nextExpiryMs(view, node);
  return {
    id: node.id,
    address: `${node.host}:${node.port}`,
    rack: node.rack,
    process: node.process,
    state: nodeState(node),
    sessionLeftMs: expiryMs === null ? null : Math.max(0, expiryMs - view.nowMs),
    leaders,
    replicas,
  };
}

function nodeState(node: ClusterNode): NodeStatus['state'] {
  if (isAlive(node)) return isHeartbeating(node) ? 'alive' : 'silent';
  if (node.process === 'running') return 'joining';
  return node.registered ? 'fenced' : 'gone';
}

function ids(text: string): number[] {
  return text === '' ? [] : text.split(',').map(Number);
}

function count(counts: Map<number, number>, id: number): void {
  counts.set(id, (counts.get(id) ?? 0) + 1);
}
