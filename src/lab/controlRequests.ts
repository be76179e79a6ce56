import type { ClusterRecord } from '../model/records';

/** A partition as it is after a record. */
interface Partition {
  readonly name: string;
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
}

/** What a controller of a ZooKeeper cluster says to the brokers of what it has decided (kafka.controller.ControllerBrokerRequestBatch). */
export class ControlRequests {
  private readonly alive = new Set<number>();
  private controller: { readonly id: number; readonly epoch: number } | undefined;
  private leaderAndIsr = new Map<string, Partition>();
  private stopped = new Map<string, readonly number[]>();
  private isDeletion = false;
  private readonly joined = new Set<number>();
  private hasNews = false;

  /** Notes a record; `before` and `after` are the partition's that it is about. Returns what has to be told before it. */
  note(record: ClusterRecord, before?: Partition, after?: Partition): string | undefined {
    switch (record.type) {
      case 'RegisterBrokerRecord':
        this.alive.add(record.brokerId);
        this.joined.add(record.brokerId);
        this.hasNews = true;
        return undefined;
      case 'UnregisterBrokerRecord': {
        const told = this.controller?.id === record.brokerId ? this.finish() : undefined;
        if (this.controller?.id === record.brokerId) this.controller = undefined;
        this.alive.delete(record.brokerId);
        this.hasNews = true;
        return told;
      }
      case 'ControllerChangeRecord': {
        const told = this.finish();
        this.controller = record.controllerId < 0 ? undefined : { id: record.controllerId, epoch: record.epoch };
        this.hasNews = true;
        return told;
      }
      case 'PartitionRecord':
      case 'PartitionChangeRecord':
        if (after) this.noteChange(before, after);
        return undefined;
      default:
        return undefined;
    }
  }

  /** A topic's partitions are to be removed. */
  noteDeletion(partitions: Iterable<Partition>): void {
    this.isDeletion = true;
    this.hasNews = true;
    for (const { name, replicas } of partitions) this.stopped.set(name, this.living(replicas));
  }

  /** What the present controller has sent since the last time; undefined for nothing. */
  finish(): string | undefined {
    const { controller } = this;
    const requests =
      controller && this.hasNews
        ? [
            this.leaderAndIsrText(),
            this.joinedText(),
            this.stopReplicaText(),
            this.alive.size > 0 ? `UpdateMetadata to ${brokersText([...this.alive])}` : '',
          ]
        : [];
    this.leaderAndIsr = new Map();
    this.stopped = new Map();
    this.joined.clear();
    this.isDeletion = false;
    this.hasNews = false;
    const sent = requests.filter((text) => text !== '');
    return sent.length === 0 ? undefined : `as controller of epoch ${controller!.epoch} sends ${sent.join(', ')}`;
  }

  get controllerId(): number | undefined {
    return this.controller?.id;
  }

  private noteChange(before: Partition | undefined, after: Partition): void {
    this.hasNews = true;
    const left =
      before?.isr.filter((id) => !after.isr.includes(id) && this.alive.has(id) && id !== before.leader) ?? [];
    const removed = before?.replicas.filter((id) => !after.replicas.includes(id)) ?? [];
    if (removed.length > 0) this.isDeletion = true;
    if (before && after.leaderEpoch > before.leaderEpoch && left.length + removed.length > 0)
      this.stopped.set(after.name, this.living([...left, ...removed]));
    // An ISR that a leader changed is news to the others, and no order.
    if (after.leader >= 0 && (before === undefined || after.leaderEpoch > before.leaderEpoch))
      this.leaderAndIsr.set(after.name, after);
  }

  private leaderAndIsrText(): string {
    const partitions = [...this.leaderAndIsr.values()];
    if (partitions.length === 0) return '';
    return `LeaderAndIsr for ${some(partitions.map(({ name, leaderEpoch }) => `${name} (leader epoch ${leaderEpoch})`))} to ${brokersText(this.living(partitions.flatMap(({ replicas }) => replicas)))}`;
  }

  private joinedText(): string {
    const joined = this.living([...this.joined]);
    return joined.length === 0 ? '' : `LeaderAndIsr for all it hosts to ${brokersText(joined)}`;
  }

  private stopReplicaText(): string {
    const targets = this.living([...this.stopped.values()].flat());
    if (targets.length === 0) return '';
    return `StopReplica${this.isDeletion ? ' with deletion' : ''} for ${some([...this.stopped.keys()])} to ${brokersText(targets)}`;
  }

  private living(ids: readonly number[]): number[] {
    return [...new Set(ids)].filter((id) => this.alive.has(id)).sort((a, b) => a - b);
  }
}

function some(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.length} partitions`;
}

function brokersText(ids: readonly number[]): string {
  if (ids.length === 0) return 'nobody';
  return `${ids.length === 1 ? 'broker' : 'brokers'} ${[...ids].sort((a, b) => a - b).join(', ')}`;
}
