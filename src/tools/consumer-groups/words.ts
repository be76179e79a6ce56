import type { ToolVersion } from '../../parsing/toolVersion';

/** How a version lays its tables out: where lines end, how wide the first columns are, and what its messages say. */
export interface GroupsWords {
  /** Rows begin with a line end instead of ending with one; `last` says whether the table then ends its last line. */
  readonly rows: 'ended' | 'begun' | 'begun-then-ended';
  /** The order of partitions in --describe: that of a Java map, or by topic and partition. */
  readonly offsetRows: 'by-hash' | 'by-name';
  readonly resetRows: 'ended' | 'run-on' | 'begun-then-ended';
  readonly resetWidths: 'fixed' | 'fitted';
  readonly membersHeaderAlways: boolean;
  /** A member's assignment as "t(0,1)", "(0,1)" or "t:0,1". */
  readonly assignment: 'topic-in-front' | 'no-topic' | 'colon';
  /** The maps that new offsets pass through. */
  readonly resetOrder: 'scala' | 'java';
  readonly logger: string;
  /** Between host:port and (id) of a coordinator. */
  readonly coordinatorGap: string;
  readonly stateGroupWidth: 'as-coordinator' | 'own';
  readonly stateWidth: number;
  readonly noAssignor: string;
  /** Since 4.0 a group that does not exist is an error rather than a dead group. */
  readonly deadGroups: 'dead' | 'error';
  readonly listStateHeader: (width: number, includeType: boolean, includeState: boolean) => readonly number[];
  readonly deletedList: (groups: readonly string[]) => string;
  readonly alsoDeletedList: (groups: readonly string[]) => string;
  readonly offsetsDeleted: (group: string, topics: readonly string[]) => string;
  readonly noSuchGroup: (group: string) => string;
  readonly partitionErrors: string;
  readonly deletedRows: {
    readonly widths: readonly number[];
    readonly rows: 'ended' | 'run-on' | 'begun-then-ended';
    readonly error: string;
  };
}

const quoted = (groups: readonly string[]) => groups.map((group) => `'${group}'`).join(', ');

const v39: GroupsWords = {
  rows: 'begun',
  offsetRows: 'by-hash',
  resetRows: 'run-on',
  resetWidths: 'fixed',
  membersHeaderAlways: true,
  assignment: 'no-topic',
  resetOrder: 'java',
  logger: 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
  coordinatorGap: '  ',
  stateGroupWidth: 'as-coordinator',
  stateWidth: 15,
  noAssignor: '',
  deadGroups: 'dead',
  listStateHeader: (width, includeType, includeState) => [
    width + 10,
    ...(includeType ? [20] : []),
    ...(includeState ? [20] : []),
  ],
  deletedList: (groups) => `'${groups.join(', ')}'`,
  alsoDeletedList: (groups) => `'${groups.join("'")}', '`,
  offsetsDeleted: (group, topics) =>
    `Request succeed for deleting offsets with topic ${topics.join(', ')} group ${group}`,
  noSuchGroup: (group) => `'${group}' does not exist.`,
  partitionErrors: 'Encounter some partition level error, see the follow-up details:',
  deletedRows: { widths: [30, 15, 15], rows: 'run-on', error: 'Error: :' },
};

/** The words of each release. */
export const groupsWords: Readonly<Record<ToolVersion, GroupsWords>> = {
  '2.8': {
    ...v39,
    rows: 'ended',
    resetRows: 'ended',
    membersHeaderAlways: false,
    assignment: 'topic-in-front',
    resetOrder: 'scala',
    logger: 'kafka.admin.ConsumerGroupCommand$',
    coordinatorGap: ' ',
    listStateHeader: (width) => [width, 0],
    deletedList: quoted,
    alsoDeletedList: quoted,
    deletedRows: { widths: [30, 15, 15], rows: 'ended', error: 'Error: ' },
  },
  '3.9': v39,
  '4.3': {
    ...v39,
    rows: 'begun-then-ended',
    offsetRows: 'by-name',
    resetRows: 'begun-then-ended',
    resetWidths: 'fitted',
    assignment: 'colon',
    stateGroupWidth: 'own',
    stateWidth: 20,
    noAssignor: '-',
    deadGroups: 'error',
    deletedList: quoted,
    alsoDeletedList: quoted,
    offsetsDeleted: (group) => `Request succeeded for deleting offsets from group ${group}.`,
    noSuchGroup: () => 'The group id does not exist.',
    partitionErrors: 'Encountered some partition-level error, see the follow-up details.',
    deletedRows: { widths: [15, 10, 15], rows: 'begun-then-ended', error: 'Error: ' },
  },
};
