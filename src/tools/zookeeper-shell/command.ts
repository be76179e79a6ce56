import type { CommonsOptions } from '../../parsing/commonsCli';
import type { Shell } from './shell';

/** A parsed command line: options by letter, and what is left, the command's name first. */
export interface ShellCommandLine {
  readonly options: ReadonlyMap<string, string>;
  readonly args: readonly string[];
}

export interface ShellCommand {
  /** As the list of commands shows it. */
  readonly usage: string;
  readonly options: CommonsOptions;
  /** Fewer arguments than these (the name counts) show the usage. */
  readonly least: number;
  /** "ls path watch" of older shells: what is said, and that the third word stands for -w. */
  readonly olderForm?: 'watch' | 'version';
  /** Its options are not read. */
  readonly takesAnything?: true;
  run(shell: Shell, line: ShellCommandLine): void;
}
