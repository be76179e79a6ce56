import type { Disks } from '../broker/disks';
import type { ClientEnvironment } from '../clients/environment';
import type { Profile } from '../profiles/profile';
import type { ZooKeeper } from '../zookeeper/zooKeeper';

/**
 * What a Kafka tool gets to work with; the process, and the cluster but for what its clients ask, are out of its sight.
 */
export interface ToolContext {
  readonly argv: readonly string[];
  readonly profile: Profile;
  /** What its clients stand on: the network, time, chance. */
  readonly environment: ClientEnvironment;
  /** The nodes' disks, for tools that run beside a broker. */
  readonly disks: Disks;
  /** The cluster's ZooKeeper, where it has one. */
  readonly zooKeeper: ZooKeeper;
  /** Prints a line to standard output. Order between the two streams is kept. */
  out(line: string): void;
  /**
   * Prints a line to standard error.
   * @param end what stands after it; a few of the real tool's messages have no line end
   */
  err(line: string, end?: '\n' | ''): void;
  /** Prints text without a line end to standard output. */
  write(text: string): void;
  /** Prints bytes to standard output. */
  writeBytes(bytes: Uint8Array): void;
  /** Whether standard output could not be written (PrintStream.checkError); who asks has to tell it. */
  checkError(): boolean;
  /** Prints what has been written so far, then sleeps (wall time, ms) unless the user ends the command. */
  pause(ms: number): Promise<'slept' | 'interrupted'>;
  /** Text of a file, or undefined when it cannot be read. */
  readFile(path: string): string | undefined;
  /** Standard input, whole. @throws IOException where it cannot be read */
  readInput(): Uint8Array;
  /** Somebody sits at the terminal: input comes line by line. */
  readonly isTerminal: boolean;
  /** Shows the prompt and reads a line, with the history of this run; undefined at the end of input. */
  readLine(prompt: string): Promise<string | undefined>;
}

/** Runs a tool; the result is its exit code. */
export type Tool = (context: ToolContext) => number | Promise<number>;
