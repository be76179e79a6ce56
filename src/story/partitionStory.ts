import { noLeader, type Partition } from '../model/cluster';
import type { PartitionChangeRecord, PartitionRecord } from '../model/records';
import type { EventKind, Told } from './event';

/** What a story has to know of a partition as it was before a record. */
export type PartitionState = Pick<
  Partition,
  'partition' | 'leader' | 'leaderEpoch' | 'replicas' | 'isr' | 'elr' | 'addingReplicas' | 'removingReplicas'
>;

const none: readonly number[] = [];

/** A partition as its first record has it. */
export function firstState({ partitionId, leader, leaderEpoch, replicas, isr }: PartitionRecord): PartitionState {
  return {
    partition: partitionId,
    leader,
    leaderEpoch,
    replicas,
    isr,
    elr: none,
    addingReplicas: none,
    removingReplicas: none,
  };
}

/** A partition after a change of it. */
export function changed(before: PartitionState, record: PartitionChangeRecord): PartitionState {
  return {
    partition: before.partition,
    leader: record.leader ?? before.leader,
    leaderEpoch: record.leaderEpoch,
    replicas: record.replicas ?? before.replicas,
    isr: record.isr ?? before.isr,
    elr: record.elr ?? before.elr,
    addingReplicas: record.addingReplicas ?? before.addingReplicas,
    removingReplicas: record.removingReplicas ?? before.removingReplicas,
  };
}

/**
 * One change of a partition in words: elections first, with their kind. Of thousands alike only the shape is made, the
 * words when asked for.
 */
export class ToldChange implements Told {
  readonly kind: EventKind;
  readonly shape: string;
  private readonly after: PartitionState;

  constructor(
    readonly topic: string,
    private readonly before: PartitionState,
    private readonly record: PartitionChangeRecord,
  ) {
    this.after = changed(before, record);
    const election = leaderShape(before, this.after, record.unclean === true);
    const move = moveShape(before, this.after);
    const isr = isrShape(before, this.after);
    const elr = sameIds(before.elr, this.after.elr) ? '' : 'ELR';
    this.kind =
      election !== ''
        ? this.after.leader === noLeader
          ? 'offline'
          : 'election'
        : move !== ''
          ? 'reassignment'
          : isr + elr !== ''
            ? 'isr'
            : 'partition';
    this.shape = joined(joined(election, move), joined(isr, elr));
  }

  /** Nothing changed that matters to somebody who watches. */
  get isNothing(): boolean {
    return this.shape === '';
  }

  get isr(): readonly number[] | undefined {
    return this.record.isr;
  }

  subject(): string {
    return `${this.topic}-${this.before.partition}`;
  }

  what(): string {
    const { before, after } = this;
    return [
      leaderText(before, after, this.record.unclean === true),
      moveText(before, after),
      isrText(before, after),
      sameIds(before.elr, after.elr) ? '' : `ELR ${list(before.elr)} -> ${list(after.elr)}`,
    ].reduce(joined);
  }
}

function leaderShape(before: PartitionState, after: PartitionState, unclean: boolean): string {
  if (after.leader === before.leader) return '';
  if (after.leader === noLeader) return `offline without ${before.leader}`;
  return `${electionName(before, after, unclean)} from ${leaderName(before)}`;
}

function leaderText(before: PartitionState, after: PartitionState, unclean: boolean): string {
  if (after.leader === before.leader) return '';
  if (after.leader === noLeader) return `no leader any more, it was ${before.leader}: offline`;
  const loss = unclean ? ', what only others had is lost' : '';
  return (
    `${electionName(before, after, unclean)} election: leader ${leaderName(before)} -> ${after.leader}, epoch ` +
    `${after.leaderEpoch}${loss}`
  );
}

function leaderName({ leader }: PartitionState): string {
  return leader === noLeader ? 'none' : String(leader);
}

/** Preferred: the first replica took over from one that stayed in the ISR, so nothing else asked for it. */
function electionName(
  before: PartitionState,
  after: PartitionState,
  unclean: boolean,
): 'unclean' | 'preferred' | 'clean' {
  if (unclean) return 'unclean';
  return after.leader === after.replicas[0] &&
    after.isr.includes(before.leader) &&
    after.replicas.includes(before.leader)
    ? 'preferred'
    : 'clean';
}

function isrShape(before: PartitionState, after: PartitionState): string {
  if (before.isr === after.isr) return '';
  const left = before.isr.filter((id) => !after.isr.includes(id));
  const joining = after.isr.filter((id) => !before.isr.includes(id));
  if (left.length === 0 && joining.length === 0) return '';
  const verb = joining.length === 0 ? 'shrinks' : left.length === 0 && before.isr.length > 0 ? 'grows' : 'changes';
  return `ISR ${verb} by ${[...left, ...joining].join()}`;
}

function isrText(before: PartitionState, after: PartitionState): string {
  const shape = isrShape(before, after);
  return shape === '' ? '' : `${shape.slice(0, shape.indexOf(' by '))} ${list(before.isr)} -> ${list(after.isr)}`;
}

function moveShape(before: PartitionState, after: PartitionState): string {
  if (isMoving(after) && !isMoving(before)) return 'reassignment starts';
  if (isMoving(before) && !isMoving(after)) return 'reassignment ends';
  return sameIds(before.replicas, after.replicas) ? '' : 'replicas';
}

function moveText(before: PartitionState, after: PartitionState): string {
  const shape = moveShape(before, after);
  if (shape === '') return '';
  if (shape === 'reassignment starts')
    return `${shape}: adds ${list(after.addingReplicas)}, removes ${list(after.removingReplicas)}`;
  const replicas = `replicas ${list(before.replicas)} -> ${list(after.replicas)}`;
  return shape === 'replicas' ? replicas : `${shape}: ${replicas}`;
}

function isMoving({ addingReplicas, removingReplicas }: PartitionState): boolean {
  return addingReplicas.length + removingReplicas.length > 0;
}

function joined(one: string, other: string): string {
  return one === '' ? other : other === '' ? one : `${one}; ${other}`;
}

function sameIds(one: readonly number[], other: readonly number[]): boolean {
  return one === other || (one.length === other.length && one.every((id, index) => id === other[index]));
}

function list(ids: readonly number[]): string {
  return ids.join() || 'none';
}
