import type { CommandCause } from '../model/causes';
import type { ClusterSession } from '../runtime/clusterSession';
import type { ToolAnswer, ToolCall } from '../runtime/commandShell';
import type { ColourCodes } from '../text/visible';

/** What kafka-lab's own commands get to work with; the process itself is out of their sight. */
export interface LabContext {
  readonly argv: readonly string[];
  /** Where the cluster's file is, or would be. */
  readonly path: string;
  /** Where init makes a cluster: the same, unless there is one in a folder above. */
  readonly ownPath: string;
  /** The folder of that file, or while a lab is active, of the user's own cluster. */
  readonly home: string;
  readonly open: () => ClusterSession;
  /** Does something with the cluster's file at a path, which is closed afterwards. */
  readonly at: <T>(path: string, action: (session: ClusterSession) => T) => T;
  /** Runs a command of this package inside this process, for a shell that called it. It closes every open session. */
  readonly answer: (call: ToolCall) => Promise<ToolAnswer>;
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
  /** Waits for a key on the terminal; "q", Escape and Ctrl-C end what goes on. */
  readonly nextKey: () => Promise<'on' | 'end'>;
  /** Columns of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
  /** The language of the locale, such as "ko"; undefined for none. */
  readonly language: string | undefined;
  /** Folder of the package. */
  readonly installedAt: string;
}

/** The cause of what this command changes: its words as they were typed. */
export function causeOf({ argv }: LabContext): CommandCause {
  return { kind: 'command', words: ['kafka-lab', ...argv] };
}

/** The command was understood and refused, or what it checks does not hold: one line, exit code 1. */
export class LabRefusal extends Error {}

/** What a command checks does not hold, and it has said so: exit code 1 without a line. */
export class NotDone extends Error {}
