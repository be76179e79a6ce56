import type { ClusterRecord, PartitionChangeRecord } from '../model/records';
import type { ProcessState } from '../model/cluster';
import { ControlRequests } from './controlRequests';
import type { HistoryEntry, RecordCause } from '../store/history';
import type { ClusterEvent } from './clusterEvent';
import { tellPartitionChange, type PartitionState } from './partitionStory';

type Told = Omit<ClusterEvent, 'offset' | 'timeMs' | 'cause'>;

const processTexts: Readonly<Record<ProcessState, string>> = {
  running: 'process started',
  stopped: 'process stopped',
  killed: 'process killed',
  paused: 'process frozen',
};

/**
 * Reads the log as a story: what each record means to somebody who watches the cluster. Feed it all records in order, then `end` it;
 * events of one cause come out together.
 */
export class Story {
  private readonly roles = new Map<number, string>();
  private readonly running = new Set<number>();
  private readonly topics = new Map<string, string>();
  private readonly partitions = new Map<string, PartitionState>();
  /** Partitions that the present cause adds, by topic. */
  private readonly added = new Map<string, PartitionState[]>();
  private cause: RecordCause | undefined;
  private last: HistoryEntry | undefined;
  private born = false;
  private readonly requests: ControlRequests | undefined;

  /** @param options whether a controller's requests to the brokers are told too, as a ZooKeeper cluster has them */
  constructor(options: { readonly controlRequests?: boolean } = {}) {
    this.requests = options.controlRequests ? new ControlRequests() : undefined;
  }

  *read(entries: Iterable<HistoryEntry>): Iterable<ClusterEvent> {
    for (const entry of entries) {
      if (this.cause && entry.cause.id !== this.cause.id) yield* this.finishCause();
      this.cause = entry.cause;
      this.last = entry;
      for (const told of this.tellAll(entry.record))
        yield { offset: entry.offset, timeMs: entry.timeMs, cause: entry.cause, ...told };
    }
    yield* this.finishCause();
  }

  private *finishCause(): Iterable<ClusterEvent> {
    const { last } = this;
    if (!last) return;
    const facts = { offset: last.offset, timeMs: last.timeMs, cause: last.cause };
    if (this.born) {
      const brokers = [...this.roles.values()].filter((role) => role !== 'controller').length;
      const controllers = this.roles.size - brokers;
      yield {
        ...facts,
        kind: 'cluster',
        subject: 'cluster',
        what: `made with ${counted(brokers, 'broker')}${controllers > 0 ? ` and ${counted(controllers, 'controller')}` : ''}`,
        shape: 'made',
      };
      this.born = false;
    }
    for (const [topic, partitions] of this.added) {
      const leaderless = partitions.filter(({ leader }) => leader < 0).length;
      const what = `${partitions.some(({ partition }) => partition === 0) ? 'created with' : 'grows by'} ${counted(partitions.length, 'partition')}, replication factor ${partitions[0]!.replicas.length}${leaderless > 0 ? `; ${leaderless} without a leader: no replica is alive` : ''}`;
      yield { ...facts, kind: 'topic', subject: `topic ${topic}`, what, shape: what };
    }
    this.added.clear();
    const sent = this.toldRequests(this.requests?.finish());
    if (sent) yield { ...facts, ...sent };
  }

  /** A record's own story, after what the controller before it had sent. */
  private *tellAll(record: ClusterRecord): Iterable<Told> {
    const partitionOf = () =>
      'partitionId' in record && 'topicId' in record
        ? this.named(`${record.topicId} ${record.partitionId}`)
        : undefined;
    const before = partitionOf();
    const { requests } = this;
    if (record.type === 'RemoveTopicRecord')
      requests?.noteDeletion(
        [...this.partitions.keys()]
          .filter((key) => key.startsWith(`${record.topicId} `))
          .map((key) => this.named(key)!),
      );
    const sender = requests?.controllerId;
    const told = [...this.tell(record)];
    const sent = this.toldRequests(requests?.note(record, before, partitionOf()), sender);
    if (sent) yield sent;
    yield* told;
  }

  private toldRequests(what: string | undefined, sender = this.requests?.controllerId): Told | undefined {
    return what === undefined || sender === undefined || this.born
      ? undefined
      : { kind: 'controller', ...this.node(sender), what, shape: what };
  }

  private named(key: string) {
    const state = this.partitions.get(key);
    return state && { ...state, name: `${this.topics.get(key.slice(0, key.indexOf(' ')))}-${state.partition}` };
  }

  private *tell(record: ClusterRecord): Iterable<Told> {
    switch (record.type) {
      case 'RegisterNodeRecord':
        this.born ||= this.roles.size === 0;
        this.roles.set(record.id, record.role);
        if (!this.born)
          yield {
            kind: 'node',
            ...this.node(record.id),
            what: record.rack === null ? 'added' : `added in rack ${record.rack}`,
            shape: 'added',
          };
        return;
      case 'UnregisterNodeRecord':
        yield { kind: 'node', ...this.node(record.id), what: 'removed', shape: 'removed' };
        this.roles.delete(record.id);
        return;
      case 'NodeProcessRecord': {
        const wakes = record.process === 'running' && this.running.has(record.id);
        if (record.process === 'running' || record.process === 'paused') this.running.add(record.id);
        else this.running.delete(record.id);
        if (!this.born)
          yield {
            kind: 'node',
            ...this.node(record.id),
            what: wakes ? 'process runs on' : processTexts[record.process],
            shape: record.process,
          };
        return;
      }
      case 'RegisterBrokerRecord':
        if (!this.born)
          yield {
            kind: 'session',
            ...this.node(record.brokerId),
            what: `registered (broker epoch ${record.brokerEpoch})`,
            shape: 'registered',
          };
        return;
      case 'UnregisterBrokerRecord':
        yield {
          kind: 'session',
          ...this.node(record.brokerId),
          what: 'no longer registered: its session is over',
          shape: 'unregistered',
        };
        return;
      case 'BrokerRegistrationChangeRecord':
        if (record.inControlledShutdown)
          yield {
            kind: 'session',
            ...this.node(record.brokerId),
            what: 'in controlled shutdown: its leaders move',
            shape: 'shutdown',
          };
        else if (!this.born)
          yield {
            kind: 'session',
            ...this.node(record.brokerId),
            what: record.fenced ? 'fenced: it may not lead' : 'unfenced: it may lead',
            shape: record.fenced ? 'fenced' : 'unfenced',
          };
        return;
      case 'ControllerChangeRecord':
        if (record.controllerId < 0)
          yield {
            kind: 'controller',
            subject: 'controller',
            what: `none any more (epoch ${record.epoch} is over)`,
            shape: 'none',
          };
        else if (record.lostSinceMs !== undefined)
          yield {
            kind: 'controller',
            ...this.node(record.controllerId),
            what: `has no majority behind it (epoch ${record.epoch}): metadata stands still`,
            shape: 'no majority',
          };
        else
          yield {
            kind: 'controller',
            ...this.node(record.controllerId),
            what: `is the active controller (epoch ${record.epoch})`,
            shape: 'controller',
          };
        return;
      case 'MigrationRecord':
        yield {
          kind: 'cluster',
          subject: 'migration to KRaft',
          what: record.phase.replaceAll('-', ' '),
          shape: record.phase,
        };
        return;
      case 'ControllerFencedRecord': {
        const what = `wakes up as controller of epoch ${record.epoch}, which is over: brokers refuse its LeaderAndIsr, UpdateMetadata and StopReplica requests (STALE_CONTROLLER_EPOCH, they know epoch ${record.currentEpoch}), and it resigns`;
        yield { kind: 'controller', ...this.node(record.brokerId), what, shape: 'fenced' };
        return;
      }
      case 'TopicRecord':
        this.topics.set(record.topicId, record.name);
        return;
      case 'TopicDeletionRecord':
        yield {
          kind: 'topic',
          subject: `topic ${this.topics.get(record.topicId)}`,
          what: 'marked for deletion',
          shape: 'marked',
        };
        return;
      case 'RemoveTopicRecord':
        yield { kind: 'topic', subject: `topic ${record.name}`, what: 'deleted', shape: 'deleted' };
        this.topics.delete(record.topicId);
        return;
      case 'PartitionRecord': {
        const topic = this.topics.get(record.topicId) ?? record.topicId;
        const state = { ...record, partition: record.partitionId, elr: [], adding: [], removing: [] };
        this.partitions.set(`${record.topicId} ${record.partitionId}`, state);
        const added = this.added.get(topic);
        if (added) added.push(state);
        else this.added.set(topic, [state]);
        return;
      }
      case 'PartitionChangeRecord':
        yield* this.tellChange(record);
        return;
      case 'ConfigRecord': {
        const subject =
          record.resourceType === 'broker'
            ? record.resourceName === ''
              ? 'all brokers'
              : `broker ${record.resourceName}`
            : `${record.resourceType} ${record.resourceName}`;
        const what = record.value === null ? `${record.name} back to its default` : `${record.name}=${record.value}`;
        if (!this.born) yield { kind: 'config', subject, what, shape: what };
        return;
      }
      case 'ReplicaLogsRecord':
        for (const { broker, fromOffset, endOffset } of record.truncations ?? []) {
          const what = `broker ${broker} cuts its log to follow the leader: ${counted(endOffset - fromOffset, 'record')} from offset ${fromOffset} on gone`;
          yield {
            kind: 'loss',
            subject: `${this.topics.get(record.topicId)}-${record.partitionId}`,
            what,
            shape: `truncation on ${broker}`,
          };
        }
        return;
      case 'LogDirsLostRecord':
        yield {
          kind: 'loss',
          ...this.node(record.brokerId),
          what: 'its disk is empty: every log on it is gone',
          shape: 'disk lost',
        };
        return;
      case 'FeatureLevelRecord':
        if (!this.born)
          yield {
            kind: 'config',
            subject: `feature ${record.name}`,
            what: `level ${record.featureLevel}`,
            shape: 'feature',
          };
        return;
      default:
        // Catching up, quotas and other bookkeeping: part of the state, not of the story.
        return;
    }
  }

  private *tellChange(record: PartitionChangeRecord): Iterable<Told> {
    const key = `${record.topicId} ${record.partitionId}`;
    const before = this.partitions.get(key);
    if (!before) return;
    const { state, kind, what, shape } = tellPartitionChange(before, record);
    this.partitions.set(key, state);
    if (what !== '')
      yield {
        kind,
        subject: `${this.topics.get(record.topicId)}-${record.partitionId}`,
        what,
        shape,
        ...(record.isr && { isr: record.isr }),
      };
  }

  private node(id: number): { subject: string } {
    return { subject: `${this.roles.get(id) === 'controller' ? 'controller' : 'broker'} ${id}` };
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
