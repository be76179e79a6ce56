import type { Topic } from '../../model/cluster';
import { isInternalTopic } from '../../model/topicNames';
import { DamagedRecords, recordFates, type Judged } from '../../store/recordFates';
import type { StateView } from '../../store/stateView';
import { commandOrReason } from '../../story/causeText';
import { Missing, type Aspect, type SubjectKind } from './aspect';
import { missingTopic } from './reasons';

/** Which records are meant: those of a partition, of a topic, or with nothing all but those of internal topics. */
export interface RecordsOf {
  readonly topic: string | undefined;
  readonly partition: number | undefined;
}

function topicsOf(view: StateView, { topic: name }: RecordsOf): readonly Topic[] {
  if (name === undefined) return view.topics().filter((each) => !isInternalTopic(each.name));
  const topic = view.topic(name);
  if (!topic) throw missingTopic(view, name);
  return [topic];
}

/** @throws Missing where the records are damaged */
function* written(view: StateView, of: RecordsOf): Iterable<Judged> {
  try {
    for (const topic of topicsOf(view, of))
      for (const judged of recordFates(view, topic))
        if (of.partition === undefined || judged.partition.partition === of.partition) yield judged;
  } catch (error) {
    if (!(error instanceof DamagedRecords)) throw error;
    throw new Missing(`${error.partition} is damaged at offset ${error.offset}`, [error.message]);
  }
}

/** A log holds it that counts: the leader's, or while there is none, that of a replica that may lead. */
const isThere = ({ fate }: Judged) => fate === 'committed' || fate === 'waiting' || fate === 'aborted';

function counting(title: string, counts: (record: Judged) => boolean): Aspect<RecordsOf> {
  return {
    kind: 'number',
    says: (of) => `number of records ${nameOf(of)}${title}`,
    read(view, of) {
      let count = 0;
      for (const record of written(view, of)) if (counts(record)) count++;
      return count;
    },
  };
}

function nameOf({ topic, partition }: RecordsOf): string {
  if (topic === undefined) return '';
  return `of ${topic}${partition === undefined ? '' : `-${partition}`} `;
}

/** Further copies of a key and value that a partition holds more than once. */
function duplicates(view: StateView, of: RecordsOf): number {
  const seen = new Set<string>();
  let count = 0;
  for (const judged of written(view, of)) {
    if (!isThere(judged)) continue;
    const { partition, record } = judged;
    const text = [partition.topic, partition.partition, hex(record.key), hex(record.value)].join(' ');
    if (seen.has(text)) count++;
    seen.add(text);
  }
  return count;
}

function hex(bytes: Uint8Array | null): string {
  return bytes === null ? 'null' : Buffer.from(bytes).toString('hex');
}

/** What can be asked of records. */
export const recordChecks: SubjectKind<RecordsOf> = {
  aspects: {
    count: counting('that are there', isThere),
    written: counting('that were written', () => true),
    acknowledged: counting('that were acknowledged', ({ batch }) => batch.isAcknowledged),
    lost: {
      ...counting('that were acknowledged and are lost', ({ fate }) => fate === 'lost'),
      why: (view, of) => {
        const by = [...written(view, of)].flatMap(({ lostBy }) => (lostBy ? [lostBy] : []));
        return [
          ...new Map(by.map(({ record, what, cause }) => [record, `${what} (${commandOrReason(cause)})`])).values(),
        ];
      },
    },
    duplicated: {
      kind: 'number',
      says: (of) => `number of records ${nameOf(of)}that are there twice`,
      read: duplicates,
    },
  },
  states: {},
};
