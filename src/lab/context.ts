import type { CommandCause } from '../model/causes';
import type { ClusterSession } from '../runtime/clusterSession';
import type { ColourCodes } from '../text/visible';

/** What kafka-lab's own commands get to work with; the process itself is out of their sight. */
export interface LabContext {
  readonly argv: readonly string[];
  /** Where the cluster's file is, or would be. */
  readonly path: string;
  /** Where init makes a cluster: the same, unless there is one in a folder above. */
  readonly ownPath: string;
  readonly open: () => ClusterSession;
  /**
   * Runs a command of this package by the name of its executable, on the cluster kept in the folder `home`; returns its
   * exit code.
   */
  readonly run: (home: string, name: string, argv: readonly string[]) => Promise<number>;
  readonly wallClock: () => number;
  /** Prints a line to standard output. What would act on a terminal in it, a line end among it, is made visible. */
  out(line: string): void;
  /** Prints to standard output lines in which nothing acts on a terminal. */
  print(lines: string): void;
  /** Prints a line to standard error, in the same way. */
  err(line: string): void;
  /** Somebody can be asked. */
  readonly canAsk: boolean;
  /** undefined where colour is off. */
  readonly colour: ColourCodes | undefined;
  /** Folder of the package. */
  readonly installedAt: string;
}

/** The cause of what this command changes: its words as they were typed. */
export function causeOf({ argv }: LabContext): CommandCause {
  return { kind: 'command', words: ['kafka-lab', ...argv] };
}

/** The command was understood and refused, or what it checks does not hold: one line, exit code 1. */
export class LabRefusal extends Error {}
