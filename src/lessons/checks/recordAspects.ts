import { holds } from '../../log/lineage';
import { leaderLog } from '../../log/read';
import { noLeader, type Partition } from '../../model/cluster';
import { isInternalTopic } from '../../model/topicNames';
import { asRecordBatch } from '../../log/storedBatch';
import { decodeRecords } from '../../protocol/records';
import { ledgerBatches, type LedgerBatch } from '../../store/ledgerRows';
import type { StateView } from '../../store/stateView';
import type { Aspect, SubjectKind } from './aspect';
import { missingTopic } from './reasons';

/** Which records are meant: those of a partition, of a topic, or with nothing all but those of internal topics. */
export interface RecordsOf {
  readonly topic: string | undefined;
  readonly partition: number | undefined;
}

/** A record that was written, where it is. */
interface Written {
  readonly partition: Partition;
  readonly batch: LedgerBatch;
  readonly offset: number;
}

function* written(view: StateView, { topic: name, partition: number }: RecordsOf): Iterable<Written> {
  const found = name === undefined ? undefined : view.topic(name);
  if (name !== undefined && !found) throw missingTopic(view, name);
  for (const topic of found ? [found] : view.topics().filter((each) => !isInternalTopic(each.name)))
    for (const batch of ledgerBatches(view, topic)) {
      if (batch.control !== 'none' || (number !== undefined && batch.partition !== number)) continue;
      const partition = view.partition(topic, batch.partition)!;
      for (let { baseOffset: offset } = batch; offset <= batch.lastOffset; offset++) yield { partition, batch, offset };
    }
}

/** Logs that say what is kept: the leader's, or while there is none those of replicas that may lead. */
function isKept(view: StateView, { partition, batch, offset }: Written): boolean {
  const { leader, isr, elr, lastKnownElr } = partition;
  const logs = view.replicaLogs(partition);
  const deciding = leader === noLeader ? [...isr, ...elr, ...lastKnownElr] : [leader];
  return deciding.some((id) => {
    const log = logs.get(id);
    return log !== undefined && (holds(log, batch.leaderEpoch, offset) || offset < log.startOffset);
  });
}

function counting(title: string, counts: (view: StateView, record: Written) => boolean): Aspect<RecordsOf> {
  return {
    kind: 'number',
    says: (of) => `number of records ${nameOf(of)}${title}`,
    read(view, of) {
      let count = 0;
      for (const record of written(view, of)) if (counts(view, record)) count++;
      return count;
    },
  };
}

function nameOf({ topic, partition }: RecordsOf): string {
  if (topic === undefined) return '';
  return `of ${topic}${partition === undefined ? '' : `-${partition}`} `;
}

/** Further copies of a key and value that a partition's log holds more than once. */
function duplicates(view: StateView, of: RecordsOf): number {
  const seen = new Set<string>();
  let [count, lastBatch] = [0, undefined as LedgerBatch | undefined];
  for (const record of written(view, of)) {
    const { partition, batch } = record;
    if (batch === lastBatch) continue;
    lastBatch = batch;
    for (const { key, value, offset } of decodeRecords(asRecordBatch(batch))) {
      if (!isKept(view, { ...record, offset })) continue;
      const text = [partition.topic, partition.partition, hex(key), hex(value)].join(' ');
      if (seen.has(text)) count++;
      seen.add(text);
    }
  }
  return count;
}

function hex(bytes: Uint8Array | null): string {
  return bytes === null ? 'null' : Buffer.from(bytes).toString('hex');
}

/** What can be asked of records. */
export const recordChecks: SubjectKind<RecordsOf> = {
  aspects: {
    count: counting('that are there', (view, record) => {
      const log = leaderLog(view, record.partition);
      return holds(log, record.batch.leaderEpoch, record.offset);
    }),
    written: counting('that were written', () => true),
    acknowledged: counting('that were acknowledged', (_, { batch }) => batch.isAcknowledged),
    lost: counting(
      'that were acknowledged and are lost',
      (view, record) => record.batch.isAcknowledged && !isKept(view, record),
    ),
    duplicated: {
      kind: 'number',
      says: (of) => `number of records ${nameOf(of)}that are there twice`,
      read: duplicates,
    },
  },
  states: {},
};
