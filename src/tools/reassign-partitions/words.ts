import type { JsonWords } from '../../jvm/kafkaJson';
import type { ToolVersion } from '../../parsing/toolVersion';

/** Where the releases of the tool differ. */
export interface ToolWords {
  /** Of which language its sets and maps are: their orders are printed. */
  readonly collections: 'scala' | 'java';
  readonly json: JsonWords;
  /** "Reassignment of partition t-0 is ...". */
  readonly done: 'complete' | 'completed';
  /** A list of duplicates in an error. */
  readonly duplicateList: (items: readonly (string | number)[]) => string;
  /** "None of the specified partition moves are active." ends its line. */
  readonly endsNoMovesLine: boolean;
  /** Current assignments name the directories of replicas on living brokers. */
  readonly showsLogDirs: boolean;
  /** A topic or partition that is not there is looked for before anything is printed, with the tool's own message. */
  readonly looksForPartitions: boolean;
  /** 3.9 passes over a reassignment that only adds replicas: a fault of its --cancel that we keep. */
  readonly cancels: (adding: readonly number[], removing: readonly number[]) => boolean;
  /** Directory moves are reported in one line, or one by one. */
  readonly reportsMoves: 'together' | 'each';
  readonly placement: 'shifted' | 'striped';
}

const java: Omit<ToolWords, 'showsLogDirs' | 'cancels' | 'placement'> = {
  collections: 'java',
  json: 'java',
  done: 'completed',
  duplicateList: (items) => `[${items.join(', ')}]`,
  endsNoMovesLine: false,
  looksForPartitions: true,
  reportsMoves: 'each',
};

/** By release of the tool. */
export const toolWords: Readonly<Record<ToolVersion, ToolWords>> = {
  '2.8': {
    collections: 'scala',
    json: 'scala',
    done: 'complete',
    duplicateList: (items) => items.join(),
    endsNoMovesLine: true,
    showsLogDirs: false,
    looksForPartitions: false,
    cancels: (adding, removing) => adding.length > 0 || removing.length > 0,
    reportsMoves: 'together',
    placement: 'shifted',
  },
  '3.9': {
    ...java,
    showsLogDirs: false,
    cancels: (adding, removing) => adding.length === 0 || removing.length > 0,
    placement: 'shifted',
  },
  '4.3': {
    ...java,
    showsLogDirs: true,
    cancels: (adding, removing) => adding.length > 0 || removing.length > 0,
    placement: 'striped',
  },
};
