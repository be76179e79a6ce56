import { noLeader, type Partition, type PartitionName } from '../../model/cluster';
import { findPartition } from '../../model/findPartition';
import { aliveBrokerIds } from '../../model/liveness';
import { leaderLog } from '../../log/read';
import { emptyLog, type ReplicaLog } from '../../model/log';
import { causeText } from '../../story/causeText';
import type { StateView } from '../../store/stateView';
import { Missing, type Aspect, type SubjectKind } from './aspect';
import { wantedIds, type Value, type ValueKind } from './pattern';
import { lastElection, missingTopic, troubleOf, whyNotLeading, whyOutOfSync } from './reasons';

type PartitionAspect = Aspect<PartitionName>;

/** The partition that a check is about. @throws Missing */
function partitionOf(view: StateView, name: PartitionName): Partition {
  const partition = findPartition(view, name);
  if (partition) return partition;
  const topic = view.topic(name.topic);
  if (!topic) throw missingTopic(view, name.topic);
  const count = view.partitionCount(topic);
  throw new Missing(`there is no partition ${name.topic}-${name.partition}`, [
    `topic ${name.topic} has ${count} partition${count === 1 ? '' : 's'}`,
  ]);
}

function aspect(
  kind: ValueKind,
  title: string,
  read: (partition: Partition, view: StateView) => Value,
  why?: (view: StateView, partition: Partition, wanted: readonly number[]) => readonly string[],
): PartitionAspect {
  return {
    kind,
    says: ({ topic, partition }) => `${title} of ${topic}-${partition}`,
    read: (view, name) => read(partitionOf(view, name), view),
    ...(why && { why: (view, name, pattern) => why(view, partitionOf(view, name), wantedIds(pattern)) }),
  };
}

/** Of the leader's log, or of that of a broker: "orders-0 log-end of 2". */
function logAspect(title: string, read: (log: ReplicaLog) => number): PartitionAspect {
  return {
    kind: 'number',
    argument: 'optional',
    says: ({ topic, partition }, broker) =>
      `${title} of ${topic}-${partition}${broker === '' ? '' : ` on broker ${broker}`}`,
    read: (view, name, broker) => {
      const partition = partitionOf(view, name);
      if (broker === '') return read(leaderLog(view, partition));
      if (!partition.replicas.includes(Number(broker)))
        throw new Missing(`broker ${broker} is none of the replicas of ${name.topic}-${name.partition}`);
      return read(view.replicaLogs(partition).get(Number(broker)) ?? emptyLog(Number(broker)));
    },
  };
}

function isOffline(view: StateView, { leader }: Partition): boolean {
  return !aliveBrokerIds(view).has(leader);
}

/** Why a partition has no leader that serves. */
function whyOffline(view: StateView, partition: Partition): readonly string[] {
  if (partition.leader !== noLeader)
    return [troubleOf(view, partition.leader) ?? `broker ${partition.leader} leads it`];
  const mayLead = [...new Set([...partition.isr, ...partition.elr])];
  return mayLead
    .flatMap((id) => troubleOf(view, id) ?? [])
    .concat(mayLead.length > 0 ? [`only ${mayLead} may lead it`] : []);
}

/** What can be asked of a partition. */
export const partitionChecks: SubjectKind<PartitionName> = {
  aspects: {
    leader: aspect(
      'id',
      'leader',
      ({ leader }) => (leader === noLeader ? null : leader),
      (view, partition, [id]) => {
        if (id !== undefined) return whyNotLeading(view, partition, id);
        if (partition.leader === noLeader) return whyOffline(view, partition);
        const cause = lastElection(view, partition);
        return cause ? [`that is so ${causeText(cause)}`] : [];
      },
    ),
    replicas: aspect('list', 'replicas', ({ replicas }) => replicas),
    isr: aspect(
      'ids',
      'ISR',
      ({ isr }) => isr,
      (view, partition, wanted) => {
        const outside = (wanted.length > 0 ? wanted : partition.replicas).filter((id) => !partition.isr.includes(id));
        return whyOutOfSync(view, partition, outside);
      },
    ),
    elr: aspect('ids', 'ELR', ({ elr }) => elr),
    'last-known-elr': aspect('ids', 'last known ELR', ({ lastKnownElr }) => lastKnownElr),
    'leader-epoch': aspect('number', 'leader epoch', ({ leaderEpoch }) => leaderEpoch),
    'partition-epoch': aspect('number', 'partition epoch', ({ partitionEpoch }) => partitionEpoch),
    adding: aspect('ids', 'adding replicas', ({ addingReplicas }) => addingReplicas),
    removing: aspect('ids', 'removing replicas', ({ removingReplicas }) => removingReplicas),
    'high-watermark': logAspect('high watermark', (log) => log.highWatermark),
    'log-start': logAspect('log start offset', (log) => log.startOffset),
    'log-end': logAspect('log end offset', (log) => log.endOffset),
    service: {
      kind: 'text',
      says: ({ topic, partition }) => `${topic}-${partition}`,
      read: (view, name) => (isOffline(view, partitionOf(view, name)) ? 'offline' : 'online'),
      why: (view, name) => {
        const partition = partitionOf(view, name);
        return isOffline(view, partition) ? whyOffline(view, partition) : [`broker ${partition.leader} leads it`];
      },
    },
  },
  states: {
    offline: { aspect: 'service', value: 'offline' },
    online: { aspect: 'service', value: 'online' },
  },
};
