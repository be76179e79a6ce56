import { noLeader } from '../../model/cluster';
import type { ClusterRecord } from '../../model/records';
import { history } from '../../store/history';
import type { StateView } from '../../store/stateView';
import { changed, firstState, type PartitionState } from '../../story/partitionStory';
import type { Aspect } from './aspect';

/** Something that may have happened: a name of `happenings`, and to what ('' for anything). */
export interface Happening {
  readonly name: string;
  readonly of: string;
}

/** A record, with the partition that it changes as it was before and is afterwards. */
interface Seen {
  readonly record: ClusterRecord;
  readonly before: PartitionState | undefined;
  readonly after: PartitionState | undefined;
}

const isElection = ({ before, after }: Seen) =>
  before !== undefined && after !== undefined && before.leader !== after.leader && after.leader !== noLeader;
const isUnclean = ({ record }: Seen) => record.type === 'PartitionChangeRecord' && record.unclean === true;
const lacks = (one: PartitionState | undefined, other: PartitionState | undefined) =>
  one !== undefined && other?.isr.some((id) => !one.isr.includes(id)) === true;

/** What can have happened, by the words of a check. */
export const happenings: Readonly<Record<string, (seen: Seen) => boolean>> = {
  'unclean election': isUnclean,
  'clean election': (seen) => isElection(seen) && !isUnclean(seen),
  election: isElection,
  'isr shrink': ({ before, after }) => lacks(after, before),
  'isr growth': ({ before, after }) => lacks(before, after),
  outage: ({ before, after }) => after?.leader === noLeader && before !== undefined && before.leader !== noLeader,
  'controller change': ({ record }) => record.type === 'ControllerChangeRecord' && record.controllerId !== noLeader,
  'fenced controller': ({ record }) => record.type === 'ControllerFencedRecord',
  'fenced broker': ({ record }) => record.type === 'BrokerRegistrationChangeRecord' && record.fenced,
  'expired session': ({ record }) => record.type === 'UnregisterBrokerRecord',
  truncation: ({ record }) => record.type === 'ReplicaLogsRecord' && (record.truncations ?? []).length > 0,
  'lost disk': ({ record }) => record.type === 'LogDirsLostRecord',
};

/** How often something happened since the cluster was made. */
export const happeningAspect: Aspect<Happening> = {
  kind: 'number',
  says: ({ name, of }) => `number of times that there was: ${name}${of === '' ? '' : ` of ${of}`}`,
  read(view, { name, of }) {
    let count = 0;
    for (const [seen, subject] of partitionsSeen(view))
      if (happenings[name]!(seen) && (of === '' || subject === of || subject.startsWith(`${of}-`))) count++;
    return count;
  },
};

/** The history, each record with what it happened to: "orders-0", "broker 2" as "2", or ''. */
function* partitionsSeen(view: StateView): Iterable<readonly [Seen, string]> {
  const names = new Map<string, string>();
  const states = new Map<string, PartitionState>();
  for (const { record } of history(view)) {
    if (record.type === 'TopicRecord') names.set(record.topicId, record.name);
    if (!('partitionId' in record)) {
      yield [{ record, before: undefined, after: undefined }, 'brokerId' in record ? String(record.brokerId) : ''];
      continue;
    }
    const subject = `${names.get(record.topicId)}-${record.partitionId}`;
    const before = states.get(subject);
    let after = before;
    if (record.type === 'PartitionRecord') after = firstState(record);
    else if (record.type === 'PartitionChangeRecord' && before) after = changed(before, record);
    if (after) states.set(subject, after);
    yield [{ record, before: record.type === 'PartitionRecord' ? undefined : before, after }, subject];
  }
}
