import type { ZooKeeperClient } from '../../clients/zooKeeper';
import type { CommonsOptions } from '../../parsing/commonsCli';

/** A parsed command line: options by letter, and what is left, the command's name first. */
export interface ShellCommandLine {
  readonly options: ReadonlyMap<string, string>;
  readonly args: readonly string[];
}

/** A command that talks to the server. */
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

/** What differs between the shells of ZooKeeper's releases. */
export interface ShellRelease {
  /** Commands that talk to the server. */
  readonly commands: Readonly<Record<string, ShellCommand>>;
  /** `get` prints exceptions as Java does, where later releases have words for them. */
  readonly getShowsExceptions: boolean;
  /** `ls -s` ends the line of children before the stat, not after it. */
  readonly endsListBeforeStat: boolean;
  /** An exit code other than 0 is logged (ServiceUtils.requestSystemExit). */
  readonly logsExit: boolean;
  readonly logsRefusedConnections: boolean;
  /** What the client says it does next where a server is not found. */
  readonly unresolvedReconnect: string;
}

/** What is watched of a znode. */
export type WatchKind = 'data' | 'children';

/** One run of the shell, as its commands use it. */
export interface Shell {
  readonly release: ShellRelease;
  out(line: string): void;
  write(text: string): void;
  err(line: string): void;
  /** The connection, for a call that asks about `path`; fails where nothing answers. */
  zooKeeper(path: string, command?: 'get'): ZooKeeperClient;
  close(): void;
  watch(path: string, kind: WatchKind): void;
  /** Whether there was a watch to take away. */
  unwatch(path: string): boolean;
  /** Paths of this session's ephemeral znodes. */
  ephemerals(prefix: string): readonly string[];
}
