import { noLeader, type ProcessState } from '../model/cluster';
import {
  readRecord,
  type ClusterRecord,
  type PartitionRecord,
  type RecordType,
  type RecordReaders,
} from '../model/records';
import { ControlRequests } from './controlRequests';
import type { EventKind, Told } from './event';
import type { StoryFacts } from './facts';
import { changed, firstState, ToldChange, type PartitionState } from './partitionStory';

/** Partitions that the present cause adds to a topic. */
interface Added {
  count: number;
  leaderless: number;
  /** The topic itself is new. */
  readonly isNew: boolean;
  replicationFactor: number;
  readonly firstOffset: number;
  lastOffset: number;
}

/** Takes what is told: where it happened, and from where on records stand behind it. */
export type Listener = (told: Told, offset: number, fromOffset: number) => void;

/**
 * Tells the log as a story: what each record means to somebody who watches the cluster. Feed it records in order, each
 * before it is in force, and `finishCause` when a cause has no more.
 */
export class Story {
  private readonly added = new Map<string, Added>();
  private isBirth = false;
  private requests: ControlRequests | undefined;
  /** Asked for anew after what may change it: of many records few do. */
  private hasRequests: boolean | undefined;

  constructor(
    private readonly facts: StoryFacts,
    private readonly listen: Listener,
  ) {}

  /** @param before the partition that a PartitionChangeRecord changes */
  tell(record: ClusterRecord, offset: number, before?: PartitionState): void {
    this.tellRequests(record, offset, before);
    if (record.type === 'PartitionChangeRecord') {
      if (before) {
        const told = new ToldChange(this.facts.topicName(record.topicId), before, record);
        if (!told.isNothing) this.listen(told, offset, offset);
      }
      return;
    }
    if (record.type === 'TopicRecord') this.noteAdded(record.name, true, offset);
    if (record.type === 'PartitionRecord') this.noteAdded(this.facts.topicName(record.topicId), false, offset, record);
    if (record.type === 'RegisterNodeRecord') this.isBirth ||= this.facts.nodes().length === 0;
    if (this.isBirth && tellsNothingOfBirth.has(record.type)) return;
    for (const told of readRecord(tellers, record, this.facts) ?? []) this.listen(told, offset, offset);
  }

  /** @param lastOffset that of the cause's last record */
  finishCause(lastOffset: number): void {
    if (this.isBirth) {
      const roles = this.facts.nodes().map(({ role }) => role);
      const controllers = roles.filter((role) => role === 'controller').length;
      const beside = controllers > 0 ? ` and ${counted(controllers, 'controller')}` : '';
      const what = `made with ${counted(roles.length - controllers, 'broker')}${beside}`;
      this.listen(plain('cluster', 'cluster', what, 'made'), lastOffset, lastOffset);
      this.isBirth = false;
    }
    for (const [topic, added] of this.added) {
      const { count, leaderless, isNew, replicationFactor } = added;
      if (count === 0) continue;
      const what =
        `${isNew ? 'created with' : 'grows by'} ${counted(count, 'partition')}, replication factor ` +
        `${replicationFactor}${leaderless > 0 ? `; ${leaderless} without a leader: no replica is alive` : ''}`;
      this.listen(ofTopic(topic, what), added.lastOffset, added.firstOffset);
    }
    this.added.clear();
    this.seeRequests(this.requests?.finish(), lastOffset);
  }

  private noteAdded(topic: string, isNew: boolean, offset: number, partition?: PartitionRecord): void {
    let added = this.added.get(topic);
    if (!added) {
      added = { count: 0, leaderless: 0, isNew, replicationFactor: 0, firstOffset: offset, lastOffset: offset };
      this.added.set(topic, added);
    }
    added.lastOffset = offset;
    if (!partition) return;
    if (added.count === 0) added.replicationFactor = partition.replicas.length;
    added.count++;
    if (partition.leader === noLeader) added.leaderless++;
  }

  /** What the controller before it had sent comes before a record's own story. */
  private tellRequests(record: ClusterRecord, offset: number, before: PartitionState | undefined): void {
    this.hasRequests ??= this.facts.hasControlRequests();
    const { hasRequests } = this;
    if (record.type === 'RegisterNodeRecord' || record.type === 'MigrationRecord') this.hasRequests = undefined;
    if (!hasRequests) {
      this.requests = undefined;
      return;
    }
    this.requests ??= new ControlRequests(this.facts);
    this.seeRequests(this.requests.note(record), offset);
    if (record.type === 'PartitionRecord')
      this.requests.noteChange(this.facts.topicName(record.topicId), undefined, firstState(record));
    else if (record.type === 'PartitionChangeRecord' && before)
      this.requests.noteChange(this.facts.topicName(record.topicId), before, changed(before, record));
  }

  private seeRequests(what: string | undefined, offset: number): void {
    const sender = what === undefined ? undefined : this.requests?.controllerId;
    if (what === undefined || sender === undefined || this.isBirth || !this.facts.hasControlRequests()) return;
    this.listen(ofNode('controller', this.facts, sender, what, what), offset, offset);
  }
}

/** Part of how a cluster is made, which is one event. */
const tellsNothingOfBirth: ReadonlySet<RecordType> = new Set<RecordType>([
  'RegisterNodeRecord',
  'NodeProcessRecord',
  'RegisterBrokerRecord',
  'BrokerRegistrationChangeRecord',
  'ConfigRecord',
  'FeatureLevelRecord',
]);

const elrEmptied = 'ELR emptied';

/** Shape of what is told of no topic and yet changes every topic. */
export const shapeOfEveryTopic = `isr ${elrEmptied}`;

const processTexts: Readonly<Record<ProcessState, string>> = {
  running: 'process started',
  stopped: 'process stopped',
  killed: 'process killed',
  paused: 'process frozen',
};

/**
 * What a record tells by itself. Nothing: part of the state, not of the story, or told by Story beside what was before.
 */
const tellers: RecordReaders<[StoryFacts], Iterable<Told>> = {
  *RegisterNodeRecord({ id, role, rack }) {
    const subject = `${role === 'controller' ? 'controller' : 'broker'} ${id}`;
    yield plain('node', subject, rack === null ? 'added' : `added in rack ${rack}`, 'added');
  },
  *UnregisterNodeRecord({ id }, facts) {
    yield ofNode('node', facts, id, 'removed', 'removed');
  },
  *NodeProcessRecord({ id, process }, facts) {
    const wakes = process === 'running' && ['running', 'paused'].includes(nodeOf(facts, id)?.process ?? '');
    yield ofNode('node', facts, id, wakes ? 'process runs on' : processTexts[process], process);
  },
  *RegisterBrokerRecord({ brokerId, brokerEpoch }, facts) {
    yield ofNode('session', facts, brokerId, `registered (broker epoch ${brokerEpoch})`, 'registered');
  },
  *UnregisterBrokerRecord({ brokerId }, facts) {
    yield ofNode('session', facts, brokerId, 'no longer registered: its session is over', 'unregistered');
  },
  *BrokerRegistrationChangeRecord({ brokerId, fenced, inControlledShutdown }, facts) {
    if (inControlledShutdown)
      yield ofNode('session', facts, brokerId, 'in controlled shutdown: its leaders move', 'shutdown');
    else if (fenced) yield ofNode('session', facts, brokerId, 'fenced: it may not lead', 'fenced');
    else yield ofNode('session', facts, brokerId, 'unfenced: it may lead', 'unfenced');
  },
  *ControllerChangeRecord({ controllerId, epoch, lostSinceMs }, facts) {
    if (controllerId < 0) yield plain('controller', 'controller', `none any more (epoch ${epoch} is over)`, 'none');
    else if (lostSinceMs !== undefined) {
      const what = `has no majority behind it (epoch ${epoch}): metadata stands still`;
      yield ofNode('controller', facts, controllerId, what, 'no majority');
    } else yield ofNode('controller', facts, controllerId, `is the active controller (epoch ${epoch})`, 'controller');
  },
  *MigrationRecord({ phase }) {
    yield plain('cluster', 'migration to KRaft', phase.replaceAll('-', ' '), phase);
  },
  *ControllerFencedRecord({ brokerId, epoch, currentEpoch }, facts) {
    const what =
      `wakes up as controller of epoch ${epoch}, which is over: brokers refuse its LeaderAndIsr, ` +
      `UpdateMetadata and StopReplica requests (STALE_CONTROLLER_EPOCH, they know epoch ${currentEpoch}), and it ` +
      `resigns`;
    yield ofNode('controller', facts, brokerId, what, 'resigns');
  },
  *TopicDeletionRecord({ topicId }, facts) {
    yield ofTopic(facts.topicName(topicId), 'marked for deletion');
  },
  *RemoveTopicRecord({ name }) {
    yield ofTopic(name, 'deleted');
  },
  *ConfigRecord({ resourceType, resourceName, name, value }) {
    const what = value === null ? `${name} back to its default` : `${name}=${value}`;
    if (resourceType === 'topic') yield { ...ofTopic(resourceName, what), kind: 'config' };
    else {
      const brokers = resourceName === '' ? 'all brokers' : `broker ${resourceName}`;
      yield plain('config', resourceType === 'broker' ? brokers : `${resourceType} ${resourceName}`, what, what);
    }
  },
  *ClearElrRecord({ topicName }) {
    const what = 'ELR emptied: min.insync.replicas was set';
    yield topicName === ''
      ? plain('isr', 'all topics', what, elrEmptied)
      : { ...ofTopic(topicName, what), kind: 'isr' };
  },
  *ReplicaLogsRecord({ topicId, partitionId, truncations = [] }, facts) {
    const topic = facts.topicName(topicId);
    for (const { broker, fromOffset, endOffset } of truncations) {
      const what =
        `broker ${broker} cuts its log to follow the leader: ${counted(endOffset - fromOffset, 'record')} ` +
        `from offset ${fromOffset} on gone`;
      yield { ...plain('loss', `${topic}-${partitionId}`, what, `truncation on ${broker}`), topic };
    }
  },
  *LogDirsLostRecord({ brokerId }, facts) {
    yield ofNode('loss', facts, brokerId, 'its disk is empty: every log on it is gone', 'disk lost');
  },
  *FeatureLevelRecord({ name, featureLevel }) {
    yield plain('config', `feature ${name}`, `level ${featureLevel}`, 'feature');
  },
  PartitionRecord: 'nothing',
  PartitionChangeRecord: 'nothing',
  TopicRecord: 'nothing',
  BrokerCatchUpRecord: 'nothing',
  ThrottledFetchRecord: 'nothing',
  RegisterControllerRecord: 'nothing',
  LeaderImbalanceRecord: 'nothing',
  AppendRecord: 'nothing',
  AcknowledgeRecord: 'nothing',
  TransactionStateRecord: 'nothing',
  GroupRebalanceRecord: 'nothing',
  GroupHeartbeatRecord: 'nothing',
  FaultRecord: 'nothing',
  ProducerIdsRecord: 'nothing',
  ZnodeRecord: 'nothing',
  NodeConfigRecord: 'nothing',
  ClientQuotaRecord: 'nothing',
};

function plain(kind: EventKind, subject: string, what: string, shape: string): Told {
  return { kind, topic: '', shape: `${kind} ${shape}`, subject: () => subject, what: () => what };
}

function ofTopic(topic: string, what: string): Told {
  return { ...plain('topic', `topic ${topic}`, what, what), topic };
}

function ofNode(kind: EventKind, facts: StoryFacts, id: number, what: string, shape: string): Told {
  return plain(kind, `${nodeOf(facts, id)?.role === 'controller' ? 'controller' : 'broker'} ${id}`, what, shape);
}

function nodeOf(facts: StoryFacts, id: number) {
  return facts.nodes().find((node) => node.id === id);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
