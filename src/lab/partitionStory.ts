import { noLeader } from '../model/cluster';
import type { PartitionChangeRecord } from '../model/records';
import type { EventKind } from './clusterEvent';

/** What a story remembers of a partition. */
export interface PartitionState {
  readonly partition: number;
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly elr: readonly number[];
  readonly adding: readonly number[];
  readonly removing: readonly number[];
}

export interface ToldChange {
  readonly state: PartitionState;
  readonly kind: EventKind;
  /** Empty when nothing that matters changed. */
  readonly what: string;
  readonly shape: string;
}

/** One change of a partition in words: elections first, with their kind. */
export function tellPartitionChange(before: PartitionState, record: PartitionChangeRecord): ToldChange {
  const state: PartitionState = {
    partition: before.partition,
    leader: record.leader ?? before.leader,
    leaderEpoch: record.leaderEpoch,
    replicas: record.replicas ?? before.replicas,
    isr: record.isr ?? before.isr,
    elr: record.elr ?? before.elr,
    adding: record.addingReplicas ?? before.adding,
    removing: record.removingReplicas ?? before.removing,
  };
  const parts = [
    leaderPart(before, state, record.unclean === true),
    reassignmentPart(before, state),
    isrPart(before, state),
    elrPart(before, state),
  ].filter((part) => part !== undefined);
  return {
    state,
    kind: parts[0]?.kind ?? 'partition',
    what: parts.map(({ what }) => what).join('; '),
    shape: parts.map(({ shape }) => shape).join('; '),
  };
}

interface Part {
  readonly kind: EventKind;
  readonly what: string;
  readonly shape: string;
}

function leaderPart(before: PartitionState, after: PartitionState, unclean: boolean): Part | undefined {
  if (after.leader === before.leader) return undefined;
  if (after.leader === noLeader)
    return {
      kind: 'offline',
      what: `no leader any more, it was ${before.leader}: offline`,
      shape: `offline without ${before.leader}`,
    };
  const election = electionName(before, after, unclean);
  const from = before.leader === noLeader ? 'none' : String(before.leader);
  const loss = unclean ? ', what only others had is lost' : '';
  return {
    kind: 'election',
    what: `${election} election: leader ${from} -> ${after.leader}, epoch ${after.leaderEpoch}${loss}`,
    shape: `${election} from ${from}`,
  };
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

function isrPart(before: PartitionState, after: PartitionState): Part | undefined {
  const left = before.isr.filter((id) => !after.isr.includes(id));
  const joined = after.isr.filter((id) => !before.isr.includes(id));
  if (left.length === 0 && joined.length === 0) return undefined;
  const verb = joined.length === 0 ? 'shrinks' : left.length === 0 && before.isr.length > 0 ? 'grows' : 'changes';
  return {
    kind: 'isr',
    what: `ISR ${verb} ${list(before.isr)} -> ${list(after.isr)}`,
    shape: `ISR ${verb} by ${[...left, ...joined].join()}`,
  };
}

function elrPart(before: PartitionState, after: PartitionState): Part | undefined {
  if (list(before.elr) === list(after.elr)) return undefined;
  return { kind: 'isr', what: `ELR ${list(before.elr)} -> ${list(after.elr)}`, shape: 'ELR' };
}

function reassignmentPart(before: PartitionState, after: PartitionState): Part | undefined {
  const moves = (state: PartitionState) => state.adding.length + state.removing.length > 0;
  const replicas = `replicas ${list(before.replicas)} -> ${list(after.replicas)}`;
  if (moves(after) && !moves(before)) {
    return {
      kind: 'reassignment',
      what: `reassignment starts: adds ${list(after.adding)}, removes ${list(after.removing)}`,
      shape: 'reassignment starts',
    };
  }
  if (moves(before) && !moves(after))
    return { kind: 'reassignment', what: `reassignment ends: ${replicas}`, shape: 'reassignment ends' };
  if (list(before.replicas) !== list(after.replicas))
    return { kind: 'reassignment', what: replicas, shape: 'replicas' };
  return undefined;
}

function list(ids: readonly number[]): string {
  return ids.join() || 'none';
}
